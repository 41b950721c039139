import { type Ctx, sql } from "../../platform/index.ts";

/** A condition, or a part of a statement. */
export type Fragment = ReturnType<typeof sql>;

const follows = (memberId: string) => sql`exists (
  select 1 from conversation_followers f where f.workspace_id = c.workspace_id and f.conversation_id = c.id and f.member_id = ${memberId})`;

/** Whether the asker sees the conversation `c`: for single rows. Lists use {@link branchesOf}, whose parts have an index each. */
export function visibleTo({ sight }: Pick<Ctx["actor"], "sight">): Fragment {
  switch (sight.kind) {
    case "all":
      return sql`true`;
    case "own":
      return sql`(c.assignee_id = ${sight.memberId} or ${follows(sight.memberId)})`;
    case "queues":
      return sql`(c.assignee_id = ${sight.memberId} or c.queue_id = any(${sight.queueIds}::uuid[]) or (c.queue_id is null and c.assignee_id is null)
        or ${follows(sight.memberId)})`;
  }
}

/** The same for a message `m`, or whatever else stands beside one. */
export function messageVisibleTo(actor: Ctx["actor"]): Fragment {
  if (actor.sight.kind === "all") return sql`true`;
  return sql`exists (select 1 from conversations c where c.workspace_id = m.workspace_id and c.id = m.conversation_id and ${visibleTo(actor)})`;
}

/**
 * The same for a contact `p`: whoever sees one of their conversations. Of whom nobody has spoken with yet, whoever sees what nobody
 * has taken; one that was merged into another is nobody to speak with.
 */
export function contactVisibleTo(actor: Pick<Ctx["actor"], "sight">): Fragment {
  const { kind } = actor.sight;
  if (kind === "all") return sql`true`;
  const visible = hasVisibleConversation(actor);
  return kind === "own" ? visible : sql`(${visible} or (p.merged_into is null and not exists (select 1 ${THEIRS})))`;
}

const THEIRS = sql`from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id`;

/** Whether the asker sees a conversation of the contact `p`. */
const hasVisibleConversation = (actor: Pick<Ctx["actor"], "sight">): Fragment => sql`exists (select 1 ${THEIRS} and ${visibleTo(actor)})`;

/** One part of what an actor sees: no conversation is in two. */
export interface Branch {
  part: "all" | "mine" | "queues" | "unclaimed" | "followed";
  /** Joined before the conversations. */
  from: Fragment | null;
  /** Condition on `c`, and on what `from` gives. */
  where: Fragment;
  /** Its index has the state before the time: a list walks each state, and each row of `from`. Else it is small, and sorted as it is. */
  byState: boolean;
}

/** The disjoint parts of what an actor sees: all; or mine, each of my queues without mine, unclaimed, and followed without all these. */
export function branchesOf({ sight }: Ctx["actor"]): Branch[] {
  if (sight.kind === "all") return [{ part: "all", from: null, where: sql`true`, byState: false }];
  const { memberId } = sight;
  const notMine = sql`c.assignee_id is distinct from ${memberId}`;
  const mine: Branch = { part: "mine", from: null, where: sql`c.assignee_id = ${memberId}`, byState: true };
  const followed: Branch = {
    part: "followed",
    from: sql`(select conversation_id from conversation_followers where workspace_id = current_workspace() and member_id = ${memberId}) followed`,
    where: sql`c.id = followed.conversation_id and ${notMine}`,
    byState: false,
  };
  if (sight.kind === "own") return [mine, followed];
  const queueIds = sql`${sight.queueIds}::uuid[]`;
  return [
    mine,
    { part: "queues", from: sql`unnest(${queueIds}) own(queue_id)`, where: sql`c.queue_id = own.queue_id and ${notMine}`, byState: true },
    { part: "unclaimed", from: null, where: sql`c.queue_id is null and c.assignee_id is null`, byState: true },
    {
      ...followed,
      where: sql`${followed.where} and case when c.queue_id is null then c.assignee_id is not null else c.queue_id <> all(${queueIds}) end`,
    },
  ];
}
