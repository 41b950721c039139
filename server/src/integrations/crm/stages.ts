import { readPipelines } from "../../leads/index.ts";
import { type Ctx, notFound, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { crmStageTwice } from "../errors.ts";
import { asked } from "./connect.ts";
import type { CrmGround } from "./connection.ts";
import { openConnection, readConnection } from "./connection.ts";
import type { Column } from "./crm.ts";
import { holdQueue, queueExchanges } from "./exchanges.ts";

/** Open stages of both sides, theirs none while the CRM rests, and which are the same. */
interface StageMap {
  ours: Column<string>[];
  theirs: Column<string>[];
  items: { stageId: string; externalId: string }[];
}

/** @throws {AppError} integrations.crm_not_answered */
export async function readStageMap(ctx: Ctx, ground: CrmGround): Promise<StageMap> {
  const { connection, ours, items } = await ctx.transaction(async (tx) => ({
    connection: await openConnection(tx, ground, ctx.workspaceId),
    ours: await readPipelines(tx, ctx),
    items: await tx.many(sql<{ stageId: string; externalId: string }>`
      select stage_id as "stageId", external_id as "externalId" from crm_stages where workspace_id = ${ctx.workspaceId} order by stage_id`),
  }));
  return {
    ours: ours.map(({ id, name, stages: own }) => ({
      id,
      name,
      stages: own.filter(({ kind }) => kind === "open").map((stage) => ({ id: stage.id, name: stage.name })),
    })),
    theirs: connection === null ? [] : await asked(() => connection.crm.readColumns()),
    items,
  };
}

/**
 * Says anew which stages are the same. Open deals that stand in one, and are not there yet, go there.
 * @throws {AppError} platform.not_found, integrations.crm_stage_twice
 */
export const writeStageMap = (ctx: Ctx, items: StageMap["items"]): Promise<void> =>
  ctx.transaction(async (tx) => {
    await holdQueue(tx, ctx.workspaceId);
    if ((await readConnection(tx)) === null) throw notFound({ what: "CRM connection" });
    const [own, other] = [items.map(({ stageId }) => stageId), items.map(({ externalId }) => externalId)];
    if (new Set(own).size < own.length || new Set(other).size < other.length) throw crmStageTwice();
    const known = await tx.many(sql`select 1 from pipeline_stages where id = any(${own}::uuid[]) and kind = 'open'`);
    if (known.length < own.length) throw notFound({ what: "open stage" });
    await tx.run(sql`delete from crm_stages where workspace_id = ${ctx.workspaceId}`);
    await tx.run(sql`
      insert into crm_stages (workspace_id, stage_id, external_id)
      select ${ctx.workspaceId}, stage_id, external_id from unnest(${own}::uuid[], ${other}::text[]) w(stage_id, external_id)`);
    const waiting = await tx.many(sql<{ id: string }>`
      select d.id from deals d where d.workspace_id = ${ctx.workspaceId} and d.state = 'open' and d.stage_id = any(${own}::uuid[])
        and not exists (select 1 from crm_deals l where l.workspace_id = d.workspace_id and l.deal_id = d.id)`);
    if (waiting.length > 0)
      await queueExchanges(
        tx,
        ctx.workspaceId,
        waiting.map(({ id }) => id),
        ctx.now(),
      );
    await recordAudit(tx, ctx, { action: "crm.stages_changed", subjectKind: "workspace", subjectId: ctx.workspaceId, detail: { items } });
  });
