import { type Ctx, defineError, notFound, sql } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { teamManage } from "./own-rights.ts";
import { revoke } from "./revoke.ts";
import type { Rights } from "./rights.ts";
import type { Role } from "./roles.ts";
import type { Sees } from "./sight.ts";

const ownerNeeded = defineError("team.owner_needed", 403, "Only an owner changes or removes an owner.");
const lastOwner = defineError("team.last_owner", 409, "A workspace keeps at least one owner. Make somebody else owner first.");

/** What changes of a member; what is left out stays. */
interface MemberChange {
  role?: Role;
  sees?: Sees | null;
  removed?: true;
}

/** @throws {AppError} where an owner is changed by somebody else, or none would be left */
export async function changeMember(
  ctx: Ctx,
  rights: Pick<Rights, "of">,
  memberId: string,
  { role, sees, removed }: MemberChange,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    // Owners are locked together, so that two cannot remove each other at once.
    const owners = await tx.many(
      sql<{ id: string }>`select id from members where role = 'owner' and removed_at is null order by id for update`,
    );
    const member = await tx.maybeOne(sql<{ role: Role; sees: Sees | null }>`
      select role, sees from members where id = ${memberId} and removed_at is null for update`);
    if (member === null) throw notFound({ what: "member" });
    const actorIsOwner = owners.some(({ id }) => id === ctx.actor.id);
    if ((member.role === "owner" || role === "owner") && !actorIsOwner) throw ownerNeeded();
    const stays = removed !== true && (role ?? member.role) === "owner";
    if (member.role === "owner" && !stays && owners.length === 1) throw lastOwner();
    const audit = (action: string, from: string | null, to: string | null) =>
      recordAudit(tx, ctx, { action, subjectKind: "member", subjectId: memberId, detail: { from, to } });
    if (removed === true) {
      await tx.run(sql`update members set removed_at = ${ctx.now()} where id = ${memberId}`);
      await audit("member.removed", member.role, null);
    }
    if (role !== undefined) {
      await tx.run(sql`update members set role = ${role} where id = ${memberId}`);
      await audit("member.role_changed", member.role, role);
    }
    if (sees !== undefined) {
      await tx.run(sql`update members set sees = ${sees} where id = ${memberId}`);
      await audit("member.sight_changed", member.sees, sees);
    }
    const mayInvite = rights.of(role ?? member.role).has(teamManage.name);
    const who = { workspaceId: ctx.workspaceId, memberId, stays: removed !== true, mayInvite };
    await revoke(tx, who, removed === true ? "member_removed" : "role_changed", ctx.now());
  });
}
