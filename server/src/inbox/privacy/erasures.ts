import { addJobs, type Ctx, cursorOf, newId, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { accessContact } from "../contacts/read-contacts.ts";
import { erasureWaits, seesNotAll } from "../errors.ts";
import { erasePersonJob } from "../job-kinds.ts";

/** A person who was taken out of everything, or soon will be. */
export interface Erasure {
  id: string;
  /** How it was made sure that the person themselves asked. */
  proof: string;
  askedAt: Date;
  askedBy: string;
  state: "waiting" | "done";
  /** How many of what went, by the names of what rooms keep. */
  removed: Record<string, number>;
  doneAt: Date | null;
}

/** Of a row of `erasures`, as an {@link Erasure}. */
export const erasureColumns = sql`id, proof, asked_at as "askedAt", asked_by_name as "askedBy", state, removed, done_at as "doneAt"`;

/**
 * Has a person taken out of everything. It begins at once, and cannot be undone; until it is over nobody is written to.
 * @throws {AppError} platform.not_found, inbox.sees_not_all for whoever sees only some conversations, inbox.erasure_waits
 */
export function askErasure(ctx: Ctx, contactId: string, proof: string): Promise<Erasure> {
  return ctx.transaction(async (tx) => {
    const contactIds = await wholePerson(tx, ctx, contactId);
    const { actor, workspaceId } = ctx;
    const open = await tx.maybeOne(sql`select 1 from erasures where contact_ids[1] = ${contactId} and state = 'waiting'`);
    if (open !== null) throw erasureWaits();
    await tx.run(sql`update contacts set blocked_at = coalesce(blocked_at, ${ctx.now()}) where id = ${contactId}`);
    const asked = await tx.one(sql<Erasure>`
      insert into erasures (workspace_id, id, contact_ids, proof, asked_at, asked_by_kind, asked_by_id, asked_by_name)
      values (${workspaceId}, ${newId()}, ${contactIds}, ${proof.trim()}, ${ctx.now()}, ${actor.kind}, ${actor.id}, ${actor.name}) returning ${erasureColumns}`);
    await recordAudit(tx, ctx, { action: "contact.erasure_asked", subjectKind: "erasure", subjectId: asked.id, detail: {} });
    addJobs(tx, [erasePersonJob({ workspaceId, key: asked.id, payload: { erasureId: asked.id } })], ctx.now());
    return asked;
  });
}

/**
 * The contact and whoever was merged into it, locked. The first is the contact itself.
 * @throws {AppError} platform.not_found also for one that was merged into another; inbox.sees_not_all
 */
export async function wholePerson(tx: Tx, ctx: Ctx, contactId: string): Promise<string[]> {
  if (ctx.actor.sight.kind !== "all") throw seesNotAll();
  const { mergedInto } = await accessContact(tx, ctx, contactId);
  if (mergedInto !== null) throw notFound({ what: "contact" });
  const merged = await tx.many(sql<{ id: string }>`
    with recursive merged as (
      select id from contacts where merged_into = ${contactId}
      union select c.id from contacts c join merged on c.merged_into = merged.id)
    select id from merged order by id`);
  return [contactId, ...merged.map(({ id }) => id)];
}

/** The newest first. */
export async function listErasures(
  ctx: Ctx,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Erasure[]; nextCursor: string | null }> {
  const [at, id] = cursor === undefined ? [null, null] : readCursor(cursor, "time", "id");
  const rows = await ctx.transaction((tx) =>
    tx.many(sql<Erasure>`
      select ${erasureColumns} from erasures
      where workspace_id = ${ctx.workspaceId} and (${at}::timestamptz is null or (asked_at, id) < (${at}::timestamptz, ${id}::uuid))
      order by asked_at desc, id desc limit ${limit + 1}`),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.askedAt.toISOString(), last.id]) : null };
}
