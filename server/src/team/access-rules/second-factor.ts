import { type Ctx, type Database, defineError, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../audit.ts";
import type { Role } from "../roles.ts";
import { tellSightChanged } from "../sight.ts";

const ownFactorNeeded = defineError(
  "team.own_second_factor_needed",
  409,
  "Switch on your own second factor first, under Settings, Security: so there is somebody who can still sign in.",
);

/** Who needs a second factor, and since when. */
interface SecondFactorRule {
  /** None: nobody needs one. */
  roles: Role[];
  /** Roles of the workspace's own that need one as well. */
  roleIds: string[];
  /** The day, in the workspace's zone, that it begins with; null: it holds already. */
  from: string | null;
}

/** SQL: whether a member (`m`) of a role that needs one has none. A session that a provider of logins vouches for is the provider's to secure. */
export const LACKS_SECOND_FACTOR = `exists (
    select 1 from access_rules a join workspaces w on w.id = a.workspace_id join auth_users u on u.id = m.user_id
    where a.workspace_id = m.workspace_id and (m.role = any(a.second_factor_roles) or m.role_id = any(a.second_factor_role_ids)) and u.two_factor_enabled is not true
      and (a.second_factor_from is null or a.second_factor_from <= ($4::timestamptz at time zone w.time_zone)::date))`;

export async function readSecondFactorRule(tx: Tx): Promise<SecondFactorRule> {
  const found = await tx.maybeOne(sql<SecondFactorRule>`
    select second_factor_roles as roles, second_factor_role_ids as "roleIds", to_char(second_factor_from, 'YYYY-MM-DD') as "from"
    from access_rules where workspace_id = current_workspace()`);
  return found ?? { roles: [], roleIds: [], from: null };
}

/**
 * Without `roleIds` those of the workspace's own that are named stay.
 * @throws {AppError} team.own_second_factor_needed when somebody would need one and whoever asks has none; platform.not_found for a role
 */
export async function setSecondFactorRule(
  ctx: Ctx,
  db: Database,
  rule: Omit<SecondFactorRule, "roleIds"> & { roleIds?: string[] },
): Promise<SecondFactorRule> {
  const hasFactor = await hasSecondFactor(db, ctx);
  return ctx.transaction(async (tx) => {
    await holdRoles(tx, rule.roleIds ?? []);
    await tx.run(sql`insert into access_rules (workspace_id) values (${ctx.workspaceId}) on conflict do nothing`);
    await tx.run(sql`select 1 from access_rules where workspace_id = ${ctx.workspaceId} for update`);
    const before = await readSecondFactorRule(tx);
    const next = tidy({ ...rule, roleIds: rule.roleIds ?? before.roleIds });
    if (isAsking(next) && !hasFactor) throw ownFactorNeeded();
    await tx.run(sql`
      update access_rules set second_factor_roles = ${next.roles}::text[], second_factor_role_ids = ${next.roleIds}::uuid[],
        second_factor_from = ${next.from}::date, second_factor_told = false
      where workspace_id = ${ctx.workspaceId}`);
    // Whoever has none is asked for one from now on, in the pages that are open too.
    tellSightChanged(tx, ctx, null);
    await recordAudit(tx, ctx, {
      action: "access.second_factor_changed",
      subjectKind: "workspace",
      subjectId: ctx.workspaceId,
      detail: { from: before, to: next },
    });
    return next;
  });
}

const isAsking = ({ roles, roleIds }: SecondFactorRule): boolean => roles.length + roleIds.length > 0;

const tidy = (rule: SecondFactorRule): SecondFactorRule => ({
  roles: [...new Set(rule.roles)].toSorted(),
  roleIds: [...new Set(rule.roleIds)].toSorted(),
  from: isAsking(rule) ? rule.from : null,
});

/** Nobody removes them meanwhile. @throws {AppError} platform.not_found */
async function holdRoles(tx: Tx, ids: readonly string[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const found = await tx.many(sql`select 1 from roles where id = any(${wanted}::uuid[]) order by id for key share`);
  if (found.length < wanted.length) throw notFound({ what: "role" });
}

/** Logins belong to people and not to workspaces: this reads the one of whoever asks. */
async function hasSecondFactor(db: Database, { actor }: Ctx): Promise<boolean> {
  const [found] = await db.systemStatement<{ isOn: boolean }>(
    "team.own_second_factor",
    `select two_factor_enabled is true as "isOn" from auth_users where id = $1`,
    [actor.login?.userId ?? null],
  );
  return found?.isOn === true;
}
