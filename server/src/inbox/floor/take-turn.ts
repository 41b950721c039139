import { AppError, type Ctx, completeJobs, createCtx, type Job, type JobOffer, job, Postpone, sql, type Tx } from "../../platform/index.ts";
import { queue } from "../conversations/change-conversation.ts";
import { accessConversation, type LockedConversation } from "../conversations/conversations.ts";
import type { DeliveryParts } from "../delivery/delivery-parts.ts";
import { takeTurnJob } from "../job-kinds.ts";
import { type Beginner, type BeginningParts, chooseBeginner } from "./entry-rules.ts";
import { type Responder, type Responders, responderOf, type Turn, type TurnListener, type TurnOutcome } from "./floor.ts";
import { giveFloor, type HeldFloor, readFloor } from "./give-floor.ts";
import { handOverIn } from "./hand-over.ts";
import { isGoingRound, stopLoop } from "./loop-breaker.ts";
import { tapKey } from "./tap-token.ts";
import { wantTurn } from "./turns.ts";

/** A responder that fails this often loses the floor: a customer waits. */
const MAX_ATTEMPTS = 4;
/** Models think long, and do so side by side; nothing else waits behind them. */
const AT_ONCE = 16;
const LOOK_AGAIN_MS = 1_000;
/** So long a turn waits for the words of a voice message, or for a tap that is being settled. */
const WAIT_AT_MOST_MS = 30_000;

export type TurnTakingParts = Pick<
  DeliveryParts,
  "db" | "clock" | "log" | "adapters" | "fileLinks" | "responders" | "turnListeners" | "fields" | "variables"
>;
type TurnJob = Job<{ conversationId: string }>;
type Begun = { turn: Turn; responder: Responder } | { waitMs: number } | null;

/** Asks whoever has the floor to answer what the contact wrote. Between the two transactions the responder thinks, and holds neither. */
export function createTurnTaking(parts: TurnTakingParts): JobOffer {
  const { db, log } = parts;

  async function run(one: TurnJob): Promise<void> {
    const { workspaceId, correlationId } = one;
    const begun = await db.inWorkspace(workspaceId, (tx) => beginTurn(tx, ctxOf(parts, one), parts, one), correlationId);
    if (begun === null) return;
    if ("waitMs" in begun) throw new Postpone(begun.waitMs);
    const { turn, responder } = begun;
    const outcome = await responder.takeTurn(turn).catch((error: unknown): TurnOutcome => {
      if (error instanceof Postpone || one.attempt < MAX_ATTEMPTS) throw error;
      log.error(
        { err: error, conversationId: turn.conversationId, holder: responder.holder },
        "a responder failed for good and loses the floor",
      );
      return { outcome: "released" };
    });
    await db.inWorkspace(workspaceId, (tx) => endTurn(tx, ctxOf(parts, one, responder, turn.id), parts, one, turn, outcome), correlationId);
  }

  return job(takeTurnJob, { run, maxAttempts: MAX_ATTEMPTS, atOnce: AT_ONCE });
}

/** Acts in the name of the responder, or of the program before there is one. */
function ctxOf(
  { db, clock, log }: TurnTakingParts,
  { workspaceId, correlationId, id }: TurnJob,
  responder?: Responder,
  holderId: string | null = null,
): Ctx {
  const actor = {
    kind: responder?.holder === "flow" || responder?.holder === "ai" ? responder.holder : ("system" as const),
    id: holderId,
    name: "Prosa",
    capabilities: new Set<string>(),
    sight: { kind: "all" as const },
  };
  return createCtx({ db, clock, log, workspaceId, correlationId: correlationId ?? `turn ${id}`, actor });
}

type ListeningParts = BeginningParts & Pick<TurnTakingParts, "turnListeners">;

interface Due {
  turnDueAt: Date | null;
  /** Null: nobody wrote, the turn was wanted otherwise. */
  turnFirstAt: Date | null;
}

