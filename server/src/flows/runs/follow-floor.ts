import { floorChanged, sessionClosed } from "../../inbox/index.ts";
import { type ConsumerOffer, consumer, type FeedEvent, lockingFirst, on, sql, type Tx } from "../../platform/index.ts";
import { endRun, hasFloor } from "./advance-run.ts";
import { lockOpenRun } from "./run.ts";

/**
 * Runs end when somebody else speaks, or when their session is over. They said nothing since: every step asks for the floor under the conversation's
 * lock. This tells the figures, and lets go of what a run waited for.
 */
export const followFloor: ConsumerOffer = lockingFirst(
  async (tx, events) => {
    const ids = [...new Set(events.flatMap(({ conversationId }) => (conversationId === null ? [] : [conversationId])))];
    await tx.many(sql`select 1 from conversations where id = any(${ids}) order by id for update`);
  },
  consumer(
    "flows.follow_floor",
    on(floorChanged, (tx, events, now) =>
      endRuns(
        tx,
        events.filter(({ detail }) => detail.from.holder === "flow"),
        now,
      ),
    ),
    on(sessionClosed, (tx, events, now) =>
      endRuns(
        tx,
        events.filter(({ detail }) => detail.holder === "flow"),
        now,
      ),
    ),
  ),
);

async function endRuns(tx: Tx, events: FeedEvent[], now: Date): Promise<void> {
  for (const { workspaceId, subjectId } of events) {
    const run = subjectId === null ? null : await lockOpenRun(tx, subjectId);
    if (run !== null && !(await hasFloor(tx, run))) await endRun(tx, { workspaceId, now: () => now }, run, "replaced");
  }
}
