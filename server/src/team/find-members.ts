import { type Sight, sql, type Tx } from "../platform/index.ts";
import type { RoleHolder } from "./rights.ts";
import type { Role } from "./roles.ts";
import { SIGHT, type SightRow, sightOf } from "./sight.ts";
import type { Language } from "./workspaces.ts";

interface FoundMember {
  id: string;
  email: string;
  role: Role;
  /** What they chose for themselves; null for the workspace's. */
  language: Language | null;
}

/** The workspace's members with one of these roles or one that starts from it, without those who left. */
export function membersWithRoles(tx: Tx, roles: readonly Role[]): Promise<FoundMember[]> {
  return tx.many(sql<FoundMember>`
    select id, email, role, preferences->>'language' as language from members where role = any(${[...roles]}) and removed_at is null order by id`);
}

/** A member as the product reaches them while they do not ask. */
export interface Recipient extends RoleHolder {
  id: string;
  email: string;
  language: Language;
  sight: Sight;
}

/** With what they see now, and in their own language or else the workspace's. Null when they left. */
export async function findRecipient(tx: Tx, memberId: string): Promise<Recipient | null> {
  const [row] = await tx.named<Omit<Recipient, "sight"> & SightRow>(
    "team.recipient",
    `select m.id, m.email, coalesce(m.preferences->>'language', (select w.language from workspaces w where w.id = m.workspace_id)) as language, ${SIGHT}
     from members m where m.workspace_id = current_workspace() and m.id = $1 and m.removed_at is null`,
    [memberId],
  );
  if (row === undefined) return null;
  const { id, email, role, roleRights, language } = row;
  return { id, email, role, roleRights, language, sight: sightOf(row) };
}

/** What stands for members in a notice: their names by id, also of those who left. */
export async function namesOfMembers(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.many(sql<{ id: string; name: string }>`select id, name from members where id = any(${[...new Set(ids)]})`);
  return new Map(rows.map(({ id, name }) => [id, name]));
}
