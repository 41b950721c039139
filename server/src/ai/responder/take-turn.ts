import { isOpenAt, opensAt, readQueue } from "../../desk/index.ts";
import { type HandOverParts, sendMessageIn, type Turn, type TurnOutcome } from "../../inbox/index.ts";
import { AppError, type Clock, type Ctx, createCtx, type Database, emit, type Logger, newId, sql, type Tx } from "../../platform/index.ts";
import type { Agent } from "../agents/agent.ts";
import { turnTaken } from "../events.ts";
import type { FoundPassage } from "../knowledge/find-passages.ts";
import { noteGap } from "../knowledge/gaps.ts";
import { type Decision, decide, type HandOverReason } from "./decide.ts";
import { say, sayTime } from "./sayings.ts";
import { type Line, summarise } from "./summarise.ts";
import { agentOf, readTalk, type Source, type Talk } from "./talk.ts";

export interface TurnGround {
  db: Database;
  clock: Clock;
  log: Logger;
  parts: HandOverParts;
}

/**
 * Answers what the contact wrote. What is said and that it was said are one transaction: a turn that runs again finds it, says nothing
 * a second time, and ends as it ended.
 */
export async function takeAiTurn(ground: TurnGround, turn: Turn): Promise<TurnOutcome> {
  const { db, clock, log } = ground;
  const { workspaceId, correlationId, conversationId } = turn;
  const agent = await db.inWorkspace(workspaceId, (tx) => agentOf(tx, turn));
  const actor = {
    kind: "ai" as const,
    id: turn.id,
    name: agent?.name ?? "Prosa",
    capabilities: new Set<string>(),
    sight: { kind: "all" as const },
  };
  const ctx = createCtx({ db, clock, log, workspaceId, correlationId: correlationId ?? `turn ${conversationId}`, actor });
  return ctx.transaction(async (tx) => {
    if (agent === null) return handOver(tx, ctx, null, turn, null, "no_agent");
    // Whoever takes or writes meanwhile waits for this, or is seen by the send below.
    await tx.run(sql`select 1 from conversations where id = ${conversationId} for update`);
    const talk = await readTalk(tx, ctx, turn, agent);
    const before = talk.earlier.find(({ upTo }) => upTo === turn.upTo);
    if (before !== undefined) {
      if (before.did !== "handed_over") return { outcome: "kept" };
      return handOver(tx, ctx, agent, turn, talk, before.reason as HandOverReason); // written below
    }
    if (talk.kinds.length === 0 && talk.earlier.length > 0) return { outcome: "kept" };
    const decision = await decide(tx, talk);
    if (decision.did !== "handed_over") return speak(tx, ctx, ground.parts, turn, talk, decision);
    await keep(tx, ctx, turn, talk, decision, null);
    return handOver(tx, ctx, agent, turn, talk, decision.reason);
  });
}

async function speak(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  turn: Turn,
  talk: Talk,
  decision: Exclude<Decision, { did: "handed_over" }>,
): Promise<TurnOutcome> {
  const { conversationId, sessionId, floorVersion, upTo } = turn;
  const isFirst = !talk.earlier.some(({ did }) => did !== "silent");
  const introduction = isFirst ? `${say("introduction", talk.language, { name: talk.agent.name })}\n\n` : "";
  try {
    const messageId = await sendMessageIn(tx, ctx, parts, {
      conversationId,
      content: { kind: "text", text: introduction + decision.text },
      turn: { sessionId, floorVersion },
      idempotencyKey: `ai ${sessionId} ${upTo}`,
    });
    await keep(tx, ctx, turn, talk, decision, messageId);
  } catch (error) {
    // Thrown before anything is written: a person has the floor by now, or the channel takes nothing.
    if (!(error instanceof AppError)) throw error;
    ctx.log.info({ code: error.code, conversationId }, "an agent could not speak");
  }
  return { outcome: "kept" };
}

