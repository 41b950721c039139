import { AppError, addJobs, type Database, type JobOffer, job, sql } from "../../platform/index.ts";
import { everyWorkspace } from "../across-workspaces.ts";
import { type AppointmentGround, systemCtx } from "../appointments/appointment-ground.ts";
import { calibrateJob } from "../job-kinds.ts";
import { propose } from "./calibrations.ts";

/** A month, so that there is something new to learn from. */
const EVERY_DAYS = 30;

/** Each night, for whom it is a month since: the mark and the job are one transaction, so that a night that runs twice asks once. */
export async function queueCalibrations(db: Database, now: Date): Promise<void> {
  for (const { workspaceId } of await everyWorkspace(db))
    await db.inWorkspace(workspaceId, async (tx) => {
      const due = await tx.maybeOne(sql`
        insert into lead_settings (workspace_id, calibrated_at)
        select current_workspace(), ${now}::timestamptz where exists (select 1 from lead_qualifications where workspace_id = current_workspace())
        on conflict (workspace_id) do update set calibrated_at = excluded.calibrated_at
          where lead_settings.calibrated_at is null or lead_settings.calibrated_at < excluded.calibrated_at - make_interval(days => ${EVERY_DAYS})
        returning 1`);
      if (due !== null) addJobs(tx, [calibrateJob({ workspaceId, payload: {}, key: "leads.calibrate" })], now);
    });
}

/** That there is nothing to learn yet is no failure of the month's job. */
export const calibrating = (ground: AppointmentGround): JobOffer =>
  job(calibrateJob, {
    async run({ workspaceId, id }) {
      const ctx = systemCtx(ground, workspaceId, `calibration ${id}`);
      try {
        await ground.db.inWorkspace(workspaceId, (tx) => propose(tx, ctx));
      } catch (error) {
        if (!(error instanceof AppError && error.code === "leads.nothing_learned")) throw error;
      }
    },
  });
