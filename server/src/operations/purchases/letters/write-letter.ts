import type { OutboundContent } from "../../../../../content/content.ts";
import { accessConversation, changeConversationIn, type HandOverParts, sendMessageIn } from "../../../inbox/index.ts";
import { AppError, type Ctx, sql, type Tx } from "../../../platform/index.ts";
import { readSettings } from "../../orders/settings.ts";
import { keepLetter, type LetterKind } from "./letter.ts";
import { type Medium, placeOfSupplier, type SupplierFacts } from "./supplier-place.ts";

export interface NewLetter {
  purchaseId: string;
  kind: LetterKind;
  supplier: SupplierFacts;
  medium: Medium;
  /** Of a new conversation by mail. */
  subject: string;
  content: (tx: Tx, conversationId: string) => Promise<OutboundContent>;
  /** In one line, for where only a template can leave. */
  summary: string;
}

/** `code` says why nothing left. */
export interface Written {
  supplier: string;
  medium: Medium;
  code: string | null;
}

/**
 * Writes to a supplier and keeps the message with the purchase; where the window is closed by the workspace's template, with the words in one
 * line. What cannot be written is told, and leaves nothing half done.
 */
export async function writeLetter(tx: Tx, ctx: Ctx, parts: HandOverParts, letter: NewLetter): Promise<Written> {
  const said = { supplier: letter.supplier.name, medium: letter.medium };
  await tx.run(sql`savepoint letter`);
  try {
    await sendLetter(tx, ctx, parts, letter);
    await tx.run(sql`release savepoint letter`);
    return { ...said, code: null };
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await tx.run(sql`rollback to savepoint letter`);
    return { ...said, code: error.code };
  }
}

async function sendLetter(tx: Tx, ctx: Ctx, parts: HandOverParts, letter: NewLetter): Promise<void> {
  const { purchaseId, supplier, kind } = letter;
  const { conversationId } = await placeOfSupplier(tx, ctx, parts, supplier, letter.medium);
  const asBuyer: Ctx = { ...ctx, actor: { ...ctx.actor, sight: { kind: "all" } } };
  if (letter.medium === "email") await nameThread(tx, asBuyer, conversationId, letter.subject);
  const send = (content: OutboundContent) => sendMessageIn(tx, asBuyer, parts, { conversationId, content });
  const content = await letter.content(tx, conversationId);
  const messageId = await send(content).catch(async (error: unknown) => {
    // It refuses before it writes, so the template can still leave.
    const { noticeTemplate } = await readSettings(tx, ctx.workspaceId);
    if (!(error instanceof AppError) || error.code !== "inbox.window_closed" || noticeTemplate === null) throw error;
    return send({ kind: "template", ...noticeTemplate, body: [{ text: letter.summary.replaceAll(/\s+/g, " ").slice(0, 900) }], text: "" });
  });
  await keepLetter(tx, ctx, { messageId, purchaseId, supplierId: supplier.id, conversationId, kind });
}

/** A mail without a subject is taken for rubbish. */
async function nameThread(tx: Tx, ctx: Ctx, conversationId: string, subject: string): Promise<void> {
  if ((await accessConversation(tx, ctx, conversationId)).subject === null)
    await changeConversationIn(tx, ctx, conversationId, { subject });
}
