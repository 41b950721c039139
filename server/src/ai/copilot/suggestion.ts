import { messageQueued } from "../../inbox/index.ts";
import { type Ctx, consumer, type FeedEvent, lockingFirst, notFound, on, sql, type Tx } from "../../platform/index.ts";
import { noteCame } from "../log/calls.ts";

/** What a member may say became of it. */
export const VERDICTS = ["taken", "refused"] as const;

/** Later than this an answer is one of its own. */
const TAKEN_MS = 60 * 60_000;

export interface NewSuggestion {
  runId: string;
  conversationId: string;
  kind: "reply" | "rewrite" | "translate" | "summary";
  text: string;
}

export async function keepSuggestion(tx: Tx, ctx: Ctx, { runId, conversationId, kind, text }: NewSuggestion): Promise<void> {
  await tx.run(sql`
    insert into ai_suggestions (workspace_id, run_id, conversation_id, kind, text, state, made_at)
    values (${ctx.workspaceId}, ${runId}, ${conversationId}, ${kind}, ${text}, 'offered', ${ctx.now()})`);
  await noteCame(tx, runId, "suggested", null);
}

/** @throws {AppError} platform.not_found */
export async function judgeSuggestion(
  tx: Tx,
  ctx: Ctx,
  conversationId: string,
  runId: string,
  verdict: (typeof VERDICTS)[number],
): Promise<void> {
  const changed = await tx.run(sql`
    update ai_suggestions set state = ${verdict}, taken_at = ${verdict === "taken" ? ctx.now() : null}
    where run_id = ${runId} and conversation_id = ${conversationId} and state in ('offered', 'taken', 'refused')`);
  if (changed === 0) throw notFound({ what: "suggestion" });
  if (verdict === "refused") await noteCame(tx, runId, "refused", null);
}

/** Whether what was taken into the composer left as it was: told by the answer that the team sent next. */
export const suggestionListener = lockingFirst(lockTaken, consumer("ai.suggestions", on(messageQueued, noteUse)));

async function lockTaken(tx: Tx, events: FeedEvent[]): Promise<void> {
  const ids = [...new Set(events.flatMap(({ conversationId }) => conversationId ?? []))];
  await tx.run(sql`
    select 1 from ai_suggestions where conversation_id = any(${ids}::uuid[]) and state = 'taken' order by conversation_id, run_id for no key update`);
}

async function noteUse(tx: Tx, events: FeedEvent[], now: Date): Promise<void> {
  const ids = events.flatMap(({ subjectId }) => subjectId ?? []);
  const used = await tx.many(sql<{ runId: string; state: string; messageId: string }>`
    update ai_suggestions s set state = case when trim(m.text) = trim(s.text) then 'accepted' else 'edited' end, message_id = m.id
    from messages m
    where m.id = any(${ids}::uuid[]) and m.author_kind = 'member' and not m.is_note and m.text <> '' and s.workspace_id = m.workspace_id and s.conversation_id = m.conversation_id
      and s.kind in ('reply', 'rewrite', 'translate') and s.state = 'taken' and s.taken_at > ${new Date(now.getTime() - TAKEN_MS)} and s.taken_at <= m.created_at
    returning s.run_id as "runId", s.state, m.id as "messageId"`);
  for (const { runId, state, messageId } of used) await noteCame(tx, runId, state, messageId);
}
