import { addJobs, type Ctx, emit, newId, notFound, sql, type Tx } from "../platform/index.ts";
import { recordAudit } from "../team/index.ts";
import { type Account, askList, Unanswered } from "./chatwoot/ask.ts";
import { InboxShape, readAll } from "./chatwoot/shapes.ts";
import { badAddress, isGoing, noPlace, notAnswered } from "./errors.ts";
import { moveChanged } from "./events.ts";
import type { MovingGround } from "./ground.ts";
import { goOnJob } from "./job-kinds.ts";
import { keyPlace, type Move, readMove } from "./move.ts";

export interface NewMove {
  /** Where their pages are. */
  url: string;
  accountId: number;
  key: string;
}

const PER_MINUTE = 60;

/**
 * Asks them for their inboxes, which shows that address, account and key are right, and keeps the key sealed. Nothing moves yet.
 * @throws {AppError} moving.bad_address, moving.not_answered
 */
export async function createMove(ctx: Ctx, { http, secrets }: MovingGround, { url, accountId, key }: NewMove): Promise<Move> {
  const account: Account = { baseUrl: baseOf(url), accountId, key };
  const list = await askList(http, account, "/inboxes").catch((error: unknown) => {
    if (error instanceof Unanswered) throw notAnswered({ problem: error.problem });
    throw error;
  });
  const inboxes = readAll(InboxShape, list).read;
  return ctx.transaction(async (tx) => {
    const id = newId();
    const sealed = secrets.encrypt(key, keyPlace(ctx.workspaceId, id, account.baseUrl));
    await tx.run(sql`
      insert into moves (workspace_id, id, base_url, account_id, sealed_key, per_minute, state, phase, created_by, created_at)
      values (${ctx.workspaceId}, ${id}, ${account.baseUrl}, ${accountId}, ${sealed}, ${PER_MINUTE}, 'ready', 'agents', ${ctx.actor.id}, ${ctx.now()})`);
    await tx.run(sql`
      insert into move_inboxes (workspace_id, move_id, their_id, name, kind)
      select ${ctx.workspaceId}, ${id}, their_id, name, kind
      from unnest(${inboxes.map((one) => one.id)}::bigint[], ${inboxes.map(({ name }) => name.slice(0, 200))}::text[],
        ${inboxes.map(({ channel_type: kind }) => kind)}::text[]) one(their_id, name, kind)`);
    await audit(tx, ctx, "created", id, { url: account.baseUrl, accountId });
    return readMove(tx, id);
  });
}

export interface MoveChange {
  perMinute?: number | undefined;
  inboxes?: { id: number; channelId: string | null }[] | undefined;
}

/** How fast, and where conversations go on. @throws {AppError} platform.not_found, moving.is_going */
export const changeMove = (ctx: Ctx, id: string, { perMinute, inboxes = [] }: MoveChange): Promise<Move> =>
  ctx.transaction(async (tx) => {
    await lockResting(tx, id);
    await tx.run(sql`update moves set per_minute = coalesce(${perMinute ?? null}::int, per_minute) where id = ${id}`);
    const wanted = inboxes.flatMap(({ channelId }) => channelId ?? []);
    const known = await tx.many(sql`select 1 from channels where id = any(${wanted}::uuid[])`);
    if (known.length !== new Set(wanted).size) throw notFound({ what: "channel" });
    await tx.run(sql`
      update move_inboxes i set channel_id = w.channel_id
      from unnest(${inboxes.map((one) => one.id)}::bigint[], ${inboxes.map(({ channelId }) => channelId)}::uuid[]) w(their_id, channel_id)
      where i.move_id = ${id} and i.their_id = w.their_id`);
    await audit(tx, ctx, "changed", id, { perMinute, inboxes });
    return readMove(tx, id);
  });

/**
 * Begins at the front, or goes on where it was stopped. What is here already is passed over.
 * @param how `check` reads and counts, and writes nothing of theirs
 * @throws {AppError} platform.not_found, moving.is_going, moving.no_place
 */
