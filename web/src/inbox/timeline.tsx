import { type UseInfiniteQueryResult, useInfiniteQuery } from "@tanstack/react-query";
import { Fragment, lazy, Suspense, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Attachment, Conversation, Message } from "../api/client.ts";
import { useLive } from "../shell/live.tsx";
import { useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { dayLine, dayNumber } from "../text/times.ts";
import { ChevronDown } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import { useNow } from "../ui/use-now.ts";
import { Bubble } from "./bubbles/bubble.tsx";
import { EventLine } from "./bubbles/event-line.tsx";
import { PendingBubble } from "./bubbles/pending-bubble.tsx";
import { useOutbox } from "./outbox.tsx";
import { messagesQuery } from "./queries.ts";
import { TimelineSkeleton } from "./thread-skeleton.tsx";
import styles from "./timeline.module.css";
import { useWords } from "./words/words.ts";

const Viewer = lazy(() => import("./bubbles/viewer.tsx"));

const RUN_MS = 3 * 60_000;

interface TimelineProps {
  conversation: Conversation;
  /** The message to show: each turn shows it once more. Null: the newest. */
  at?: { id: string; turn: number } | null;
  onQuote: (message: Message) => void;
  onTemplate: () => void;
}

/** The messages of a conversation, oldest above. New ones never move what is being read. */
export function Timeline({ conversation, at = null, onQuote, onTemplate }: TimelineProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const me = useMe();
  const now = useNow();
  const live = useLive();
  const list = useInfiniteQuery(messagesQuery(conversation.id));
  const [viewed, setViewed] = useState<Attachment | null>(null);
  const messages = useMemo(() => (list.data?.pages.flatMap((page) => page.items) ?? []).toReversed(), [list.data]);
  const outbox = useOutbox();
  const confirmed = useMemo(() => new Set(messages.flatMap(({ idempotencyKey }) => idempotencyKey ?? [])), [messages]);
  const pending = outbox.pendingOf(conversation.id).filter(({ key }) => !confirmed.has(key));
  const unreadFrom = useUnreadLine(conversation, messages);
  const { scroller, atEnd, below, toEnd } = useEndAnchor(messages, pending.length);
  const others = live.presenceOf(conversation.id);
  const jump = useCallback((id: string) => {
    const target = document.getElementById(`message-${id}`);
    target?.scrollIntoView({ block: "center" });
    target?.toggleAttribute("data-flash", true);
    setTimeout(() => target?.removeAttribute("data-flash"), 1200);
  }, []);

  useMessageShown(at, messages, list, jump);

  function onScroll(event: React.UIEvent<HTMLDivElement>) {
    const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
    // The box is reversed: 0 is the end, the past is negative.
    if (scrollHeight - clientHeight + scrollTop < 400 && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  }

  if (list.isError && messages.length === 0) return <LoadError error={list.error} onRetry={() => void list.refetch()} />;
  return (
    <div className={styles.box}>
      <div
        className={styles.scroller}
        ref={scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a feed is scrolled by keyboard
        tabIndex={0}
      >
        {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles may have a name; the rule reads no condition */}
        <div
          className={styles.feed}
          // A feed without articles is none: until the first ones are here it is a place.
          role={messages.length === 0 ? "region" : "feed"}
          aria-label={t("thread.messages")}
          aria-busy={list.isFetching}
        >
          {list.isPending && <TimelineSkeleton />}
          {list.isFetchingNextPage && <div className={styles.loading}>{t("thread.loadingOlder")}</div>}
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const after = messages[index + 1];
            const newDay =
              before === undefined ||
              dayNumber(Date.parse(before.occurredAt), timeZone) !== dayNumber(Date.parse(message.occurredAt), timeZone);
            const breaks = newDay || message.id === unreadFrom?.id;
            return (
              <Fragment key={message.id}>
                {newDay && <div className={styles.day}>{dayLine(message.occurredAt, now, t, language, timeZone)}</div>}
                {message.id === unreadFrom?.id && (
                  <div className={styles.unread}>{t("thread.unreadLine", { count: unreadFrom.count })}</div>
                )}
                {message.kind === "event" || message.kind === "handover" ? (
                  <EventLine message={message} ownId={me.id} />
                ) : (
                  <Bubble
                    message={message}
                    contactName={conversation.contact.name}
                    ownId={me.id}
                    first={breaks || !sameRun(before, message)}
                    last={!sameRun(message, after) || after?.id === unreadFrom?.id}
                    onQuote={onQuote}
                    onJump={jump}
                    onOpenFile={setViewed}
                    onTemplate={onTemplate}
                  />
                )}
              </Fragment>
            );
          })}
          {pending.map((entry) => (
            <PendingBubble key={entry.key} pending={entry} onTemplate={onTemplate} />
          ))}
        </div>
      </div>
      {!atEnd && below > 0 && (
        <button type="button" className={styles.news} onClick={toEnd}>
          {t("thread.newBelow", { count: below })} <ChevronDown size={14} />
        </button>
      )}
      <div className={styles.typing}>
        {others.length > 0 && (
          <span>
            {others.some(({ typing }) => typing)
              ? t("thread.someoneTyping", { name: names(others.filter(({ typing }) => typing)) })
              : t("thread.alsoHere", { name: names(others) })}
          </span>
        )}
      </div>
      <Suspense>{viewed !== null && <Viewer attachment={viewed} onClose={() => setViewed(null)} />}</Suspense>
    </div>
  );
}