async function beginTurn(tx: Tx, ctx: Ctx, parts: ListeningParts, one: TurnJob): Promise<Begun> {
  const { conversationId } = one.payload;
  const now = ctx.now();
  const conversation = await accessConversation(tx, ctx, conversationId);
  const floor = await readFloor(tx, conversationId);
  if (floor.sessionId === null) return null;
  const { turnDueAt, turnFirstAt } = await tx.one(sql<Due>`
    select turn_due_at as "turnDueAt", turn_first_at as "turnFirstAt" from sessions where id = ${floor.sessionId}`);
  if (turnDueAt === null) return null;
  if (turnDueAt > now) return { waitMs: turnDueAt.getTime() - now.getTime() };
  if (now.getTime() < turnDueAt.getTime() + WAIT_AT_MOST_MS && (await isSomethingPending(tx, conversationId)))
    return { waitMs: LOOK_AGAIN_MS };
  // "sim" three times is an answer to three questions of a flow, whose circles are counted by its replies.
  if (floor.holder !== "person" && floor.holder !== "queue" && floor.holder !== "flow" && (await isGoingRound(tx, conversationId))) {
    await stopLoop(tx, ctx, conversation, "same_text");
    return null;
  }
  if (floor.holder === "nobody") return beginSession(tx, ctx, parts, conversation, { ...floor, turnFirstAt }, one);
  return think(tx, parts.responders, conversation, floor, one);
}

/** A voice message whose words are being written down, or a tap that is not settled yet: both come before the turn. */
async function isSomethingPending(tx: Tx, conversationId: string): Promise<boolean> {
  const [row] = await tx.named<{ isPending: boolean }>(
    "inbox.is_turn_waiting",
    `select exists (select 1 from jobs where key = $2) or exists (
       select 1 from (select workspace_id, id from messages where conversation_id = $1 and direction = 'in' order by occurred_at desc, arrival desc limit 20) m
       join attachments a on a.workspace_id = m.workspace_id and a.message_id = m.id where a.transcript_state = 'pending') as "isPending"`,
    [conversationId, tapKey(conversationId)],
  );
  return row?.isPending === true;
}

/** An upper room hears it first: what it answers begins nothing. Then whoever begins by what was written, else whom the entry rules name; whoever is not ready yet has the floor and a later turn. */
async function beginSession(
  tx: Tx,
  ctx: Ctx,
  parts: ListeningParts,
  conversation: LockedConversation,
  floor: HeldFloor & Pick<Due, "turnFirstAt">,
  one: TurnJob,
): Promise<Begun> {
  const place = { workspaceId: ctx.workspaceId, conversationId: conversation.id, now: ctx.now() };
  const nobodyBegins =
    floor.isLoopStopped || (await isHeard(tx, parts, { ...place, since: floor.turnFirstAt, correlationId: ctx.correlationId }));
  const beginner = nobodyBegins
    ? null
    : ((await findStarter(tx, parts.responders, { ...place, sessionId: floor.sessionId as string })) ?? // open: it was looked at under the lock
      (await chooseBeginner(tx, parts, conversation.id, ctx.now())));
  if (beginner === null) {
    await tx.run(sql`update sessions set turn_due_at = null, turn_first_at = null where id = ${floor.sessionId}`);
    return null;
  }
  const { entryRule } = beginner;
  await giveFloor(tx, place, { holder: beginner.holder, id: beginner.id }, entryRule === undefined ? "start" : "entry_rule", entryRule);
  if (beginner.holder === "queue" && beginner.id !== conversation.queueId) await queue(tx, ctx, conversation, beginner.id);
  if (beginner.from > ctx.now()) {
    await wantTurn(tx, place, beginner.from);
    return null;
  }
  await tx.run(sql`update sessions set turn_due_at = ${ctx.now()} where id = ${floor.sessionId}`);
  return think(tx, parts.responders, conversation, await readFloor(tx, conversation.id), one);
}

type Asked = Omit<Parameters<TurnListener["hears"]>[1], "since"> & { since: Date | null };

