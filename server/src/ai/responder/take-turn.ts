import { isOpenAt, opensAt, readQueue } from "../../desk/index.ts";
import { type HandOverParts, sendMessageIn, type Turn, type TurnOutcome } from "../../inbox/index.ts";
import { AppError, type Ctx, createCtx, emit, type Logger, newId, Postpone, sql, type Tx } from "../../platform/index.ts";
import type { Agent } from "../agents/agent.ts";
import { turnTaken } from "../events.ts";
import { assignVersion, type Served } from "../experiments/assign-version.ts";
import type { FoundPassage } from "../knowledge/find-passages.ts";
import { noteGap } from "../knowledge/gaps.ts";
import { noteCame } from "../log/calls.ts";
import type { ModelGround } from "../models/call-model.ts";
import { hasProvider } from "../providers/provider.ts";
import { NO_SUCH_TOOL, runTool, settleWaiting, type WishPlace } from "../tools/run-tool.ts";
import { type Tool, type Toolbox, toolsOf } from "../tools/tool.ts";
import { askModel, type Prepared, prepare } from "./ask-model.ts";
import { type Decision, decide, decideAtOnce, type HandOverReason } from "./decide.ts";
import { say, sayTime } from "./sayings.ts";
import { type Line, summarise } from "./summarise.ts";
import { agentOf, confirms, readTalk, type Source, type Talk, type TurnRow } from "./talk.ts";
import { understandTurn } from "./understand-turn.ts";

export interface TurnGround extends ModelGround {
  log: Logger;
  parts: HandOverParts;
  /** What agents may be given; whole when all rooms are open. */
  toolbox(): Toolbox;
}

/** What a model is to be asked, once the transaction that read it is over. */
interface ToThink {
  talk: Talk;
  prepared: Prepared;
  tools: readonly Tool[];
  place: WishPlace;
}

/**
 * Answers what the contact wrote. What is said and that it was said are one transaction: a turn that runs again finds it, says nothing
 * a second time, and ends as it ended. While a model thinks none is open: what it decided counts if the conversation still waits for it.
 */
export async function takeAiTurn(ground: TurnGround, turn: Turn): Promise<TurnOutcome> {
  const { db, clock, log } = ground;
  const { workspaceId, correlationId, conversationId } = turn;
  const served = await db.inWorkspace(workspaceId, async (tx) => {
    const agent = await agentOf(tx, turn);
    return agent === null ? null : assignVersion(tx, agent, turn);
  });
  const actor = {
    kind: "ai" as const,
    id: turn.id,
    name: served?.agent.name ?? "Prosa",
    capabilities: new Set<string>(),
    sight: { kind: "all" as const },
  };
  const ctx = createCtx({ db, clock, log, workspaceId, correlationId: correlationId ?? `turn ${conversationId}`, actor });
  if (served === null) return ctx.transaction((tx) => handOver(tx, ctx, null, turn, null, "no_agent"));
  const begun = await begin(ground, ctx, turn, served);
  if ("outcome" in begun) return begun;
  const { place, ...toThink } = begun;
  const decision = await askModel(ground, ctx, {
    ...toThink,
    given: place.given,
    call: { purpose: "answer", runId: place.runId, agentVersion: served.agent.version, conversationId },
    act: async (wish, tool) => (tool === undefined ? NO_SUCH_TOOL : runTool(ctx, place, tool, wish.input)),
  });
  const ended = await ctx.transaction((tx) => end(tx, ctx, ground, turn, begun, decision));
  // The part that is answered by now is not answered again: what is left of it is a turn of its own.
  if (ended === "again") throw new Postpone(0);
  return ended;
}

/** All that needs no model is done here; else what it has to be asked. */
async function begin(ground: TurnGround, ctx: Ctx, turn: Turn, served: Served): Promise<TurnOutcome | ToThink> {
  try {
    return await ctx.transaction((tx) => beginIn(tx, ctx, ground, turn, served));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    // What the contact had said yes to is refused by now: a person sees to it.
    return ctx.transaction(async (tx) => {
      const talk = await readTalk(tx, ctx, turn, served);
      await settleWaiting(tx, ctx, ground.toolbox(), placeOf(turn, talk, []), null);
      await keep(tx, ctx, turn, talk, { did: "handed_over", reason: "not_done", open: [] }, null, null);
      return handOver(tx, ctx, served.agent, turn, talk, "not_done");
    });
  }
}

