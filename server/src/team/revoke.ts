import { sql, type Tx } from "../platform/index.ts";
import { recordSystemAudit } from "./audit.ts";
import { tellSightChanged } from "./sight.ts";

/** Whose access ends. */
type Who =
  /** Every login of a person but one; with `sessionId` only that one. In a transaction across workspaces. */
  | { userId: string; exceptToken?: string; sessionId?: string }
  /** What a member handed out: keys, and links of invitations. Those of somebody who stays are cut where they are used. */
  | { workspaceId: string; memberId: string; stays: boolean; mayInvite: boolean }
  /** The sockets of a key; `madeById` is the member whose sight it has. */
  | { workspaceId: string; madeById: string };

export type Cause =
  | "logout"
  | "session_ended"
  | "session_aged"
  | "session_idle"
  | "password_changed"
  | "password_reset"
  | "second_factor_on"
  | "second_factor_off"
  | "role_changed"
  | "member_removed"
  | "key_revoked";

/**
 * The one place where access ends. The browsers of whoever it is about, at every process, are sent away after the commit and find out
 * when they come back what is left to them.
 */
export async function revoke(tx: Tx, who: Who, why: Cause, now: Date): Promise<void> {
  if ("userId" in who) return revokeLogins(tx, who, why, now);
  if ("madeById" in who) return tellSightChanged(tx, { workspaceId: who.workspaceId, now: () => now }, [who.madeById]);
  const { workspaceId, memberId, stays, mayInvite } = who;
  if (!stays) await tx.run(sql`update api_keys set revoked_at = ${now} where created_by = ${memberId} and revoked_at is null`);
  if (!stays || !mayInvite)
    await tx.run(
      sql`update invitations set revoked_at = ${now} where invited_by = ${memberId} and accepted_at is null and revoked_at is null`,
    );
  tellSightChanged(tx, { workspaceId, now: () => now }, [memberId]);
}

async function revokeLogins(
  tx: Tx,
  { userId, exceptToken, sessionId }: { userId: string; exceptToken?: string; sessionId?: string },
  why: Cause,
  now: Date,
): Promise<void> {
  await tx.run(sql`
    delete from auth_sessions where user_id = ${userId} and token is distinct from ${exceptToken ?? null}::text
      and (${sessionId ?? null}::uuid is null or id = ${sessionId ?? null}::uuid)`);
  await forEachMembership(tx, userId, async ({ workspaceId, memberId }) => {
    tellSightChanged(tx, { workspaceId, now: () => now }, [memberId]);
    await recordSystemAudit(tx, { workspaceId, now }, { action: `login.${why}`, subjectKind: "member", subjectId: memberId });
  });
}

/** What happens to a login is told in every workspace that the person is in. */
export async function forEachMembership(
  tx: Tx,
  userId: string,
  run: (membership: { workspaceId: string; memberId: string }) => Promise<void>,
): Promise<void> {
  const memberships = await tx.many(sql<{ workspaceId: string; memberId: string }>`
    select workspace_id as "workspaceId", id as "memberId" from members where user_id = ${userId} and removed_at is null`);
  for (const membership of memberships) await run(membership);
}
