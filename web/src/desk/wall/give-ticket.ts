import { useNavigate } from "@tanstack/react-router";
import { api, unwrap } from "../../api/client.ts";
import { useMe } from "../../shell/session.tsx";
import { useAct } from "../../ui/use-act.ts";
import { toTalk } from "../paths.ts";
import { useWords } from "../words/words.ts";

/** What is dragged carries the ticket under this kind. */
export const TICKET_KIND = "application/x-prosa-ticket";

/** Gives a ticket to an agent, by a drag or from a menu. */
export function useGiveTicket() {
  const t = useWords();
  return useAct(
    t,
    ({ ticketId, memberId }: { ticketId: string; memberId: string; name: string }) =>
      unwrap(
        api.POST("/api/v1/tickets/{ticketId}/transfer", {
          params: { path: { ticketId } },
          body: { to: { holder: "person", id: memberId }, reason: "supervisor" },
        }),
      ),
    { refresh: [["desk"], ["conversations"]], done: (_result, { name }) => ({ text: t("wall.given", { name }) }) },
  );
}

/** Takes a ticket over oneself, and opens its conversation. */
export function useTakeTicket() {
  const t = useWords();
  const me = useMe();
  const navigate = useNavigate();
  return useAct(
    t,
    async ({ ticketId, conversationId }: { ticketId: string; conversationId: string }) => {
      await unwrap(
        api.POST("/api/v1/tickets/{ticketId}/transfer", {
          params: { path: { ticketId } },
          body: { to: { holder: "person", id: me.id ?? "" }, reason: "taken_over" },
        }),
      );
      await navigate(toTalk(conversationId));
    },
    { refresh: [["desk"], ["conversations"]] },
  );
}
