import type { OutboundContent } from "../../../../content/content.ts";
import { AppError, type Ctx, type Tx } from "../../platform/index.ts";
import { accessConversation } from "../conversations/conversations.ts";
import { type SendParts, sendMessageIn } from "../messages/send-message.ts";
import type { Responders } from "./floor.ts";
import { type Move, moveFloor } from "./move-floor.ts";

export interface HandOverParts extends SendParts {
  responders: Responders;
}

export interface HandOver extends Move {
  /** What the contact is told, in their language; it leaves whoever has the floor then. */
  sentence?: OutboundContent | undefined;
}

/**
 * Hands a conversation over, to whomever, by whomever: the one way that leaves a reason.
 * @returns false when no session is open, or it was theirs already: then nothing is said either
 * @throws {AppError} inbox.no_responder, platform.not_found
 */
export function handOver(ctx: Ctx, parts: HandOverParts, conversationId: string, handed: HandOver): Promise<boolean> {
  return ctx.transaction((tx) => handOverIn(tx, ctx, parts, conversationId, handed));
}

/** The same as a part of something larger. */
export async function handOverIn(tx: Tx, ctx: Ctx, parts: HandOverParts, conversationId: string, handed: HandOver): Promise<boolean> {
  const conversation = await accessConversation(tx, ctx, conversationId);
  const moved = await moveFloor(tx, ctx, parts.responders, conversation, handed);
  if (moved && handed.sentence !== undefined) await sayAsProsa(tx, ctx, parts, conversationId, handed.sentence);
  return moved;
}

/**
 * The program's own words always leave; where the channel does not take them (a closed window, say), nothing is said.
 * @param isCritical it may leave as SMS when its channel and e-mail are down
 * @returns whether it was said
 */
export async function sayAsProsa(
  tx: Tx,
  ctx: Ctx,
  parts: SendParts,
  conversationId: string,
  content: OutboundContent,
  isCritical = false,
): Promise<boolean> {
  const own: Ctx = { ...ctx, actor: { kind: "system", id: null, name: "Prosa", capabilities: new Set(), sight: { kind: "all" } } };
  try {
    await sendMessageIn(tx, own, parts, { conversationId, content, isCritical });
    return true;
  } catch (error) {
    // Thrown before anything is written: the rest of the transaction stands.
    if (!(error instanceof AppError)) throw error;
    ctx.log.info({ code: error.code, conversationId }, "a sentence of the program could not be said");
    return false;
  }
}