async function keep(tx: Tx, ctx: Ctx, turn: Turn, talk: Talk, decision: Decision, messageId: string | null): Promise<void> {
  const sources = "sources" in decision ? decision.sources.map(sourceOf) : [];
  const open = "open" in decision ? decision.open : [];
  await tx.run(sql`
    insert into ai_turns (workspace_id, id, conversation_id, session_id, up_to, agent_id, asked, did, reason, sources, certainty, message_id, taken_at)
    values (${ctx.workspaceId}, ${newId()}, ${turn.conversationId}, ${turn.sessionId}, ${turn.upTo}, ${talk.agent.id}, ${talk.texts.join("\n").slice(0, 4_000)}, ${decision.did},
      ${"reason" in decision ? decision.reason : null}, ${JSON.stringify(sources)}::jsonb, ${"certainty" in decision ? decision.certainty : null}, ${messageId}, ${ctx.now()})`);
  if (decision.did === "answered")
    await tx.run(
      sql`update knowledge_documents set cited = cited + 1 where id = any(${sources.map(({ documentId }) => documentId)}::uuid[])`,
    );
  for (const question of open) await noteGap(tx, ctx, turn.conversationId, question);
  const detail = { did: decision.did, agentId: talk.agent.id };
  emit(
    tx,
    [turnTaken({ workspaceId: ctx.workspaceId, conversationId: turn.conversationId, subjectId: turn.conversationId, detail })],
    ctx.now(),
  );
}

const sourceOf = ({ documentId, passageId, version, title, heading }: FoundPassage): Source => ({
  documentId,
  passageId,
  version,
  title,
  heading,
});

/** To the agent's queue, else the conversation's own, else the oldest; without any it lies before everybody. */
async function handOver(
  tx: Tx,
  ctx: Ctx,
  agent: Agent | null,
  turn: Turn,
  talk: Talk | null,
  reason: HandOverReason,
): Promise<TurnOutcome> {
  const place = await tx.maybeOne(sql<{ queueId: string }>`
    select q.id as "queueId" from queues q left join conversations c on c.workspace_id = q.workspace_id and c.id = ${turn.conversationId} and c.queue_id = q.id
    order by (q.id is not distinct from ${agent?.fallbackQueueId ?? null}::uuid) desc, (c.id is not null) desc, q.created_at, q.id limit 1`);
  const queue = place === null ? null : await readQueue(tx, place.queueId);
  const language = talk?.language ?? "pt-BR";
  const sentences = [say(reason === "angry" || reason === "emergency" ? "handOverUpset" : "handOver", language)];
  const opens = opensAt(queue?.hours ?? null, ctx.now());
  if (!isOpenAt(queue?.hours ?? null, ctx.now()) && opens !== null)
    sentences.push(say("closed", language, { opens: sayTime(opens, language, talk?.timeZone ?? "UTC") }));
  return {
    outcome: "handed_to",
    holder: place === null ? "person" : "queue",
    id: place?.queueId ?? null,
    reason,
    summary: talk === null ? "" : await summaryOf(tx, turn, talk),
    sentence: { kind: "text", text: sentences.join(" ") },
  };
}

async function summaryOf(tx: Tx, { conversationId, sessionId }: Turn, { earlier, language, texts }: Talk): Promise<string> {
  const lines = await tx.many(sql<Line>`
    select m.direction, m.author_name as "authorName", m.author_kind as "authorKind", m.kind, m.text
    from messages m join sessions s on s.workspace_id = m.workspace_id and s.id = ${sessionId}
    where m.conversation_id = ${conversationId} and not m.is_note and m.deleted_at is null and m.occurred_at >= s.opened_at order by m.occurred_at desc, m.arrival desc limit 60`);
  const answered = earlier.filter(({ did }) => did === "answered").flatMap(({ sources }) => sources.map(({ title }) => title));
  const open = earlier.filter(({ did }) => did === "not_known" || did === "asked").map(({ asked }) => asked);
  return summarise(lines.toReversed(), language, { answered, open: open.filter((one) => !texts.includes(one)) });
}
