import { createHash } from "node:crypto";
import { Check } from "typebox/value";
import { runActionIn, runLookUpIn } from "../../inbox/index.ts";
import { AppError, type Ctx, newId, type Right, sql, type Tx } from "../../platform/index.ts";
import { floorGone, overtaken } from "../errors.ts";
import type { ToolPlace } from "./own-tools.ts";
import type { Tool, Toolbox } from "./tool.ts";

/** Where a wish comes from. */
export interface WishPlace extends ToolPlace {
  agentId: string;
  runId: string;
  upTo: number;
  /** Up to where the contact was answered before this turn; 0: not yet. Turns that begin here are about the same words. */
  answeredUpTo: number;
  floorVersion: number;
  /** How often this run wanted each of the tools that change something, by id. */
  wanted: Map<string, number>;
}

/** What it wanted is nothing that it was given. */
export const NO_SUCH_TOOL: ToolRun = { state: "refused", output: { problem: "no such tool" } };

export interface ToolRun {
  state: "done" | "refused" | "waiting" | "declined";
  output: Record<string, unknown>;
}

/**
 * Does what a model wants, for the conversation that it is in: with the right of that one tool, and nothing any more when somebody else has
 * the floor or the contact wrote on. A turn that runs again, or in two workers at once, may put its wishes in other words: so often as another
 * run of it used a tool, that tool does nothing here. What costs somebody something waits for the contact's yes. What was refused is told to the model.
 */
export async function runTool(ctx: Ctx, place: WishPlace, tool: Tool, input: unknown): Promise<ToolRun> {
  const began = performance.now();
  const wish = { tool, input, callKey: callKeyOf(place, tool, input) };
  const keep = (run: ToolRun) =>
    ctx.transaction(async (tx) => ((await keepRun(tx, ctx, place, wish, run)) ? run : readKept(tx, place, wish.callKey)));
  if (!Check(tool.input, input)) return keep({ state: "refused", output: { problem: "invalid_input" } });
  if (tool.asksFirst) return keep({ state: "waiting", output: {} });
  try {
    return await ctx.transaction(async (tx) => {
      if (tool.changes) {
        await ensureFloor(tx, place);
        await ensureLast(tx, place);
        if (await isDoneElsewhere(tx, place, tool)) return DONE;
      }
      // Who wants the same at once waits here, and finds it done.
      const isFirst = await keepRun(tx, ctx, place, wish, { state: "done", output: {} });
      if (!isFirst && tool.changes) return readKept(tx, place, wish.callKey);
      const output = await act(tx, ctx, place, tool, input);
      await tx.run(sql`
        update ai_tool_runs set output = ${JSON.stringify(output)}::jsonb, took_ms = ${Math.round(performance.now() - began)}
        where session_id = ${place.sessionId} and call_key = ${wish.callKey}`);
      return { state: "done", output };
    });
  } catch (error) {
    return keep({ state: "refused", output: { problem: problemOf(error) } });
  }
}

const DONE: ToolRun = { state: "done", output: { done: true } };

/** Under the lock of the conversation: of two workers the later one sees what the other did. */
async function isDoneElsewhere(tx: Tx, { sessionId, runId, upTo, wanted }: WishPlace, { id }: Tool): Promise<boolean> {
  const nth = (wanted.get(id) ?? 0) + 1;
  wanted.set(id, nth);
  const { times } = await tx.one(sql<{ times: number }>`
    select coalesce(max(times), 0)::int as times from (
      select count(*) as times from ai_tool_runs
      where session_id = ${sessionId} and up_to = ${upTo} and tool = ${id} and state = 'done' and run_id <> ${runId} group by run_id) runs`);
  return times >= nth;
}

/**
 * What is looked up may be looked up again, and each run asks for a yes of its own: the contact's is to the question that was said. What
 * is done is done once for the same words of the contact.
 */
const callKeyOf = ({ answeredUpTo, runId }: WishPlace, { id, changes, asksFirst }: Tool, input: unknown): string =>
  `${answeredUpTo} ${id} ${changes && !asksFirst ? "" : runId} ${createHash("sha256")
    .update(JSON.stringify(input) ?? "")
    .digest("hex")
    .slice(0, 32)}`;

const readKept = (tx: Tx, { sessionId }: WishPlace, callKey: string): Promise<ToolRun> =>
  tx.one(sql<ToolRun>`select state, output from ai_tool_runs where session_id = ${sessionId} and call_key = ${callKey}`);

/** @throws what is no refusal but a fault of the program */
function problemOf(error: unknown): string {
  if (!(error instanceof AppError) || error.status >= 500) throw error;
  return error.code;
}

