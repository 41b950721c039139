import type { WebSocket } from "ws";
import { type AudiencesOf, hearing, isIn, type PublicFact, publicFact } from "./audience.ts";
import { type Database, type Fact, sql } from "./db.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { createNotifications } from "./notifications.ts";
import { readFrame, type ServerFrame } from "./realtime-frames.ts";

/** Who opens a socket, and what they may hear. */
export interface Visitor {
  workspaceId: string;
  memberId: string;
  name: string;
  /** Names the login that this socket hangs on: when it ends, the socket is closed. */
  loginId: string;
  /** The member whose sight this is: of a key, the one who made it. */
  sightOf: string;
  /** What the visitor hears of; null hears everything. */
  words: string[] | null;
}

export interface Realtime {
  /** Tells browsers of committed facts: local ones at once, those of other processes through one NOTIFY. */
  publish(facts: Fact[]): void;
  join(socket: WebSocket, visitor: Visitor): Promise<void>;
  /** Members with an open socket in this process, each once. */
  present(): { workspaceId: string; memberId: string }[];
  /** Tells this process also what others committed. */
  start(heard: Heard): Promise<void>;
  /** The program ends: everybody is told at once, before anything else stops, and nobody new is let in. */
  sayGoodbye(): void;
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
  /** It answered the last ping of ours. */
  answered: boolean;
  /** Counts looks, so that one whose check took longer does not undo a later one. */
  looks: number;
}

interface Parts {
  db: Database;
  log: Logger;
  metrics: Metrics;
  audiencesOf: AudiencesOf;
  /** Kind of the facts after which the sockets of a member (the subject; none: of everybody) join anew, with other words. */
  rejoinOn: string;
}

const MAX_DELTA = 500;
const MAX_BUFFERED_BYTES = 1_000_000;
const FLUSH_MS = 5;
/** A socket that does not answer a ping until the next one is taken for dead. */
const PING_MS = 20_000;
/** Browsers answer a closing socket at once; one that sleeps is not waited for. */
const GOODBYE_MS = 1_000;

/**
 * Cursors are transaction snapshots (`pg_snapshot_xmin`): an event row carries the id of its transaction, so a
 * transaction that commits late is never behind a cursor that was given out before.
 */
