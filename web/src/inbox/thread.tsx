import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from "react";
import type { Conversation } from "../api/client.ts";
import { useLive } from "../shell/live.tsx";
import { useMay, useMe } from "../shell/session.tsx";
import { membersQuery } from "../team/queries.ts";
import { Avatar } from "../ui/avatar.tsx";
import { Banner } from "../ui/banner.tsx";
import { Button } from "../ui/button.tsx";
import { channelName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { Header } from "../ui/header.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import {
  AlarmClock,
  ArrowLeft,
  ChevronDown,
  CircleCheck,
  Ellipsis,
  PanelRight,
  RotateCcw,
  Search,
  TriangleAlert,
} from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Key } from "../ui/key.tsx";
import { Menu, MenuItem, MenuLabel } from "../ui/menu.tsx";
import screen from "../ui/screen.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useNow } from "../ui/use-now.ts";
import { useOnePane } from "../ui/use-one-pane.ts";
import { Composer, type ComposerHandle } from "./composer/composer.tsx";
import { Deadline } from "./deadline.tsx";
import { useMessageId } from "./paths.ts";
import { accountQuery } from "./queries.ts";
import styles from "./thread.module.css";
import { Timeline } from "./timeline.tsx";
import { type ConversationActions, snoozeTimes } from "./use-conversation-actions.ts";
import { useDwell } from "./use-dwell.ts";
import { useWords } from "./words/words.ts";

const FollowItem = lazy(() => import("./follow-item.tsx"));
const MacroItems = lazy(() => import("./macros/macro-items.tsx"));
const LookBar = lazy(() => import("./look/look-bar.tsx"));

interface ThreadProps {
  conversation: Conversation;
  actions: ConversationActions;
  composer: React.RefObject<ComposerHandle | null>;
  snoozeOpen: boolean;
  onSnoozeOpen: (open: boolean) => void;
  onBack?: () => void;
  onDetails?: () => void;
  onResolve: () => void;
  /** Whether words are looked for in it. */
  lookOpen: boolean;
  onLookOpen: (open: boolean) => void;
}

/** One conversation: who and what state above, the timeline, and where it is answered. */
export function Thread({ conversation, actions, composer, onResolve, lookOpen, onLookOpen, ...header }: ThreadProps) {
  const t = useWords();
  const live = useLive();
  const [dropping, setDropping] = useState(false);
  const { id, unreadCount } = conversation;
  const depth = useRef(0);
  const { at, show } = useShownMessage(id);
  useEffect(() => live.look(id, false), [id, live]);
  useDwell({ id, unread: unreadCount, lastMessageId: conversation.lastMessage?.id }, () => void actions.markRead({ id }));

  const drag = {
    onDragEnter(event: React.DragEvent) {
      if (!event.dataTransfer.types.includes("Files")) return;
      depth.current += 1;
      setDropping(true);
    },
    onDragLeave() {
      depth.current -= 1;
      if (depth.current <= 0) setDropping(false);
    },
    onDragOver: (event: React.DragEvent) => event.preventDefault(),
    onDrop(event: React.DragEvent) {
      event.preventDefault();
      depth.current = 0;
      setDropping(false);
      composer.current?.attach(event.dataTransfer.files);
    },
  };
  return (
    <main className={styles.thread} id="thread" aria-label={t("thread.label", { name: conversation.contact.name })} {...drag}>
      <ThreadHeader conversation={conversation} actions={actions} onResolve={onResolve} onLook={() => onLookOpen(true)} {...header} />
      <Suspense>{lookOpen && <LookBar key={`look ${id}`} conversationId={id} onShow={show} onClose={() => onLookOpen(false)} />}</Suspense>
      <ChannelBanner conversation={conversation} />
      <Timeline
        key={`timeline ${id}`}
        conversation={conversation}
        at={at}
        onQuote={(message) => composer.current?.quote(message)}
        onTemplate={() => composer.current?.openTemplates()}
      />
      <Composer key={id} ref={composer} conversation={conversation} onResolve={onResolve} />
      {dropping && <div className={styles.dropping}>{t("compose.drop")}</div>}
    </main>
  );
}

/** The message that the address names, until another one is chosen. */
function useShownMessage(conversationId: string) {
  const named = useMessageId();
  const [at, setAt] = useState<{ conversationId: string; id: string; turn: number } | null>(null);
  const show = useCallback((id: string) => setAt((before) => ({ conversationId, id, turn: (before?.turn ?? 0) + 1 })), [conversationId]);
  useEffect(() => {
    if (named !== undefined) show(named);
  }, [named, show]);
  return { at: at?.conversationId === conversationId ? at : null, show };
}

interface HeaderProps extends Omit<ThreadProps, "composer" | "lookOpen" | "onLookOpen"> {
  onLook?: () => void;
}

