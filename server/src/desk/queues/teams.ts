import { type Ctx, defineError, holdNames, newId, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { spreadStaff } from "./change-queue.ts";

const nameTaken = defineError<{ name: string }>(
  "desk.team_name_taken",
  409,
  ({ name }) => `There is a team named "${name}" already. Choose another name, or change that one.`,
);

/** People who serve queues together. */
export interface Team {
  id: string;
  name: string;
  memberIds: string[];
}

export interface TeamInput {
  name: string;
  memberIds: string[];
}

export const listTeams = (ctx: Ctx): Promise<Team[]> =>
  ctx.transaction((tx) =>
    tx.many(sql<Team>`
      select t.id, t.name, array(select tm.member_id from team_members tm join members m on m.workspace_id = tm.workspace_id and m.id = tm.member_id and m.removed_at is null
        where tm.workspace_id = t.workspace_id and tm.team_id = t.id order by m.name, m.id) as "memberIds"
      from teams t order by prosa_fold(t.name), t.id limit 500`),
  );

/** @throws {AppError} desk.team_name_taken, platform.not_found */
export function makeTeam(ctx: Ctx, { name, memberIds }: TeamInput): Promise<Team> {
  return ctx.transaction(async (tx) => {
    const id = newId();
    await ensureNameFree(tx, ctx, name, id);
    await tx.run(sql`insert into teams (workspace_id, id, name, created_at) values (${ctx.workspaceId}, ${id}, ${name}, ${ctx.now()})`);
    await setPeople(tx, ctx, id, memberIds);
    await recordAudit(tx, ctx, { action: "team.created", subjectKind: "team", subjectId: id, detail: { name, memberIds } });
    return { id, name, memberIds };
  });
}

/** The queues that it serves follow at once. @throws {AppError} the same */
export function changeTeam(ctx: Ctx, teamId: string, { name, memberIds }: TeamInput): Promise<Team> {
  return ctx.transaction(async (tx) => {
    await lockTeam(tx, teamId);
    await ensureNameFree(tx, ctx, name, teamId);
    await tx.run(sql`update teams set name = ${name} where id = ${teamId}`);
    await setPeople(tx, ctx, teamId, memberIds);
    await recordAudit(tx, ctx, { action: "team.changed", subjectKind: "team", subjectId: teamId, detail: { name, memberIds } });
    await spread(tx, ctx, teamId);
    return { id: teamId, name, memberIds };
  });
}

/** @throws {AppError} platform.not_found */
export function removeTeam(ctx: Ctx, teamId: string): Promise<void> {
  return ctx.transaction(async (tx) => {
    const { name } = await lockTeam(tx, teamId);
    const queues = await queuesOf(tx, teamId);
    await tx.run(sql`delete from teams where id = ${teamId}`);
    await recordAudit(tx, ctx, { action: "team.removed", subjectKind: "team", subjectId: teamId, detail: { name } });
    for (const queueId of queues) await spreadStaff(tx, ctx, queueId);
  });
}

async function setPeople(tx: Tx, ctx: Ctx, teamId: string, memberIds: string[]): Promise<void> {
  const known = await tx.many(sql`select 1 from members where id = any(${memberIds}) and removed_at is null`);
  if (known.length !== memberIds.length) throw notFound({ what: "member" });
  await tx.run(sql`delete from team_members where team_id = ${teamId}`);
  await tx.run(sql`
    insert into team_members (workspace_id, team_id, member_id) select ${ctx.workspaceId}, ${teamId}, m from unnest(${memberIds}::uuid[]) m`);
}

async function spread(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  for (const queueId of await queuesOf(tx, teamId)) await spreadStaff(tx, ctx, queueId);
}

const queuesOf = async (tx: Tx, teamId: string): Promise<string[]> =>
  (await tx.many(sql<{ id: string }>`select queue_id as id from queue_staff where team_id = ${teamId} order by queue_id`)).map(
    ({ id }) => id,
  );

async function lockTeam(tx: Tx, teamId: string): Promise<{ name: string }> {
  const team = await tx.maybeOne(sql<{ name: string }>`select name from teams where id = ${teamId} for update`);
  if (team === null) throw notFound({ what: "team" });
  return team;
}

async function ensureNameFree(tx: Tx, ctx: Ctx, name: string, ownId: string): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "teams");
  if ((await tx.maybeOne(sql`select 1 from teams where prosa_fold(name) = prosa_fold(${name}) and id <> ${ownId}`)) !== null)
    throw nameTaken({ name });
}
