import { placeConversation, readKnownContact } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { askList } from "../chatwoot/ask.ts";
import { ConversationShape, dateOf, readAll, type TheirConversation } from "../chatwoot/shapes.ts";
import type { OpenMove } from "../move.ts";
import type { MoveProblem } from "../moves.ts";
import { findMoved, type Known, takeContacts } from "./move-contacts.ts";
import { notUnderstood, type Step, type Written } from "./step.ts";

/** A page of conversations: each gets its place here, and is due for its messages. */
export const moveConversations: Step = async ({ http, clock, parts }, move) => {
  const path = `/conversations?status=all&assignee_type=all&sort_by=created_at_asc&page=${move.page}`;
  const list = await askList(http, move.account, path);
  const { read, strange } = readAll(ConversationShape, list);
  return async (tx) => {
    const written: Written = { counts: {}, problems: notUnderstood("conversation", strange), isEnd: list.length === 0 };
    const mails = await mailChannels(tx);
    for (const one of read) {
      const { outcome, problems } = await moveOne(tx, parts, move, one, mails, clock.now());
      written.counts[`conversations.${outcome}`] = (written.counts[`conversations.${outcome}`] ?? 0) + 1;
      written.problems.push(...problems);
    }
    return written;
  };
};

interface Moved {
  /** `left`: nobody said where conversations of its inbox go on. */
  outcome: "made" | "known" | "left" | "failed";
  problems: MoveProblem[];
}

async function moveOne(
  tx: Tx,
  parts: Known,
  move: OpenMove,
  their: TheirConversation,
  mails: ReadonlySet<string>,
  now: Date,
): Promise<Moved> {
  const channelId = move.inboxes.find(({ id }) => id === their.inbox_id)?.channelId ?? null;
  if (channelId === null) return { outcome: "left", problems: [] };
  const before = await tx.maybeOne(sql<{ isSame: boolean }>`
    select last_activity = ${their.last_activity_at ?? 0} and not is_due as "isSame"
    from moved_records where origin = ${move.origin} and kind = 'conversation' and their_id = ${their.id}`);
  const outcome = before === null ? "made" : "known";
  if (before?.isSame === true || move.isCheck) return { outcome, problems: [] };
  const { contactId, problems } = await personOf(tx, parts, move, their, now);
  if (contactId === null) return { outcome: "failed", problems: [...problems, problemOf(their, "no_contact")] };
  const conversationId = await placeConversation(
    tx,
    move.workspaceId,
    heldOf(move, their, { channelId, contactId, isMail: mails.has(channelId) }, now),
    now,
  );
  await tx.run(sql`
    insert into moved_records as r (workspace_id, origin, kind, their_id, our_id, last_activity, is_due)
    values (${move.workspaceId}, ${move.origin}, 'conversation', ${their.id}, ${conversationId}, ${their.last_activity_at ?? 0}, true)
    on conflict (workspace_id, origin, kind, their_id) do update set our_id = excluded.our_id, last_activity = excluded.last_activity, is_due = true`);
  return { outcome, problems };
}

/** Who was merged since is whoever they became. Somebody whom the list of people did not hold comes along with their conversation. */
async function personOf(tx: Tx, parts: Known, move: OpenMove, { meta: { sender } }: TheirConversation, now: Date) {
  const moved = await findMoved(tx, move, sender.id);
  const problems = moved === null ? (await takeContacts(tx, parts, move, [sender], now)).problems : [];
  const id = moved ?? (await findMoved(tx, move, sender.id));
  const contact = id === null ? null : await readKnownContact(tx, id);
  return { contactId: contact?.id ?? null, problems };
}

function heldOf(move: OpenMove, their: TheirConversation, place: { channelId: string; contactId: string; isMail: boolean }, now: Date) {
  const { channelId, contactId, isMail } = place;
  const until = their.snoozed_until == null ? null : dateOf(their.snoozed_until);
  const sleeps = their.status === "snoozed" && until !== null && until > now;
  const state = their.status === "resolved" ? ("resolved" as const) : sleeps ? ("snoozed" as const) : ("open" as const);
  const subject = their.additional_attributes?.["mail_subject"];
  return {
    channelId,
    contactId,
    // Mail has a conversation a thread; elsewhere what was one after the other is one here.
    threadKey: isMail ? `${move.origin}/conversations/${their.id}` : "",
    subject: isMail && typeof subject === "string" ? subject.slice(0, 500) : null,
    state,
    snoozedUntil: state === "snoozed" ? until : null,
    assigneeId: move.agents[String(their.meta.assignee?.id)]?.memberId ?? null,
    labels: their.labels ?? [],
    at: dateOf(their.created_at),
  };
}

const problemOf = ({ id }: TheirConversation, problem: string): MoveProblem => ({ kind: "conversation", theirId: String(id), problem });

async function mailChannels(tx: Tx): Promise<Set<string>> {
  const rows = await tx.many(
    sql<{ id: string }>`select id from channels where workspace_id = current_workspace() and kind in ('email', 'sendgrid')`,
  );
  return new Set(rows.map(({ id }) => id));
}
