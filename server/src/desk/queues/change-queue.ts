import { createQueue, type HandOverParts, handOverIn, removeQueue, renameQueue } from "../../inbox/index.ts";
import { addJobs, type Ctx, emit, notFound, sql, type Tx } from "../../platform/index.ts";
import { recordAudit, setQueueMembers } from "../../team/index.ts";
import { goesInCircles, ticketsInside } from "../errors.ts";
import { queueChanged } from "../events.ts";
import { reckonQueueJob } from "../job-kinds.ts";
import { askForRouting } from "../tickets/change-ticket.ts";
import { settleTicket } from "../tickets/settle-ticket.ts";
import { QUEUE_DEFAULTS, type Queue, readQueue } from "./queue.ts";

/** All that a queue can be told; what is absent stays. */
export type QueueChange = Partial<Omit<Queue, "id" | "hours">>;

/** @throws {AppError} inbox.queue_name_taken, platform.not_found, desk.overflow_in_circles */
export function makeQueue(ctx: Ctx, { name, ...settings }: QueueChange & { name: string }): Promise<Queue> {
  return ctx.transaction(async (tx) => {
    const id = await createQueue(tx, ctx, name);
    return writeSettings(tx, ctx, { ...QUEUE_DEFAULTS, id, name }, settings);
  });
}

/** @throws {AppError} the same */
export function changeQueue(ctx: Ctx, queueId: string, { name, ...settings }: QueueChange): Promise<Queue> {
  return ctx.transaction(async (tx) => {
    if (name !== undefined) await renameQueue(tx, ctx, queueId, name);
    const before = await readQueue(tx, queueId);
    if (before === null) throw notFound({ what: "queue" });
    return writeSettings(tx, ctx, before, settings);
  });
}

async function writeSettings(tx: Tx, ctx: Ctx, before: Queue, change: Omit<QueueChange, "name">): Promise<Queue> {
  const after = { ...before, ...change };
  await ensureThere(tx, after);
  await tx.run(sql`
    insert into queue_settings (workspace_id, queue_id, description, mode, capacity, priority, skills, first_response_seconds, resolution_seconds, pauses_while_waiting,
      calendar_id, abandon_after_seconds, answer_within_seconds, overflow_queue_id, overflow_after_seconds, asks_rating, texts, escalation, changed_at)
    values (${ctx.workspaceId}, ${after.id}, ${after.description}, ${after.mode}, ${after.capacity}, ${after.priority}, ${after.skills}, ${after.firstResponseSeconds},
      ${after.resolutionSeconds}, ${after.pausesWhileWaiting}, ${after.calendarId}, ${after.abandonAfterSeconds}, ${after.answerWithinSeconds}, ${after.overflowQueueId},
      ${after.overflowAfterSeconds}, ${after.asksRating}, ${JSON.stringify(after.texts)}, ${JSON.stringify(after.escalation)}, ${ctx.now()})
    on conflict (workspace_id, queue_id) do update set description = excluded.description, mode = excluded.mode, capacity = excluded.capacity,
      priority = excluded.priority, skills = excluded.skills, first_response_seconds = excluded.first_response_seconds, resolution_seconds = excluded.resolution_seconds,
      pauses_while_waiting = excluded.pauses_while_waiting, calendar_id = excluded.calendar_id, abandon_after_seconds = excluded.abandon_after_seconds,
      answer_within_seconds = excluded.answer_within_seconds, overflow_queue_id = excluded.overflow_queue_id, overflow_after_seconds = excluded.overflow_after_seconds,
      asks_rating = excluded.asks_rating, texts = excluded.texts, escalation = excluded.escalation, changed_at = excluded.changed_at`);
  const detail = Object.fromEntries(
    Object.entries(change).map(([key, to]) => [key, { from: before[key as keyof typeof change] ?? null, to }]),
  );
  await recordAudit(tx, ctx, { action: "queue.changed", subjectKind: "queue", subjectId: after.id, detail });
  emit(tx, [queueChanged({ workspaceId: ctx.workspaceId, subjectId: after.id })], ctx.now());
  reckonAgain(tx, ctx.workspaceId, after.id, ctx.now());
  askForRouting(tx, ctx.workspaceId, ctx.now());
  const read = await readQueue(tx, after.id);
  if (read === null) throw new Error("the queue was written a moment ago");
  return read;
}

/** What the settings name is there, and overflow ends somewhere. */
async function ensureThere(tx: Tx, { id, calendarId, overflowQueueId }: Queue): Promise<void> {
  if (calendarId !== null && (await tx.maybeOne(sql`select 1 from calendars where id = ${calendarId} and archived_at is null`)) === null)
    throw notFound({ what: "calendar" });
  const passed = new Set([id]);
  for (let next = overflowQueueId; next !== null; ) {
    if (passed.has(next)) throw goesInCircles();
    passed.add(next);
    const queue = await readQueue(tx, next);
    if (queue === null) throw notFound({ what: "queue" });
    next = queue.overflowQueueId;
  }
}

