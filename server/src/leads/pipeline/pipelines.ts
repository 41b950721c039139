import { type Ctx, emit, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { type Language, readWorkspace, recordAudit } from "../../team/index.ts";
import { invalidStages, stageInUse } from "../errors.ts";
import { pipelineChanged } from "../events.ts";

export const STAGE_KINDS = ["open", "won", "lost"] as const;
export type StageKind = (typeof STAGE_KINDS)[number];

export interface WrittenStage {
  /** Of a stage that is there; absent: a new one. */
  id?: string | undefined;
  name: string;
  kind: StageKind;
  /** 0 to 100, of a deal that says nothing else. */
  probability: number;
  staleDays: number | null;
  /** A deal that enters it is a proposal, for goals. Absent: as it was, and of a new one no. */
  isProposal?: boolean | undefined;
}

export interface Stage extends WrittenStage {
  id: string;
  isProposal: boolean;
}

export interface Pipeline {
  id: string;
  name: string;
  /** From left to right. */
  stages: Stage[];
}

const FIRST: Record<Language, { name: string; stages: readonly [string, string, string, string, string, string] }> = {
  "pt-BR": { name: "Vendas", stages: ["Novo", "Qualificado", "Proposta", "Negociação", "Ganho", "Perdido"] },
  en: { name: "Sales", stages: ["New", "Qualified", "Proposal", "Negotiation", "Won", "Lost"] },
  es: { name: "Ventas", stages: ["Nuevo", "Calificado", "Propuesta", "Negociación", "Ganado", "Perdido"] },
};
const FIRST_FACTS = [
  { kind: "open", probability: 10, staleDays: 3 },
  { kind: "open", probability: 30, staleDays: 7 },
  { kind: "open", probability: 50, staleDays: 7, isProposal: true },
  { kind: "open", probability: 70, staleDays: 7 },
  { kind: "won", probability: 100, staleDays: null },
  { kind: "lost", probability: 0, staleDays: null },
] as const;

/** All pipelines. A workspace that has none gets its first one here, in its language: a board without columns helps nobody. */
export async function readPipelines(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">): Promise<Pipeline[]> {
  const there = await select(tx);
  if (there.length > 0) return there;
  await holdNames(tx, ctx.workspaceId, "pipelines");
  const byAnother = await select(tx);
  if (byAnother.length > 0) return byAnother;
  const { language } = await readWorkspace(tx);
  const { name, stages } = FIRST[language];
  const id = await insertPipeline(tx, ctx, name);
  await writeStages(
    tx,
    id,
    FIRST_FACTS.map((facts, index) => ({ ...facts, name: stages[index] ?? facts.kind })),
  );
  return select(tx);
}

const select = (tx: Tx): Promise<Pipeline[]> =>
  tx.many(sql<Pipeline>`
    select p.id, p.name, coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name, 'kind', s.kind, 'probability', s.probability,
      'staleDays', s.stale_days, 'isProposal', s.is_proposal) order by s.position) from pipeline_stages s where s.workspace_id = p.workspace_id and s.pipeline_id = p.id), '[]') as stages
    from pipelines p where p.workspace_id = current_workspace() order by p.created_at, p.id`);

/** @throws {AppError} platform.not_found */
export async function readPipeline(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, id: string | undefined): Promise<Pipeline> {
  const all = await readPipelines(tx, ctx);
  const found = id === undefined ? all[0] : all.find((one) => one.id === id);
  if (found === undefined) throw notFound({ what: "pipeline" });
  return found;
}

/** @throws {AppError} leads.invalid_stages */
export const createPipeline = (ctx: Ctx, { name, stages }: { name: string; stages: WrittenStage[] }): Promise<Pipeline> =>
  ctx.transaction(async (tx) => {
    const id = await insertPipeline(tx, ctx, name.trim());
    await writeStages(
      tx,
      id,
      stages.map(({ id: _, ...stage }) => stage),
    );
    await tell(tx, ctx, "pipeline.created", id, { name, stages });
    return readPipeline(tx, ctx, id);
  });

/** Stages that are not named any more are removed; a deal must not stand in one. @throws {AppError} platform.not_found; leads.stage_in_use, leads.invalid_stages */
export const changePipeline = (
  ctx: Ctx,
  id: string,
  change: { name?: string | undefined; stages?: WrittenStage[] | undefined },
): Promise<Pipeline> =>
  ctx.transaction(async (tx) => {
    if ((await tx.maybeOne(sql`select 1 from pipelines where id = ${id} for update`)) === null) throw notFound({ what: "pipeline" });
    if (change.name !== undefined) await tx.run(sql`update pipelines set name = ${change.name.trim()} where id = ${id}`);
    if (change.stages !== undefined) await writeStages(tx, id, change.stages);
    await tell(tx, ctx, "pipeline.changed", id, change);
    return readPipeline(tx, ctx, id);
  });

async function insertPipeline(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, name: string): Promise<string> {
  const id = newId();
  await tx.run(sql`insert into pipelines (workspace_id, id, name, created_at) values (${ctx.workspaceId}, ${id}, ${name}, ${ctx.now()})`);
  return id;
}

async function writeStages(tx: Tx, pipelineId: string, stages: readonly WrittenStage[]): Promise<void> {
  ensureWhole(stages);
  const before = await tx.many(sql<{ id: string; name: string; kind: StageKind; isProposal: boolean; deals: number }>`
    select s.id, s.name, s.kind, s.is_proposal as "isProposal", (select count(*)::int from deals d where d.workspace_id = s.workspace_id and d.stage_id = s.id) as deals
    from pipeline_stages s where s.pipeline_id = ${pipelineId}`);
  for (const { id, name, kind, deals } of before) {
    const next = stages.find((one) => one.id === id);
    // What its deals are (won, lost) is kept with them.
    if (deals > 0 && next?.kind !== kind) throw stageInUse({ name });
    if (next === undefined) await tx.run(sql`delete from pipeline_stages where id = ${id}`);
  }
  for (const [position, stage] of stages.entries()) {
    if (stage.id !== undefined && !before.some(({ id }) => id === stage.id)) throw notFound({ what: "stage" });
    await tx.run(sql`
      insert into pipeline_stages (workspace_id, id, pipeline_id, name, kind, position, probability, stale_days, is_proposal)
      values (current_workspace(), ${stage.id ?? newId()}, ${pipelineId}, ${stage.name.trim()}, ${stage.kind}, ${position}, ${stage.probability}, ${stage.staleDays},
        ${stage.isProposal ?? before.find(({ id }) => id === stage.id)?.isProposal ?? false})
      on conflict (workspace_id, id) do update set name = excluded.name, kind = excluded.kind, position = excluded.position,
        probability = excluded.probability, stale_days = excluded.stale_days, is_proposal = excluded.is_proposal`);
  }
}

/** @throws {AppError} leads.invalid_stages */
function ensureWhole(stages: readonly WrittenStage[]): void {
  const count = (kind: StageKind) => stages.filter((one) => one.kind === kind).length;
  const names = new Set(stages.map(({ name }) => name.trim().toLowerCase()));
  const ids = stages.flatMap(({ id }) => id ?? []);
  if (count("open") === 0 || count("won") !== 1 || count("lost") !== 1) throw invalidStages();
  if (names.size < stages.length || new Set(ids).size < ids.length) throw invalidStages();
}

async function tell(tx: Tx, ctx: Ctx, action: string, id: string, detail: Record<string, unknown>): Promise<void> {
  await recordAudit(tx, ctx, { action, subjectKind: "pipeline", subjectId: id, detail });
  emit(tx, [pipelineChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
}
