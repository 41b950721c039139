import { type DueRows, type JobOffer, job, sql } from "../../platform/index.ts";
import { dueRunPlaces } from "../across-workspaces.ts";
import { nameOf } from "../documents/flow.ts";
import { byFlow, type FlowGround, flowCtx } from "../ground.ts";
import { wakeRunJob } from "../job-kinds.ts";
import { advanceRun } from "./advance-run.ts";
import { lockWithConversation } from "./do-effect.ts";
import { wakeAtOf } from "./run.ts";
import { takeMessages } from "./take-messages.ts";

/** Runs whose wait, date, silence or answer in pieces is over. */
export const dueRuns: DueRows = {
  name: "flows that wait",
  find: dueRunPlaces,
  async take(tx, ids, now, workspaceId) {
    const taken = await tx.many(sql<{ runId: string; conversationId: string }>`
      update flow_runs r set wake_at = null where r.id in (select id from flow_runs where id = any(${ids}) and wake_at <= ${now} for update skip locked)
      returning r.id as "runId", r.conversation_id as "conversationId"`);
    return taken.map((payload) => wakeRunJob({ workspaceId, payload }));
  },
};

/** The time of one run has come: it goes on, unless somebody else speaks by now. */
export const wakingRuns = (ground: FlowGround): JobOffer =>
  job(wakeRunJob, {
    maxAttempts: 10,
    async run({ workspaceId, correlationId, payload }) {
      const flow = await ground.db.inWorkspace(workspaceId, async (tx) => {
        const row = await tx.maybeOne(
          sql<{ id: string }>`select flow_id as id from flow_runs where id = ${payload.runId} and status = 'waiting'`,
        );
        return row === null ? null : { id: row.id, name: await nameOf(tx, row.id) };
      });
      if (flow === null) return;
      const ctx = flowCtx(ground, workspaceId, flow, correlationId ?? byFlow(payload.runId));
      await ctx.transaction(async (tx) => {
        const run = await lockWithConversation(tx, ctx, payload.runId);
        if (run === null || run.status !== "waiting") return;
        const due = wakeAtOf(run.state);
        // It heard something meanwhile and waits for another time: that is kept beside it.
        if (due === null || due > ctx.now()) return;
        await takeMessages(tx, ctx, ground, run);
        const still = wakeAtOf(run.state);
        if (run.state.status !== "waiting" || still === null || still > ctx.now()) return;
        await advanceRun(tx, ctx, ground, run, { kind: "time_came" });
      });
    },
  });
