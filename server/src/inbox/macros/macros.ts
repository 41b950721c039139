import { type Actor, type Ctx, defineError, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { may, recordAudit, requireRight } from "../../team/index.ts";
import { type ActParts, type ActStep, ensureStepsFit } from "../actions/act-step.ts";
import type { Fragment } from "../conversations/sight.ts";
import { macrosManage } from "../rights.ts";

/** Acts that are done together, in their order, under one name. */
export interface Macro {
  id: string;
  name: string;
  scope: "own" | "everybody";
  steps: ActStep[];
  /** In how many conversations it was done. */
  uses: number;
  mayChange: boolean;
}

export type NewMacro = Pick<Macro, "name" | "scope" | "steps">;

/** More nobody finds again. */
const MOST = 200;

const nameTaken = defineError<{ name: string }>(
  "inbox.macro_name_taken",
  409,
  ({ name }) => `There is a macro "${name}" already. Change that one, or choose another name.`,
);
const tooMany = defineError<{ most: number }>(
  "inbox.too_many_macros",
  409,
  ({ most }) => `There are ${most} macros already. Remove one that nobody uses.`,
);
/** The asker's own and everybody's, by name. */
export const listMacros = (ctx: Ctx): Promise<Macro[]> => ctx.transaction((tx) => readMacros(tx, ctx, sql`true`));

/** @throws {AppError} team.not_allowed, inbox.unknown_act, platform.invalid_request, inbox.variables_do_not_fit, inbox.macro_name_taken, inbox.too_many_macros */
export function createMacro(ctx: Ctx, parts: ActParts, macro: NewMacro): Promise<Macro> {
  return ctx.transaction(async (tx) => {
    await ensureMayKeep(tx, ctx, parts, macro);
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from macros m where ${seenBy(ctx)}`);
    if (count >= MOST) throw tooMany({ most: MOST });
    const id = newId();
    const made = await tx.run(sql`
      insert into macros (workspace_id, id, owner_id, name, steps, created_at)
      values (${ctx.workspaceId}, ${id}, ${ownerFor(ctx, macro)}, ${macro.name}, ${JSON.stringify(macro.steps)}, ${ctx.now()}) on conflict do nothing`);
    if (made === 0) throw nameTaken({ name: macro.name });
    return written(tx, ctx, id, "macro.created");
  });
}

/** All of it anew, its uses aside. @throws {AppError} as for a new one, and platform.not_found */
export function changeMacro(ctx: Ctx, parts: ActParts, id: string, macro: NewMacro): Promise<Macro> {
  return ctx.transaction(async (tx) => {
    await lockMacro(tx, ctx, id);
    await ensureMayKeep(tx, ctx, parts, macro);
    await holdNames(tx, ctx.workspaceId, "macros");
    const twin = await tx.maybeOne(sql`
      select 1 from macros where id <> ${id} and owner_id is not distinct from ${ownerFor(ctx, macro)}::uuid and prosa_fold(name) = prosa_fold(${macro.name})`);
    if (twin !== null) throw nameTaken({ name: macro.name });
    await tx.run(sql`
      update macros set owner_id = ${ownerFor(ctx, macro)}, name = ${macro.name}, steps = ${JSON.stringify(macro.steps)} where id = ${id}`);
    return written(tx, ctx, id, "macro.changed");
  });
}

/** @throws {AppError} team.not_allowed, platform.not_found */
export function removeMacro(ctx: Ctx, id: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    await lockMacro(tx, ctx, id);
    await written(tx, ctx, id, "macro.removed");
    await tx.run(sql`delete from macros where id = ${id}`);
  });
}

/** One that the asker may use. @throws {AppError} platform.not_found */
export async function findMacro(tx: Tx, ctx: Ctx, id: string): Promise<Macro> {
  const [macro] = await readMacros(tx, ctx, sql`m.id = ${id}`);
  if (macro === undefined) throw notFound({ what: "macro" });
  return macro;
}

async function ensureMayKeep(tx: Tx, ctx: Ctx, parts: ActParts, { scope, steps }: NewMacro): Promise<void> {
  if (scope !== "own") requireRight(ctx.actor, macrosManage);
  await ensureStepsFit(tx, parts, steps);
}

async function lockMacro(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const { scope } = await findMacro(tx, ctx, id);
  if (scope !== "own") requireRight(ctx.actor, macrosManage);
  await tx.run(sql`select 1 from macros where id = ${id} for update`);
}

/** What others have too is written down. */
async function written(tx: Tx, ctx: Ctx, id: string, action: string): Promise<Macro> {
  const macro = await findMacro(tx, ctx, id);
  const { name, scope } = macro;
  if (scope !== "own") await recordAudit(tx, ctx, { action, subjectKind: "macro", subjectId: id, detail: { name } });
  return macro;
}

function readMacros(tx: Tx, ctx: Ctx, which: Fragment): Promise<Macro[]> {
  return tx.many(sql<Macro>`
    select m.id, m.name, m.steps, m.uses, case when m.owner_id is null then 'everybody' else 'own' end as scope,
      (m.owner_id is not null or ${may(ctx.actor, macrosManage)}) as "mayChange"
    from macros m where ${which} and ${seenBy(ctx)} order by prosa_fold(m.name), m.id`);
}

const seenBy = (ctx: Ctx) => sql`(m.owner_id is null or m.owner_id = ${memberOf(ctx)})`;

const ownerFor = (ctx: Ctx, { scope }: NewMacro): string | null => (scope === "own" ? memberOf(ctx) : null);

/** A key writes for the member who made it. */
const memberOf = ({ actor }: { actor: Actor }): string | null => actor.madeById ?? actor.id;