async function act(tx: Tx, ctx: Ctx, place: ToolPlace & { floorVersion: number }, tool: Tool, input: Record<string, unknown>) {
  const { from } = tool;
  if ("own" in from) return from.own.run(tx, place, input);
  if ("lookUp" in from)
    return runLookUpIn(tx, withRight(ctx, from.lookUp.right), from.lookUp, subjectOf(from.lookUp.subject.kind, place), input);
  const { action, fixed = {} } = from;
  await ensureFloor(tx, place);
  const chosen = Object.entries(fixed).filter(([, value]) => value !== undefined);
  await runActionIn(tx, withRight(ctx, action.right), action, subjectOf(action.subject.kind, place), {
    ...input,
    ...Object.fromEntries(chosen),
  });
  return { done: true };
}

/** The records are the conversation's own, whatever a model was told. */
const subjectOf = (kind: string, { conversationId, contactId }: ToolPlace): string => (kind === "contact" ? contactId : conversationId);

const withRight = (ctx: Ctx, right: Right): Ctx => ({ ...ctx, actor: { ...ctx.actor, capabilities: new Set([right.name]) } });

/** @throws {AppError} ai.floor_gone */
async function ensureFloor(tx: Tx, { conversationId, floorVersion }: ToolPlace & { floorVersion: number }): Promise<void> {
  const mine = await tx.maybeOne(
    sql`select 1 from conversations where id = ${conversationId} and floor_version = ${floorVersion} for update`,
  );
  if (mine === null) throw floorGone();
}

/** The contact wrote on while the model thought: the next turn reads it all. @throws {AppError} ai.overtaken */
async function ensureLast(tx: Tx, { conversationId, upTo }: WishPlace): Promise<void> {
  const more = await tx.maybeOne(sql`
    select 1 from (
      select arrival from messages where conversation_id = ${conversationId} and direction = 'in' and kind not in ('event', 'reaction') order by occurred_at desc, arrival desc limit 50) last
    where arrival > ${upTo} limit 1`);
  if (more !== null) throw overtaken();
}

/** What a model wanted of which tool. */
export interface Act {
  tool: string;
  input: unknown;
}

/** What models did for words that are not answered yet, in turns before this one that ended without an answer. */
export const actsUnanswered = (tx: Tx, { sessionId, upTo, answeredUpTo }: Pick<WishPlace, "sessionId" | "upTo" | "answeredUpTo">) =>
  tx.many(sql<Act>`
    select tool, input from ai_tool_runs
    where session_id = ${sessionId} and up_to > ${answeredUpTo} and up_to < ${upTo} and state = 'done' order by wanted_at, id limit 20`);

/** What was refused may be wanted again. @returns false where the same wish for the same words of the contact is kept already */
async function keepRun(
  tx: Tx,
  ctx: Ctx,
  { conversationId, sessionId, agentId, runId, upTo }: WishPlace,
  { tool, input, callKey }: { tool: Tool; input: unknown; callKey: string },
  { state, output }: ToolRun,
): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into ai_tool_runs (workspace_id, id, run_id, session_id, conversation_id, agent_id, call_key, tool, input, state, output, took_ms, wanted_at, up_to)
    values (${ctx.workspaceId}, ${newId()}, ${runId}, ${sessionId}, ${conversationId}, ${agentId}, ${callKey}, ${tool.id}, ${JSON.stringify(input ?? null)}::jsonb, ${state}, ${JSON.stringify(output)}::jsonb, 0, ${ctx.now()}, ${tool.changes ? upTo : null})
    on conflict (workspace_id, session_id, call_key) do update
    set run_id = excluded.run_id, state = excluded.state, output = excluded.output, wanted_at = excluded.wanted_at, up_to = excluded.up_to where ai_tool_runs.state = 'refused'`);
  return kept > 0;
}

interface Waiting {
  id: string;
  runId: string;
  tool: string;
  input: Record<string, unknown>;
}

/**
 * The contact said yes, or something else. With a yes what they were asked about is done, in the transaction of the answer; what waits
 * since a turn that was never said is not.
 * @param confirmedRunId the run whose question they said yes to; null: to none
 * @returns the tools that were done; what was refused by then is not among them
 */
export async function settleWaiting(tx: Tx, ctx: Ctx, box: Toolbox, place: WishPlace, confirmedRunId: string | null): Promise<Tool[]> {
  const waiting = await tx.many(sql<Waiting>`
    select id, run_id as "runId", tool, input from ai_tool_runs where session_id = ${place.sessionId} and state = 'waiting' order by (run_id is not distinct from ${confirmedRunId}::uuid) desc, wanted_at, id limit 20 for update`);
  const done: Tool[] = [];
  for (const { id, runId, tool: toolId, input } of waiting) {
    const tool = box.get(toolId);
    const isDone = runId === confirmedRunId && tool !== undefined;
    if (isDone) {
      await act(tx, ctx, place, tool, input);
      done.push(tool);
    }
    await tx.run(
      sql`update ai_tool_runs set state = ${isDone ? "done" : "declined"}, output = ${JSON.stringify(isDone ? { done: true } : {})}::jsonb where id = ${id}`,
    );
  }
  return done;
}