export function ThreadHeader({ conversation, actions, snoozeOpen, onSnoozeOpen, onBack, onDetails, onResolve, onLook }: HeaderProps) {
  const t = useWords();
  const me = useMe();
  const mayAssign = useMay("conversations.assign");
  const mayExport = useMay("conversations.export");
  const { contact, channel, queue, assignee, state } = conversation;
  const times = snoozeTimes(new Date());
  const onePane = useOnePane();
  const now = useNow();
  const snoozeItems = (
    <>
      <MenuItem onSelect={() => void actions.snooze(conversation, times.hour)}>{t("thread.snoozeHour")}</MenuItem>
      <MenuItem onSelect={() => void actions.snooze(conversation, times.tomorrow)}>{t("thread.snoozeTomorrow")}</MenuItem>
      <MenuItem onSelect={() => void actions.snooze(conversation, times.week)}>{t("thread.snoozeWeek")}</MenuItem>
    </>
  );
  const closed = state === "resolved" || state === "snoozed";
  const resolve = () => (closed ? void actions.reopen(conversation) : onResolve());
  const resolveWord = t(closed ? "thread.reopen" : "thread.resolve");
  const resolveButton = onePane ? (
    <IconButton label={resolveWord} onClick={resolve}>
      {closed ? <RotateCcw size={20} /> : <CircleCheck size={20} />}
    </IconButton>
  ) : (
    <Button size="small" onClick={resolve}>
      {resolveWord} {!closed && <Key className={screen.notOnPhone}>E</Key>}
    </Button>
  );
  return (
    <Header className={styles.header}>
      {onBack !== undefined && (
        <IconButton label={t("thread.back")} className={screen.phoneOnly} onClick={onBack}>
          <ArrowLeft size={18} />
        </IconButton>
      )}
      <Avatar name={contact.name} size={28} channel={channel.kind} />
      <div className={styles.title}>
        <div className={classes(styles.name, ink.strong, ink.oneLine)}>{contact.name}</div>
        <div className={classes(ink.small, ink.quiet, ink.oneLine)}>
          {[channelName(channel.kind), conversation.subject, queue?.name].filter((part) => part !== undefined && part !== null).join(" · ")}
        </div>
      </div>
      <Spacer />
      {!onePane && <Deadline dueAt={conversation.dueAt} now={now} />}
      {onLook !== undefined && (
        <IconButton label={t("thread.look")} shortcut="/" className={screen.notOnPhone} onClick={onLook}>
          <Search size={16} />
        </IconButton>
      )}
      {mayAssign && onePane && resolveButton}
      {mayAssign && (
        <>
          <AssignMenu conversation={conversation} actions={actions} />
          <Menu
            open={snoozeOpen}
            onOpenChange={onSnoozeOpen}
            trigger={
              <Button
                tone="ghost"
                size="small"
                square
                className={screen.notOnPhone}
                aria-label={t("thread.snooze")}
                title={`${t("thread.snooze")} (H)`}
              >
                <AlarmClock size={16} />
              </Button>
            }
          >
            {snoozeItems}
          </Menu>
          <Menu
            trigger={
              <Button tone="ghost" size="small" square aria-label={t("thread.more")}>
                <Ellipsis size={16} />
              </Button>
            }
          >
            <MenuItem hint="I" onSelect={() => void actions.assignToMe(conversation)}>
              {t("thread.assignToMe")}
            </MenuItem>
            <MenuItem hint="U" onSelect={() => void actions.markUnread(conversation)}>
              {t("thread.markUnread")}
            </MenuItem>
            {state === "open" && (
              <MenuItem onSelect={() => void actions.change(conversation, { state: "waiting" })}>{t("thread.waiting")}</MenuItem>
            )}
            {mayExport &&
              (["pdf", "text"] as const).map((format) => (
                <MenuItem
                  key={format}
                  onSelect={() => window.location.assign(`/api/v1/conversations/${conversation.id}/transcript?format=${format}`)}
                >
                  {t(`thread.download.${format}`)}
                </MenuItem>
              ))}
            <Suspense>
              <FollowItem conversationId={conversation.id} />
              <MacroItems subjectIds={[conversation.id]} />
            </Suspense>
            {onePane && (
              <>
                {onLook !== undefined && <MenuItem onSelect={onLook}>{t("thread.look")}</MenuItem>}
                {onDetails !== undefined && <MenuItem onSelect={onDetails}>{t("thread.details")}</MenuItem>}
                <MenuLabel>{t("thread.snooze")}</MenuLabel>
                {snoozeItems}
              </>
            )}
          </Menu>
        </>
      )}
      {onDetails !== undefined && (
        <IconButton
          label={t("thread.details")}
          shortcut="."
          className={classes(screen.belowWideOnly, screen.notOnPhone)}
          onClick={onDetails}
        >
          <PanelRight size={16} />
        </IconButton>
      )}
      {mayAssign && !onePane && resolveButton}
      <span className={ink.unseen}>
        {t("thread.assignee", { name: assignee === null ? t("thread.nobody") : assignee.id === me.id ? t("by.you") : assignee.name })}
      </span>
    </Header>
  );
}

function AssignMenu({ conversation, actions }: { conversation: Conversation; actions: ConversationActions }) {
  const t = useWords();
  const { data } = useQuery(membersQuery);
  const { assignee } = conversation;
  return (
    <Menu
      trigger={
        <Button
          tone="ghost"
          size="small"
          className={styles.assign}
          aria-label={t("thread.assignee", { name: assignee?.name ?? t("thread.nobody") })}
        >
          {assignee === null ? t("thread.assign") : <Avatar name={assignee.name} size={20} />}
          <ChevronDown size={12} />
        </Button>
      }
    >
      {data?.items.map((member) => (
        <MenuItem
          key={member.id}
          checked={member.id === assignee?.id}
          icon={<Avatar name={member.name} size={20} />}
          onSelect={() => void actions.assign(conversation, member.id)}
        >
          {member.name}
        </MenuItem>
      ))}
      {assignee !== null && <MenuItem onSelect={() => void actions.assign(conversation, null)}>{t("thread.unassign")}</MenuItem>}
    </Menu>
  );
}

/** Trouble that explains why messages wait. */
function ChannelBanner({ conversation }: { conversation: Conversation }) {
  const t = useWords();
  const channelId = conversation.channel.id;
  const { data } = useQuery(accountQuery(channelId));
  const text =
    conversation.heldBy !== null
      ? t("thread.held")
      : data?.status === "error" || data?.status === "inactive"
        ? t("thread.channelTrouble", { name: data.name })
        : null;
  if (text === null) return null;
  return (
    <Banner>
      <TriangleAlert size={16} /> {text}
    </Banner>
  );
}
