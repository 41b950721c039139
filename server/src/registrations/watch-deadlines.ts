import { sql } from "../platform/index.ts";
import { findDue } from "./across-workspaces.ts";
import { type RegistrationGround, roomCtx } from "./room-ctx.ts";
import { tellReviewers } from "./tell-reviewers.ts";

const LOOK_EVERY_MS = 30_000;
const AT_ONCE = 200;

/** Looks at promises that come near or are broken; any number of workers may do so. @returns how to stop */
export function watchDeadlines(ground: RegistrationGround): () => void {
  const timer = setInterval(
    () =>
      void sweepDeadlines(ground).catch((error) => ground.log.warn({ err: error }, "deadlines of registrations could not be looked at")),
    LOOK_EVERY_MS,
  );
  return () => clearInterval(timer);
}

/** One look at all workspaces. */
export async function sweepDeadlines(ground: RegistrationGround): Promise<void> {
  for (;;) {
    const due = await findDue(ground.db, ground.clock.now(), AT_ONCE);
    for (const { workspaceId, id } of due) await look(ground, workspaceId, id);
    if (due.length < AT_ONCE) return;
  }
}

/** Told and noted in one transaction, under the row's lock: told once, whoever looks. */
async function look(ground: RegistrationGround, workspaceId: string, id: string): Promise<void> {
  const ctx = roomCtx(ground, workspaceId, "registrations sweep");
  await ctx.transaction(async (tx) => {
    const one = await tx.maybeOne(sql<{ id: string; queueId: string | null; isOverdue: boolean }>`
      select id, queue_id as "queueId", due_at <= ${ctx.now()} as "isOverdue" from registrations where id = ${id} and look_at <= ${ctx.now()} for update skip locked`);
    if (one === null) return;
    await tx.run(sql`update registrations set look_at = case when ${one.isOverdue} then null else due_at end where id = ${id}`);
    await tellReviewers(tx, ctx, one, one.isOverdue ? "overdue" : "near");
  });
}
