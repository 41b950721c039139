import { setTimeout as sleep } from "node:timers/promises";
import { emit, type Job, Postpone, sql, type Tx } from "../platform/index.ts";
import { Unanswered } from "./chatwoot/ask.ts";
import { moveChanged } from "./events.ts";
import type { MovingGround } from "./ground.ts";
import { type OpenMove, openMove, PHASES, type Phase } from "./move.ts";
import { moveAgents } from "./steps/move-agents.ts";
import { moveContacts } from "./steps/move-contacts.ts";
import { moveConversations } from "./steps/move-conversations.ts";
import { moveFiles } from "./steps/move-files.ts";
import { moveMessages } from "./steps/move-messages.ts";
import { moveCanned, moveLabels } from "./steps/move-words.ts";
import type { Step, Written } from "./steps/step.ts";

const STEPS: Record<Phase, Step> = {
  agents: moveAgents,
  labels: moveLabels,
  canned: moveCanned,
  contacts: moveContacts,
  conversations: moveConversations,
  messages: moveMessages,
  files: moveFiles,
};
const LAST_OF_CHECK: Phase = "conversations";
/** A worker that stops waits for its jobs: none takes longer than this and one request. */
const SLICE_MS = 3_000;
const WAIT_MS = 60_000;

/**
 * Some seconds of a move: asks, writes what was answered together with how far it is, and asks again. A program that dies goes on with
 * the question whose answer it did not write.
 * @throws {Postpone} while there is more
 */
export async function goOn(ground: MovingGround, { workspaceId, payload: { moveId } }: Job<{ moveId: string }>): Promise<void> {
  const until = performance.now() + SLICE_MS;
  for (;;) {
    const move = await ground.db.inWorkspace(workspaceId, (tx) => openMove(tx, ground.secrets, workspaceId, moveId));
    if (move === null) return;
    await takeStep(ground, move);
    if (performance.now() > until) throw new Postpone(0);
    await sleep(60_000 / move.perMinute);
  }
}

async function takeStep(ground: MovingGround, move: OpenMove): Promise<void> {
  try {
    const write = await STEPS[move.phase](ground, move);
    await ground.db.inWorkspace(move.workspaceId, async (tx) => {
      if (await isWhere(tx, move)) await keep(tx, move, await write(tx), ground.clock.now());
    });
  } catch (error) {
    if (!(error instanceof Unanswered)) throw error;
    await ground.db.inWorkspace(move.workspaceId, (tx) => giveWay(tx, move, error, ground.clock.now()));
    if (error.problem === "unavailable") throw new Postpone(error.retryMs ?? WAIT_MS);
  }
}

/** Under its lock: whether nobody stopped it, or began it anew, while they answered. */
async function isWhere(tx: Tx, { id, state, phase, page }: OpenMove): Promise<boolean> {
  const row = await tx.maybeOne(
    sql`select 1 from moves where id = ${id} and state = ${state} and phase = ${phase} and page = ${page} for update`,
  );
  return row !== null;
}

async function keep(tx: Tx, move: OpenMove, { counts, problems, isEnd }: Written, now: Date): Promise<void> {
  const { id, workspaceId, phase, isCheck } = move;
  const summed = { ...move.counts };
  for (const [name, count] of Object.entries(counts)) if (count !== 0) summed[name] = (summed[name] ?? 0) + count;
  await tx.run(sql`
    insert into move_problems (workspace_id, move_id, kind, their_id, problem)
    select ${workspaceId}, ${id}, kind, their_id, problem
    from unnest(${problems.map(({ kind }) => kind)}::text[], ${problems.map(({ theirId }) => theirId)}::text[], ${problems.map(({ problem }) => problem)}::text[])
      as p(kind, their_id, problem) on conflict do nothing`);
  const next = isEnd ? PHASES[PHASES.indexOf(phase) + 1] : phase;
  const isOver = isEnd && (next === undefined || (isCheck && phase === LAST_OF_CHECK));
  await tx.run(sql`
    update moves set counts = ${JSON.stringify(summed)}, problem = null, phase = ${isOver ? phase : (next ?? phase)}, page = ${isEnd ? 1 : move.page + 1}
    where id = ${id}`);
  if (!isOver) return;
  const state = isCheck ? "checked" : "done";
  await tx.run(sql`update moves set state = ${state}, finished_at = ${now} where id = ${id}`);
  emit(tx, [moveChanged({ workspaceId, subjectId: id, detail: { state } })], now);
}

/** What may pass is waited for; the rest wants a person. */
async function giveWay(tx: Tx, { id, workspaceId, isCheck }: OpenMove, { problem }: Unanswered, now: Date): Promise<void> {
  const stays = problem === "unavailable";
  const state = isCheck ? "ready" : "stopped";
  await tx.run(sql`
    update moves set problem = ${problem}, state = case when ${stays} then state else ${state} end where id = ${id} and state in ('checking', 'running')`);
  if (!stays) emit(tx, [moveChanged({ workspaceId, subjectId: id, detail: { state } })], now);
}
