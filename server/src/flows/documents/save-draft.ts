import type { FlowDocument, Layout } from "../../../../flow/document.ts";
import { type Ctx, emit, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { draftChanged } from "../errors.ts";
import { flowDraftSaved } from "../events.ts";
import { authorOf, lockFlow } from "./flow.ts";

export interface Draft {
  document: FlowDocument;
  layout: Layout;
  /** The one that was read before drawing. */
  revision: number;
}

/** Editors save every two seconds: the log says who drew since when, not each of those saves. */
const SAME_SITTING_MS = 10 * 60_000;

/** Keeps what is drawn. @returns the revision that it has now. @throws {AppError} platform.not_found; flows.draft_changed with who and what */
export function saveDraft(ctx: Ctx, flowId: string, { document, layout, revision }: Draft): Promise<number> {
  return ctx.transaction(async (tx) => {
    const flow = await lockFlow(tx, flowId);
    if (flow.revision !== revision)
      throw draftChanged({ revision: flow.revision, savedBy: flow.savedByName, savedAt: flow.savedAt.toISOString() });
    const author = authorOf(ctx);
    await tx.run(sql`
      update flows set draft = ${JSON.stringify(document)}, layout = ${JSON.stringify(layout)}, draft_revision = ${revision + 1},
        saved_by_id = ${author.id}, saved_by_name = ${author.name}, saved_at = ${ctx.now()}
      where id = ${flowId}`);
    if (flow.savedByName !== author.name || ctx.now().getTime() - flow.savedAt.getTime() > SAME_SITTING_MS)
      await recordAudit(tx, ctx, { action: "flow.drawn", subjectKind: "flow", subjectId: flowId, detail: { name: flow.name } });
    const detail = { revision: revision + 1 };
    emit(tx, [flowDraftSaved({ workspaceId: ctx.workspaceId, conversationId: null, subjectId: flowId, detail })], ctx.now());
    return revision + 1;
  });
}
