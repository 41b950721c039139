import { type Ctx, defineError, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

const nameTaken = defineError<{ name: string }>("desk.reason_name_taken", 409, ({ name }) => `There is a reason "${name}" already.`);

/** Why a ticket is closed, in the workspace's words. */
export interface CloseReason {
  id: string;
  name: string;
  /** False for what one does not ask about: spam, wrong number. */
  asksRating: boolean;
}

export const listReasons = (ctx: Ctx): Promise<CloseReason[]> =>
  ctx.transaction((tx) =>
    tx.many(
      sql<CloseReason>`select id, name, asks_rating as "asksRating" from close_reasons where archived_at is null order by prosa_fold(name), id limit 200`,
    ),
  );

/** @throws {AppError} desk.reason_name_taken */
export function makeReason(ctx: Ctx, { name, asksRating }: Omit<CloseReason, "id">): Promise<CloseReason> {
  return ctx.transaction(async (tx) => {
    const id = newId();
    await ensureNameFree(tx, ctx, name, id);
    await tx.run(
      sql`insert into close_reasons (workspace_id, id, name, asks_rating) values (${ctx.workspaceId}, ${id}, ${name}, ${asksRating})`,
    );
    await recordAudit(tx, ctx, {
      action: "close_reason.created",
      subjectKind: "close_reason",
      subjectId: id,
      detail: { name, asksRating },
    });
    return { id, name, asksRating };
  });
}

/** @throws {AppError} desk.reason_name_taken, platform.not_found */
export function changeReason(ctx: Ctx, id: string, { name, asksRating }: Omit<CloseReason, "id">): Promise<CloseReason> {
  return ctx.transaction(async (tx) => {
    await ensureNameFree(tx, ctx, name, id);
    const changed = await tx.run(
      sql`update close_reasons set name = ${name}, asks_rating = ${asksRating} where id = ${id} and archived_at is null`,
    );
    if (changed === 0) throw notFound({ what: "reason of closing" });
    await recordAudit(tx, ctx, {
      action: "close_reason.changed",
      subjectKind: "close_reason",
      subjectId: id,
      detail: { name, asksRating },
    });
    return { id, name, asksRating };
  });
}

/** Offered no longer; tickets that were closed with it keep it. @throws {AppError} platform.not_found */
export function archiveReason(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const changed = await tx.run(sql`update close_reasons set archived_at = ${ctx.now()} where id = ${id} and archived_at is null`);
    if (changed === 0) throw notFound({ what: "reason of closing" });
    await recordAudit(tx, ctx, { action: "close_reason.archived", subjectKind: "close_reason", subjectId: id, detail: {} });
  });
}

async function ensureNameFree(tx: Tx, ctx: Ctx, name: string, ownId: string): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "reasons of closing");
  const taken = await tx.maybeOne(
    sql`select 1 from close_reasons where prosa_fold(name) = prosa_fold(${name}) and archived_at is null and id <> ${ownId}`,
  );
  if (taken !== null) throw nameTaken({ name });
}