async function isHeard(tx: Tx, { turnListeners }: ListeningParts, turn: Asked): Promise<boolean> {
  const { since } = turn;
  if (since === null) return false;
  for (const { hears } of turnListeners) if (await hears(tx, { ...turn, since })) return true;
  return false;
}

/** A flow, say, whose word the contact wrote; it takes the session at once. */
async function findStarter(
  tx: Tx,
  responders: Responders,
  session: { workspaceId: string; conversationId: string; sessionId: string; now: Date },
): Promise<(Beginner & { from: Date; entryRule?: string }) | null> {
  for (const { holder, begins } of responders.values()) {
    const id = (await begins?.(tx, session)) ?? null;
    if (id !== null) return { holder, id, from: session.now };
  }
  return null;
}

/** From here on the responder thinks: what comes in meanwhile marks its time anew, and is the next turn. */
async function think(tx: Tx, responders: Responders, conversation: LockedConversation, floor: HeldFloor, one: TurnJob): Promise<Begun> {
  const responder = responderOf(responders, floor.holder);
  await tx.run(
    sql`update sessions set turn_first_at = null, turn_due_at = ${responder === null ? null : sql`turn_due_at`} where id = ${floor.sessionId}`,
  );
  if (responder === null) return null;
  const { upTo } = await tx.one(sql<{ upTo: number }>`
    select coalesce(max(arrival), 0)::float8 as "upTo" from (
      select arrival from messages where conversation_id = ${conversation.id} and direction = 'in' order by occurred_at desc, arrival desc limit 50) last`);
  const { id: conversationId, contactId, channelId } = conversation;
  const { workspaceId, attempt, correlationId } = one;
  const { sessionId, id, version: floorVersion } = floor;
  // A session is open: that was looked at under the same lock.
  const turn: Turn = {
    workspaceId,
    conversationId,
    sessionId: sessionId as string,
    contactId,
    channelId,
    id,
    floorVersion,
    upTo,
    attempt,
    correlationId,
  };
  return { turn, responder };
}

/** What the responder decided counts only while it has the floor; what came in meanwhile is the next turn. */
async function endTurn(tx: Tx, ctx: Ctx, parts: TurnTakingParts, one: TurnJob, turn: Turn, outcome: TurnOutcome): Promise<void> {
  const { workspaceId, conversationId, sessionId } = turn;
  await accessConversation(tx, ctx, conversationId);
  const floor = await readFloor(tx, conversationId);
  const place = { workspaceId, conversationId, now: ctx.now() };
  if (floor.sessionId === sessionId && floor.version === turn.floorVersion) {
    const more = await tx.one(sql<{ dueAt: Date | null }>`
      select case when turn_first_at is not null then turn_due_at end as "dueAt" from sessions where id = ${sessionId}`);
    await tx.run(sql`update sessions set turn_due_at = null where id = ${sessionId} and turn_first_at is null`);
    if (outcome.outcome === "released") await giveFloor(tx, place, { holder: "nobody", id: null }, "released");
    const handed = outcome.outcome === "handed_to" && (await handOn(tx, ctx, parts, conversationId, outcome));
    if (more.dueAt !== null && !handed) await wantTurn(tx, place, more.dueAt);
  }
  await completeJobs(tx, [one]);
}

/** To somebody who is gone, it goes to nobody: the entry rules begin again with the next message. */
async function handOn(
  tx: Tx,
  ctx: Ctx,
  parts: TurnTakingParts,
  conversationId: string,
  outcome: Extract<TurnOutcome, { outcome: "handed_to" }>,
): Promise<boolean> {
  const { holder, id, reason, summary, sentence } = outcome;
  try {
    return await handOverIn(tx, ctx, parts, conversationId, { to: { holder, id }, reason, summary, sentence });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    ctx.log.warn({ code: error.code, conversationId, holder }, "a responder handed over to somebody who is not there");
    return giveFloor(tx, { workspaceId: ctx.workspaceId, conversationId, now: ctx.now() }, { holder: "nobody", id: null }, "released");
  }
}
