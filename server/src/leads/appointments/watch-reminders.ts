import { addJobs, type JobOffer, job, sql } from "../../platform/index.ts";
import { dueReminders } from "../across-workspaces.ts";
import { remindJob } from "../job-kinds.ts";
import { type AppointmentGround, systemCtx } from "./appointment-ground.ts";
import { remind } from "./remind.ts";

const LOOK_EVERY_MS = 5_000;
const AT_ONCE = 200;

/** Looks every few seconds for appointments that somebody is to be reminded of; any number of workers may do so. @returns how to stop */
export function watchReminders(ground: AppointmentGround): () => void {
  const look = () => wakeReminders(ground).catch((error) => ground.log.warn({ err: error }, "reminders could not be looked at"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: each reminder that is due gets a job, once, whoever looks. @returns how many */
export async function wakeReminders({ db, clock }: Pick<AppointmentGround, "db" | "clock">): Promise<number> {
  const now = clock.now();
  let woken = 0;
  for (;;) {
    const due = await dueReminders(db, now, AT_ONCE);
    for (const [workspaceId, own] of Map.groupBy(due, (one) => one.workspaceId))
      woken += await db.inWorkspace(workspaceId, async (tx) => {
        const taken = await tx.many(sql<{ appointmentId: string }>`
          update appointments set remind_at = null where id in (
            select id from appointments where id = any(${own.map(({ appointmentId }) => appointmentId)}) and remind_at <= ${now} for update skip locked)
          returning id as "appointmentId"`);
        addJobs(
          tx,
          taken.map((payload) => remindJob({ workspaceId, payload })),
          now,
        );
        return taken.length;
      });
    if (due.length < AT_ONCE) return woken;
  }
}

/** The reminder and what follows from it are one transaction. */
export const reminding = (ground: AppointmentGround): JobOffer =>
  job(remindJob, {
    maxAttempts: 5,
    async run({ workspaceId, payload: { appointmentId }, id }) {
      const ctx = systemCtx(ground, workspaceId, `reminder ${id}`);
      await ground.db.inWorkspace(workspaceId, (tx) => remind(tx, ctx, ground, appointmentId));
    },
  });
