import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { queue } from "../conversations/change-conversation.ts";
import type { LockedConversation } from "../conversations/conversations.ts";
import { writeLine } from "../conversations/write-line.ts";
import { floorLoopStopped } from "../events.ts";
import { labelLoop } from "../labels/label-loop.ts";
import { readEntryRules } from "./entry-rules.ts";
import { giveFloor, readFloor } from "./give-floor.ts";
import { readFloorSettings } from "./settings.ts";
import { wantTurn } from "./turns.ts";

type Because = "too_many_replies" | "same_text";

/** One more reply without a person's. The one that reaches the limit leaves, and is the last. */
export async function countAutomaticReply(tx: Tx, ctx: Ctx, conversation: LockedConversation): Promise<void> {
  const row = await tx.maybeOne(sql<{ replies: number }>`
    update sessions s set automatic_replies = s.automatic_replies + 1 from conversations c
    where c.id = ${conversation.id} and s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null returning s.automatic_replies as replies`);
  if (row === null) return;
  const { automaticReplies } = await readFloorSettings(tx);
  if (row.replies >= automaticReplies) await stopLoop(tx, ctx, conversation, "too_many_replies");
}

const SAME_TEXTS = 3;

/**
 * Whether the other side said the same thing three times in a row, answered by machines in between: so speak machines. Somebody who
 * only repeats what nobody answered is impatient, not a machine.
 */
export async function isGoingRound(tx: Tx, conversationId: string): Promise<boolean> {
  const [row] = await tx.named<{ isRound: boolean }>(
    "inbox.is_going_round",
    `with said as (
       select m.kind, m.text, m.arrival from conversations c join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id
       join messages m on m.workspace_id = c.workspace_id and m.conversation_id = c.id and m.direction = 'in' and m.occurred_at >= s.opened_at
       where c.id = $1 order by m.occurred_at desc, m.arrival desc limit ${SAME_TEXTS}),
     gaps as (select *, lag(arrival) over (order by arrival) as before from said)
     select count(*) = ${SAME_TEXTS} and count(distinct text) = 1 and bool_and(kind = 'text') and count(*) filter (where exists (
       select 1 from messages o where o.conversation_id = $1 and o.author_kind in ('flow', 'ai', 'automation')
         and o.arrival > gaps.before and o.arrival < gaps.arrival)) = ${SAME_TEXTS - 1} as "isRound" from gaps`,
    [conversationId],
  );
  return row?.isRound === true;
}

/** Bots fall silent: the queue of the entry rules' end gets the conversation, or nobody; timeline and label say why. */
export async function stopLoop(tx: Tx, ctx: Ctx, conversation: LockedConversation, because: Because): Promise<void> {
  const place = { workspaceId: ctx.workspaceId, conversationId: conversation.id, now: ctx.now() };
  const { sessionId } = await readFloor(tx, conversation.id);
  const queueId = await defaultQueue(tx);
  await giveFloor(tx, place, queueId === null ? { holder: "nobody", id: null } : { holder: "queue", id: queueId }, "loop_stopped");
  await tx.run(sql`update sessions set loop_stopped_at = ${ctx.now()}, turn_due_at = null, turn_first_at = null where id = ${sessionId}`);
  if (queueId !== null) {
    if (queueId !== conversation.queueId) await queue(tx, ctx, conversation, queueId);
    await wantTurn(tx, place, ctx.now());
  }
  const { workspaceId, conversationId } = place;
  emit(tx, [floorLoopStopped({ workspaceId, conversationId, subjectId: sessionId, detail: { because } })], ctx.now());
  const author = { kind: "system", id: null, name: "Prosa" };
  await labelLoop(tx, ctx, conversationId);
  await writeLine(tx, { workspaceId, conversation, event: floorLoopStopped.kind, detail: { because }, author, now: ctx.now() });
}

/** The queue that the entry rules end with, where it is still there. */
async function defaultQueue(tx: Tx): Promise<string | null> {
  const { otherwise } = await readEntryRules(tx);
  if (otherwise?.holder !== "queue") return null;
  return (await tx.maybeOne(sql<{ id: string }>`select id from queues where id = ${otherwise.id}`))?.id ?? null;
}
