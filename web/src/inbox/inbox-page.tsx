import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useLayoutEffect, useMemo, useRef, useState } from "react";
import { restShortcuts, type Shortcuts, useShortcuts } from "../shell/use-shortcuts.ts";
import { useTitle } from "../shell/use-title.ts";
import { Blank } from "../ui/blank.tsx";
import { classes } from "../ui/classes.ts";
import { Drawer } from "../ui/drawer.tsx";
import { MessagesSquare } from "../ui/icons.generated.ts";
import { LoadError } from "../ui/load-error.tsx";
import screen from "../ui/screen.module.css";
import { useToast } from "../ui/toast.tsx";
import { useSelection } from "./bulk/use-selection.ts";
import type { ComposerHandle } from "./composer/composer.tsx";
import { ConversationList } from "./conversation-list.tsx";
import type { DraftKind } from "./drafts/draft-store.ts";
import { listQuery } from "./inbox-search.ts";
import { toConversation, toInbox, useAddressedConversationId, useConversationId, useInboxSearch } from "./paths.ts";
import { useConversation } from "./queries.ts";
import styles from "./thread.module.css";
import { ThreadSkeleton } from "./thread-skeleton.tsx";
import { useConversationActions } from "./use-conversation-actions.ts";
import { useConversationList, useLoaded } from "./use-conversation-list.ts";
import { keepKey, useWaitingKey } from "./waiting-key.ts";
import { useWords } from "./words/words.ts";

/** Asked for together with the list, which is there and can be worked with before it. */
const thread = import("./thread.tsx");
const Thread = lazy(async () => ({ default: (await thread).Thread }));
const ContextPanel = lazy(() => import("./context-panel.tsx"));
const ShortcutsDialog = lazy(() => import("../shell/shortcuts-dialog.tsx"));

/** List, thread and context, side by side; one after the other on a phone. */
export function InboxPage() {
  const search = useInboxSearch();
  const conversationId = useConversationId();
  const addressedId = useAddressedConversationId();
  const t = useWords();
  const navigate = useNavigate();
  const toast = useToast();
  const actions = useConversationActions();
  const list = useConversationList(search);
  const items = useLoaded(list);
  const order = useMemo(() => items.map(({ id }) => id), [items]);
  const selection = useSelection(JSON.stringify(listQuery(search)), order);
  const fromList = items.find(({ id }) => id === conversationId);
  const query = useConversation(conversationId);
  const conversation = query.data ?? fromList;
  const composer = useRef<ComposerHandle>(null);
  const [drawer, setDrawer] = useState(false);
  const [snoozeOpen, setSnoozeOpen] = useState(false);
  const [lookOpen, setLookOpen] = useState(false);
  const [shortcuts, setShortcuts] = useState(false);
  const kept = useWaitingKey();
  const waiting = kept !== null && kept.conversationId === addressedId ? kept.key : undefined;

  const open = (id: string | undefined) => void (id === undefined ? navigate(toInbox(search)) : navigate(toConversation(id, search)));
  const neighbour = (step: number) => {
    // The address changes first, the page a moment later: two quick keys are two steps.
    const index = items.findIndex(({ id }) => window.location.pathname.endsWith(id));
    return items[index < 0 ? 0 : Math.min(Math.max(index + step, 0), items.length - 1)]?.id;
  };
  function resolve(thenNext: boolean) {
    if (conversation === undefined) return;
    const next = neighbour(1);
    void actions.resolve(conversation);
    if (thenNext && next !== conversation.id) open(next);
  }
  const withConversation = (run: (current: NonNullable<typeof conversation>) => void) => () =>
    conversation !== undefined && run(conversation);
  const focusComposer = (mode: DraftKind) => () => {
    if (composer.current?.focus(mode) === false) restShortcuts();
  };
  const leave = () => {
    keepKey(null);
    if (selection.ids.size > 0) selection.keep([]);
    else if (drawer) setDrawer(false);
    else if (lookOpen) setLookOpen(false);
    else open(undefined);
  };
  const keys: Shortcuts = {
    j: () => open(neighbour(1)),
    ArrowDown: () => open(neighbour(1)),
    k: () => open(neighbour(-1)),
    ArrowUp: () => open(neighbour(-1)),
    z: () => toast.undo(),
    Escape: leave,
  };
  const ofConversation: Shortcuts = {
    r: focusComposer("reply"),
    n: focusComposer("note"),
    e: () => resolve(true),
    E: () => resolve(false),
    h: () => setSnoozeOpen(true),
    i: withConversation((current) => void actions.assignToMe(current)),
    u: withConversation((current) => void actions.markUnread(current)),
    x: () => conversationId !== undefined && selection.toggle(conversationId, false),
    X: () => conversationId !== undefined && selection.toggle(conversationId, true),
    "/": () => setLookOpen(true),
    ".": () => setDrawer((shown) => !shown),
  };
  // The address changes first, the page a moment later: what is asked of a conversation is never done to the one that is left.
  const isHere = () => conversationId !== undefined && window.location.pathname.endsWith(conversationId) && composer.current !== null;
  if (addressedId !== undefined)
    for (const [key, run] of Object.entries(ofConversation))
      keys[key] = (event) => (isHere() ? run(event) : keepKey({ conversationId: addressedId, key }));
  // While a key waits, what is typed next is meant for where it leads, and is no shortcut.
  useShortcuts(waiting === undefined || query.isError ? keys : { Escape: leave });
  useTitle(conversation?.contact.name);

  return (
    <>
      <ConversationList search={search} selectedId={conversationId} selection={selection} onShortcuts={() => setShortcuts(true)} />
      {conversationId === undefined ? (
        <main className={classes(styles.thread, screen.notOnPhone)} id="thread">
          <Blank icon={<MessagesSquare size={20} />} title={t("thread.pick")} text={t("thread.pickText")} />
        </main>
      ) : conversation === undefined && query.isError ? (
        <main className={styles.thread} id="thread">
          <LoadError error={query.error} onRetry={() => void query.refetch()} />
        </main>
      ) : conversation === undefined ? (
        <Loading />
      ) : (
        <>
          <Suspense fallback={<Loading />}>
            <Thread
              conversation={conversation}
              actions={actions}
              composer={composer}
              snoozeOpen={snoozeOpen}
              onSnoozeOpen={setSnoozeOpen}
              onBack={() => open(undefined)}
              onDetails={() => setDrawer(!drawer)}
              onResolve={() => resolve(false)}
              lookOpen={lookOpen}
              onLookOpen={setLookOpen}
            />
            <WhenHere
              isHere={isHere}
              run={
                waiting === undefined
                  ? undefined
                  : () => {
                      keepKey(null);
                      ofConversation[waiting]?.(new KeyboardEvent("keydown", { key: waiting }));
                    }
              }
            />
          </Suspense>
          <Drawer open={drawer}>
            <Suspense>
              <ContextPanel conversation={conversation} />
            </Suspense>
          </Drawer>
        </>
      )}
      <Suspense>{shortcuts && <ShortcutsDialog onClose={() => setShortcuts(false)} />}</Suspense>
    </>
  );
}

/** Does what waited for the thread. It stands beside it, because the page above does not hear that a part of it has loaded. */
function WhenHere({ isHere, run }: { isHere: () => boolean; run: (() => void) | undefined }) {
  useLayoutEffect(() => {
    if (run !== undefined && isHere()) run();
  });
  return null;
}

const Loading = () => (
  <main className={styles.thread} id="thread" aria-busy>
    <ThreadSkeleton />
  </main>
);
