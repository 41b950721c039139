import { memo, type ReactNode } from "react";
import type { Conversation } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Avatar } from "../ui/avatar.tsx";
import { buttonClass } from "../ui/button.tsx";
import { channelName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { AlarmClock, Check, Lock } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { DeliveryMark } from "./bubbles/delivery-mark.tsx";
import styles from "./conversation-row.module.css";
import { Deadline, sayDue } from "./deadline.tsx";
import { useDraftPreview } from "./drafts/drafts.tsx";
import { LabelRow } from "./labels/label-chip.tsx";
import { MessagePreview } from "./message-preview.tsx";
import { useSwipe } from "./use-swipe.ts";
import { useWords } from "./words/words.ts";

interface RowProps {
  conversation: Conversation;
  selected: boolean;
  /** It is one of those that are acted on together. */
  chosen: boolean;
  /** Some are chosen: every row shows its box. */
  choosing: boolean;
  onChoose: (id: string, isRange: boolean) => void;
  position: number;
  total: number;
  now: number;
  ownId: string | null;
  onOpen: (id: string) => void;
  onResolve: (conversation: Conversation) => void;
  onSnooze: (conversation: Conversation) => void;
}

/** One conversation in the list: who, when, the last words, queue and unread. */
export const ConversationRow = memo(function ConversationRow({
  conversation,
  selected,
  chosen,
  choosing,
  onChoose,
  position,
  total,
  now,
  ownId,
  onOpen,
  onResolve,
  onSnooze,
}: RowProps) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const begun = useDraftPreview(conversation.id);
  // The open one shows it in its own field.
  const draft = selected ? null : begun;
  const { contact, channel, unreadCount, lastMessage, queue, state } = conversation;
  const name = t("list.rowName", { name: contact.name, channel: channelName(channel.kind), unread: unreadCount });
  const due = conversation.dueAt === null ? "" : `, ${sayDue(conversation.dueAt, now, t)}`;
  const closed = state === "resolved";
  const swipe = useSwipe({ onRight: closed ? undefined : () => onResolve(conversation), onLeft: () => onSnooze(conversation) });
  return (
    <>
      {swipe.offset !== 0 && (
        <span className={classes(styles.uncovered, swipe.offset < 0 && styles.atEnd)} aria-hidden="true">
          {swipe.offset > 0 ? <Check size={20} /> : <AlarmClock size={20} />}
          {t(swipe.offset > 0 ? "thread.resolve" : "thread.snooze")}
        </span>
      )}
      <div
        {...swipe.handlers}
        style={swipe.offset === 0 ? undefined : { transform: `translateX(${swipe.offset}px)` }}
        className={classes(styles.row, unreadCount > 0 && styles.unread)}
        role="option"
        id={`row-${conversation.id}`}
        aria-selected={selected}
        aria-checked={choosing ? chosen : undefined}
        aria-label={name + due}
        aria-posinset={position}
        aria-setsize={total}
        tabIndex={-1}
        onClick={() => swipe.wasSwipe() || onOpen(conversation.id)}
        onKeyDown={(event) => event.key === "Enter" && onOpen(conversation.id)}
      >
        {/* For the pointer and the finger; by keyboard the same is on X. */}
        <span
          className={classes(styles.choose, choosing && styles.choosing)}
          aria-hidden="true"
          onClick={(event) => {
            event.stopPropagation();
            onChoose(conversation.id, event.shiftKey);
          }}
        >
          <Avatar name={contact.name} channel={channel.kind} className={styles.avatar} />
          <span className={styles.tick}>{chosen && <Check size={14} />}</span>
        </span>
        <span className={styles.line}>
          <span className={classes(styles.name, ink.oneLine)} title={contact.name} dir="auto">
            {contact.name}
          </span>
          <span className={styles.time}>{stamp(conversation.lastMessageAt, now, t, language, timeZone)}</span>
        </span>
        <span className={styles.line}>
          <span className={classes(styles.preview, ink.oneLine)} dir="auto">
            {draft !== null ? <DraftPreview text={draft} /> : lastMessage !== null && <LastWords message={lastMessage} ownId={ownId} />}
          </span>
          {unreadCount > 0 && (
            <span className={styles.count} aria-hidden="true">
              {unreadCount > 99 ? "99+" : unreadCount}
            </span>
          )}
          {/* For the pointer only: by keyboard the same is on E and H. */}
          <span className={styles.quickActs} aria-hidden="true">
            <QuickAct title={t("thread.snooze")} onClick={() => onSnooze(conversation)}>
              <AlarmClock size={14} />
            </QuickAct>
            {!closed && (
              <QuickAct title={t("thread.resolve")} onClick={() => onResolve(conversation)}>
                <Check size={14} />
              </QuickAct>
            )}
          </span>
        </span>
        <span className={classes(styles.line, styles.below)}>
          <span className={ink.oneLine}>{queue?.name ?? channel.name}</span>
          <LabelRow labels={conversation.labels} most={2} />
          <Spacer />
          <Deadline dueAt={conversation.dueAt} now={now} />
          {conversation.snoozedUntil !== null && (
            <span className={styles.until}>
              <AlarmClock size={12} />
              {stamp(conversation.snoozedUntil, now, t, language, timeZone)}
            </span>
          )}
        </span>
      </div>
    </>
  );
});

function DraftPreview({ text }: { text: string }) {
  return (
    <>
      <i className={styles.draft}>✎</i> {text}
    </>
  );
}

function LastWords({ message, ownId }: { message: NonNullable<Conversation["lastMessage"]>; ownId: string | null }) {
  const t = useWords();
  const { direction, isNote, authorId, authorName, kind, text, status, deleted } = message;
  const own = direction === "out" && !isNote;
  return (
    <>
      {isNote && <Lock className={styles.noteIcon} size={12} />}
      {own && status === "failed" && <DeliveryMark status={status} isParked={false} className={styles.mark} />}
      {direction === "out" && authorName !== null && kind !== "event" && (
        <i>{authorId === ownId ? t("list.you") : `${authorName.split(" ")[0]}:`} </i>
      )}
      <MessagePreview kind={kind} text={text} deleted={deleted} t={t} />
    </>
  );
}

/** No button: an option of a list holds nothing that takes the focus. */
function QuickAct({ title, onClick, children }: { title: string; onClick: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hidden from everything but the pointer
    // biome-ignore lint/a11y/useKeyWithClickEvents: hidden from everything but the pointer
    <span
      className={classes(buttonClass({ size: "small" }), styles.quickAct)}
      title={title}
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
    >
      {children}
    </span>
  );
}
