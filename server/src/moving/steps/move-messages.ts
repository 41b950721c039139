import { writeHistory } from "../../inbox/index.ts";
import { newId, sql, type Tx } from "../../platform/index.ts";
import { askList } from "../chatwoot/ask.ts";
import { type ReadMessage, readMessage } from "../chatwoot/read-message.ts";
import { MessageShape, readAll } from "../chatwoot/shapes.ts";
import type { OpenMove } from "../move.ts";
import { notUnderstood, type Step } from "./step.ts";

interface Due {
  theirId: number;
  conversationId: string;
  after: number;
}

/**
 * Some messages of the first conversation that is due, from the oldest on. Asked with `after`, they give at most 100, and with fewer than
 * 20 there are no more in any version.
 */
export const moveMessages: Step = async ({ http, db, clock }, move) => {
  const due = await db.inWorkspace(move.workspaceId, (tx) => nextDue(tx, move));
  if (due === null) return async () => ({ counts: {}, problems: [], isEnd: true });
  const list = await askList(http, move.account, `/conversations/${due.theirId}/messages?after=${due.after}`);
  const { read, strange } = readAll(MessageShape, list);
  const newest = read.reduce((most, { id }) => Math.max(most, id), due.after);
  const past = read
    .toSorted((a, b) => a.id - b.id)
    .flatMap((one) => readMessage(one, { origin: move.origin, agents: move.agents, newId }) ?? []);
  return async (tx) => {
    const placed = await writeHistory(
      tx,
      move.workspaceId,
      due.conversationId,
      past.map(({ message }) => message),
      clock.now(),
    );
    const fresh = (placed ?? []).map((at) => past[at] as ReadMessage); // places in what was given
    await announceFiles(tx, move, due, fresh);
    // Whoever ignores `after` gives the same again and again: what brings nothing newer is the end.
    const isDue = placed !== null && list.length >= 20 && newest > due.after;
    await tx.run(sql`
      update moved_records set last_message_id = ${newest}, is_due = ${isDue}
      where origin = ${move.origin} and kind = 'conversation' and their_id = ${due.theirId}`);
    const gone = placed === null ? [{ kind: "conversation", theirId: String(due.theirId), problem: "conversation_gone" }] : [];
    return {
      counts: { "messages.made": fresh.length, "messages.known": past.length - fresh.length, "messages.left": read.length - past.length },
      problems: [...notUnderstood("message", strange), ...gone],
      isEnd: false,
    };
  };
};

const nextDue = (tx: Tx, { origin }: OpenMove): Promise<Due | null> =>
  tx.maybeOne(sql<Due>`
    select their_id::float8 as "theirId", our_id as "conversationId", last_message_id::float8 as after from moved_records
    where workspace_id = current_workspace() and origin = ${origin} and is_due order by their_id limit 1`);

async function announceFiles(tx: Tx, { workspaceId, origin }: OpenMove, { theirId }: Due, fresh: readonly ReadMessage[]): Promise<void> {
  const files = fresh.flatMap(({ message, urls }) =>
    message.files.map(({ attachmentId }, at) => ({ attachmentId, url: urls[at] as string })),
  );
  await tx.run(sql`
    insert into moved_files (workspace_id, attachment_id, origin, their_id, url)
    select ${workspaceId}, attachment_id, ${origin}, ${theirId}, url
    from unnest(${files.map(({ attachmentId }) => attachmentId)}::uuid[], ${files.map(({ url }) => url)}::text[]) f(attachment_id, url)`);
}
