import type { QueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type Conversation } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useMe } from "../shell/session.tsx";
import type { Notice } from "../ui/toast.tsx";
import { useAct } from "../ui/use-act.ts";
import { moveRow } from "./cached-lists.ts";
import { useWords } from "./words/words.ts";

type Change = paths["/api/v1/conversations/{conversationId}"]["patch"]["requestBody"]["content"]["application/json"];

interface ChangeOf {
  conversation: Pick<Conversation, "id">;
  body: Change;
  /** What to say when it is done. */
  notice?: Notice;
}

/** Acts at once, says what it did, and can take it back. */
export function useConversationActions() {
  const t = useWords();
  const me = useMe();
  const { run } = useAct(
    t,
    ({ conversation, body }: ChangeOf) =>
      api.PATCH("/api/v1/conversations/{conversationId}", { params: { path: { conversationId: conversation.id } }, body }),
    {
      refresh: ({ conversation }) => [["conversation", conversation.id], ["conversations"]],
      done: (_, { notice }) => notice,
      optimistic: showState,
    },
  );
  return useMemo(() => {
    const change = (conversation: Pick<Conversation, "id">, body: Change) => run({ conversation, body });
    const reopen = (conversation: Conversation) => change(conversation, { state: "open" });
    const withUndo = (conversation: Conversation, body: Change, text: string) =>
      run({ conversation, body, notice: { text, undo: () => void change(conversation, formerState(conversation)) } });
    return {
      change,
      reopen,
      resolve: (conversation: Conversation) => withUndo(conversation, { state: "resolved" }, t("thread.resolved")),
      snooze: (conversation: Conversation, until: Date) =>
        withUndo(conversation, { snoozedUntil: until.toISOString() }, t("thread.snoozed")),
      assign: (conversation: Conversation, assigneeId: string | null) => change(conversation, { assigneeId }),
      assignToMe: (conversation: Conversation) => me.id !== null && void change(conversation, { assigneeId: me.id }),
      async markRead(conversation: Pick<Conversation, "id">) {
        await api
          .PUT("/api/v1/conversations/{conversationId}/read-mark", { params: { path: { conversationId: conversation.id } } })
          .catch(() => undefined);
      },
      async markUnread(conversation: Pick<Conversation, "id">) {
        await api
          .DELETE("/api/v1/conversations/{conversationId}/read-mark", { params: { path: { conversationId: conversation.id } } })
          .catch(() => undefined);
      },
    };
  }, [run, t, me.id]);
}

/** What puts a conversation back as it was. */
function formerState({ state, snoozedUntil }: Conversation): Change {
  if (state !== "snoozed") return { state };
  return snoozedUntil === null ? { state: "open" } : { snoozedUntil };
}

/** Before the server has it, the open conversation shows its new state, and the lists of other states do without it. */
function showState(client: QueryClient, { conversation, body }: ChangeOf) {
  const state = body.state ?? (body.snoozedUntil === undefined ? undefined : "snoozed");
  if (state === undefined) return () => undefined;
  const key = ["conversation", conversation.id];
  // What was asked for before would show the old state once more.
  for (const queryKey of [key, ["conversations"]]) void client.cancelQueries({ queryKey });
  const before = client.getQueryData<Conversation>(key);
  if (before !== undefined) client.setQueryData(key, { ...before, state });
  const putBack = moveRow(client, conversation.id, state);
  return () => {
    if (before !== undefined) client.setQueryData(key, before);
    putBack();
  };
}

export type ConversationActions = ReturnType<typeof useConversationActions>;

/** When a snooze ends, in the reader's own time. */
export function snoozeTimes(now: Date): { hour: Date; tomorrow: Date; week: Date } {
  const at = (days: number) => {
    const day = new Date(now);
    day.setDate(day.getDate() + days);
    day.setHours(8, 0, 0, 0);
    return day;
  };
  const untilMonday = (8 - now.getDay()) % 7 || 7;
  return { hour: new Date(now.getTime() + 3_600_000), tomorrow: at(1), week: at(untilMonday) };
}
