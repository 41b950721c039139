import { sql, type Tx } from "../platform/index.ts";
import type { Role } from "./roles.ts";
import type { Language } from "./workspaces.ts";

interface FoundMember {
  id: string;
  email: string;
  role: Role;
  /** What they chose for themselves; null for the workspace's. */
  language: Language | null;
}

/** The workspace's members with one of these roles, without those who left. */
export function membersWithRoles(tx: Tx, roles: readonly Role[]): Promise<FoundMember[]> {
  return tx.many(sql<FoundMember>`
    select id, email, role, preferences->>'language' as language from members where role = any(${[...roles]}) and removed_at is null order by id`);
}
