import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { assign, queue, unassign } from "../conversations/change-conversation.ts";
import type { LockedConversation } from "../conversations/conversations.ts";
import { writeLine } from "../conversations/write-line.ts";
import { noResponder } from "../errors.ts";
import { authorOf } from "../messages/author-kind.ts";
import { type Floor, type Responders, responderOf } from "./floor.ts";
import { giveFloor } from "./give-floor.ts";
import { wantTurn } from "./turns.ts";

export interface Move {
  to: Floor;
  /** A word, such as `asked_for_person`: listeners and the timeline's line carry it. */
  reason: string;
  /** What the next one should know. For the team; the contact never sees it. */
  summary?: string | undefined;
}

/**
 * Gives the floor to another holder, files the conversation with them, writes the line in the timeline and lets them begin.
 * @returns false when no session is open, or it was theirs already
 * @throws {AppError} inbox.no_responder when nobody speaks for the holder, or it is gone; platform.not_found for a queue or member
 */
export async function moveFloor(
  tx: Tx,
  ctx: Ctx,
  responders: Responders,
  conversation: LockedConversation,
  { to, reason, summary }: Move,
): Promise<boolean> {
  const from = await beginsFrom(tx, responders, to, ctx.now());
  if (to.holder === "queue" && to.id !== conversation.queueId) await queue(tx, ctx, conversation, to.id);
  if (to.holder === "queue" && conversation.assigneeId !== null) await unassign(tx, ctx, conversation);
  if (to.holder === "person" && to.id !== null && to.id !== conversation.assigneeId) await assign(tx, ctx, conversation, to.id);
  const place = { workspaceId: ctx.workspaceId, conversationId: conversation.id, now: ctx.now() };
  if (!(await giveFloor(tx, place, to, reason))) return false;
  const isTaken = to.holder === "person" && (to.id === null || to.id === ctx.actor.id);
  await writeLine(tx, {
    workspaceId: ctx.workspaceId,
    conversation,
    event: isTaken ? "floor.taken" : `floor.to_${to.holder}`,
    detail: { name: await nameOf(tx, to), reason, ...(summary === undefined ? {} : { summary }) },
    author: authorOf(ctx),
    now: ctx.now(),
  });
  if (from !== null) await wantTurn(tx, place, from);
  return true;
}

/** When the holder's responder begins; null for people and nobody, and for queues that nobody speaks for: a list is a queue too. */
async function beginsFrom(tx: Tx, responders: Responders, { holder, id }: Floor, now: Date): Promise<Date | null> {
  if (holder === "person" || holder === "nobody") return null;
  const responder = responderOf(responders, holder);
  if (responder === null) {
    if (holder === "queue") return null;
    throw noResponder({ holder, because: "nothing of this installation speaks for it" });
  }
  const readiness = await responder.canTake(tx, id, now);
  if ("never" in readiness) throw noResponder({ holder, because: readiness.never });
  return readiness.from;
}

async function nameOf(tx: Tx, { holder, id }: Floor): Promise<string | null> {
  if (id === null || (holder !== "queue" && holder !== "person")) return null;
  const row = await tx.maybeOne(
    holder === "queue"
      ? sql<{ name: string }>`select name from queues where id = ${id}`
      : sql<{ name: string }>`select name from members where id = ${id}`,
  );
  return row?.name ?? null;
}
