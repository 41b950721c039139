import { type Clock, type Ctx, type Database, defineError, notFound, sql } from "../platform/index.ts";
import { recordSystemAudit } from "./audit.ts";
import type { Role } from "./roles.ts";
import { tellSightChanged } from "./sight.ts";
import { insertWorkspace, type Language } from "./workspaces.ts";

const boundLogin = defineError(
  "team.login_bound",
  409,
  "This login was opened by the single sign-on of one workspace and is good there only. Sign out, and sign in for the other one.",
);
const onlyPeople = defineError("team.only_people", 403, "Workspaces are chosen by people who are signed in; an API key belongs to one.");

interface Parts {
  db: Database;
  clock: Clock;
}

/** SQL: of the memberships (`m`) of a login (`s`), the one that it is in comes first, then where the person was last, then the oldest. */
export const IN_USE_FIRST = "s.workspace_id is distinct from m.workspace_id, m.chosen_at desc nulls last, m.created_at";

export interface OwnWorkspace {
  id: string;
  name: string;
  role: Role;
  /** Of that workspace's own role. */
  roleName: string | null;
  isCurrent: boolean;
}

/** Every workspace that the person of this login belongs to, by name; of a login that is good in one only, that one. */
export async function readOwnWorkspaces(db: Database, ctx: Ctx): Promise<OwnWorkspace[]> {
  const { userId, boundTo } = personOf(ctx);
  return db.systemStatement<OwnWorkspace>(
    "team.own_workspaces",
    `select w.id, w.name, m.role, w.id = $2 as "isCurrent",
       (select r.name from roles r where r.workspace_id = m.workspace_id and r.id = m.role_id) as "roleName" from members m join workspaces w on w.id = m.workspace_id
     where m.user_id = $1 and m.removed_at is null and ($3::uuid is null or w.id = $3) order by lower(w.name), w.id limit 200`,
    [userId, ctx.workspaceId, boundTo],
  );
}

/**
 * From now on every request of this login, from all its tabs, is about that workspace. Pages of the one before are told to ask again.
 * @throws {AppError} team.login_bound; platform.not_found where the person does not belong
 */
export async function enterWorkspace({ db, clock }: Parts, ctx: Ctx, workspaceId: string): Promise<void> {
  const { userId, sessionId, boundTo, memberId } = personOf(ctx);
  if (workspaceId === ctx.workspaceId) return;
  if (boundTo !== null) throw boundLogin();
  const now = clock.now();
  await db.asSystem(async (tx) => {
    const member = await tx.maybeOne(sql<{ id: string }>`
      update members set chosen_at = ${now} where workspace_id = ${workspaceId} and user_id = ${userId} and removed_at is null returning id`);
    if (member === null) throw notFound({ what: "workspace" });
    await tx.run(sql`update auth_sessions set workspace_id = ${workspaceId} where id = ${sessionId} and user_id = ${userId}`);
    tellSightChanged(tx, ctx, [memberId]);
    await recordSystemAudit(tx, { workspaceId, now }, { action: "login.entered", subjectKind: "member", subjectId: member.id });
  });
}

/** One more workspace, whose owner is whoever asks; the login stays where it is. @returns its id */
export async function addOwnWorkspace(
  { db, clock }: Parts,
  ctx: Ctx,
  input: { name: string; language: Language; timeZone: string },
): Promise<string> {
  const { userId, boundTo, memberId: asker } = personOf(ctx);
  if (boundTo !== null) throw boundLogin();
  const owner = await ctx.transaction((tx) =>
    tx.one(sql<{ name: string; email: string }>`select name, email from members where id = ${asker}`),
  );
  const now = clock.now();
  return db.asSystem(async (tx) => {
    const { workspaceId, memberId } = await insertWorkspace(tx, { ...input, owner: { ...owner, userId } }, now);
    await recordSystemAudit(tx, { workspaceId, now }, { action: "workspace.created", subjectKind: "member", subjectId: memberId });
    return workspaceId;
  });
}

/** @throws {AppError} team.only_people for a key */
export function personOf({ actor: { login, id } }: Ctx) {
  if (login === undefined || id === null) throw onlyPeople();
  return { ...login, memberId: id };
}