export function createRealtime({ db, log, metrics, audiencesOf, rejoinOn }: Parts): Realtime {
  const seats = new Map<WebSocket, Seat>();
  /** What those who do not hear everything have still to be told, once it is known who hears it. */
  const held = { facts: [] as Fact[], cursor: null as string | null, timer: undefined as NodeJS.Timeout | undefined, telling: false };
  const others = createNotifications({ db, log });
  let ticker: NodeJS.Timeout | undefined;
  let pinger: NodeJS.Timeout | undefined;
  let leaving = false;

  function send(seat: Seat, frame: ServerFrame) {
    if (seat.socket.bufferedAmount > MAX_BUFFERED_BYTES) return seat.socket.terminate(); // a slow reader comes back with its cursor
    seat.socket.send(JSON.stringify(frame));
  }

  function deliver(facts: Fact[]) {
    if (seats.size === 0 || facts.length === 0) return;
    const byWorkspace = Map.groupBy(facts, (fact) => fact.workspaceId);
    const restricted = new Set<string>();
    for (const seat of seats.values()) {
      const mine = byWorkspace.get(seat.workspaceId)?.filter((fact) => concerns(fact, seat)) ?? [];
      if (mine.length === 0) continue;
      if (mine.some((fact) => changesSight(fact, seat))) leave(seat, 4000, "resume");
      else if (seat.words === null) send(seat, { type: "facts", facts: mine.map(publicFact) });
      else restricted.add(seat.workspaceId);
    }
    if (restricted.size === 0) return;
    held.facts.push(...facts.filter(({ workspaceId }) => restricted.has(workspaceId)));
    tellRestrictedSoon();
  }

  const concerns = ({ onlyFor }: Fact, { sightOf }: Seat) => onlyFor === undefined || onlyFor === sightOf;

  function tellRestrictedSoon() {
    held.timer ??= setTimeout(() => void tellRestricted(), FLUSH_MS);
  }

  const changesSight = ({ kind, subjectId }: PublicFact, { sightOf }: Seat) =>
    kind === rejoinOn && (subjectId === null || subjectId === sightOf);

  /** One question for all facts of a moment. Only one is on its way at a time, so that nobody hears things in another order. */
  async function tellRestricted() {
    held.timer = undefined;
    if (held.telling) return;
    held.telling = true;
    while (held.facts.length > 0) {
      for (const [workspaceId, facts] of Map.groupBy(held.facts.splice(0), (fact) => fact.workspaceId))
        await tellWorkspace(workspaceId, facts);
    }
    held.telling = false;
    if (held.cursor !== null)
      for (const seat of seats.values()) if (seat.words !== null) send(seat, { type: "cursor", cursor: held.cursor });
    held.cursor = null;
  }

  async function tellWorkspace(workspaceId: string, facts: Fact[]) {
    const here = [...seats.values()].filter((seat) => seat.workspaceId === workspaceId && seat.words !== null);
    if (here.length === 0) return;
    try {
      const audiences = await audiencesOf(workspaceId, facts);
      for (const seat of here) if (seats.has(seat.socket)) tell(seat, facts, audiences);
    } catch (error) {
      log.warn({ err: error }, "nobody knows who may hear of what happened; the browsers ask again");
      for (const seat of here) leave(seat, 4000, "resume");
    }
  }

  function tell(seat: Seat, facts: Fact[], audiences: (string[] | null)[]) {
    const concerning = facts.map((fact) => concerns(fact, seat));
    const heard = hearing(
      seat.words,
      facts.filter((_fact, index) => concerning[index]),
      audiences.filter((_audience, index) => concerning[index]),
    );
    tellGone(seat, heard.gone);
    if (heard.facts.length > 0) send(seat, { type: "facts", facts: heard.facts });
  }

  function tellGone(seat: Seat, conversationIds: string[]) {
    if (conversationIds.length === 0) return;
    if (seat.looking !== null && conversationIds.includes(seat.looking)) look(seat, null, false);
    send(seat, { type: "gone", conversationIds });
  }

  /** Everyone comes back and asks for what was missed. */
  function sendAway() {
    for (const seat of seats.values()) leave(seat, 4000, "resume");
  }

  /** Nothing is told to this socket any more, also while it closes. */
  function leave(seat: Seat, code: number, reason: string) {
    look(seat, null, false);
    seats.delete(seat.socket);
    metrics.sockets.set(seats.size);
    seat.socket.close(code, reason);
  }

  function pingAll() {
    for (const seat of seats.values()) {
      if (!seat.answered) seat.socket.terminate();
      seat.answered = false;
      seat.socket.ping();
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
    if (cursor === null) return;
    for (const seat of seats.values()) if (seat.words === null) send(seat, { type: "cursor", cursor });
    // A cursor says that all before it was told: it waits for what is held.
    held.cursor = cursor;
    tellRestrictedSoon();
  }

  async function resume(seat: Seat, since: string) {
    const result = await db.inWorkspace(seat.workspaceId, async (tx) => {
      const { cursor } = await tx.one(sql<{ cursor: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as cursor`);
      const oldest = await tx.maybeOne(sql<{ known: boolean }>`
        select min(xid) <= ${since}::xid8 as known from (select xid from events order by xid limit 1) oldest`);
      const events = await tx.many(sql<PublicFact & { before: string[] | null }>`
        select kind, conversation_id as "conversationId", subject_id as "subjectId", seen_before as before from events
        where xid >= ${since}::xid8 order by xid, seq limit ${MAX_DELTA + 1}`);
      return { cursor, events, known: oldest?.known ?? false };
    });
    const { cursor, known, events } = result;
    // Whoever sees otherwise than before cannot be told by what changed: what they see now may be old.
    if (!known || events.length > MAX_DELTA || events.some((event) => changesSight(event, seat)))
      return send(seat, { type: "reset", cursor });
    const facts = events.map(({ before, ...fact }) => ({ ...fact, workspaceId: seat.workspaceId, ...(before === null ? {} : { before }) }));
    const audiences = seat.words === null ? [] : await audiencesOf(seat.workspaceId, facts);
    const heard = hearing(seat.words, facts, audiences);
    tellGone(seat, heard.gone);
    send(seat, { type: "delta", facts: heard.facts, cursor });
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

  /** The same for what a browser asks: of what is out of sight one does not even hear who else is there. */
  async function tryLook(seat: Seat, conversationId: string | null, typing: boolean) {
    seat.looks += 1;
    const own = seat.looks;
    if (conversationId !== null && conversationId !== seat.looking && seat.words !== null) {
      const fact = { workspaceId: seat.workspaceId, kind: "look", conversationId, subjectId: null };
      const [audience] = await audiencesOf(seat.workspaceId, [fact]);
      if (own !== seat.looks || !seats.has(seat.socket)) return;
      if (!isIn(seat.words, audience ?? null)) return look(seat, null, false);
    }
    look(seat, conversationId, typing);
  }

  return {
    publish(facts) {
      if (facts.length === 0) return;
      deliver(facts);
      others.tellFacts(facts);
    },
    notifyJobs: others.tellJobs,
    async join(socket, visitor) {
      if (leaving) return socket.close(1012, "restarting");
      const seat: Seat = { ...visitor, socket, looking: null, typing: false, answered: true, looks: 0 };
      seats.set(socket, seat);
      metrics.sockets.set(seats.size);
      socket.on("close", () => {
        look(seat, null, false);
        seats.delete(socket);
        metrics.sockets.set(seats.size);
      });
      socket.on("error", () => socket.terminate());
      socket.on("pong", () => {
        seat.answered = true;
      });
      socket.on("message", (data) => {
        if (!seats.has(socket)) return;
        const frame = readFrame(String(data));
        if (frame === null) return socket.close(4400, "unknown frame");
        if (frame.type === "ping") return send(seat, { type: "pong" });
        const answer = frame.type === "look" ? tryLook(seat, frame.conversationId, frame.typing) : resume(seat, frame.cursor);
        answer.catch(() => socket.close(4000, "resume"));
      });
      try {
        send(seat, { type: "hello", cursor: await currentCursor() });
      } catch {
        socket.close(4000, "resume");
      }
    },
    present() {
      const members = new Map([...seats.values()].map(({ workspaceId, memberId }) => [memberId, { workspaceId, memberId }]));
      return [...members.values()];
    },
    async start(heard) {
      others.start({
        onJobs: heard.onJobs,
        onFacts(facts) {
          heard.onFacts(facts);
          deliver(facts);
        },
        onMissed: sendAway,
      });
      ticker = setInterval(() => void tellCursor(), 10_000);
      pinger = setInterval(pingAll, PING_MS);
    },
    sayGoodbye() {
      leaving = true;
      const sockets = [...seats.keys()];
      for (const socket of sockets) socket.close(1012, "restarting");
      setTimeout(() => {
        for (const socket of sockets) socket.terminate();
      }, GOODBYE_MS).unref();
    },
    async stop() {
      clearTimeout(held.timer);
      clearInterval(ticker);
      clearInterval(pinger);
      await others.stop();
    },
  };
}
