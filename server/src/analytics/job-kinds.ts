import { defineJob } from "../platform/index.ts";

/** One run of a report as a mail to one member. */
export const mailReportJob = defineJob<{ runId: string; memberId: string }>("analytics.mail_report");

/** What a month costs is held against the workspace's budgets. */
export const judgeSpendJob = defineJob("analytics.judge_spend");

/** A watched figure is looked at. */
export const checkAlertJob = defineJob<{ alertId: string }>("analytics.check_alert");
