import { type Ctx, emit, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { ruleChanged, tooManyRules } from "../errors.ts";
import { automationChanged } from "../events.ts";
import { ensureRuleFits, RULE_COLUMNS, type Rule, type RuleParts, type WrittenRule } from "./rule.ts";

/** More nobody oversees. */
const MOST = 100;

/** A rule with what it did in the last 30 days. */
export type ShownRule = Rule & { begun: number; done: number; refused: number; dropped: number };

/** All rules in their order. */
export function listRules(ctx: Ctx): Promise<ShownRule[]> {
  const since = new Date(ctx.now().getTime() - 30 * 86_400_000);
  return ctx.transaction((tx) =>
    tx.many(sql<ShownRule>`
      select ${RULE_COLUMNS}, coalesce(o.begun, 0) as begun, coalesce(o.done, 0) as done, coalesce(o.refused, 0) as refused, coalesce(o.dropped, 0) as dropped
      from automations r left join (
        select automation_id, count(*)::int as begun, count(*) filter (where state = 'done')::int as done,
          count(*) filter (where state = 'refused')::int as refused, count(*) filter (where state = 'dropped')::int as dropped
        from automation_runs where begun_at >= ${since} group by automation_id) o on o.automation_id = r.id
      order by r.position, r.id`),
  );
}

/** @throws {AppError} platform.not_found */
export async function readRule(tx: Tx, id: string): Promise<Rule> {
  const row = await tx.maybeOne(sql<Rule>`select ${RULE_COLUMNS} from automations r where r.id = ${id}`);
  if (row === null) throw notFound({ what: "automation" });
  return row;
}

/** A new rule, at the end and off. @throws {AppError} as {@link ensureRuleFits}, and automations.too_many */
export function createRule(ctx: Ctx, parts: RuleParts, rule: WrittenRule): Promise<Rule> {
  return ctx.transaction((tx) => createRuleIn(tx, ctx, parts, rule, null));
}

/** @param key of a rule that comes with the product; null: the workspace's own */
export async function createRuleIn(tx: Tx, ctx: Ctx, parts: RuleParts, rule: WrittenRule, key: string | null): Promise<Rule> {
  await ensureRuleFits(tx, parts, rule);
  const { count, last } = await tx.one(sql<{ count: number; last: number }>`
    select count(*)::int as count, coalesce(max(position), 0)::int as last from automations`);
  if (count >= MOST) throw tooManyRules({ most: MOST });
  const id = newId();
  const { name, trigger, condition, steps } = rule;
  await tx.run(sql`
    insert into automations (workspace_id, id, key, name, position, trigger, condition, steps, created_at, changed_at)
    values (${ctx.workspaceId}, ${id}, ${key}, ${name.trim()}, ${last + 1}, ${JSON.stringify(trigger)}, ${jsonOrNull(condition)}, ${JSON.stringify(steps)}, ${ctx.now()}, ${ctx.now()})`);
  return written(tx, ctx, id, "automation.created");
}

/** Cases that have begun go on by the new steps. @throws {AppError} as for a new one; automations.rule_changed: of two people who save at once, the second is told */
export function changeRule(ctx: Ctx, parts: RuleParts, id: string, rule: WrittenRule & { revision: number }): Promise<Rule> {
  return ctx.transaction(async (tx) => {
    await ensureRuleFits(tx, parts, rule);
    const now = await lockRule(tx, id);
    if (now.revision !== rule.revision) throw ruleChanged({ revision: now.revision });
    const { name, trigger, condition, steps } = rule;
    // Another beginning begins anew: what lay there before is not acted upon.
    const isNewTrigger = JSON.stringify(now.trigger) !== JSON.stringify(trigger);
    await tx.run(sql`
      update automations set name = ${name.trim()}, trigger = ${JSON.stringify(trigger)}, condition = ${jsonOrNull(condition)}, steps = ${JSON.stringify(steps)},
        revision = revision + 1, changed_at = ${ctx.now()}, on_since = case when is_on and ${isNewTrigger} then ${ctx.now()}::timestamptz else on_since end
      where id = ${id}`);
    return written(tx, ctx, id, "automation.changed");
  });
}

/** Switched off, cases that wait are dropped when their time comes. */
export function switchRule(ctx: Ctx, parts: RuleParts, id: string, isOn: boolean): Promise<Rule> {
  return ctx.transaction(async (tx) => {
    const rule = await lockRule(tx, id);
    if (rule.isOn === isOn) return rule;
    // What it names may be gone since it was saved.
    if (isOn) await ensureRuleFits(tx, parts, rule);
    await tx.run(sql`
      update automations set is_on = ${isOn}, on_since = ${isOn ? ctx.now() : null}, changed_at = ${ctx.now()} where id = ${id}`);
    return written(tx, ctx, id, isOn ? "automation.switched_on" : "automation.switched_off");
  });
}

/** Its cases and their log go with it. */
export function removeRule(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await lockRule(tx, id);
    await written(tx, ctx, id, "automation.removed");
    await tx.run(sql`delete from automations where id = ${id}`);
  });
}

async function lockRule(tx: Tx, id: string): Promise<Rule> {
  await tx.run(sql`select 1 from automations where id = ${id} for update`);
  return readRule(tx, id);
}

async function written(tx: Tx, ctx: Ctx, id: string, action: string): Promise<Rule> {
  const rule = await readRule(tx, id);
  const { name, trigger, condition, steps, isOn } = rule;
  await recordAudit(tx, ctx, { action, subjectKind: "automation", subjectId: id, detail: { name, trigger, condition, steps, isOn } });
  emit(tx, [automationChanged({ workspaceId: ctx.workspaceId, subjectId: id })], ctx.now());
  return rule;
}

const jsonOrNull = (value: unknown): string | null => (value === null || value === undefined ? null : JSON.stringify(value));
