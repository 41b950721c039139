import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { duePlanPlaces } from "../across-workspaces.ts";
import { type ChatGround, systemCtx } from "../chat/chat-ground.ts";
import type { Priority } from "../closed-sets.ts";
import { openOrderIn } from "../orders/open-order.ts";
import { type Calendar, nextOccasion } from "./occasions.ts";

const LOOK_EVERY_MS = 60_000;

/** Looks every minute for plans whose time has come; any number of workers may do so. @returns how to stop */
export function watchPlans(ground: ChatGround): () => void {
  const look = () => openDuePlans(ground).catch((error) => ground.log.warn({ err: error }, "plans could not be looked at"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: each plan that is due opens one order, and waits for its next time. What was missed while nobody looked is one order too. @returns how many opened */
export async function openDuePlans(ground: ChatGround): Promise<number> {
  let opened = 0;
  for (const { workspaceId, planId } of await duePlanPlaces(ground.db, ground.clock.now())) {
    const ctx = systemCtx(ground, workspaceId, `plan ${planId}`);
    if (await ctx.transaction((tx) => openDue(tx, ctx, planId))) opened += 1;
  }
  return opened;
}

interface Due extends Calendar, Opened {
  nextAt: Date;
}

export interface Opened {
  id: string;
  title: string;
  assetId: string;
  technicianId: string | null;
  priority: Priority;
  checklist: string[];
}

export const openedColumns = sql`p.id, p.title, p.asset_id as "assetId", p.technician_id as "technicianId", p.priority, p.checklist`;

async function openDue(tx: Tx, ctx: Ctx, planId: string): Promise<boolean> {
  const plan = await tx.maybeOne(sql<Due>`
    select ${openedColumns}, p.rule, p.starts_on::text as "startsOn", to_char(p.starts_at, 'HH24:MI') as "startsAt", p.next_at as "nextAt" from preventive_plans p
    where p.id = ${planId} and p.is_on and p.archived_at is null and p.rule is not null and p.next_at <= ${ctx.now()} for update skip locked`);
  if (plan === null) return false;
  const { timeZone } = await readWorkspace(tx);
  await tx.run(sql`update preventive_plans set next_at = ${nextOccasion(plan, timeZone, ctx.now())} where id = ${planId}`);
  return openOccasion(tx, ctx, plan, plan.nextAt.toISOString());
}

/** Opens the order of an occasion, once, whoever comes to it. An asset that went to the archive has no orders any more. @returns false: it was opened before */
export async function openOccasion(tx: Tx, ctx: Ctx, plan: Opened, occasion: string): Promise<boolean> {
  const isOurs = await tx.run(sql`
    insert into plan_occasions (workspace_id, plan_id, occasion, opened_at) values (${ctx.workspaceId}, ${plan.id}, ${occasion}, ${ctx.now()}) on conflict do nothing`);
  const isThere = await tx.maybeOne(sql`select 1 from assets where id = ${plan.assetId} and archived_at is null`);
  if (isOurs === 0 || isThere === null) return false;
  const { title, assetId, technicianId, priority, checklist } = plan;
  const isTechnician = await tx.maybeOne(sql`select 1 from members where id = ${technicianId} and removed_at is null`);
  const order = await openOrderIn(tx, ctx, {
    title,
    origin: "plan",
    kind: "preventive",
    priority,
    assetId,
    checklist,
    technicianId: isTechnician === null ? null : technicianId,
  });
  await tx.run(sql`update plan_occasions set order_id = ${order.id} where plan_id = ${plan.id} and occasion = ${occasion}`);
  return true;
}
