import { type Ctx, emit, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { notPublishable } from "../errors.ts";
import { flowPublished } from "../events.ts";
import { keepSchedules } from "../starts/schedules.ts";
import { type CheckParts, problemsOfFlow } from "./check-flow.ts";
import { authorOf, type Flow, type LockedFlow, lockFlow, readFlow } from "./flow.ts";
import { readVersion } from "./versions.ts";

/**
 * Makes the draft what new runs take. Runs that had begun keep the version of their beginning.
 * @throws {AppError} platform.not_found; flows.not_publishable with everything that is an error
 */
export function publishFlow(ctx: Ctx, parts: CheckParts, flowId: string, note: string): Promise<Flow> {
  return ctx.transaction(async (tx) => {
    await publishIn(tx, ctx, parts, await lockFlow(tx, flowId), note);
    return readFlow(tx, ctx, flowId);
  });
}

/**
 * The same document as it was in an earlier version, as the newest one. What was drawn since is the draft no more; it stands in the versions only if it
 * was published.
 * @throws {AppError} platform.not_found; flows.not_publishable when what it names is gone since
 */
export function restoreVersion(ctx: Ctx, parts: CheckParts, flowId: string, version: number, note: string): Promise<Flow> {
  return ctx.transaction(async (tx) => {
    const flow = await lockFlow(tx, flowId);
    const { document, layout } = await readVersion(tx, flowId, version);
    const author = authorOf(ctx);
    const revision = flow.revision + 1;
    await tx.run(sql`
      update flows set draft = ${JSON.stringify(document)}, layout = ${JSON.stringify(layout)}, draft_revision = ${revision},
        saved_by_id = ${author.id}, saved_by_name = ${author.name}, saved_at = ${ctx.now()} where id = ${flowId}`);
    await publishIn(tx, ctx, parts, { ...flow, document, layout, revision }, note);
    return readFlow(tx, ctx, flowId);
  });
}

async function publishIn(tx: Tx, ctx: Ctx, parts: CheckParts, flow: LockedFlow, note: string): Promise<void> {
  const problems = await problemsOfFlow(tx, ctx, parts, flow);
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw notPublishable({ problems: errors });
  const { id, name, document, layout, revision } = flow;
  const version = (flow.publishedVersion ?? 0) + 1;
  const author = authorOf(ctx);
  await tx.run(sql`
    insert into flow_versions (workspace_id, flow_id, version, document, layout, note, published_by_id, published_by_name, published_at)
    values (${ctx.workspaceId}, ${id}, ${version}, ${JSON.stringify(document)}, ${JSON.stringify(layout)}, ${note}, ${author.id}, ${author.name}, ${ctx.now()})`);
  await tx.run(sql`
    update flows set published_version = ${version}, published_revision = ${revision}, starts = ${JSON.stringify(document.starts)} where id = ${id}`);
  await keepSchedules(tx, ctx, id);
  await recordAudit(tx, ctx, { action: "flow.published", subjectKind: "flow", subjectId: id, detail: { name, version, note } });
  emit(tx, [flowPublished({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { version } })], ctx.now());
}
