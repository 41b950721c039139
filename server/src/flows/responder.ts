import type { Start } from "../../../flow/document.ts";
import { accessConversation, type Responder, readFloor, type Turn, type TurnOutcome } from "../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../platform/index.ts";
import { nameOf } from "./documents/flow.ts";
import { type FlowGround, flowCtx } from "./ground.ts";
import { advanceRun } from "./runs/advance-run.ts";
import { beginRun } from "./runs/begin-run.ts";
import { hearOpening, isSettledElsewhere, joined, lastArrival } from "./runs/hear.ts";
import { lockOpenRun, type Run } from "./runs/run.ts";
import { takeMessages } from "./runs/take-messages.ts";
import { isFlowTap, readFlowTap } from "./runs/tap-ids.ts";
import { chooseStart, startOf } from "./starts/choose-start.ts";

/** Answers for flows. A turn is one transaction: what was heard, where the run is now, and what it says are there together or not at all. */
export function flowResponder(ground: FlowGround): Responder {
  return {
    holder: "flow",
    turns: "each",
    async canTake(tx, id, now) {
      const flow = id === null ? null : await readTarget(tx, id);
      if (flow === null) return { never: "the flow is gone" };
      if (flow.publishedVersion === null) return { never: "the flow was never published" };
      return flow.isActive ? { from: now } : { never: "the flow is switched off" };
    },
    listTargets: (tx) =>
      tx.many(sql<{ id: string; name: string }>`
        select id, name from flows where removed_at is null and is_active and published_version is not null order by position, id limit 500`),
    begins: async (tx, session) => (await chooseStart(tx, session))?.flowId ?? null,
    async takeTurn(turn) {
      const { workspaceId, correlationId, id } = turn;
      if (id === null) return { outcome: "released" };
      const name = await ground.db.inWorkspace(workspaceId, (tx) => nameOf(tx, id));
      const ctx = flowCtx(ground, workspaceId, { id, name }, correlationId ?? `turn ${turn.conversationId}`);
      return ctx.transaction((tx) => takeTurn(tx, ctx, ground, turn));
    },
    async waiting(tx, sessionIds) {
      const rows = await tx.many(sql<{ id: string }>`
        select session_id as id from flow_runs where session_id = any(${sessionIds}) and status = 'waiting'
          and (wake_at is not null or state->'waiting'->>'for' = 'effect')`);
      return new Set(rows.map(({ id }) => id));
    },
  };
}

const readTarget = (tx: Tx, id: string) =>
  tx.maybeOne(sql<{ isActive: boolean; publishedVersion: number | null }>`
    select is_active as "isActive", published_version as "publishedVersion" from flows where id = ${id} and removed_at is null`);

async function takeTurn(tx: Tx, ctx: Ctx, ground: FlowGround, turn: Turn): Promise<TurnOutcome> {
  const { conversationId, sessionId, id } = turn;
  const { contactId } = await accessConversation(tx, ctx, conversationId);
  const floor = await readFloor(tx, conversationId);
  if (id === null || floor.sessionId !== sessionId || floor.holder !== "flow" || floor.id !== id) return { outcome: "kept" };
  const open = await lockOpenRun(tx, sessionId);
  const run = open?.flowId === id ? open : await begin(tx, ctx, turn, id, contactId);
  if (run === null) return { outcome: "released" };
  if (run.steps === 0) await takeFirst(tx, ctx, ground, run);
  await takeMessages(tx, ctx, ground, run);
  return { outcome: "kept" };
}

async function begin(tx: Tx, ctx: Ctx, { conversationId, sessionId }: Turn, flowId: string, contactId: string): Promise<Run | null> {
  const heard = await hearOpening(tx, conversationId, sessionId);
  const row = await tx.maybeOne(sql<{ starts: readonly Start[] }>`select starts from flows where id = ${flowId}`);
  const found = await startOf(tx, { conversationId, sessionId }, { id: flowId, starts: row?.starts ?? [] }, heard);
  const before = (heard[0]?.arrival ?? (await lastArrival(tx, conversationId)) + 1) - 1;
  const { startedBy, given } = found ?? { startedBy: "floor", given: {} };
  return beginRun(tx, ctx, { flowId, sessionId, conversationId, contactId, startedBy, given, heard: before });
}

/** The first event: what was said before is what the flow begins with. A tap on an old button of it is left for the run to take. */
async function takeFirst(tx: Tx, ctx: Ctx, ground: FlowGround, run: Run): Promise<void> {
  const opening = (await hearOpening(tx, run.conversationId, run.sessionId)).filter(
    (one) => one.arrival > run.heard && !isSettledElsewhere(one),
  );
  const isTapped = await someAsync(opening, ({ answer: { choiceId } }) => isOwnTap(tx, run, choiceId));
  if (isTapped) return;
  run.heard = opening.at(-1)?.arrival ?? run.heard;
  await advanceRun(tx, ctx, ground, run, { kind: "started", by: run.startedBy, first: joined(opening), given: run.given });
}

async function isOwnTap(tx: Tx, run: Run, choiceId: string | null): Promise<boolean> {
  if (choiceId === null || !isFlowTap(choiceId)) return false;
  return (await readFlowTap(tx, run.conversationId, choiceId))?.flowId === run.flowId;
}

async function someAsync<One>(all: readonly One[], holds: (one: One) => Promise<boolean>): Promise<boolean> {
  for (const one of all) if (await holds(one)) return true;
  return false;
}