/** The promises of its open tickets are reckoned anew, soon. */
export const reckonAgain = (tx: Tx, workspaceId: string, queueId: string, now: Date): void =>
  addJobs(tx, [reckonQueueJob({ workspaceId, payload: { queueId }, key: `reckon ${queueId}` })], now);

/** With open tickets inside somebody has to say where they go. @throws {AppError} desk.tickets_inside, platform.not_found */
export function dropQueue(ctx: Ctx, parts: HandOverParts, queueId: string, moveTo: string | null): Promise<void> {
  return ctx.transaction(async (tx) => {
    if ((await readQueue(tx, queueId)) === null) throw notFound({ what: "queue" });
    if (moveTo !== null && (moveTo === queueId || (await readQueue(tx, moveTo)) === null)) throw notFound({ what: "queue" });
    const open = await tx.many(sql<{ conversationId: string; state: string }>`
      select conversation_id as "conversationId", state from tickets where queue_id = ${queueId} and ended_at is null order by conversation_id`);
    if (open.length > 0 && moveTo === null) throw ticketsInside({ open: open.length });
    for (const { conversationId, state } of open) {
      if (state !== "waiting" || moveTo === null) continue;
      await handOverIn(tx, ctx, parts, conversationId, { to: { holder: "queue", id: moveTo }, reason: "queue_removed" });
      await settleTicket(tx, ctx, conversationId, "queue_removed");
    }
    await tx.run(sql`update tickets set queue_id = ${moveTo} where queue_id = ${queueId} and ended_at is null`);
    await tx.run(sql`delete from queue_staff where queue_id = ${queueId}`);
    await removeQueue(tx, ctx, queueId, moveTo);
  });
}

export interface Staff {
  memberIds: string[];
  teamIds: string[];
}

/** Who serves a queue, by themselves and as teams; whose queue it is follows. @throws {AppError} platform.not_found */
export function setStaff(ctx: Ctx, queueId: string, { memberIds, teamIds }: Staff): Promise<Staff> {
  return ctx.transaction(async (tx) => {
    if ((await tx.maybeOne(sql`select 1 from queues where id = ${queueId} for update`)) === null) throw notFound({ what: "queue" });
    const teams = await tx.many(sql`select 1 from teams where id = any(${teamIds})`);
    if (teams.length !== teamIds.length) throw notFound({ what: "team" });
    const members = await tx.many(sql`select 1 from members where id = any(${memberIds}) and removed_at is null`);
    if (members.length !== memberIds.length) throw notFound({ what: "member" });
    await tx.run(sql`delete from queue_staff where queue_id = ${queueId}`);
    await tx.run(sql`
      insert into queue_staff (workspace_id, queue_id, member_id, team_id)
      select ${ctx.workspaceId}::uuid, ${queueId}::uuid, m, null::uuid from unnest(${memberIds}::uuid[]) m
      union all select ${ctx.workspaceId}::uuid, ${queueId}::uuid, null::uuid, t from unnest(${teamIds}::uuid[]) t`);
    await spreadStaff(tx, ctx, queueId);
    return { memberIds, teamIds };
  });
}

/** Whose queue it is: its people and those of its teams. */
export async function spreadStaff(tx: Tx, ctx: Ctx, queueId: string): Promise<void> {
  const people = await tx.many(sql<{ id: string }>`
    select m.id from members m where m.removed_at is null and m.id in (
      select s.member_id from queue_staff s where s.queue_id = ${queueId} and s.member_id is not null
      union select tm.member_id from queue_staff s join team_members tm on tm.workspace_id = s.workspace_id and tm.team_id = s.team_id where s.queue_id = ${queueId})`);
  await setQueueMembers(
    tx,
    ctx,
    queueId,
    people.map(({ id }) => id),
  );
  askForRouting(tx, ctx.workspaceId, ctx.now());
}

/** What stands in the list of staff, by queue. */
export async function staffByQueue(tx: Tx): Promise<Map<string, Staff>> {
  const rows = await tx.many(sql<{ queueId: string; memberIds: string[] | null; teamIds: string[] | null }>`
    select queue_id as "queueId", array_agg(member_id) filter (where member_id is not null) as "memberIds", array_agg(team_id) filter (where team_id is not null) as "teamIds"
    from queue_staff group by queue_id`);
  return new Map(rows.map(({ queueId, memberIds, teamIds }) => [queueId, { memberIds: memberIds ?? [], teamIds: teamIds ?? [] }]));
}
