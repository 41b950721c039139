import { tellVisitor } from "../../channels/index.ts";
import { type ConsumerOffer, consumer, type FeedEvent, on, sql, type Tx } from "../../platform/index.ts";
import { ticketAssigned, ticketFinished, ticketMovedUp, ticketOpened } from "../events.ts";
import { positionOf } from "./positions.ts";
import { readOpenTicket } from "./ticket.ts";

/** Visitors of the web chat see where they stand, beside the words that everybody gets: the place, who serves them, the end. */
export const visitorNews: ConsumerOffer = consumer(
  "desk.tell_visitors",
  on(ticketOpened, (tx, events, now) => each(tx, events, now, placeOf)),
  on(ticketMovedUp, (tx, events, now) => each(tx, events, now, placeOf)),
  on(ticketAssigned, (tx, events, now) =>
    each(tx, events, now, async ({ detail }) => ({ kind: "attendant_assigned", name: await firstNameOf(tx, detail.agentId) })),
  ),
  on(ticketFinished, (tx, events, now) => each(tx, events, now, async () => ({ kind: "session_ended" }))),
);

type News = { kind: string; position?: number; name?: string | null };

async function each<Detail>(
  tx: Tx,
  events: FeedEvent<Detail>[],
  now: Date,
  newsOf: (event: FeedEvent<Detail>, tx: Tx) => Promise<News | null>,
): Promise<void> {
  for (const event of events) {
    const visitor = await tx.maybeOne(sql<{ personId: string }>`
      select last_address as "personId" from conversations where id = ${event.conversationId} and last_address_kind = 'webchat_visitor'`);
    const news = visitor === null ? null : await newsOf(event, tx);
    if (visitor !== null && news !== null)
      await tellVisitor(tx, event.workspaceId, visitor.personId, { id: `news ${event.seq}`, content: { ...news } }, now);
  }
}

/** Of those who still wait; whoever is served meanwhile hears that instead. */
async function placeOf({ conversationId }: FeedEvent, tx: Tx): Promise<News | null> {
  const ticket = conversationId === null ? null : await readOpenTicket(tx, conversationId);
  return ticket?.state === "waiting" ? { kind: "queue_position", position: await positionOf(tx, ticket) } : null;
}

/** Pages show no more of a member than the name by which they are called. */
async function firstNameOf(tx: Tx, agentId: string | null): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ name: string }>`select name from members where id = ${agentId}`);
  return row?.name.split(/\s+/)[0] ?? null;
}
