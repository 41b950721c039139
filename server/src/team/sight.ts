import { type Static, Type } from "typebox";
import { type Ctx, defineEvent, emit, notFound, type Sight, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "./audit.ts";
import type { RoleHolder } from "./rights.ts";
import type { Role } from "./roles.ts";

export const SeesSchema = Type.Union([Type.Literal("own"), Type.Literal("queues"), Type.Literal("all")], {
  description: "Which conversations: a member's own, those of their queues and what nobody has taken, or all.",
});
export type Sees = Static<typeof SeesSchema>;

/** Sockets of whoever it is about are closed and join anew: a subject is a member, none is everybody. */
export const memberSightChanged = defineEvent("member.sight_changed", {
  says: "What a member sees was changed, by their role, a setting or their queues; without a subject, what the workspace's members see.",
  subject: "member",
});

export interface SightRow extends RoleHolder {
  memberId: string;
  sees: Sees | null;
  /** Of the workspace's own role; null: the built-in one holds. */
  roleSees: Sees | null;
  agentsSee: Sees;
  queueIds: string[];
}

/** What a statement that finds a member (as `m`) reads besides: all that {@link sightOf} and their rights need. */
export const SIGHT = `m.id as "memberId", m.role, m.sees,
  (select r.capabilities from roles r where r.workspace_id = m.workspace_id and r.id = m.role_id) as "roleRights",
  (select r.sees from roles r where r.workspace_id = m.workspace_id and r.id = m.role_id) as "roleSees",
  (select w.agents_see from workspaces w where w.id = m.workspace_id) as "agentsSee",
  array(select q.queue_id from queue_members q where q.workspace_id = m.workspace_id and q.member_id = m.id order by q.queue_id) as "queueIds"`;

/** What a member sees: as it was set for them, else by their role. */
export function sightOf({ memberId, role, sees, roleSees, agentsSee, queueIds }: SightRow): Sight {
  const kind = sees ?? roleSees ?? seenByRole(role, agentsSee);
  if (kind === "all") return { kind };
  return kind === "own" ? { kind, memberId } : { kind, memberId, queueIds };
}

/** What a built-in role sees. */
export function seenByRole(role: Role, agentsSee: Sees): Sees {
  if (role === "agent") return agentsSee;
  return role === "technician" ? "own" : "all";
}

/** Everybody who belongs to the workspace, by name, with what they see. */
export async function membersWithSight(tx: Tx): Promise<({ id: string; name: string; sight: Sight } & RoleHolder)[]> {
  const rows = await tx.named<SightRow & { name: string }>(
    "team.members_with_sight",
    `select m.name, ${SIGHT} from members m where m.workspace_id = current_workspace() and m.removed_at is null order by m.name, m.id limit 1000`,
    [],
  );
  return rows.map((row) => ({ id: row.memberId, name: row.name, role: row.role, roleRights: row.roleRights, sight: sightOf(row) }));
}

/** Members of each queue that has some. */
export async function membersByQueue(tx: Tx): Promise<Map<string, string[]>> {
  const rows = await tx.many(sql<{ queueId: string; memberIds: string[] }>`
    select q.queue_id as "queueId", array_agg(q.member_id order by m.name, m.id) as "memberIds"
    from queue_members q join members m on m.workspace_id = q.workspace_id and m.id = q.member_id and m.removed_at is null group by q.queue_id`);
  return new Map(rows.map(({ queueId, memberIds }) => [queueId, memberIds]));
}

/** Makes these people, and nobody else, members of a queue that exists. @throws {AppError} platform.not_found for somebody unknown */
export async function setQueueMembers(tx: Tx, ctx: Ctx, queueId: string, memberIds: string[]): Promise<void> {
  const known = await tx.many(sql`select 1 from members where id = any(${memberIds}) and removed_at is null`);
  if (known.length !== memberIds.length) throw notFound({ what: "member" });
  const left = await tx.many(sql<{ id: string }>`
    delete from queue_members where queue_id = ${queueId} and member_id <> all(${memberIds}) returning member_id as id`);
  const joined = await tx.many(sql<{ id: string }>`
    insert into queue_members (workspace_id, queue_id, member_id) select ${ctx.workspaceId}, ${queueId}, unnest(${memberIds}::uuid[])
    on conflict do nothing returning member_id as id`);
  const changed = [...left, ...joined].map(({ id }) => id);
  if (changed.length === 0) return;
  tellSightChanged(tx, ctx, changed);
  const detail = { joined: joined.map(({ id }) => id), left: left.map(({ id }) => id) };
  await recordAudit(tx, ctx, { action: "queue.members_changed", subjectKind: "queue", subjectId: queueId, detail });
}

/** @param memberIds null is the whole workspace. */
export function tellSightChanged(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, memberIds: string[] | null): void {
  const subjects = memberIds ?? [null];
  emit(
    tx,
    subjects.map((subjectId) => memberSightChanged({ workspaceId: ctx.workspaceId, subjectId })),
    ctx.now(),
  );
}