export const beginMove = (ctx: Ctx, id: string, how: "check" | "run"): Promise<Move> =>
  ctx.transaction(async (tx) => {
    const { state, inboxes } = await lockResting(tx, id);
    if (how === "run" && inboxes.every(({ channelId }) => channelId === null)) throw noPlace();
    if (how === "check" || state !== "stopped") {
      await tx.run(sql`update moves set phase = 'agents', page = 1, counts = '{}', started_at = ${ctx.now()} where id = ${id}`);
      await tx.run(sql`delete from move_problems where move_id = ${id}`);
    }
    const next = how === "check" ? "checking" : "running";
    await tx.run(sql`update moves set state = ${next}, problem = null, finished_at = null where id = ${id}`);
    addJobs(tx, [goOnJob({ workspaceId: ctx.workspaceId, key: `move ${id}`, payload: { moveId: id } })], ctx.now());
    return written(tx, ctx, id, how === "check" ? "checked" : "started");
  });

/** What is here stays; it can go on. A check that is stopped is begun anew. @throws {AppError} platform.not_found */
export const stopMove = (ctx: Ctx, id: string): Promise<Move> =>
  ctx.transaction(async (tx) => {
    const { state } = await lockMove(tx, id);
    if (state !== "running" && state !== "checking") return readMove(tx, id);
    await tx.run(sql`update moves set state = ${state === "running" ? "stopped" : "ready"}, problem = null where id = ${id}`);
    return written(tx, ctx, id, "stopped");
  });

/** Its key and its report go; what was moved stays. @throws {AppError} platform.not_found, moving.is_going */
export const removeMove = (ctx: Ctx, id: string): Promise<void> =>
  ctx.transaction(async (tx) => {
    const { baseUrl } = await lockResting(tx, id);
    await tx.run(sql`delete from moves where id = ${id}`);
    await audit(tx, ctx, "removed", id, { url: baseUrl });
  });

export interface MoveProblem {
  kind: string;
  theirId: string;
  problem: string;
}

const MOST_PROBLEMS = 500;

/** What did not come along, or not whole; the first 500. @throws {AppError} platform.not_found */
export const listProblems = (ctx: Ctx, id: string): Promise<MoveProblem[]> =>
  ctx.transaction(async (tx) => {
    await readMove(tx, id);
    return tx.many(sql<MoveProblem>`
      select kind, their_id as "theirId", problem from move_problems where move_id = ${id} order by kind, their_id, problem limit ${MOST_PROBLEMS}`);
  });

async function lockMove(tx: Tx, id: string): Promise<Move> {
  await tx.run(sql`select 1 from moves where id = ${id} for update`);
  return readMove(tx, id);
}

async function lockResting(tx: Tx, id: string): Promise<Move> {
  const move = await lockMove(tx, id);
  if (move.state === "running" || move.state === "checking") throw isGoing();
  return move;
}

async function written(tx: Tx, ctx: Ctx, id: string, what: string): Promise<Move> {
  const move = await readMove(tx, id);
  emit(tx, [moveChanged({ workspaceId: ctx.workspaceId, subjectId: id, detail: { state: move.state } })], ctx.now());
  await audit(tx, ctx, what, id, {});
  return move;
}

const audit = (tx: Tx, ctx: Ctx, what: string, id: string, detail: Record<string, unknown>) =>
  recordAudit(tx, ctx, { action: `move.${what}`, subjectKind: "move", subjectId: id, detail });

/** What a person copies out of the browser, down to where the API begins. @throws {AppError} moving.bad_address */
function baseOf(written: string): string {
  const url = URL.canParse(written.trim()) ? new URL(written.trim()) : null;
  const isWeb = url?.protocol === "https:" || url?.protocol === "http:";
  if (url === null || !isWeb || url.username !== "" || url.password !== "") throw badAddress();
  const path = url.pathname.replace(/\/(app|api)(\/.*)?$/, "").replace(/\/+$/, "");
  return `${url.origin}${path}`;
}
