import type { FlowDocument, Layout } from "../../../../flow/document.ts";
import { type Ctx, emit, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { tooManyFlows } from "../errors.ts";
import { flowChanged } from "../events.ts";
import { authorOf, type Flow, lockFlow, readFlow } from "./flow.ts";

const MOST_FLOWS = 500;

export interface NewFlow {
  name: string;
  document: FlowDocument;
  layout: Layout;
}

/** A draft at the end of the list; nothing begins with it before it is published and switched on. @throws {AppError} flows.too_many */
export const makeFlow = (ctx: Ctx, flow: NewFlow): Promise<Flow> => ctx.transaction((tx) => makeFlowIn(tx, ctx, flow));

/** The same as a part of something larger. */
async function makeFlowIn(tx: Tx, ctx: Ctx, { name, document, layout }: NewFlow): Promise<Flow> {
  const { count, last } = await tx.one(sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(position), -1) as last from flows where removed_at is null`);
  if (count >= MOST_FLOWS) throw tooManyFlows({ most: MOST_FLOWS });
  const id = newId();
  const author = authorOf(ctx);
  await tx.run(sql`
    insert into flows (workspace_id, id, name, position, draft, layout, saved_by_id, saved_by_name, saved_at, created_at)
    values (${ctx.workspaceId}, ${id}, ${name}, ${last + 1}, ${JSON.stringify(document)}, ${JSON.stringify(layout)}, ${author.id}, ${author.name}, ${ctx.now()}, ${ctx.now()})`);
  await recordAudit(tx, ctx, { action: "flow.made", subjectKind: "flow", subjectId: id, detail: { name } });
  emit(tx, [flowChanged({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: id, detail: { what: "made" } })], ctx.now());
  return readFlow(tx, ctx, id);
}

/** The draft of another one, under a name of its own. @throws {AppError} platform.not_found */
export const duplicateFlow = (ctx: Ctx, flowId: string, nameOf: (name: string) => string): Promise<Flow> =>
  ctx.transaction(async (tx) => {
    const { name, document, layout } = await lockFlow(tx, flowId);
    return makeFlowIn(tx, ctx, { name: nameOf(name), document, layout });
  });
