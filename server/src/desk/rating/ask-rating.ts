import { createTap, type HandOverParts, sayAsProsa } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, type WorkspaceFacts } from "../../team/index.ts";
import { readDeskSettings } from "../queues/desk-settings.ts";
import { readQueue } from "../queues/queue.ts";
import type { Ticket } from "../tickets/ticket.ts";

export const RATE = "desk_rate";

/** So long a tap on a star counts. */
const RATE_DAYS = 7;
const DAY_MS = 86_400_000;

const WORDS: Readonly<Record<WorkspaceFacts["language"], { question: string; choose: string; scores: readonly string[]; skip: string }>> = {
  "pt-BR": {
    question: "Como foi o atendimento?",
    choose: "Avaliar",
    scores: ["1 · Péssimo", "2 · Ruim", "3 · Regular", "4 · Bom", "5 · Ótimo"],
    skip: "Agora não",
  },
  en: { question: "How was it?", choose: "Rate", scores: ["1 · Awful", "2 · Bad", "3 · Fair", "4 · Good", "5 · Great"], skip: "Not now" },
  es: {
    question: "¿Cómo fue la atención?",
    choose: "Calificar",
    scores: ["1 · Pésima", "2 · Mala", "3 · Regular", "4 · Buena", "5 · Excelente"],
    skip: "Ahora no",
  },
};

/** Asks the contact of a ticket that was closed, on its own channel, once; or keeps why nobody was asked. */
export async function askRating(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  ticket: Ticket,
  asked: { byHand: boolean; byReason: boolean },
): Promise<void> {
  const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
  const because = !asked.byHand ? "by_hand" : !asked.byReason ? "reason" : queue?.asksRating === false ? "queue" : null;
  if (because !== null) return keep(tx, ctx, ticket.id, because);
  const said = await sayAsProsa(tx, ctx, parts, ticket.conversationId, await question(tx, ctx, ticket, queue?.texts.rating));
  await keep(tx, ctx, ticket.id, said ? null : "window_closed");
}

/** A list of five and a way out; each row is a tap that acts once. */
async function question(tx: Tx, ctx: Ctx, ticket: Ticket, own: string | undefined) {
  const { language } = await readWorkspace(tx);
  const words = WORDS[language];
  const { ratingQuestion } = await readDeskSettings(tx);
  const expiresAt = new Date(ctx.now().getTime() + RATE_DAYS * DAY_MS);
  const row = async (title: string, score: number | null) => ({
    id: await createTap(tx, { verb: RATE, detail: { ticketId: ticket.id, score }, expiresAt, contactId: ticket.contactId }, ctx.now()),
    title,
  });
  const rows = [];
  for (const [index, title] of words.scores.entries()) rows.push(await row(title, index + 1));
  rows.reverse().push(await row(words.skip, null));
  return {
    kind: "list" as const,
    text: own || ratingQuestion || words.question,
    button: words.choose,
    sections: [{ title: words.choose, rows }],
  };
}

async function keep(tx: Tx, ctx: Ctx, ticketId: string, notAsked: string | null): Promise<void> {
  await tx.run(sql`
    insert into ticket_ratings (workspace_id, ticket_id, asked_at, not_asked)
    values (${ctx.workspaceId}, ${ticketId}, ${notAsked === null ? ctx.now() : null}, ${notAsked}) on conflict do nothing`);
}
