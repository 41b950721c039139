import type { Database } from "../platform/index.ts";

/** How a member signs in. */
interface MemberLogin {
  memberId: string;
  hasSecondFactor: boolean;
  /** Of the logins that are open, to the hour; null when they are signed in nowhere. */
  lastSeenAt: string | null;
}

/** Of everybody who belongs to the workspace. Logins belong to people and not to workspaces, so this reads across them, by its members only. */
export async function readMemberLogins(db: Database, workspaceId: string): Promise<MemberLogin[]> {
  const rows = await db.systemStatement<{ memberId: string; hasSecondFactor: boolean; lastSeenAt: Date | null }>(
    "team.member_logins",
    `select m.id as "memberId", coalesce(u.two_factor_enabled, false) as "hasSecondFactor",
       (select max(s.updated_at) from auth_sessions s where s.user_id = m.user_id) as "lastSeenAt"
     from members m join auth_users u on u.id = m.user_id
     where m.workspace_id = $1 and m.removed_at is null order by m.id limit 1000`,
    [workspaceId],
  );
  return rows.map(({ lastSeenAt, ...row }) => ({ ...row, lastSeenAt: lastSeenAt?.toISOString() ?? null }));
}
