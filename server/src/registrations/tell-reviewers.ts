import { tellMembers } from "../notices/index.ts";
import { type Ctx, sql, type Tx } from "../platform/index.ts";
import { membersWithRoles } from "../team/index.ts";
import { NEAR, NEW, OVERDUE } from "./notice-kinds.ts";
import type { Registration } from "./registration.ts";

const KINDS = { new: NEW, near: NEAR, overdue: OVERDUE };

/** The people of the queue that decides; where nobody is in it, whoever leads. Who acts knows already. */
export async function tellReviewers(
  tx: Tx,
  ctx: Ctx,
  { id, queueId }: Pick<Registration, "id" | "queueId">,
  what: keyof typeof KINDS,
): Promise<void> {
  const reviewers = (await reviewersOf(tx, queueId)).filter((memberId) => memberId !== ctx.actor.id);
  const notices = reviewers.map((memberId) => KINDS[what].of({ memberId, subjectId: id, facts: {} }));
  await tellMembers(tx, { workspaceId: ctx.workspaceId, now: ctx.now() }, notices);
}

async function reviewersOf(tx: Tx, queueId: string | null): Promise<string[]> {
  const inQueue = await tx.many(sql<{ id: string }>`
    select q.member_id as id from queue_members q join members m on m.workspace_id = q.workspace_id and m.id = q.member_id and m.removed_at is null
    where q.queue_id = ${queueId} order by q.member_id limit 200`);
  const people = inQueue.length > 0 ? inQueue : await membersWithRoles(tx, ["supervisor", "manager"]);
  return people.map(({ id }) => id);
}
