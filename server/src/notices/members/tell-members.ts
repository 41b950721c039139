import { addJobs, newId, sql, type Tx, tellMember } from "../../platform/index.ts";
import { reachMemberJob } from "../job-kinds.ts";
import type { NewNotice } from "./member-kinds.ts";
import { TROUBLE } from "./trouble.ts";

/** What is seen within this time needs no push. */
const SEEN_MS = 15_000;

interface Telling {
  workspaceId: string;
  now: Date;
}

/**
 * Keeps what members are told, in the transaction of its cause. What is unread of the same kind and subject grows instead of coming
 * again. Whether somebody may see the subject is judged whenever it is shown, not here.
 */
export async function tellMembers(tx: Tx, { workspaceId, now }: Telling, notices: readonly NewNotice[]): Promise<void> {
  for (const notice of notices) await tellOne(tx, { workspaceId, now }, notice);
}

async function tellOne(tx: Tx, { workspaceId, now }: Telling, { kind, memberId, subjectId, facts }: NewNotice): Promise<void> {
  // Alerts are taken there by the job that gathers them.
  const reachAt = kind === TROUBLE.kind ? null : new Date(now.getTime() + SEEN_MS);
  const told = await tx.maybeOne(sql<{ id: string; isDue: boolean }>`
    insert into member_notices (workspace_id, id, member_id, kind, subject_id, facts, happened_at, reach_at)
    select ${workspaceId}, ${newId()}, m.id, ${kind}, ${subjectId}::uuid, ${JSON.stringify(facts)}::jsonb, ${now}, ${reachAt}
    from members m where m.id = ${memberId} and m.removed_at is null
    on conflict (workspace_id, member_id, kind, subject_id) where read_at is null do update
      set facts = excluded.facts, count = member_notices.count + 1, happened_at = excluded.happened_at, mailed_at = null,
        reach_at = coalesce(member_notices.reach_at, excluded.reach_at)
    returning id, coalesce(reach_at = ${reachAt}::timestamptz, false) as "isDue"`);
  if (told === null) return;
  if (told.isDue && reachAt !== null) addJobs(tx, [reachMemberJob({ workspaceId, payload: { noticeId: told.id }, runAt: reachAt })], now);
  tellMember(tx, memberId, { workspaceId, kind: "notice.told", conversationId: null, subjectId: told.id });
}

/** The member saw them: those of a subject, one, or all. @returns how many were unread */
export async function readNotices(
  tx: Tx,
  { workspaceId, memberId, now }: { workspaceId: string; memberId: string; now: Date },
  which: { noticeId?: string | undefined; subjectId?: string | undefined } = {},
): Promise<number> {
  const read = await tx.run(sql`
    update member_notices set read_at = ${now} where member_id = ${memberId} and read_at is null
      and (${which.noticeId ?? null}::uuid is null or id = ${which.noticeId ?? null}) and (${which.subjectId ?? null}::uuid is null or subject_id = ${which.subjectId ?? null})`);
  if (read > 0) tellMember(tx, memberId, { workspaceId, kind: "notice.read", conversationId: null, subjectId: which.noticeId ?? null });
  return read;
}
