import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { WebSocket } from "ws";
import { type Database, type Fact, sql } from "./db.ts";
import { newId } from "./ids.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";

/** What a browser hears: that something changed, never its content; it fetches with its own rights. */
type ServerFrame =
  /** `cursor`: everything committed before it is contained in what is loaded after this frame. */
  | { type: "hello"; cursor: string }
  | { type: "facts"; facts: PublicFact[] }
  /** The answer to `resume`: all that changed since, and the new cursor. */
  | { type: "delta"; facts: PublicFact[]; cursor: string }
  /** Too much changed, or too long ago: load everything again. */
  | { type: "reset"; cursor: string }
  | { type: "cursor"; cursor: string }
  /** Who else has this conversation open or is typing in it. */
  | { type: "presence"; conversationId: string; members: { id: string; name: string; typing: boolean }[] };

type PublicFact = { kind: string; conversationId: string | null; subjectId: string | null };

interface Visitor {
  workspaceId: string;
  memberId: string;
  name: string;
  /** Names the login that this socket hangs on: when it ends, the socket is closed. */
  loginId: string;
}

export interface Realtime {
  /** Tells browsers of committed facts: local ones at once, those of other processes through one NOTIFY. */
  publish(facts: Fact[]): void;
  join(socket: WebSocket, visitor: Visitor): Promise<void>;
  /** Closes the sockets of a login that was revoked. */
  closeLogin(loginId: string): void;
  /** Tells this process also what others committed. */
  start(heard: Heard): Promise<void>;
  /** Wakes workers of other processes; coalesced. */
  notifyJobs(kinds: Iterable<string>): void;
  stop(): Promise<void>;
}

interface Heard {
  onJobs(kinds: string[]): void;
  onFacts(facts: Fact[]): void;
}

interface Seat extends Visitor {
  socket: WebSocket;
  looking: string | null;
  typing: boolean;
}

const CHANNEL = "prosa";
const MAX_DELTA = 500;
const MAX_BUFFERED_BYTES = 1_000_000;
const NOTIFY_BYTES = 7_000; // PostgreSQL's limit is 8,000
const FLUSH_MS = 5;

/**
 * Cursors are transaction snapshots (`pg_snapshot_xmin`): an event row carries the id of its transaction, so a
 * transaction that commits late is never behind a cursor that was given out before.
 */
