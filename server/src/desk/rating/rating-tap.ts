import type { Tap } from "../../inbox/index.ts";
import { emit, sql } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import { ticketRated } from "../events.ts";
import { RATE } from "./ask-rating.ts";

const WORDS: Readonly<Record<WorkspaceFacts["language"], { thanks: string; skipped: string; again: string }>> = {
  "pt-BR": {
    thanks: "Obrigado! Se quiser contar mais, escreva agora; guardamos junto com a sua nota.",
    skipped: "Tudo bem. Até a próxima!",
    again: "Sua avaliação já está guardada. Obrigado!",
  },
  en: {
    thanks: "Thank you! If you want to say more, write it now; we keep it with your rating.",
    skipped: "All right. Until next time!",
    again: "We have your rating. Thank you!",
  },
  es: {
    thanks: "¡Gracias! Si quiere contar más, escriba ahora; lo guardamos con su calificación.",
    skipped: "De acuerdo. ¡Hasta la próxima!",
    again: "Ya tenemos su calificación. ¡Gracias!",
  },
};

/** A star was touched. Of one ticket the first counts; the other rows of the list are used up by it. */
export const ratingTap: Tap = {
  verb: RATE,
  async act(tx, { workspaceId, conversationId, detail, now }) {
    const words = WORDS[(await readWorkspace(tx)).language];
    const ticketId = String(detail["ticketId"]);
    const score = typeof detail["score"] === "number" ? detail["score"] : null;
    const rated = await tx.run(sql`
      update ticket_ratings set score = ${score}, rated_at = ${score === null ? null : now}, skipped_at = ${score === null ? now : null}
      where ticket_id = ${ticketId} and rated_at is null and skipped_at is null`);
    if (rated === 0) return { kind: "text", text: words.again };
    if (score === null) return { kind: "text", text: words.skipped };
    const ticket = await tx.one(
      sql<{
        agentId: string | null;
        queueId: string | null;
      }>`select agent_id as "agentId", queue_id as "queueId" from tickets where id = ${ticketId}`,
    );
    emit(tx, [ticketRated({ workspaceId, conversationId, subjectId: ticketId, detail: { score, ...ticket } })], now);
    return { kind: "text", text: words.thanks };
  },
  async refuse(tx, _tapped, outcome) {
    return outcome === "used" ? { kind: "text", text: WORDS[(await readWorkspace(tx)).language].again } : null;
  },
};
