import { createHash } from "node:crypto";
import { Check } from "typebox/value";
import { runActionIn, runLookUpIn } from "../../inbox/index.ts";
import { AppError, type Ctx, newId, type Right, sql, type Tx } from "../../platform/index.ts";
import { floorGone } from "../errors.ts";
import type { ToolPlace } from "./own-tools.ts";
import type { Tool, Toolbox } from "./tool.ts";

/** Where a wish comes from. */
export interface WishPlace extends ToolPlace {
  agentId: string;
  runId: string;
  upTo: number;
  floorVersion: number;
}

export interface ToolRun {
  state: "done" | "refused" | "waiting" | "declined";
  output: Record<string, unknown>;
}

/**
 * Does what a model wants, for the conversation that it is in: with the right of that one tool, once a turn, and nothing any more when
 * somebody else has the floor. What costs somebody something waits for the contact's yes. What was refused is told to the model.
 */
export async function runTool(ctx: Ctx, place: WishPlace, tool: Tool, input: unknown): Promise<ToolRun> {
  const began = performance.now();
  const wish = { tool, input, callKey: callKeyOf(place, tool, input) };
  const keep = (run: ToolRun) =>
    ctx.transaction(async (tx) => ((await keepRun(tx, ctx, place, wish, run)) ? run : readKept(tx, place, wish.callKey)));
  if (!Check(tool.input, input)) return keep({ state: "refused", output: { problem: "invalid_input" } });
  if (tool.asksFirst) {
    const run = await keep({ state: "waiting", output: {} });
    // A turn that runs again asks again: the yes is to what is asked last.
    if (run.state === "waiting") await ctx.transaction((tx) => askAgain(tx, place, wish.callKey));
    return run;
  }
  try {
    return await ctx.transaction(async (tx) => {
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

const askAgain = (tx: Tx, { sessionId, runId }: WishPlace, callKey: string) =>
  tx.run(sql`update ai_tool_runs set run_id = ${runId} where session_id = ${sessionId} and call_key = ${callKey} and state = 'waiting'`);

/** What is looked up may be looked up again; what is done is done once a turn. */
const callKeyOf = ({ upTo, runId }: WishPlace, { id, changes }: Tool, input: unknown): string =>
  `${upTo} ${id} ${changes ? "" : runId} ${createHash("sha256")
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

/** @returns false where the same wish of this turn is kept already */
async function keepRun(
  tx: Tx,
  ctx: Ctx,
  { conversationId, sessionId, agentId, runId }: WishPlace,
  { tool, input, callKey }: { tool: Tool; input: unknown; callKey: string },
  { state, output }: ToolRun,
): Promise<boolean> {
  const kept = await tx.run(sql`
    insert into ai_tool_runs (workspace_id, id, run_id, session_id, conversation_id, agent_id, call_key, tool, input, state, output, took_ms, wanted_at)
    values (${ctx.workspaceId}, ${newId()}, ${runId}, ${sessionId}, ${conversationId}, ${agentId}, ${callKey}, ${tool.id}, ${JSON.stringify(input ?? null)}::jsonb, ${state}, ${JSON.stringify(output)}::jsonb, 0, ${ctx.now()})
    on conflict (workspace_id, session_id, call_key) do nothing`);
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
    select id, run_id as "runId", tool, input from ai_tool_runs where session_id = ${place.sessionId} and state = 'waiting' order by wanted_at, id limit 5 for update`);
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
