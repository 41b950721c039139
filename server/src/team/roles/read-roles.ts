import { sql, type Tx } from "../../platform/index.ts";
import type { Rights } from "../rights.ts";
import { ROLES, type Role } from "../roles.ts";
import { type Sees, seenByRole } from "../sight.ts";
import type { Base } from "./role-choice.ts";

/** A role of the workspace's own, and who has it. */
export interface OwnRole {
  id: string;
  name: string;
  description: string;
  base: Base;
  sees: Sees;
  capabilities: string[];
  /** Rights that nobody has decided on yet: they were declared since, and are off. */
  newRights: string[];
  memberCount: number;
  /** Invitations that can still be accepted. */
  invitationCount: number;
  updatedAt: string;
}

/** By name. @param id only this one */
export async function readOwnRoles(tx: Tx, rights: Rights, now: Date, id: string | null = null): Promise<OwnRole[]> {
  const rows = await tx.many(sql<Omit<OwnRole, "newRights" | "updatedAt"> & { considered: string[]; updatedAt: Date }>`
    select id, name, description, base, sees, capabilities, considered, updated_at as "updatedAt",
      (select count(*)::int from members m where m.workspace_id = r.workspace_id and m.role_id = r.id and m.removed_at is null) as "memberCount",
      (select count(*)::int from invitations i where i.workspace_id = r.workspace_id and i.role_id = r.id
         and i.accepted_at is null and i.revoked_at is null and i.expires_at > ${now}) as "invitationCount"
    from roles r where ${id}::uuid is null or id = ${id}::uuid order by prosa_fold(name), id`);
  return rows.map(({ considered, updatedAt, ...row }) => ({
    ...row,
    capabilities: [...rights.heldBy({ role: row.base, roleRights: row.capabilities })],
    newRights: rights.all.map(({ name }) => name).filter((name) => !considered.includes(name)),
    updatedAt: updatedAt.toISOString(),
  }));
}

interface BuiltInRole {
  role: Role;
  sees: Sees;
  capabilities: string[];
  memberCount: number;
}

/** From the one that may most. */
export async function readBuiltInRoles(tx: Tx, rights: Rights): Promise<BuiltInRole[]> {
  const { agentsSee } = await tx.one(
    sql<{ agentsSee: Sees }>`select agents_see as "agentsSee" from workspaces where id = current_workspace()`,
  );
  const counts = await tx.many(sql<{ role: Role; count: number }>`
    select role, count(*)::int as count from members where removed_at is null and role_id is null group by role`);
  return ROLES.map((role) => ({
    role,
    sees: seenByRole(role, agentsSee),
    capabilities: [...rights.of(role)],
    memberCount: counts.find((one) => one.role === role)?.count ?? 0,
  }));
}
