import type { Effect, EffectResult } from "../../../../flow/run.ts";
import { accessConversation } from "../../inbox/index.ts";
import { addJobs, type Ctx, completeJobs, type Job, type JobOffer, job, sql, type Tx } from "../../platform/index.ts";
import { nameOf } from "../documents/flow.ts";
import type { FlowGround } from "../ground.ts";
import { byFlow, flowCtx } from "../ground.ts";
import { makeRequest, type Requested } from "../http/make-request.ts";
import { doEffectJob } from "../job-kinds.ts";
import { advanceRun } from "./advance-run.ts";
import { lockRun, type Run } from "./run.ts";
import { takeMessages } from "./take-messages.ts";

type EffectJob = Job<{ runId: string; conversationId: string; effectId: string; tries: number }>;

/** So many wait for other people's servers side by side; nothing else waits behind them. */
const AT_ONCE = 24;
const RETRY_AFTER_MS = 2_000;
const MOST_RETRIES = 5;

/** What takes long or is foreign: no transaction is held meanwhile. The result is an event of the run, and is heard once. */
export const doingEffects = (ground: FlowGround): JobOffer =>
  job(doEffectJob, { atOnce: AT_ONCE, maxAttempts: 6, run: (one: EffectJob) => doEffect(ground, one) });

async function doEffect(ground: FlowGround, one: EffectJob): Promise<void> {
  const { workspaceId, correlationId, payload } = one;
  const found = await ground.db.inWorkspace(workspaceId, (tx) => readWaiting(tx, payload), correlationId);
  if (found === null) return;
  const ctx = flowCtx(ground, workspaceId, { id: found.flowId, name: found.name }, correlationId ?? byFlow(payload.runId));
  const { mayRetry, ...result } = await ask(ground, ctx, found);
  await ctx.transaction(async (tx) => {
    if (mayRetry === true && payload.tries <= retriesOf(found.effect)) tryAgain(tx, ctx, one);
    else await bringResult(tx, ctx, ground, payload, result);
    await completeJobs(tx, [one]);
  });
}

interface Found {
  flowId: string;
  name: string;
  contactId: string;
  conversationId: string;
  runId: string;
  effect: Effect;
}

/** Null when the run does not wait for it any more. */
async function readWaiting(tx: Tx, { runId, conversationId, effectId }: EffectJob["payload"]): Promise<Found | null> {
  const row = await tx.maybeOne(sql<{ flowId: string; contactId: string; conversationId: string; effects: Effect[] }>`
    select r.flow_id as "flowId", r.contact_id as "contactId", r.conversation_id as "conversationId", s.effects
    from flow_runs r join flow_steps s on s.workspace_id = r.workspace_id and s.run_id = r.id and s.number = r.steps
    where r.id = ${runId} and r.status = 'waiting' and r.state->'waiting'->>'effectId' = ${effectId}`);
  const effect = row?.effects.find(({ id }) => id === effectId);
  if (row === null || effect === undefined) return null;
  return {
    runId,
    effect,
    flowId: row.flowId,
    contactId: row.contactId,
    conversationId: row.conversationId ?? conversationId,
    name: await nameOf(tx, row.flowId),
  };
}

async function ask(ground: FlowGround, ctx: Ctx, { effect, conversationId, contactId, runId }: Found): Promise<Requested> {
  if (effect.do === "request") return makeRequest(ground, ctx.workspaceId, effect, effect.id);
  if (effect.do !== "room") return { ok: false, reason: "flows.unknown_block" };
  const known = ground.blocks().get(effect.roomBlock);
  if (known?.think === undefined) return { ok: false, reason: "flows.unknown_block" };
  const { settings, heard } = effect;
  return known.think({ ctx, conversationId, contactId, runId, effectId: effect.id, settings, ...(heard === undefined ? {} : { heard }) });
}

const retriesOf = (effect: Effect): number => (effect.do === "request" ? Math.min(effect.retries, MOST_RETRIES) : 0);

function tryAgain(tx: Tx, ctx: Ctx, { workspaceId, payload }: EffectJob): void {
  const runAt = new Date(ctx.now().getTime() + RETRY_AFTER_MS * 2 ** (payload.tries - 1));
  addJobs(tx, [doEffectJob({ workspaceId, payload: { ...payload, tries: payload.tries + 1 }, runAt })], ctx.now());
}

async function bringResult(
  tx: Tx,
  ctx: Ctx,
  ground: FlowGround,
  { runId, effectId }: EffectJob["payload"],
  result: EffectResult,
): Promise<void> {
  const run = await lockWithConversation(tx, ctx, runId);
  const waiting = run?.state.waiting;
  if (run === null || run.status === "ended" || waiting?.for !== "effect" || waiting.effectId !== effectId) return;
  await advanceRun(tx, ctx, ground, run, { kind: "effect_done", effectId, result });
  await takeMessages(tx, ctx, ground, run);
}

/** A run under the lock of the conversation that it is in now: a merge may have moved it. */
export async function lockWithConversation(tx: Tx, ctx: Ctx, runId: string): Promise<Run | null> {
  const place = await tx.maybeOne(
    sql<{ conversationId: string }>`select conversation_id as "conversationId" from flow_runs where id = ${runId}`,
  );
  if (place === null) return null;
  await accessConversation(tx, ctx, place.conversationId);
  const run = await lockRun(tx, runId);
  return run?.conversationId === place.conversationId ? run : null;
}
