import { type DueRows, sql } from "../../platform/index.ts";
import { dueRunPlaces } from "../across-workspaces.ts";
import { takeStepsJob } from "../job-kinds.ts";

/** Cases of rules whose time has come. */
export const dueRuns: DueRows = {
  name: "cases of rules",
  find: dueRunPlaces,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.many(sql<{ runId: string }>`
      update automation_runs r set wake_at = null where r.id in (
        select id from automation_runs where id = any(${ids}) and wake_at <= ${now} for update skip locked)
      returning r.id as "runId"`);
    return taken.map((payload) => takeStepsJob({ workspaceId, payload }));
  },
};
