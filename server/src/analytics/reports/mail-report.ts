import { tellMembers } from "../../notices/index.ts";
import { AppError, type Ctx, createCtx, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { findActor, findRecipient } from "../../team/index.ts";
import { PROGRAM, type ReportGround } from "../ground.ts";
import { mailReportJob } from "../job-kinds.ts";
import { REPORT_FAILED } from "../notice-kinds.ts";
import { type AskedReport, writeReport } from "./write-report.ts";

const MOST_TRIES = 5;

interface Waiting extends AskedReport {
  reportId: string;
  madeBy: string;
  memberName: string;
}

type Outcome = { state: "sent" } | { state: "left_out"; reason: "gone" | "no_right" } | { state: "failed"; reason: string };

/**
 * The report as one member sees it, with their rights of now. A mail server that is away is asked again; what trying again does not mend
 * is in the log, and the maker is told.
 */
export const mailingReports = (ground: ReportGround): JobOffer =>
  job(mailReportJob, {
    maxAttempts: MOST_TRIES,
    async run({ workspaceId, payload: { runId, memberId }, id, attempt }) {
      const correlationId = `report ${id}`;
      const system = createCtx({ ...ground, workspaceId, actor: PROGRAM, correlationId });
      const waiting = await system.transaction((tx) => readWaiting(tx, runId, memberId));
      if (waiting === null) return;
      const outcome = await mail(system, ground, waiting, memberId).catch((error): Outcome => {
        if (!(error instanceof AppError) && attempt < MOST_TRIES) throw error;
        return { state: "failed", reason: error instanceof AppError ? error.code : "mail" };
      });
      await system.transaction((tx) => settle(tx, system, { waiting, runId, memberId, outcome }));
    },
  });

async function mail(system: Ctx, ground: ReportGround, waiting: Waiting, memberId: string): Promise<Outcome> {
  const { workspaceId, correlationId } = system;
  const [actor, recipient] = await system.transaction(async (tx) => [
    await findActor(tx, ground.rights(), { kind: "member", id: memberId, now: system.now() }),
    await findRecipient(tx, memberId),
  ]);
  if (actor === null || recipient === null) return { state: "left_out", reason: "gone" };
  const letter = await writeReport(createCtx({ ...ground, workspaceId, actor, correlationId }), ground, waiting, recipient.language);
  if (letter === null) return { state: "left_out", reason: "no_right" };
  await ground.sendMail({ to: recipient.email, ...letter });
  return { state: "sent" };
}

/** Null when it was settled before, or the report is gone. */
const readWaiting = (tx: Tx, runId: string, memberId: string): Promise<Waiting | null> =>
  tx.maybeOne(sql<Waiting>`
    select r.id as "reportId", r.name, r.figures, r.filter, r.made_by as "madeBy", u.from_day::text as "from", u.to_day::text as "to", m.name as "memberName"
    from figure_report_mails k join figure_report_runs u on u.workspace_id = k.workspace_id and u.id = k.run_id
      join figure_reports r on r.workspace_id = u.workspace_id and r.id = u.report_id
      join members m on m.workspace_id = k.workspace_id and m.id = k.member_id
    where k.run_id = ${runId} and k.member_id = ${memberId} and k.state = 'waiting'`);

interface Settled {
  waiting: Waiting;
  runId: string;
  memberId: string;
  outcome: Outcome;
}

async function settle(tx: Tx, ctx: Ctx, { waiting, runId, memberId, outcome }: Settled): Promise<void> {
  const reason = outcome.state === "sent" ? null : outcome.reason;
  await tx.run(sql`
    update figure_report_mails set state = ${outcome.state}, reason = ${reason}, ended_at = ${ctx.now()}
    where run_id = ${runId} and member_id = ${memberId}`);
  if (outcome.state !== "failed") return;
  const told = REPORT_FAILED.of({ memberId: waiting.madeBy, subjectId: waiting.reportId, facts: { members: waiting.memberName } });
  await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, [told]);
}
