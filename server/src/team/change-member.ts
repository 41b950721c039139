import { type Ctx, defineError, notFound, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import { teamManage } from "./own-rights.ts";
import { revoke } from "./revoke.ts";
import type { Rights } from "./rights.ts";
import { giveRole } from "./roles/give-role.ts";
import { nameOfRole, type RoleChoice, type ShownRole, shownRole, type TakenRole, takeRole } from "./roles/role-choice.ts";
import { ensureWithin, reachOf } from "./roles/within.ts";
import { type Sees, SIGHT, type SightRow } from "./sight.ts";

const ownerNeeded = defineError("team.owner_needed", 403, "Only an owner changes or removes an owner.");
const lastOwner = defineError("team.last_owner", 409, "A workspace keeps at least one owner. Make somebody else owner first.");

/** What changes of a member; what is left out stays. */
interface MemberChange extends RoleChoice {
  sees?: Sees | null;
  removed?: true;
}

type MemberRow = SightRow & ShownRole;

/**
 * @throws {AppError} platform.not_found; team.owner_needed, team.last_owner where an owner is changed by somebody else, or none would be
 * left; team.role_too_wide, team.sight_too_wide where the member has, or would get, more than whoever asks
 */
export async function changeMember(
  ctx: Ctx,
  rights: Pick<Rights, "heldBy">,
  memberId: string,
  { role, roleId, sees, removed }: MemberChange,
): Promise<void> {
  return ctx.transaction(async (tx) => {
    // The role before members: whoever removes one takes it first too.
    const given = role === undefined && roleId === undefined ? null : await takeRole(tx, { role, roleId });
    const before = await lockMember(tx, ctx, memberId, { given, removed });
    const next = { ...before, ...given, ...(sees === undefined ? {} : { sees }) };
    for (const one of [before, next]) await ensureWithin(tx, ctx, reachOf(rights, one));
    const audit = (action: string, from: string | null, to: string | null) =>
      recordAudit(tx, ctx, { action, subjectKind: "member", subjectId: memberId, detail: { from, to } });
    if (removed === true) {
      await tx.run(sql`update members set removed_at = ${ctx.now()} where id = ${memberId}`);
      await audit("member.removed", nameOfRole(before), null);
    }
    if (given !== null) await giveRole(tx, ctx, memberId, before, given);
    if (sees !== undefined) {
      await tx.run(sql`update members set sees = ${sees} where id = ${memberId}`);
      await audit("member.sight_changed", before.sees, sees);
    }
    const who = { workspaceId: ctx.workspaceId, memberId, stays: removed !== true, mayInvite: rights.heldBy(next).has(teamManage.name) };
    await revoke(tx, who, removed === true ? "member_removed" : "role_changed", ctx.now());
  });
}

/** The member, whom nobody else changes until the transaction ends. @throws {AppError} platform.not_found, team.owner_needed, team.last_owner */
async function lockMember(
  tx: Tx,
  ctx: Ctx,
  memberId: string,
  { given, removed }: { given: TakenRole | null; removed: true | undefined },
): Promise<MemberRow> {
  // Owners are locked together, so that two cannot remove each other at once.
  const owners = await tx.many(
    sql<{ id: string }>`select id from members where role = 'owner' and removed_at is null order by id for update`,
  );
  const member = await tx.maybeOne(sql<MemberRow>`
    select ${sql.raw(SIGHT)}, ${sql.raw(shownRole("m"))} from members m where m.id = ${memberId} and m.removed_at is null for update`);
  if (member === null) throw notFound({ what: "member" });
  const actorIsOwner = owners.some(({ id }) => id === ctx.actor.id);
  if ((member.role === "owner" || given?.role === "owner") && !actorIsOwner) throw ownerNeeded();
  const stays = removed !== true && (given ?? member).role === "owner";
  if (member.role === "owner" && !stays && owners.length === 1) throw lastOwner();
  return member;
}