const names = (people: { name: string }[]) => people.map(({ name }) => name).join(", ");

function sameRun(a: Message | undefined, b: Message | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const plain = (message: Message) => !message.isNote && message.kind !== "event" && message.kind !== "handover";
  const close = Date.parse(b.occurredAt) - Date.parse(a.occurredAt) < RUN_MS;
  return (
    plain(a) &&
    plain(b) &&
    a.direction === b.direction &&
    a.author.kind === b.author.kind &&
    a.author.id === b.author.id &&
    a.author.name === b.author.name &&
    close
  );
}

type Shown = NonNullable<TimelineProps["at"]>;

/** Goes back page by page until the message is there, and shows it. */
function useMessageShown(
  at: Shown | null,
  messages: readonly Message[],
  { hasNextPage, isFetching, fetchNextPage }: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetching" | "fetchNextPage">,
  jump: (id: string) => void,
) {
  const shown = useRef<Shown>(null);
  useEffect(() => {
    if (at === null || (shown.current?.id === at.id && shown.current.turn === at.turn)) return;
    if (messages.some(({ id }) => id === at.id)) {
      shown.current = at;
      jump(at.id);
    } else if (hasNextPage && !isFetching) void fetchNextPage();
  }, [at, messages, hasNextPage, isFetching, fetchNextPage, jump]);
}

/** Placed when the conversation is opened, and kept until it is left. */
function useUnreadLine(conversation: Conversation, messages: Message[]): { id: string; count: number } | null {
  const placed = useRef<{ conversationId: string; line: { id: string; count: number } | null } | null>(null);
  if (placed.current?.conversationId !== conversation.id && messages.length > 0) {
    const inbound = messages.filter(({ direction, kind }) => direction === "in" && kind !== "event");
    const first = conversation.unreadCount > 0 ? inbound.at(-conversation.unreadCount) : undefined;
    placed.current = {
      conversationId: conversation.id,
      line: first === undefined ? null : { id: first.id, count: conversation.unreadCount },
    };
  }
  return placed.current?.conversationId === conversation.id ? placed.current.line : null;
}

/** Stays at the end while the reader is there; otherwise counts what came below. */
function useEndAnchor(messages: Message[], pendingCount: number) {
  const scroller = useRef<HTMLDivElement>(null);
  const [atEnd, setAtEnd] = useState(true);
  const [seen, setSeen] = useState<string | undefined>(undefined);
  const lastId = messages.at(-1)?.id;
  useEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    const check = () => setAtEnd(element.scrollTop > -60);
    element.addEventListener("scroll", check, { passive: true });
    return () => element.removeEventListener("scroll", check);
  }, []);
  useEffect(() => {
    if (atEnd) setSeen(lastId);
  }, [atEnd, lastId]);
  const toEnd = useCallback(() => {
    scroller.current?.scrollTo({ top: 0 });
  }, []);
  useLayoutEffect(() => {
    if (pendingCount > 0) toEnd(); // one's own words are always shown
  }, [pendingCount, toEnd]);
  const index = messages.findIndex(({ id }) => id === seen);
  const below = index < 0 ? 0 : messages.length - 1 - index;
  return { scroller, atEnd, below, toEnd };
}
