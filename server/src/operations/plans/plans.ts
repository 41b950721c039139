import { type Ctx, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace, recordAudit } from "../../team/index.ts";
import type { Priority } from "../closed-sets.ts";
import { holdAsset } from "../records/assets.ts";
import { type Calendar, nextOccasion } from "./occasions.ts";

/** What is done again and again to an asset: by the calendar, or by its meter. */
export interface WrittenPlan {
  title: string;
  assetId: string;
  technicianId: string | null;
  priority: Priority;
  checklist: string[];
  calendar: Calendar | null;
  /** Thousandths of what the meter counts. */
  everyReading: number | null;
  isOn: boolean;
}

export interface Plan extends Omit<WrittenPlan, "assetId" | "technicianId"> {
  id: string;
  asset: { id: string; code: string; name: string };
  technician: { id: string; name: string } | null;
  nextAt: Date | null;
  nextReading: number | null;
  /** The newest on the meter; null: nobody read it yet. */
  lastReading: number | null;
  lastOrder: { id: string; code: string } | null;
}

const selectPlans = (rest: ReturnType<typeof sql>) => sql<Plan>`
  select p.id, p.title, p.priority, p.checklist, p.every_reading as "everyReading", p.is_on as "isOn", p.next_at as "nextAt", p.next_reading as "nextReading",
    case when p.rule is not null then json_build_object('rule', p.rule, 'startsOn', p.starts_on, 'startsAt', to_char(p.starts_at, 'HH24:MI')) end as calendar,
    json_build_object('id', a.id, 'code', a.code, 'name', a.name) as asset,
    (select json_build_object('id', m.id, 'name', m.name) from members m where m.workspace_id = p.workspace_id and m.id = p.technician_id) as technician,
    (select r.value from meter_readings r where r.workspace_id = p.workspace_id and r.asset_id = p.asset_id order by r.read_at desc, r.id desc limit 1) as "lastReading",
    (select json_build_object('id', o.id, 'code', o.code) from plan_occasions c join work_orders o on o.workspace_id = c.workspace_id and o.id = c.order_id
      where c.workspace_id = p.workspace_id and c.plan_id = p.id order by c.opened_at desc limit 1) as "lastOrder"
  from preventive_plans p join assets a on a.workspace_id = p.workspace_id and a.id = p.asset_id ${rest}`;

const LIMIT = 1_000;

/** What is due first stands first. */
export const listPlans = (ctx: Ctx): Promise<Plan[]> =>
  ctx.transaction((tx) =>
    tx.many(
      selectPlans(
        sql`where p.workspace_id = current_workspace() and p.archived_at is null order by p.next_at nulls last, p.title, p.id limit ${LIMIT}`,
      ),
    ),
  );

const readPlan = async (tx: Tx, id: string): Promise<Plan> => {
  const plan = await tx.maybeOne(selectPlans(sql`where p.id = ${id} and p.archived_at is null`));
  if (plan === null) throw notFound({ what: "plan" });
  return plan;
};

/** @throws {AppError} platform.not_found, operations.archived, operations.rule_invalid */
export const makePlan = (ctx: Ctx, written: WrittenPlan): Promise<Plan> =>
  ctx.transaction(async (tx) => {
    const id = newId();
    await write(tx, ctx, id, written, null);
    await recordAudit(tx, ctx, { action: "plan.made", subjectKind: "plan", subjectId: id, detail: { title: written.title } });
    return readPlan(tx, id);
  });

/** @throws {AppError} platform.not_found, operations.archived, operations.rule_invalid */
export const changePlan = (ctx: Ctx, id: string, change: Partial<WrittenPlan>): Promise<Plan> =>
  ctx.transaction(async (tx) => {
    await tx.run(sql`select 1 from preventive_plans where id = ${id} for update`);
    const before = await readPlan(tx, id);
    const { asset, technician, ...kept } = before;
    await write(tx, ctx, id, { ...kept, assetId: asset.id, technicianId: technician?.id ?? null, ...change }, before);
    await recordAudit(tx, ctx, { action: "plan.changed", subjectKind: "plan", subjectId: id, detail: { ...change } });
    return readPlan(tx, id);
  });

/** It opens nothing more; what it opened stays. @throws {AppError} platform.not_found */
export const archivePlan = (ctx: Ctx, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const gone = await tx.run(
      sql`update preventive_plans set archived_at = ${ctx.now()}, changed_at = ${ctx.now()} where id = ${id} and archived_at is null`,
    );
    if (gone === 0) throw notFound({ what: "plan" });
    await recordAudit(tx, ctx, { action: "plan.archived", subjectKind: "plan", subjectId: id, detail: {} });
  });

async function write(tx: Tx, ctx: Ctx, id: string, plan: WrittenPlan, before: Plan | null): Promise<void> {
  await holdAsset(tx, plan.assetId);
  if (
    plan.technicianId !== null &&
    (await tx.maybeOne(sql`select 1 from members where id = ${plan.technicianId} and removed_at is null`)) === null
  )
    throw notFound({ what: "member" });
  const { timeZone } = await readWorkspace(tx);
  const { calendar } = plan;
  const nextAt = calendar === null ? null : nextOccasion(calendar, timeZone, ctx.now());
  const isSameMeter = before?.everyReading === plan.everyReading && before?.asset.id === plan.assetId;
  const nextReading =
    plan.everyReading === null
      ? null
      : isSameMeter
        ? (before?.nextReading ?? null)
        : await firstReading(tx, plan.assetId, plan.everyReading);
  await tx.run(sql`
    insert into preventive_plans (workspace_id, id, title, asset_id, technician_id, priority, checklist, rule, starts_on, starts_at, every_reading, next_at, next_reading,
      is_on, created_at, changed_at)
    values (${ctx.workspaceId}, ${id}, ${plan.title.trim()}, ${plan.assetId}, ${plan.technicianId}, ${plan.priority}, ${JSON.stringify(plan.checklist)}, ${calendar?.rule ?? null},
      ${calendar?.startsOn ?? null}::date, ${calendar?.startsAt ?? null}::time, ${plan.everyReading}, ${nextAt}, ${nextReading}, ${plan.isOn}, ${ctx.now()}, ${ctx.now()})
    on conflict (workspace_id, id) do update set title = excluded.title, asset_id = excluded.asset_id, technician_id = excluded.technician_id, priority = excluded.priority,
      checklist = excluded.checklist, rule = excluded.rule, starts_on = excluded.starts_on, starts_at = excluded.starts_at, every_reading = excluded.every_reading,
      next_at = excluded.next_at, next_reading = excluded.next_reading, is_on = excluded.is_on, changed_at = excluded.changed_at`);
}

/** So much more than the meter shows now. */
async function firstReading(tx: Tx, assetId: string, every: number): Promise<number> {
  const last = await tx.maybeOne(sql<{ value: number }>`
    select value from meter_readings where workspace_id = current_workspace() and asset_id = ${assetId} order by read_at desc, id desc limit 1`);
  return (last?.value ?? 0) + every;
}
