import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import type { Purpose } from "../consent/consents.ts";
import { mayWriteFirst, type Refusal } from "../consent/may-write-first.ts";
import { accessConversation, type LockedConversation } from "../conversations/conversations.ts";
import { sessionOpened } from "../events.ts";
import type { Floor } from "./floor.ts";
import { giveFloor, readFloor } from "./give-floor.ts";

/** Why a bot does not begin where nobody asked it to: somebody else speaks there, or the contact may not be written to. */
export type NotBegun = Refusal["reason"] | "floor_taken" | "held_elsewhere";

export interface UnaskedBeginning {
  conversationId: string;
  to: Floor;
  /** A word for people and listeners, such as `schedule`. */
  reason: string;
  /** What the gate of consent is asked for; with an open session, null: the contact is in the middle of something. */
  purpose: Purpose | null;
}

/**
 * Gives a bot the floor of its own accord: of the open session if nobody holds it, else of one that begins now, in which the conversation waits for
 * the contact.
 * @returns the session, or why not; then nothing was written
 * @throws {AppError} platform.not_found
 */
export async function beginUnasked(tx: Tx, ctx: Ctx, beginning: UnaskedBeginning): Promise<{ sessionId: string } | { not: NotBegun }> {
  const { conversationId, to, reason, purpose } = beginning;
  const conversation = await accessConversation(tx, ctx, conversationId);
  const { contactId, channelKind, heldBy } = conversation;
  if (heldBy !== null) return { not: "held_elsewhere" };
  const floor = await readFloor(tx, conversationId);
  if (floor.holder !== "nobody" || floor.isLoopStopped) return { not: "floor_taken" };
  const asked = purpose ?? (floor.sessionId === null ? "service" : null);
  const refusal = asked === null ? null : await mayWriteFirst(tx, { contactId, purpose: asked, channelKind, now: ctx.now() });
  if (refusal !== null) return { not: refusal.reason };
  const sessionId = floor.sessionId ?? (await openForBot(tx, ctx, conversation));
  await giveFloor(tx, { workspaceId: ctx.workspaceId, conversationId, now: ctx.now() }, to, reason);
  return { sessionId };
}

async function openForBot(tx: Tx, ctx: Ctx, { id: conversationId, contactId, channelId }: LockedConversation): Promise<string> {
  const sessionId = newId();
  await tx.run(sql`
    insert into sessions (workspace_id, id, conversation_id, opened_at, opened_by, held_since)
    values (${ctx.workspaceId}, ${sessionId}, ${conversationId}, ${ctx.now()}, 'flow', ${ctx.now()})`);
  await tx.run(sql`
    update conversations set session_id = ${sessionId}, state = case when state = 'resolved' then 'waiting' else state end where id = ${conversationId}`);
  const detail = { contactId, channelId, by: "flow" as const };
  emit(tx, [sessionOpened({ workspaceId: ctx.workspaceId, conversationId, subjectId: sessionId, detail })], ctx.now());
  return sessionId;
}
