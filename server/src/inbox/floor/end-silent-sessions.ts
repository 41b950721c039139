import { type Clock, type Database, type Logger, sql, type Tx } from "../../platform/index.ts";
import { closeSession } from "./close-session.ts";
import type { Holder, Responders } from "./floor.ts";
import { responderOf } from "./floor.ts";
import { readFloorSettings } from "./settings.ts";

const LOOK_EVERY_MS = 60_000;
/** Their conversations are locked together, and receiving waits for them. */
const AT_ONCE = 100;
const HOUR_MS = 3_600_000;
/** Taps that nobody can use any more are kept for those who ask what became of them. */
const TAP_DAYS = 30;

interface Parts {
  db: Database;
  clock: Clock;
  log: Logger;
  responders: Responders;
}

/** Ends sessions that fell silent, every minute; any number of workers may do so. @returns how to stop */
export function watchSilence(parts: Parts): () => void {
  const look = () => endSilentSessions(parts).catch((error) => parts.log.warn({ err: error }, "silent sessions could not be ended"));
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => clearInterval(timer);
}

/** One look at all workspaces: sessions whose time has come end, or get another time when somebody wrote meanwhile. @returns how many ended */
export async function endSilentSessions({ db, clock, responders }: Parts): Promise<number> {
  let ended = 0;
  for (;;) {
    const due = await db.systemStatement<{ workspaceId: string; conversationId: string }>(
      "inbox.due_sessions",
      `select workspace_id as "workspaceId", conversation_id as "conversationId" from sessions where ends_at <= $1 order by ends_at limit ${AT_ONCE}`,
      [clock.now()],
    );
    for (const [workspaceId, sessions] of Map.groupBy(due, (one) => one.workspaceId))
      ended += await db.inWorkspace(workspaceId, (tx) =>
        endInWorkspace(
          tx,
          responders,
          workspaceId,
          sessions.map(({ conversationId }) => conversationId),
          clock.now(),
        ),
      );
    if (due.length < AT_ONCE) return ended;
  }
}

/** Buttons that are over for good go. */
export async function removeOldTaps(db: Database, now: Date): Promise<void> {
  await db.systemStatement("inbox.remove_old_taps", "delete from taps where expires_at < $1", [
    new Date(now.getTime() - TAP_DAYS * 24 * HOUR_MS),
  ]);
}

interface DueSession {
  id: string;
  conversationId: string;
  isPresent: boolean;
  holder: Holder;
  lastMessageAt: Date;
}

async function endInWorkspace(tx: Tx, responders: Responders, workspaceId: string, conversationIds: string[], now: Date): Promise<number> {
  await tx.many(sql`select 1 from conversations where id = any(${conversationIds}) order by id for update`);
  const due = await tx.many(sql<DueSession>`
    select s.id, s.conversation_id as "conversationId", s.holder, c.last_message_at as "lastMessageAt", c.session_id is not distinct from s.id and s.closed_at is null as "isPresent"
    from sessions s join conversations c on c.workspace_id = s.workspace_id and c.id = s.conversation_id
    where s.conversation_id = any(${conversationIds}) and s.ends_at <= ${now}`);
  const { silenceHours } = await readFloorSettings(tx);
  const waiting = await findWaiting(tx, responders, due);
  let ended = 0;
  for (const { id, conversationId, lastMessageAt, isPresent } of due) {
    const silentUntil = new Date(lastMessageAt.getTime() + silenceHours * HOUR_MS);
    if (!isPresent) await tx.run(sql`update sessions set ends_at = null where id = ${id}`);
    else if (silentUntil > now || waiting.has(id))
      await lookLater(tx, id, silentUntil > now ? silentUntil : new Date(now.getTime() + HOUR_MS));
    else if (await closeSession(tx, { workspaceId, conversationId, now }, "silence")) ended += 1;
  }
  return ended;
}

const lookLater = (tx: Tx, id: string, at: Date) => tx.run(sql`update sessions set ends_at = ${at} where id = ${id}`);

/** Those that wait for a date or for silence itself, in their responders' words. */
async function findWaiting(tx: Tx, responders: Responders, due: DueSession[]): Promise<Set<string>> {
  const waiting = new Set<string>();
  for (const [holder, sessions] of Map.groupBy(due, (one) => one.holder)) {
    const ids =
      (await responderOf(responders, holder)?.waiting?.(
        tx,
        sessions.map(({ id }) => id),
      )) ?? [];
    for (const id of ids) waiting.add(id);
  }
  return waiting;
}
