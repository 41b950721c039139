import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import type { Database, Fact } from "./db.ts";
import { newId } from "./ids.ts";
import type { Logger } from "./log.ts";

/** A fact in a notification; the audience of before where there is one, and whom alone it is for. */
type NotedFact = [
  workspaceId: string,
  kind: string,
  conversationId: string | null,
  subjectId: string | null,
  before?: string[] | null,
  onlyFor?: string,
];

/** What other processes say. */
interface Heard {
  onJobs(kinds: string[]): void;
  onFacts(facts: Fact[]): void;
  /** The connection broke: what they said meanwhile is lost. */
  onMissed(): void;
}

const CHANNEL = "prosa";
const NOTIFY_BYTES = 7_000; // PostgreSQL's limit is 8,000
const FLUSH_MS = 5;

/** What processes tell each other: committed facts, and kinds of jobs that wait; ids only, several in one NOTIFY. */
export function createNotifications({ db, log }: { db: Database; log: Logger }) {
  const processId = newId();
  const outbox = { facts: [] as Fact[], kinds: new Set<string>(), timer: undefined as NodeJS.Timeout | undefined };
  let listener: pg.Client | undefined;
  let stopped = false;

  function flush() {
    outbox.timer = undefined;
    const lines = chunk(outbox.facts.map(noteOf));
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

  async function listen({ onJobs, onFacts, onMissed }: Heard) {
    while (!stopped) {
      try {
        const client = await db.connect();
        listener = client;
        const ended = new Promise<void>((resolve) => {
          client.on("end", resolve);
          client.on("error", () => resolve());
        });
        client.on("notification", ({ payload }) => {
          const note = JSON.parse(payload ?? "{}") as { p?: string; f?: NotedFact[]; j?: string[] };
          if (note.p === processId) return;
          if (note.j !== undefined) onJobs(note.j);
          onFacts((note.f ?? []).map(factOf));
        });
        await client.query(`listen ${CHANNEL}`);
        await ended;
        onMissed();
      } catch (error) {
        log.warn({ err: error }, "the notification connection broke");
      }
      if (!stopped) await sleep(500);
    }
  }

  return {
    tellFacts(facts: Fact[]) {
      outbox.facts.push(...facts);
      schedule();
    },
    tellJobs(kinds: Iterable<string>) {
      for (const kind of kinds) outbox.kinds.add(kind);
      if (outbox.kinds.size > 0) schedule();
    },
    start(heard: Heard) {
      void listen(heard);
    },
    async stop() {
      stopped = true;
      clearTimeout(outbox.timer);
      await listener?.end().catch(() => undefined);
    },
  };
}

function noteOf({ workspaceId, kind, conversationId, subjectId, before, onlyFor }: Fact): NotedFact {
  const note: NotedFact = [workspaceId, kind, conversationId, subjectId];
  if (onlyFor !== undefined) note.push(before ?? null, onlyFor);
  else if (before !== undefined) note.push(before);
  return note;
}

const factOf = ([workspaceId, kind, conversationId, subjectId, before, onlyFor]: NotedFact): Fact => ({
  workspaceId,
  kind,
  conversationId,
  subjectId,
  ...(before === undefined || before === null ? {} : { before }),
  ...(onlyFor === undefined ? {} : { onlyFor }),
});

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
