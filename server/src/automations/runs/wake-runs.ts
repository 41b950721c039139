import { addJobs, sql } from "../../platform/index.ts";
import { dueRunPlaces } from "../across-workspaces.ts";
import type { AutomationGround } from "../ground.ts";
import { takeStepsJob } from "../job-kinds.ts";

const LOOK_EVERY_MS = 1_000;
const AT_ONCE = 200;

/** Looks every second for cases whose time has come; any number of workers may do so. @returns how to stop */
export function watchRuns(ground: AutomationGround): () => void {
  const look = () => wakeRuns(ground).catch((error) => ground.log.warn({ err: error }, "cases of rules could not be looked at"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: each case that is due gets a job, once, whoever looks. @returns how many */
export async function wakeRuns({ db, clock }: Pick<AutomationGround, "db" | "clock">): Promise<number> {
  const now = clock.now();
  let woken = 0;
  for (;;) {
    const due = await dueRunPlaces(db, now, AT_ONCE);
    for (const [workspaceId, runs] of Map.groupBy(due, (one) => one.workspaceId))
      woken += await db.inWorkspace(workspaceId, async (tx) => {
        const taken = await tx.many(sql<{ runId: string }>`
          update automation_runs r set wake_at = null where r.id in (
            select id from automation_runs where id = any(${runs.map(({ runId }) => runId)}) and wake_at <= ${now} for update skip locked)
          returning r.id as "runId"`);
        addJobs(
          tx,
          taken.map((payload) => takeStepsJob({ workspaceId, payload })),
          now,
        );
        return taken.length;
      });
    if (due.length < AT_ONCE) return woken;
  }
}
