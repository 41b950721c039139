import { type Ctx, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../audit.ts";
import { teamManage } from "../own-rights.ts";
import { revoke } from "../revoke.ts";
import type { Rights } from "../rights.ts";
import type { Sees } from "../sight.ts";
import { roleNameTaken, tooManyRoles } from "./errors.ts";
import type { Base } from "./role-choice.ts";
import { ensureWithin } from "./within.ts";

/** A role of the workspace's own, as somebody writes it. */
export interface WrittenRole {
  name: string;
  description: string;
  sees: Sees;
  /** Names of rights. */
  capabilities: string[];
}

interface RoleRow extends WrittenRole {
  base: Base;
}

/** More are no order. */
const MOST = 100;

/** @returns its id @throws {AppError} team.role_too_wide, team.sight_too_wide, team.role_name_taken, team.too_many_roles */
export function makeRole(ctx: Ctx, rights: Rights, { base, ...written }: WrittenRole & { base: Base }): Promise<string> {
  return ctx.transaction(async (tx) => {
    await ensureWithin(tx, ctx, { rights: written.capabilities, sees: written.sees });
    await holdNames(tx, ctx.workspaceId, "roles");
    const { count } = await tx.one(sql<{ count: number }>`select count(*)::int as count from roles`);
    if (count >= MOST) throw tooManyRoles({ most: MOST });
    const id = newId();
    await ensureNameFree(tx, id, written.name);
    const { name, description, sees, capabilities } = written;
    await tx.run(sql`
      insert into roles (workspace_id, id, name, description, base, sees, capabilities, considered, created_at, updated_at)
      values (${ctx.workspaceId}, ${id}, ${name}, ${description}, ${base}, ${sees}, ${inOrder(rights, capabilities)}, ${namesOf(rights)}, ${ctx.now()}, ${ctx.now()})`);
    await recordAudit(tx, ctx, {
      action: "role.created",
      subjectKind: "role",
      subjectId: id,
      detail: { name, base, sees, added: inOrder(rights, capabilities) },
    });
    return id;
  });
}

/**
 * What is left out stays. Counts at once: sockets of everybody who has it join anew.
 * @throws {AppError} platform.not_found, team.role_too_wide, team.sight_too_wide, team.role_name_taken
 */
export function changeRole(ctx: Ctx, rights: Rights, id: string, change: Partial<WrittenRole>): Promise<void> {
  return ctx.transaction(async (tx) => {
    await holdNames(tx, ctx.workspaceId, "roles");
    const before = await lockRole(tx, id);
    const next = { ...before, ...change };
    for (const { base, capabilities, sees } of [before, next])
      await ensureWithin(tx, ctx, { rights: rights.heldBy({ role: base, roleRights: capabilities }), sees });
    await ensureNameFree(tx, id, next.name);
    await tx.run(sql`
      update roles set name = ${next.name}, description = ${next.description}, sees = ${next.sees}, capabilities = ${inOrder(rights, next.capabilities)},
        considered = case when ${change.capabilities !== undefined} then ${namesOf(rights)}::text[] else considered end, updated_at = ${ctx.now()} where id = ${id}`);
    const difference = differ(before, next);
    await recordAudit(tx, ctx, { action: "role.changed", subjectKind: "role", subjectId: id, detail: difference });
    if (difference.sees !== undefined || difference.added.length + difference.removed.length > 0)
      await tellHolders(tx, ctx, rights, id, next);
  });
}

/** Nobody else changes it, or gives it, until the transaction ends. @throws {AppError} platform.not_found */
export async function lockRole(tx: Tx, id: string): Promise<RoleRow> {
  const row = await tx.maybeOne(sql<RoleRow>`select name, description, base, sees, capabilities from roles where id = ${id} for update`);
  if (row === null) throw notFound({ what: "role" });
  return row;
}

async function tellHolders(tx: Tx, ctx: Ctx, rights: Rights, roleId: string, { base, capabilities }: RoleRow): Promise<void> {
  const holders = await tx.many(sql<{ id: string }>`select id from members where role_id = ${roleId} and removed_at is null order by id`);
  const mayInvite = rights.heldBy({ role: base, roleRights: capabilities }).has(teamManage.name);
  for (const { id } of holders)
    await revoke(tx, { workspaceId: ctx.workspaceId, memberId: id, stays: true, mayInvite }, "role_changed", ctx.now());
}

async function ensureNameFree(tx: Tx, id: string, name: string): Promise<void> {
  const taken = await tx.maybeOne(sql`select 1 from roles where prosa_fold(name) = prosa_fold(${name}) and id <> ${id}`);
  if (taken !== null) throw roleNameTaken({ name });
}

/** For the audit log: names of what was changed, before and after. */
function differ(before: RoleRow, next: RoleRow) {
  return {
    name: next.name,
    ...(before.name === next.name ? {} : { formerName: before.name }),
    ...(before.sees === next.sees ? {} : { sees: { from: before.sees, to: next.sees } }),
    added: next.capabilities.filter((one) => !before.capabilities.includes(one)),
    removed: before.capabilities.filter((one) => !next.capabilities.includes(one)),
  };
}

const namesOf = ({ all }: Rights): string[] => all.map(({ name }) => name);

/** As the rooms declare them; what the program does not know any more goes. */
const inOrder = (rights: Rights, chosen: readonly string[]): string[] => namesOf(rights).filter((name) => chosen.includes(name));