async function beginIn(tx: Tx, ctx: Ctx, ground: TurnGround, turn: Turn, served: Served): Promise<TurnOutcome | ToThink> {
  // Whoever takes or writes meanwhile waits for this, or is seen by the send below.
  await hold(tx, turn);
  const talk = await readTalk(tx, ctx, turn, served);
  const before = talk.earlier.find(({ upTo }) => upTo === turn.upTo);
  if (before !== undefined) return asBefore(tx, ctx, turn, talk, before);
  if (talk.kinds.length === 0 && talk.earlier.length > 0) return { outcome: "kept" };
  const settled = talk.previous?.did === "confirm" ? await settle(tx, ctx, ground, turn, talk) : null;
  const atOnce = settled ?? decideAtOnce(talk);
  if (atOnce !== null) return carryOut(tx, ctx, ground, turn, talk, atOnce, null);
  if (!(await hasProvider(tx))) return carryOut(tx, ctx, ground, turn, talk, await decide(tx, talk), null);
  const tools = toolsOf(ground.toolbox(), talk.agent, talk.reader.persona ?? "");
  const place = placeOf(turn, talk, []);
  const prepared = await prepare(tx, talk, place);
  return { talk, prepared, tools, place: { ...place, given: [...prepared.given] } };
}

const hold = (tx: Tx, { conversationId }: Turn) => tx.run(sql`select 1 from conversations where id = ${conversationId} for update`);

/** It was taken already, and its end was lost. */
async function asBefore(tx: Tx, ctx: Ctx, turn: Turn, talk: Talk, { did, reason }: TurnRow): Promise<TurnOutcome> {
  return did === "handed_over" ? handOver(tx, ctx, talk.agent, turn, talk, reason as HandOverReason) : { outcome: "kept" }; // written below
}

/** The contact was asked for a yes. Anything but yes and no is a matter of its own: nothing is done, and it is answered. */
async function settle(tx: Tx, ctx: Ctx, ground: TurnGround, turn: Turn, talk: Talk): Promise<Decision | null> {
  const { yesNo } = understandTurn(talk.texts.join("\n"));
  const done = await settleWaiting(
    tx,
    ctx,
    ground.toolbox(),
    placeOf(turn, talk, []),
    yesNo === true ? (talk.previous?.runId ?? null) : null,
  );
  if (yesNo === null) return null;
  if (done.length === 0) return { did: "thanked", text: say("notDone", talk.language) };
  return { did: "told", text: say("done", talk.language, { what: done.map(({ label }) => label[talk.language]).join(", ") }) };
}

const placeOf = (
  { conversationId, contactId, sessionId, upTo, floorVersion }: Turn,
  { agent, reader, now, previous }: Talk,
  given: FoundPassage[],
): WishPlace => ({
  ...{ conversationId, contactId, sessionId, upTo, floorVersion, reader, given, now },
  languages: agent.languages,
  knowledgeKinds: agent.knowledgeKinds,
  agentId: agent.id,
  runId: newId(),
  answeredUpTo: previous?.upTo ?? 0,
  wanted: new Map(),
});

