import { addJobs, type Ctx, type DueRows, newId, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";
import { dueReportPlaces } from "../across-workspaces.ts";
import { mailReportJob } from "../job-kinds.ts";
import { accessOwnReport, accessReport } from "./report.ts";
import { FIRST_DAY, LAST_DAY, nextAfter } from "./report-times.ts";

const MOST_RUNS = 50;

type MailJob = ReturnType<typeof mailReportJob>;

/** What became of one run. */
interface Run {
  id: string;
  cause: "clock" | "asked";
  from: string;
  to: string;
  begunAt: Date;
  mails: { memberId: string; name: string; state: "waiting" | "sent" | "left_out" | "failed"; reason: string | null }[];
}

/** Reports whose time has come: each begins once, whoever looks. One whose maker left stops. */
export const dueReports: DueRows = {
  name: "reports that are due",
  find: dueReportPlaces,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.many(sql<{ reportId: string; at: Date; isKept: boolean }>`
      with due as (
        select r.id, r.next_at as at, m.removed_at is null as is_kept from figure_reports r
        join members m on m.workspace_id = r.workspace_id and m.id = r.made_by
        where r.id = any(${ids}) and r.next_at <= ${now} for update of r skip locked)
      update figure_reports r set next_at = case when due.is_kept then ${nextAfter(now)} end from due where r.id = due.id
      returning r.id as "reportId", due.at, due.is_kept as "isKept"`);
    const jobs: MailJob[] = [];
    for (const { reportId, at, isKept } of taken)
      if (isKept) jobs.push(...(await beginRun(tx, { workspaceId, reportId, at, now, cause: "clock" })).jobs);
    return jobs;
  },
};

/** Sends it now, for the period that ended before today. @throws {AppError} as {@link accessOwnReport} */
export const runReport = (ctx: Ctx, reportId: string): Promise<{ id: string }> =>
  ctx.transaction(async (tx) => {
    const { name } = await accessOwnReport(tx, ctx, reportId);
    const { id, jobs } = await beginRun(tx, { workspaceId: ctx.workspaceId, reportId, at: ctx.now(), now: ctx.now(), cause: "asked" });
    addJobs(tx, jobs, ctx.now());
    await recordAudit(tx, ctx, { action: "report.sent", subjectKind: "report", subjectId: reportId, detail: { name } });
    return { id };
  });

/** The newest fifty. @throws {AppError} platform.not_found */
export const listRuns = (ctx: Ctx, reportId: string): Promise<Run[]> =>
  ctx.transaction(async (tx) => {
    await accessReport(tx, ctx, reportId);
    return tx.many(sql<Run>`
      select u.id, u.cause, u.from_day::text as "from", u.to_day::text as "to", u.begun_at as "begunAt",
        (select coalesce(json_agg(json_build_object('memberId', k.member_id, 'name', m.name, 'state', k.state, 'reason', k.reason)
            order by prosa_fold(m.name), m.id), '[]')
          from figure_report_mails k join members m on m.workspace_id = k.workspace_id and m.id = k.member_id
          where k.workspace_id = u.workspace_id and k.run_id = u.id) as mails
      from figure_report_runs u where u.report_id = ${reportId} order by u.begun_at desc, u.id desc limit ${MOST_RUNS}`);
  });

interface Begun {
  workspaceId: string;
  reportId: string;
  /** When it was due: the period ends before that day. */
  at: Date;
  now: Date;
  cause: Run["cause"];
}

/** One row of the log, and a mail each for those who are to get it. */
async function beginRun(tx: Tx, { workspaceId, reportId, at, now, cause }: Begun): Promise<{ id: string; jobs: MailJob[] }> {
  const id = newId();
  await tx.run(sql`
    insert into figure_report_runs (workspace_id, id, report_id, cause, from_day, to_day, begun_at)
    select r.workspace_id, ${id}, r.id, ${cause}, ${FIRST_DAY}, ${LAST_DAY}, ${now}
    from figure_reports r join workspaces w on w.id = r.workspace_id, lateral (select (${at}::timestamptz at time zone w.time_zone)::date as day) d
    where r.id = ${reportId}`);
  const mails = await tx.many(sql<{ memberId: string }>`
    insert into figure_report_mails (workspace_id, run_id, member_id, state)
    select m.workspace_id, ${id}, m.id, 'waiting' from figure_reports r join members m on m.workspace_id = r.workspace_id and m.id = any(r.member_ids)
    where r.id = ${reportId} returning member_id as "memberId"`);
  return { id, jobs: mails.map(({ memberId }) => mailReportJob({ workspaceId, payload: { runId: id, memberId } })) };
}
