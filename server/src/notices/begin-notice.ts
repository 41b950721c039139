import { addJobs, newId, sql, type Tx } from "../platform/index.ts";
import { tellNoticesJob } from "./job-kinds.ts";
import type { NoticeKind } from "./notice-kinds.ts";

/** Whose trouble it is. */
export interface Subject {
  workspaceId: string;
  /** Null where the trouble is the workspace's. */
  subjectId: string | null;
  now: Date;
}

/** What happens within this time is told as one: an outage seldom comes alone. */
const GROUP_MS = 30_000;

/** Something is in trouble: told once, however often it is noticed. In the transaction of its cause. */
export async function beginNotice(tx: Tx, { workspaceId, subjectId, now }: Subject, { kind, matter }: NoticeKind): Promise<void> {
  const isNew = await tx.run(sql`
    insert into alerts (workspace_id, id, subject_id, kind, matter, began_at) values (${workspaceId}, ${newId()}, ${subjectId}, ${kind}, ${matter}, ${now})
    on conflict (workspace_id, subject_id, matter) where ended_at is null do nothing`);
  if (isNew > 0) tellSoon(tx, workspaceId, now);
}

/** The matters of these kinds are over, whichever of them had begun; who was told hears that too. */
export async function endNotices(tx: Tx, { workspaceId, subjectId, now }: Subject, kinds: readonly NoticeKind[]): Promise<void> {
  const matters = [...new Set(kinds.map(({ matter }) => matter))];
  const ended = await tx.run(
    sql`update alerts set ended_at = ${now} where workspace_id = ${workspaceId} and subject_id is not distinct from ${subjectId}::uuid and matter = any(${matters}) and ended_at is null`,
  );
  if (ended > 0) tellSoon(tx, workspaceId, now);
}

/** The subject is removed, and what was to be told of it. */
export async function forgetNotices(tx: Tx, subjectId: string): Promise<void> {
  await tx.run(sql`delete from alerts where subject_id = ${subjectId}`);
}

const tellSoon = (tx: Tx, workspaceId: string, now: Date) =>
  addJobs(tx, [tellNoticesJob({ workspaceId, payload: {}, key: `alerts ${workspaceId}`, runAt: new Date(now.getTime() + GROUP_MS) })], now);
