import { type Database, defineError, hashToken, newId, sql, type Tx } from "../platform/index.ts";
import type { Role } from "./roles.ts";

export const badInvitation = defineError(
  "team.bad_invitation",
  404,
  "This invitation was used, revoked or has expired. Ask for a new one.",
);

/** What a token still opens. @throws {AppError} team.bad_invitation */
export async function openInvitation(db: Database, token: string, now: Date): Promise<{ workspaceId: string; email: string }> {
  const [open] = await db.systemStatement<{ workspaceId: string; email: string }>(
    "team.open_invitation",
    `select workspace_id as "workspaceId", email from invitations
     where token_hash = $1 and accepted_at is null and revoked_at is null and expires_at > $2`,
    [hashToken("invitation", token), now],
  );
  if (open === undefined) throw badInvitation();
  return open;
}

/** Uses the token up, once, and makes its person a member. In a transaction across workspaces. @throws {AppError} team.bad_invitation */
export async function redeemInvitation(
  tx: Tx,
  { token, userId, name, now }: { token: string; userId: string; name: string; now: Date },
): Promise<{ workspaceId: string; memberId: string }> {
  const invitation = await tx.maybeOne(sql<{ workspaceId: string; email: string; role: Role; roleId: string | null }>`
    update invitations set accepted_at = ${now}
    where token_hash = ${hashToken("invitation", token)} and accepted_at is null and revoked_at is null and expires_at > ${now}
    returning workspace_id as "workspaceId", email, role, role_id as "roleId"`);
  if (invitation === null) throw badInvitation();
  const { workspaceId, email, role, roleId } = invitation;
  await tx.run(sql`
    insert into members (workspace_id, id, user_id, name, email, role, role_id, created_at)
    values (${workspaceId}, ${newId()}, ${userId}, ${name}, ${email}, ${role}, ${roleId}, ${now})
    on conflict (workspace_id, user_id) do update set role = excluded.role, role_id = excluded.role_id, name = excluded.name, removed_at = null
    where members.removed_at is not null`);
  const member = await tx.one(sql<{ id: string }>`select id from members where workspace_id = ${workspaceId} and user_id = ${userId}`);
  return { workspaceId, memberId: member.id };
}
