import { type Ctx, holdNames, invalidRequest, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../audit.ts";
import { teamManage } from "../own-rights.ts";
import { revoke } from "../revoke.ts";
import type { Rights } from "../rights.ts";
import { roleInUse } from "./errors.ts";
import { giveRole } from "./give-role.ts";
import { lockRole } from "./own-roles.ts";
import { type RoleChoice, type ShownRole, takeRole } from "./role-choice.ts";
import { ensureWithin, reachOfRole } from "./within.ts";

/** So many are named of those who have a role. */
const NAMED = 10;

/**
 * Removes a role of the workspace's own. Whoever has it, or was invited with it, gets `to`.
 * @param to null: nobody may have it
 * @throws {AppError} platform.not_found, team.role_in_use, team.role_too_wide, team.sight_too_wide
 */
export function removeRole(ctx: Ctx, rights: Rights, id: string, to: RoleChoice | null): Promise<void> {
  return ctx.transaction(async (tx) => {
    if (to?.roleId === id) throw invalidRequest({ problems: [{ path: "roleId", problem: "has to be another role" }] });
    // Two that are removed for one another do not wait for each other.
    await holdNames(tx, ctx.workspaceId, "roles");
    const role = await lockRole(tx, id);
    await ensureWithin(tx, ctx, { rights: rights.heldBy({ role: role.base, roleRights: role.capabilities }), sees: role.sees });
    const holders = await readHolders(tx, ctx, id);
    if (to !== null) await moveHolders(tx, ctx, rights, holders, { from: { role: role.base, roleId: id, roleName: role.name }, to });
    else if (holders.members.length + holders.invited.length > 0) throw roleInUse({ name: role.name, people: namesOf(holders) });
    await forgetRole(tx, id);
    const detail = { name: role.name, removed: role.capabilities, members: holders.members.length, invitations: holders.invited.length };
    await recordAudit(tx, ctx, { action: "role.removed", subjectKind: "role", subjectId: id, detail });
  });
}

interface Holders {
  members: { id: string; name: string }[];
  invited: { id: string; email: string }[];
}

async function readHolders(tx: Tx, ctx: Ctx, roleId: string): Promise<Holders> {
  return {
    members: await tx.many(sql<{ id: string; name: string }>`
      select id, name from members where role_id = ${roleId} and removed_at is null order by id for update`),
    invited: await tx.many(sql<{ id: string; email: string }>`
      select id, email from invitations
      where role_id = ${roleId} and accepted_at is null and revoked_at is null and expires_at > ${ctx.now()} order by id for update`),
  };
}

async function moveHolders(
  tx: Tx,
  ctx: Ctx,
  rights: Rights,
  { members, invited }: Holders,
  { from, to }: { from: ShownRole; to: RoleChoice },
): Promise<void> {
  const next = await takeRole(tx, to);
  await ensureWithin(tx, ctx, await reachOfRole(tx, rights, next));
  const mayInvite = rights.heldBy(next).has(teamManage.name);
  for (const { id } of members) {
    await giveRole(tx, ctx, id, from, next);
    await revoke(tx, { workspaceId: ctx.workspaceId, memberId: id, stays: true, mayInvite }, "role_changed", ctx.now());
  }
  await tx.run(sql`update invitations set role = ${next.role}, role_id = ${next.roleId} where id = any(${invited.map(({ id }) => id)})`);
}

/** Rows of whoever left, and of invitations that are over, keep the built-in role that it started from. */
async function forgetRole(tx: Tx, id: string): Promise<void> {
  await tx.run(sql`update members set role_id = null where role_id = ${id}`);
  await tx.run(sql`update invitations set role_id = null where role_id = ${id}`);
  await tx.run(sql`
    update access_rules set second_factor_role_ids = array_remove(second_factor_role_ids, ${id}::uuid) where ${id}::uuid = any(second_factor_role_ids)`);
  await tx.run(sql`delete from roles where id = ${id}`);
}

function namesOf({ members, invited }: Holders): string {
  const names = [...members.map(({ name }) => name), ...invited.map(({ email }) => email)];
  return names.length <= NAMED ? names.join(", ") : `${names.slice(0, NAMED).join(", ")} (+${names.length - NAMED})`;
}
