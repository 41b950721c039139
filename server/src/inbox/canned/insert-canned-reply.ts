import { parseTemplate } from "../../../../rules/variables.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import { ensureVisible } from "../conversations/conversations.ts";
import type { Variables } from "../variables/variable.ts";
import { findCannedReply } from "./canned-replies.ts";

/** Stands where a value is missing, so that whoever sends it sees the hole. */
const HOLE = "____";

/** A reply as it reads in one conversation. */
export interface Inserted {
  text: string;
  /** Ids of the variables that are empty here: each left a line of four underscores. */
  missing: string[];
}

/** Writes a reply out for a conversation that the asker sees, and counts its use. @throws {AppError} platform.not_found */
export function insertCannedReply(ctx: Ctx, variables: Variables, conversationId: string, replyId: string): Promise<Inserted> {
  return ctx.transaction(async (tx) => {
    await ensureVisible(tx, ctx, conversationId);
    const { text, language } = await findCannedReply(tx, ctx, replyId);
    const write = await variables.writerFor(tx, ctx, conversationId, language ?? undefined);
    const missing = new Set<string>();
    const pieces = parseTemplate(text).map((piece) => {
      if (piece.kind === "text") return piece.text;
      const written = write(text.slice(piece.at, piece.at + piece.length));
      // A variable may be gone with the room that had it: that is a hole too.
      for (const name of [...written.missing, ...written.unknown]) missing.add(name);
      return written.text === "" ? HOLE : written.text;
    });
    await tx.run(sql`update canned_replies set uses = uses + 1 where id = ${replyId}`);
    return { text: pieces.join(""), missing: [...missing] };
  });
}
