import { type Ctx, defineError, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

const nameTaken = defineError<{ name: string }>(
  "inbox.queue_name_taken",
  409,
  ({ name }) => `There is a queue named "${name}" already. Choose another name, or change that one.`,
);

/** A list of conversations with a name. How it is served is the desk's matter. @throws {AppError} inbox.queue_name_taken */
export async function createQueue(tx: Tx, ctx: Ctx, name: string): Promise<string> {
  const id = newId();
  const made = await tx.run(sql`
    insert into queues (workspace_id, id, name, created_at) values (${ctx.workspaceId}, ${id}, ${name}, ${ctx.now()})
    on conflict (workspace_id, name) do nothing`);
  if (made === 0) throw nameTaken({ name });
  await recordAudit(tx, ctx, { action: "queue.created", subjectKind: "queue", subjectId: id, detail: { name } });
  return id;
}

/** @throws {AppError} inbox.queue_name_taken, platform.not_found */
export async function renameQueue(tx: Tx, ctx: Ctx, queueId: string, name: string): Promise<void> {
  const before = await tx.maybeOne(sql<{ name: string }>`select name from queues where id = ${queueId} for update`);
  if (before === null) throw notFound({ what: "queue" });
  if (before.name === name) return;
  await holdNames(tx, ctx.workspaceId, "queues");
  if ((await tx.maybeOne(sql`select 1 from queues where name = ${name}`)) !== null) throw nameTaken({ name });
  await tx.run(sql`update queues set name = ${name} where id = ${queueId}`);
  const detail = { from: before.name, to: name };
  await recordAudit(tx, ctx, { action: "queue.renamed", subjectKind: "queue", subjectId: queueId, detail });
}

/** Conversations that lie in it, whatever their state, lie in `to` from then on; null: in none. @throws {AppError} platform.not_found */
export async function removeQueue(tx: Tx, ctx: Ctx, queueId: string, to: string | null): Promise<void> {
  const before = await tx.maybeOne(sql<{ name: string }>`select name from queues where id = ${queueId} for update`);
  if (before === null) throw notFound({ what: "queue" });
  await tx.run(sql`update conversations set queue_id = ${to} where queue_id = ${queueId}`);
  await tx.run(sql`delete from queues where id = ${queueId}`);
  await recordAudit(tx, ctx, { action: "queue.removed", subjectKind: "queue", subjectId: queueId, detail: { name: before.name, to } });
}
