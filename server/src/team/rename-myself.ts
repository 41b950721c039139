import { type Ctx, notFound, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";

/**
 * The name under which colleagues and, where a channel shows it, customers see whoever asks. What they did before keeps the name of then.
 * @throws {AppError} platform.not_found for a key, which has no name of a person
 */
export async function renameMyself(ctx: Ctx, name: string): Promise<void> {
  await ctx.transaction(async (tx) => {
    const before = await tx.maybeOne(sql<{ name: string }>`
      select name from members where id = ${ctx.actor.id} and removed_at is null for update`);
    if (before === null) throw notFound({ what: "member" });
    if (before.name === name) return;
    await tx.run(sql`update members set name = ${name} where id = ${ctx.actor.id}`);
    const detail = { from: before.name, to: name };
    await recordAudit(tx, ctx, { action: "member.renamed", subjectKind: "member", subjectId: ctx.actor.id, detail });
  });
}
