import { addJobs, sql, type Tx } from "../../platform/index.ts";
import { takeTurnJob } from "../job-kinds.ts";
import { type Opened, type ReceivedRow, wantsAnswer } from "../messages/update-conversations.ts";
import { type Holder, type Responders, takesTurns } from "./floor.ts";
import { type FloorSettings, readFloorSettings } from "./settings.ts";
import { isTap } from "./tap-token.ts";

export interface TurnParts {
  responders: Responders;
}

/** What planning needs to know of the sessions that are open, by conversation. */
export interface TurnStates {
  settings: FloorSettings | null;
  sessions: Map<string, OpenSession>;
}

interface OpenSession {
  conversationId: string;
  sessionId: string;
  holder: Holder;
  isLoopStopped: boolean;
  turnDueAt: Date | null;
  turnFirstAt: Date | null;
}

export const NO_TURNS: TurnStates = { settings: null, sessions: new Map() };

/** Asked behind the statement that locks the conversations: that lock guards their sessions. */
export async function readTurnStates(tx: Tx, rows: ReceivedRow[]): Promise<TurnStates> {
  const [settings, sessions] = await Promise.all([
    readFloorSettings(tx),
    tx.named<OpenSession>(
      "inbox.turn_states",
      `select c.id as "conversationId", s.id as "sessionId", s.holder, s.loop_stopped_at is not null as "isLoopStopped", s.turn_due_at as "turnDueAt", s.turn_first_at as "turnFirstAt"
       from conversations c join sessions s on s.workspace_id = c.workspace_id and s.id = c.session_id
       where c.id = any($1) and s.closed_at is null`,
      [rows.map(({ conversation }) => conversation.id)],
    ),
  ]);
  return { settings, sessions: new Map(sessions.map((session) => [session.conversationId, session])) };
}

interface Planning {
  opened: Map<string, Opened>;
  states: TurnStates;
  responders: Responders;
}

/** A turn whose job is this late has lost it: another is added. */
const LOST_AFTER_MS = 5 * 60_000;

/** The turns that these messages want: so long after the last one, at most so long after the first. A tap is settled, not answered. */
export function planTurns(tx: Tx, workspaceId: string, fresh: ReceivedRow[], { opened, states, responders }: Planning, now: Date): void {
  const asking = new Set(fresh.filter(isAsking).map(({ conversation }) => conversation.id));
  const planned = [...asking].flatMap((conversationId) => {
    const session = sessionOf(conversationId, opened, states);
    if (session === null || session.isLoopStopped || !takesTurns(responders, session.holder) || states.settings === null) return [];
    return [planTurn(session, states.settings, now)];
  });
  if (planned.length === 0) return;
  tx.later(
    "inbox.plan_turns",
    `update sessions s set turn_due_at = t.due_at, turn_first_at = t.first_at
     from unnest($1::uuid[], $2::timestamptz[], $3::timestamptz[]) as t(id, due_at, first_at) where s.id = t.id`,
    [planned.map(({ sessionId }) => sessionId), planned.map(({ dueAt }) => dueAt), planned.map(({ firstAt }) => firstAt)],
  );
  const without = planned.filter(({ hasJob }) => !hasJob);
  addJobs(
    tx,
    without.map(({ conversationId, dueAt }) => turnJob(workspaceId, conversationId, dueAt)),
    now,
  );
}

/** Machines are not answered by machines. */
const isAsking = ({ event }: ReceivedRow): boolean =>
  wantsAnswer(event) && !isTap(event.content) && !(event.content.kind === "text" && event.content.mail?.automatic === true);

function sessionOf(conversationId: string, opened: Map<string, Opened>, { sessions }: TurnStates): OpenSession | null {
  const fresh = opened.get(conversationId);
  if (fresh === undefined) return sessions.get(conversationId) ?? null;
  const { sessionId } = fresh;
  return { conversationId, sessionId, holder: "nobody", isLoopStopped: false, turnDueAt: null, turnFirstAt: null };
}

function planTurn({ conversationId, sessionId, turnDueAt, turnFirstAt }: OpenSession, settings: FloorSettings, now: Date) {
  const firstAt = turnFirstAt ?? now;
  const due = Math.min(now.getTime() + settings.turnQuietMs, firstAt.getTime() + settings.turnLimitMs);
  const hasJob = turnDueAt !== null && turnDueAt.getTime() > now.getTime() - LOST_AFTER_MS;
  return { conversationId, sessionId, firstAt, dueAt: new Date(due), hasJob };
}

/** Turns of one conversation come one after the other. */
const turnJob = (workspaceId: string, conversationId: string, runAt: Date) =>
  takeTurnJob({ workspaceId, payload: { conversationId }, key: `turn ${conversationId}`, runAt });

/** What the contact wrote was answered, unless more came since: no turn is due. The caller has locked the conversation. */
export async function dropTurn(tx: Tx, conversationId: string, answeredId: string): Promise<void> {
  await tx.run(sql`
    update sessions s set turn_due_at = null, turn_first_at = null from conversations c
    where c.id = ${conversationId} and s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null and ${answeredId} = (
      select m.id from messages m where m.conversation_id = c.id and m.direction = 'in' order by m.occurred_at desc, m.arrival desc limit 1)`);
}

/** Whoever was given the floor has a turn, also when nothing new came. */
export async function wantTurn(
  tx: Tx,
  { workspaceId, conversationId, now }: { workspaceId: string; conversationId: string; now: Date },
  from: Date,
): Promise<void> {
  const dueAt = from > now ? from : now;
  await tx.run(sql`
    update sessions s set turn_due_at = ${dueAt} from conversations c
    where c.id = ${conversationId} and s.workspace_id = c.workspace_id and s.id = c.session_id and s.closed_at is null`);
  addJobs(tx, [turnJob(workspaceId, conversationId, dueAt)], now);
}
