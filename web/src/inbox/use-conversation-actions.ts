import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api, type Conversation } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { useMe } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { useToast } from "../ui/toast.tsx";
import { useWords } from "./words/words.ts";

type Change = paths["/api/v1/conversations/{conversationId}"]["patch"]["requestBody"]["content"]["application/json"];

/** Acts at once, says what it did, and can take it back. */
export function useConversationActions() {
  const client = useQueryClient();
  const toast = useToast();
  const t = useWords();
  const me = useMe();
  return useMemo(() => {
    async function change(conversation: Pick<Conversation, "id">, body: Change) {
      try {
        await api.PATCH("/api/v1/conversations/{conversationId}", { params: { path: { conversationId: conversation.id } }, body });
      } catch (error) {
        toast.show({ text: problemText(error, t) });
      }
      await client.invalidateQueries({ queryKey: ["conversation", conversation.id] });
      void client.invalidateQueries({ queryKey: ["conversations"] });
    }
    const reopen = (conversation: Conversation) => change(conversation, { state: "open" });
    return {
      change,
      reopen,
      async resolve(conversation: Conversation) {
        await change(conversation, { state: "resolved" });
        toast.show({ text: t("thread.resolved"), undo: () => void reopen(conversation) });
      },
      async snooze(conversation: Conversation, until: Date) {
        await change(conversation, { snoozedUntil: until.toISOString() });
        toast.show({ text: t("thread.snoozed"), undo: () => void reopen(conversation) });
      },
      assign: (conversation: Conversation, assigneeId: string | null) => change(conversation, { assigneeId }),
      assignToMe: (conversation: Conversation) => (me.id === null ? Promise.resolve() : change(conversation, { assigneeId: me.id })),
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
  }, [client, toast, t, me.id]);
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