export function createRealtime({ db, log, metrics }: { db: Database; log: Logger; metrics: Metrics }): Realtime {
  const processId = newId();
  const seats = new Map<WebSocket, Seat>();
  const outbox = { facts: [] as Fact[], kinds: new Set<string>(), timer: undefined as NodeJS.Timeout | undefined };
  let listener: pg.Client | undefined;
  let ticker: NodeJS.Timeout | undefined;
  let stopped = false;

  function send(seat: Seat, frame: ServerFrame) {
    if (seat.socket.bufferedAmount > MAX_BUFFERED_BYTES) return seat.socket.terminate(); // a slow reader comes back with its cursor
    seat.socket.send(JSON.stringify(frame));
  }

  function deliver(facts: Fact[]) {
    if (seats.size === 0 || facts.length === 0) return;
    const byWorkspace = Map.groupBy(facts, (fact) => fact.workspaceId);
    for (const seat of seats.values()) {
      const mine = byWorkspace.get(seat.workspaceId);
      if (mine !== undefined) send(seat, { type: "facts", facts: mine.map(publicFact) });
    }
  }

  function flush() {
    outbox.timer = undefined;
    const lines = chunk(outbox.facts.map((fact) => [fact.workspaceId, fact.kind, fact.conversationId, fact.subjectId]));
    const kinds = [...outbox.kinds];
    outbox.facts = [];
    outbox.kinds.clear();
    const payloads = lines.map((facts) => JSON.stringify({ p: processId, f: facts }));
    if (kinds.length > 0) payloads.push(JSON.stringify({ p: processId, j: kinds }));
    // A lost notification costs one poll or one reconnection, never a message: truth is in the tables.
    db.systemStatement("realtime.notify", "select pg_notify($1, payload) from unnest($2::text[]) as payload", [CHANNEL, payloads]).catch(
      (error) => log.debug({ err: error }, "a notification was lost"),
    );
  }

  function schedule() {
    outbox.timer ??= setTimeout(flush, FLUSH_MS);
  }

  async function listen({ onJobs, onFacts }: Heard) {
    while (!stopped) {
      try {
        const client = await db.connect();
        listener = client;
        const ended = new Promise<void>((resolve) => {
          client.on("end", resolve);
          client.on("error", () => resolve());
        });
        client.on("notification", ({ payload }) => {
          const note = JSON.parse(payload ?? "{}") as { p?: string; f?: [string, string, string | null, string | null][]; j?: string[] };
          if (note.p === processId) return;
          if (note.j !== undefined) onJobs(note.j);
          const facts = (note.f ?? []).map(([workspaceId, kind, conversationId, subjectId]) => ({
            workspaceId,
            kind,
            conversationId,
            subjectId,
          }));
          onFacts(facts);
          deliver(facts);
        });
        await client.query(`listen ${CHANNEL}`);
        await ended;
        // Notifications were missed meanwhile: everyone asks for their delta.
        for (const seat of seats.values()) seat.socket.close(4000, "resume");
      } catch (error) {
        log.warn({ err: error }, "the notification connection broke");
      }
      if (!stopped) await sleep(500);
    }
  }

  async function currentCursor(): Promise<string> {
    const rows = await db.systemStatement<{ cursor: string }>(
      "realtime.cursor",
      "select pg_snapshot_xmin(pg_current_snapshot())::text as cursor",
      [],
    );
    return rows[0]?.cursor ?? "0";
  }

  async function tellCursor() {
    if (seats.size === 0) return;
    const cursor = await currentCursor().catch(() => null);
    if (cursor !== null) for (const seat of seats.values()) send(seat, { type: "cursor", cursor });
  }

  async function resume(seat: Seat, since: string) {
    const result = await db.inWorkspace(seat.workspaceId, async (tx) => {
      const { cursor } = await tx.one(sql<{ cursor: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as cursor`);
      const oldest = await tx.maybeOne(sql<{ known: boolean }>`
        select min(xid) <= ${since}::xid8 as known from (select xid from events order by xid limit 1) oldest`);
      const facts = await tx.many(sql<PublicFact>`
        select kind, conversation_id as "conversationId", subject_id as "subjectId" from events
        where xid >= ${since}::xid8 order by xid, seq limit ${MAX_DELTA + 1}`);
      return { cursor, facts, known: oldest?.known ?? false };
    });
    if (!result.known || result.facts.length > MAX_DELTA) send(seat, { type: "reset", cursor: result.cursor });
    else send(seat, { type: "delta", facts: result.facts, cursor: result.cursor });
  }

  function tellPresence(workspaceId: string, conversationId: string) {
    const here = [...seats.values()].filter((seat) => seat.workspaceId === workspaceId && seat.looking === conversationId);
    for (const seat of here) {
      const others = here.filter((other) => other.memberId !== seat.memberId);
      const members = [...Map.groupBy(others, (other) => other.memberId)].map(([id, theirs]) => ({
        id,
        name: theirs[0]?.name ?? "",
        typing: theirs.some((other) => other.typing),
      }));
      send(seat, { type: "presence", conversationId, members });
    }
  }

  function look(seat: Seat, conversationId: string | null, typing: boolean) {
    const before = seat.looking;
    seat.looking = conversationId;
    seat.typing = typing;
    if (before !== null && before !== conversationId) tellPresence(seat.workspaceId, before);
    if (conversationId !== null) tellPresence(seat.workspaceId, conversationId);
  }

  return {
    publish(facts) {
      if (facts.length === 0) return;
      deliver(facts);
      outbox.facts.push(...facts);
      schedule();
    },
    notifyJobs(kinds) {
      for (const kind of kinds) outbox.kinds.add(kind);
      if (outbox.kinds.size > 0) schedule();
    },
    async join(socket, visitor) {
      const seat: Seat = { ...visitor, socket, looking: null, typing: false };
      seats.set(socket, seat);
      metrics.sockets.set(seats.size);
      socket.on("close", () => {
        look(seat, null, false);
        seats.delete(socket);
        metrics.sockets.set(seats.size);
      });
      socket.on("error", () => socket.terminate());
      socket.on("message", (data) => {
        const frame = readFrame(String(data));
        if (frame === null) return socket.close(4400, "unknown frame");
        if (frame.type === "look") return look(seat, frame.conversationId, frame.typing);
        resume(seat, frame.cursor).catch(() => socket.close(4000, "resume"));
      });
      try {
        send(seat, { type: "hello", cursor: await currentCursor() });
      } catch {
        socket.close(4000, "resume");
      }
    },
    closeLogin(loginId) {
      for (const seat of seats.values()) if (seat.loginId === loginId) seat.socket.close(4401, "signed out");
    },
    async start(heard) {
      void listen(heard);
      ticker = setInterval(() => void tellCursor(), 10_000);
    },
    async stop() {
      stopped = true;
      clearTimeout(outbox.timer);
      clearInterval(ticker);
      for (const seat of seats.values()) seat.socket.close(1012, "restarting");
      await listener?.end().catch(() => undefined);
    },
  };
}

const publicFact = ({ kind, conversationId, subjectId }: Fact): PublicFact => ({ kind, conversationId, subjectId });

type ClientFrame = { type: "resume"; cursor: string } | { type: "look"; conversationId: string | null; typing: boolean };

/** The closed set of frames that a browser may send. */
function readFrame(text: string): ClientFrame | null {
  try {
    const frame = JSON.parse(text) as Record<string, unknown>;
    if (frame["type"] === "resume" && /^\d{1,20}$/.test(String(frame["cursor"])))
      return { type: "resume", cursor: String(frame["cursor"]) };
    const id = frame["conversationId"];
    if (frame["type"] === "look" && (id === null || (typeof id === "string" && /^[0-9a-f-]{36}$/.test(id)))) {
      return { type: "look", conversationId: id, typing: frame["typing"] === true };
    }
    return null;
  } catch {
    return null;
  }
}

/** Splits rows so that each JSON stays under the limit of a notification. */
function chunk<Row>(rows: Row[]): Row[][] {
  const chunks: Row[][] = [];
  let size = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    const bytes = JSON.stringify(row).length + 1;
    if (size + bytes > NOTIFY_BYTES) {
      chunks.push([]);
      size = 60;
    }
    chunks.at(-1)?.push(row);
    size += bytes;
  }
  return chunks;
}
