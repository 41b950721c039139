import type { Start } from "../../../../flow/document.ts";
import { compile } from "../../../../rules/compile.ts";
import type { Condition } from "../../../../rules/conditions.ts";
import { addJobs, type Ctx, type DueRows, type JobOffer, job, newId, sql, type Tx } from "../../platform/index.ts";
import { dueSchedulePlaces } from "../across-workspaces.ts";
import type { FlowGround } from "../ground.ts";
import { beginUnaskedJob, runScheduleJob } from "../job-kinds.ts";

/** Whom a schedule takes at one time: a flow to more is a campaign. */
const MOST_PEOPLE = 5_000;
const AT_ONCE = 500;
/** "Good morning" is not said in the afternoon: what was missed for so long waits for its next time. */
const LATE_MS = 3_600_000;

/** The first time after `after` that is one of a schedule `s`, by the clock of the workspace. */
const nextAfter = (after: Date) => sql`(
  select min(t.at) from (
    select (((${after}::timestamptz at time zone w.time_zone)::date + days) + s.time::time) at time zone w.time_zone as at,
      extract(isodow from (${after}::timestamptz at time zone w.time_zone)::date + days)::int as weekday
    from workspaces w, generate_series(0, 8) as days where w.id = s.workspace_id) t
  where t.at > ${after} and t.weekday = any(s.weekdays))`;

/** What begins by the clock is what is published and on; the caller has locked the flow. */
export async function keepSchedules(tx: Tx, ctx: Pick<Ctx, "workspaceId" | "now">, flowId: string): Promise<void> {
  await tx.run(sql`delete from flow_schedules where flow_id = ${flowId}`);
  const flow = await tx.maybeOne(sql<{ starts: Start[] }>`
    select starts from flows where id = ${flowId} and is_active and published_version is not null and removed_at is null`);
  const rows = (flow?.starts ?? []).flatMap((start) =>
    start.on === "schedule" ? [{ id: newId(), time: start.time, weekdays: start.weekdays, audience: start.audience }] : [],
  );
  if (rows.length === 0) return;
  await tx.run(sql`
    insert into flow_schedules (workspace_id, id, flow_id, time, weekdays, audience, next_at)
    select s.workspace_id, s.id, ${flowId}, s.time, s.weekdays, s.audience, ${nextAfter(ctx.now())}
    from (select ${ctx.workspaceId}::uuid as workspace_id, r.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as r(id uuid, time text, weekdays int[], audience jsonb)) s`);
}

/** Schedules whose time has come. A workspace that moved to another zone since has another time: then nothing begins now. */
export const dueSchedules: DueRows = {
  name: "flows that begin by the clock",
  find: dueSchedulePlaces,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.many(sql<{ scheduleId: string; at: Date; isMeant: boolean }>`
      with due as (
        select s.id, s.next_at as at, ((s.next_at at time zone w.time_zone)::date + s.time::time) at time zone w.time_zone = s.next_at as is_meant
        from flow_schedules s join workspaces w on w.id = s.workspace_id where s.id = any(${ids}) and s.next_at <= ${now} for update of s skip locked)
      update flow_schedules s set next_at = ${nextAfter(now)} from due where s.id = due.id
      returning s.id as "scheduleId", due.at, due.is_meant as "isMeant"`);
    return taken
      .filter(({ at, isMeant }) => isMeant && now.getTime() - at.getTime() < LATE_MS)
      .map(({ scheduleId, at }) => runScheduleJob({ workspaceId, payload: { scheduleId, at: at.toISOString() } }));
  },
};

/** Everybody of the audience, in the conversation in which they wrote last, once; each begins in a job of its own. */
export const runningSchedules = ({ db, clock, parts }: FlowGround): JobOffer =>
  job(runScheduleJob, {
    async run({ workspaceId, payload: { scheduleId, at } }) {
      const now = clock.now();
      await db.inWorkspace(workspaceId, async (tx) => {
        const schedule = await tx.maybeOne(sql<{ flowId: string; audience: Condition }>`
          select flow_id as "flowId", audience from flow_schedules where id = ${scheduleId}`);
        // Published anew or switched off meanwhile.
        if (schedule === null) return;
        const fits = compile(schedule.audience, (await parts.fields.of(tx)).askable, now);
        const found = await tx.many(sql<{ id: string }>`
          select id from (
            select distinct on (c.contact_id) c.id, c.contact_id, c.last_message_at from conversations c
            where c.blocked_at is null and ${fits} order by c.contact_id, c.last_inbound_at desc nulls last) people
          order by last_message_at desc limit ${MOST_PEOPLE}`);
        for (let first = 0; first < found.length; first += AT_ONCE)
          addJobs(
            tx,
            found.slice(first, first + AT_ONCE).map(({ id: conversationId }) =>
              beginUnaskedJob({
                workspaceId,
                payload: {
                  flowId: schedule.flowId,
                  conversationId,
                  occasion: `${schedule.flowId} ${at} ${conversationId}`,
                  startedBy: "schedule",
                },
              }),
            ),
            now,
          );
      });
    },
  });
