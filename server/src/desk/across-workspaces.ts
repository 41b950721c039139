import type { Calendar } from "../../../hours/calendar.ts";
import type { Database } from "../platform/index.ts";

// The one file of the desk that looks at all workspaces at once: it finds where there is work, which is then done inside each of them.

interface Found {
  workspaceId: string;
  conversationId: string;
}

/** Tickets of which something is due, the most overdue first. */
export const findDueTickets = (db: Database, now: Date, most: number): Promise<Found[]> =>
  db.systemStatement<Found>(
    "desk.due_tickets",
    `select workspace_id as "workspaceId", conversation_id as "conversationId" from tickets where look_at <= $1 order by look_at limit ${most}`,
    [now],
  );

/** Agents of whom no device gave a sign for longer than their workspace waits. */
export const findSilent = (db: Database, now: Date): Promise<{ workspaceId: string; memberId: string }[]> =>
  db.systemStatement<{ workspaceId: string; memberId: string }>(
    "desk.silent_agents",
    `select a.workspace_id as "workspaceId", a.member_id as "memberId" from agents a left join desk_settings d on d.workspace_id = a.workspace_id
     where a.state <> 'offline' and a.seen_at < $1::timestamptz - make_interval(secs => coalesce(d.silent_seconds, 45)) limit 1000`,
    [now],
  );

/** Tickets whose agents are offline longer than the grace. */
export const findHeldTickets = (db: Database, now: Date): Promise<(Found & { agentId: string })[]> =>
  db.systemStatement<Found & { agentId: string }>(
    "desk.held_tickets",
    `select t.workspace_id as "workspaceId", t.conversation_id as "conversationId", t.agent_id as "agentId"
     from agents a join tickets t on t.workspace_id = a.workspace_id and t.agent_id = a.member_id and t.state = 'in_service'
       left join desk_settings d on d.workspace_id = a.workspace_id
     where a.load > 0 and a.state = 'offline' and t.queue_id is not null
       and a.state_since < $1::timestamptz - make_interval(secs => coalesce(d.grace_seconds, 120)) limit 1000`,
    [now],
  );

/** Who moved up in their queue since they were told, and were told some minutes ago. */
export const findMovedUp = (db: Database, now: Date, minutes: number): Promise<Found[]> =>
  db.systemStatement<Found>(
    "desk.moved_up",
    `with placed as (
       select t.workspace_id, t.conversation_id, t.position_told, t.position_told_at,
         row_number() over (partition by t.workspace_id, t.queue_id order by t.priority desc, t.opened_at, t.id) as position
       from tickets t where t.state = 'waiting')
     select workspace_id as "workspaceId", conversation_id as "conversationId" from placed
     where position < position_told and position_told_at <= $1::timestamptz - make_interval(mins => $2::int) limit 2000`,
    [now, minutes],
  );

/** Workspaces in which somebody waits and somebody is there. */
export const findRoutable = (db: Database): Promise<{ workspaceId: string }[]> =>
  db.systemStatement<{ workspaceId: string }>(
    "desk.waiting_workspaces",
    `select w.id as "workspaceId" from workspaces w
     where exists (select 1 from tickets t where t.workspace_id = w.id and t.state = 'waiting')
       and exists (select 1 from agents a where a.workspace_id = w.id and a.state = 'online')`,
    [],
  );

export interface ServedQueue {
  workspaceId: string;
  queueId: string;
  hours: Calendar | null;
  /** People wait, and none of its agents is there. */
  isUnserved: boolean;
}

export const findServedQueues = (db: Database): Promise<ServedQueue[]> =>
  db.systemStatement<ServedQueue>(
    "desk.unserved_queues",
    `select q.workspace_id as "workspaceId", q.id as "queueId", c.document as hours,
       exists (select 1 from tickets t where t.workspace_id = q.workspace_id and t.queue_id = q.id and t.state = 'waiting')
       and not exists (select 1 from queue_members m join agents a on a.workspace_id = m.workspace_id and a.member_id = m.member_id and a.state <> 'offline'
         where m.workspace_id = q.workspace_id and m.queue_id = q.id) as "isUnserved"
     from queues q left join queue_settings s on s.workspace_id = q.workspace_id and s.queue_id = q.id
       left join calendars c on c.workspace_id = s.workspace_id and c.id = s.calendar_id`,
    [],
  );

/** A sign of life of each of these members; those who said that they are gone stay gone. */
export async function noteDevices(db: Database, present: { workspaceId: string; memberId: string }[], now: Date): Promise<void> {
  if (present.length === 0) return;
  await db.systemStatement(
    "desk.note_devices",
    `update agents a set seen_at = $3 from unnest($1::uuid[], $2::uuid[]) as p(workspace_id, member_id)
     where a.workspace_id = p.workspace_id and a.member_id = p.member_id and a.state <> 'offline'`,
    [present.map(({ workspaceId }) => workspaceId), present.map(({ memberId }) => memberId), now],
  );
}
