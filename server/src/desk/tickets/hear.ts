import {
  contactMerged,
  contactMergeUndone,
  floorChanged,
  messageEchoed,
  messageQueued,
  messageReceived,
  sessionClosed,
} from "../../inbox/index.ts";
import { type ConsumerOffer, type Ctx, consumer, type FeedEvent, lockingFirst, on, sql, type Tx } from "../../platform/index.ts";
import { type DeskGround, deskCtx } from "../desk-ctx.ts";
import { readQueue } from "../queues/queue.ts";
import { reckonTicket } from "./change-ticket.ts";
import { between } from "./promises.ts";
import { settleTicket } from "./settle-ticket.ts";
import { lockOpenTicket } from "./ticket.ts";

/** What the desk hears of the inbox: who has the floor, what was said, by whatever road. */
export function deskListeners(ground: DeskGround): ConsumerOffer[] {
  const inOrder = async (events: FeedEvent[], hear: (ctx: Ctx, event: FeedEvent & { conversationId: string }) => Promise<void>) => {
    const known = events.filter((event): event is FeedEvent & { conversationId: string } => event.conversationId !== null);
    for (const event of known) await hear(deskCtx(ground, event.workspaceId, event.correlationId ?? `event ${event.seq}`), event);
  };
  return [
    lockingFirst(
      lockConversations,
      consumer(
        "desk.follow_floor",
        on(floorChanged, (tx, events) => {
          const reasons = new Map(events.map(({ seq, detail }) => [seq, detail.reason]));
          return inOrder(events, async (ctx, event) => {
            await settleTicket(tx, ctx, event.conversationId, reasons.get(event.seq) ?? "moved");
          });
        }),
        on(sessionClosed, (tx, events) =>
          inOrder(events, async (ctx, event) => {
            await settleTicket(tx, ctx, event.conversationId, "closed");
          }),
        ),
      ),
    ),
    consumer("desk.follow_merges", on(contactMerged, followMerges), on(contactMergeUndone, followMerges)),
    lockingFirst(
      lockConversations,
      consumer(
        "desk.watch_clocks",
        on(messageQueued, (tx, events) => inOrder(events, (_ctx, event) => answered(tx, event))),
        on(messageEchoed, (tx, events) => inOrder(events, (_ctx, event) => answered(tx, event))),
        on(messageReceived, (tx, events) => inOrder(events, (ctx, event) => askedAgain(tx, ctx, event.conversationId))),
      ),
    ),
  ];
}

/** A person's words stop the clock of the first response; that of the resolution stands until the contact writes, where the queue says so. */
async function answered(tx: Tx, { conversationId, subjectId }: FeedEvent & { conversationId: string }): Promise<void> {
  const message = await tx.maybeOne(sql<{ at: Date }>`
    select created_at as at from messages where id = ${subjectId} and author_kind in ('member', 'api', 'echo') and not is_note`);
  if (message === null) return;
  await tx.run(sql`update tickets set is_unanswered = false where conversation_id = ${conversationId} and is_unanswered`);
  const ticket = await lockOpenTicket(tx, conversationId);
  if (ticket === null || message.at < ticket.openedAt) return;
  const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
  const firstReplyAt = ticket.firstReplyAt ?? message.at;
  const pausedAt = ticket.pausedAt ?? (queue?.pausesWhileWaiting === true && queue.resolutionSeconds !== null ? message.at : null);
  await tx.run(sql`update tickets set first_reply_at = ${firstReplyAt}, paused_at = ${pausedAt} where id = ${ticket.id}`);
  await reckonTicket(tx, { ...ticket, firstReplyAt, pausedAt }, queue);
}

/** The contact wrote: what stood goes on. */
async function askedAgain(tx: Tx, ctx: Ctx, conversationId: string): Promise<void> {
  const ticket = await lockOpenTicket(tx, conversationId);
  if (ticket === null || ticket.pausedAt === null) return;
  const queue = ticket.queueId === null ? null : await readQueue(tx, ticket.queueId);
  const pausedMs = ticket.pausedMs + between(queue?.hours ?? null, ticket.pausedAt, ctx.now());
  await tx.run(sql`update tickets set paused_at = null, paused_ms = ${Math.round(pausedMs)} where id = ${ticket.id}`);
  await reckonTicket(tx, { ...ticket, pausedAt: null, pausedMs }, queue);
}

async function lockConversations(tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = new Set(events.flatMap(({ conversationId }) => conversationId ?? []));
  await tx.many(sql`select 1 from conversations where id = any(${[...ids]}) order by id for update`);
}

/** Tickets belong to the person whose conversation they are in, and to the conversation in which their session goes on. */
async function followMerges(tx: Tx, events: FeedEvent<{ mergedId: string }>[]): Promise<void> {
  const people = events.flatMap(({ subjectId, detail }) => (subjectId === null ? [] : [subjectId, detail.mergedId]));
  await tx.run(sql`
    update tickets t set conversation_id = s.conversation_id, contact_id = c.contact_id
    from sessions s join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where t.contact_id = any(${people}) and s.workspace_id = t.workspace_id and s.id = t.session_id
      and (t.conversation_id, t.contact_id) is distinct from (s.conversation_id, c.contact_id)`);
}
