import { readPipelines } from "../../leads/index.ts";
import { type Ctx, type GuardedClient, notFound, sql } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { crmStageTwice } from "../errors.ts";
import { type Account, ask } from "./ask.ts";
import { asked, type CrmParts } from "./connect.ts";
import { openConnection, readConnection } from "./connection.ts";
import { holdQueue, queueExchanges } from "./exchanges.ts";
import { NamedShape, StagesShape } from "./shapes.ts";

interface Column<Id> {
  id: Id;
  name: string;
  stages: { id: Id; name: string }[];
}

/** Open stages of both sides, theirs none while the CRM rests, and which are the same. */
interface StageMap {
  ours: Column<string>[];
  theirs: Column<number>[];
  items: { stageId: string; externalId: number }[];
}

/** @throws {AppError} integrations.crm_not_answered */
export async function readStageMap(ctx: Ctx, { http, secrets }: CrmParts): Promise<StageMap> {
  const { connection, ours, items } = await ctx.transaction(async (tx) => ({
    connection: await openConnection(tx, secrets, ctx.workspaceId),
    ours: await readPipelines(tx, ctx),
    items: await tx.many(sql<{ stageId: string; externalId: number }>`
      select stage_id as "stageId", external_id::float8 as "externalId" from crm_stages where workspace_id = ${ctx.workspaceId} order by stage_id`),
  }));
  return {
    ours: ours.map(({ id, name, stages: own }) => ({
      id,
      name,
      stages: own.filter(({ kind }) => kind === "open").map((stage) => ({ id: stage.id, name: stage.name })),
    })),
    theirs: connection === null ? [] : await readTheirColumns(http, connection.account),
    items,
  };
}

async function readTheirColumns(http: GuardedClient, account: Account): Promise<Column<number>[]> {
  const { pipelines, stages } = await asked(async () => ({
    pipelines: (await ask(http, account, { path: "/api/v2/pipelines?limit=500", shape: NamedShape })).data,
    stages: (await ask(http, account, { path: "/api/v2/stages?limit=500", shape: StagesShape })).data,
  }));
  return pipelines.map(({ id, name }) => ({
    id,
    name,
    stages: stages.filter((stage) => stage.pipeline_id === id).map((stage) => ({ id: stage.id, name: stage.name })),
  }));
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
      select ${ctx.workspaceId}, stage_id, external_id from unnest(${own}::uuid[], ${other}::bigint[]) w(stage_id, external_id)`);
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