/** What the model decided counts while the agent still has the floor and nothing more was written; else nothing is said, and the next turn reads it all. */
async function end(
  tx: Tx,
  ctx: Ctx,
  ground: TurnGround,
  turn: Turn,
  { talk, place }: ToThink,
  decided: Decision | null,
): Promise<TurnOutcome | "again"> {
  await hold(tx, turn);
  const last = (await readTalk(tx, ctx, turn, talk)).previous;
  if (last?.upTo === turn.upTo) return asBefore(tx, ctx, turn, talk, last);
  // Another worker, which was thought dead, took a turn meanwhile.
  if ((last?.upTo ?? 0) !== place.answeredUpTo) {
    await noteCame(tx, place.runId, "overtaken", null);
    return (last?.upTo ?? 0) > turn.upTo ? { outcome: "kept" } : "again";
  }
  const waits = await tx.maybeOne(sql`
    select 1 from conversations c join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id
    where c.id = ${turn.conversationId} and s.id = ${turn.sessionId} and c.floor_version = ${turn.floorVersion} and s.turn_first_at is null`);
  if (waits === null) {
    await noteCame(tx, place.runId, "overtaken", null);
    return { outcome: "kept" };
  }
  return carryOut(tx, ctx, ground, turn, talk, decided ?? (await decide(tx, talk)), decided === null ? null : place.runId);
}

/** @param runId of the model's calls; null where the search decided */
async function carryOut(
  tx: Tx,
  ctx: Ctx,
  { parts }: TurnGround,
  turn: Turn,
  talk: Talk,
  decision: Decision,
  runId: string | null,
): Promise<TurnOutcome> {
  if (decision.did !== "handed_over") return speak(tx, ctx, parts, turn, talk, decision, runId);
  await keep(tx, ctx, turn, talk, decision, null, runId);
  return handOver(tx, ctx, talk.agent, turn, talk, decision.reason);
}

async function speak(
  tx: Tx,
  ctx: Ctx,
  parts: HandOverParts,
  turn: Turn,
  talk: Talk,
  decision: Exclude<Decision, { did: "handed_over" }>,
  runId: string | null,
): Promise<TurnOutcome> {
  const { conversationId, sessionId, floorVersion, upTo } = turn;
  const isFirst = !talk.earlier.some(({ did }) => did !== "silent");
  const introduction = isFirst
    ? `${say(runId === null ? "introduction" : "introductionOfModel", talk.language, { name: talk.agent.name })}\n\n`
    : "";
  try {
    const messageId = await sendMessageIn(tx, ctx, parts, {
      conversationId,
      content: { kind: "text", text: introduction + decision.text },
      turn: { sessionId, floorVersion },
      idempotencyKey: `ai ${sessionId} ${upTo}`,
    });
    await keep(tx, ctx, turn, talk, decision, messageId, runId);
  } catch (error) {
    // Thrown before anything is written: a person has the floor by now, or the channel takes nothing.
    if (!(error instanceof AppError)) throw error;
    ctx.log.info({ code: error.code, conversationId }, "an agent could not speak");
  }
  return { outcome: "kept" };
}

async function keep(
  tx: Tx,
  ctx: Ctx,
  turn: Turn,
  talk: Talk,
  decision: Decision,
  messageId: string | null,
  runId: string | null,
): Promise<void> {
  const sources = "sources" in decision ? decision.sources.map(sourceOf) : [];
  const open = "open" in decision ? decision.open : [];
  await tx.run(sql`
    insert into ai_turns (workspace_id, id, conversation_id, session_id, up_to, agent_id, asked, did, reason, sources, certainty, message_id, run_id, taken_at, agent_version, experiment_id, confirms)
    values (${ctx.workspaceId}, ${newId()}, ${turn.conversationId}, ${turn.sessionId}, ${turn.upTo}, ${talk.agent.id}, ${talk.texts.join("\n").slice(0, 4_000)}, ${decision.did},
      ${"reason" in decision ? decision.reason : null}, ${JSON.stringify(sources)}::jsonb, ${"certainty" in decision ? decision.certainty : null}, ${messageId}, ${runId}, ${ctx.now()},
      ${talk.agent.version}, ${talk.experimentId}, ${confirms(talk)})`);
  if (runId !== null) await noteCame(tx, runId, decision.did, messageId);
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

/** Where another sentence than the usual one is due. */
const SENTENCES: Partial<Record<HandOverReason, "handOverUpset" | "handOverAway">> = {
  angry: "handOverUpset",
  emergency: "handOverUpset",
  model_away: "handOverAway",
};

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
  const sentences = [say(SENTENCES[reason] ?? "handOver", language)];
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
