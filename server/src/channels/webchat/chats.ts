import type { Clock, Database, Storage, Tx } from "../../platform/index.ts";
import { hashOf, hashToken, makeToken, sql, storageKey } from "../../platform/index.ts";
import type { ChatFile, NewLine, VisitorChats } from "../adapters/adapter.ts";
import type { Waiters } from "./waiters.ts";

/** A line as the widget gets it. */
interface Line {
  seq: number;
  id: string;
  side: NewLine["side"];
  content: Record<string, unknown>;
  at: Date;
}

/** What else the widget is told: how far marks are, and whether somebody types. */
interface ChatState {
  news: number;
  lastSeq: number;
  /** We have read their lines up to this one. */
  seenByUs: number;
  typing: boolean;
}

/** One answer holds so many lines; the widget asks again for the rest. */
const PAGE = 200;
/** A sign of typing lasts so long. */
const TYPING_MS = 6_000;

export interface Chats extends VisitorChats {
  /** Lines after `after`, the oldest first; without it the last ones. */
  read(workspaceId: string, personId: string, after: number | null): Promise<{ lines: Line[]; state: ChatState } | null>;
  /** Marks what we wrote up to `seq` as come or read. @returns the ids of the lines that were not before */
  mark(workspaceId: string, personId: string, how: "delivered" | "read", seq: number): Promise<string[]>;
  /** They are on the page now. */
  noteHere(workspaceId: string, personId: string, page: string | null): Promise<void>;
}

export function createChats({ db, clock, storage, waiters }: { db: Database; clock: Clock; storage: Storage; waiters: Waiters }): Chats {
  return {
    async write({ workspaceId }, personId, line) {
      const written = await db.inWorkspace(workspaceId, (tx) => writeLine(tx, workspaceId, personId, line, clock.now()));
      waiters.wake(personId);
      return written;
    },

    async markSeen({ workspaceId }, personId, lineId, typing) {
      await db.inWorkspace(workspaceId, (tx) =>
        tx.run(sql`
          update webchat_people set news = news + 1,
            seen_by_us = greatest(seen_by_us, coalesce((select l.seq from webchat_lines l where l.person_id = ${personId} and l.line_id = ${lineId}), 0)),
            typing_at = case when ${typing} then ${clock.now()} else typing_at end
          where id = ${personId}`),
      );
      waiters.wake(personId);
    },

    async keepFile({ workspaceId }, personId, { bytes, mediaType, name }): Promise<ChatFile> {
      const { token, hash } = makeToken("webchat", "file");
      const key = storageKey(workspaceId, hashOf(bytes));
      await storage.put(key, bytes);
      await db.inWorkspace(workspaceId, (tx) =>
        tx.run(sql`
          insert into webchat_files (workspace_id, hash, person_id, storage_key, media_type, name, size, created_at)
          values (${workspaceId}, ${hash}, ${personId}, ${key}, ${mediaType}, ${name}, ${bytes.length}, ${clock.now()})`),
      );
      return { token, mediaType, name, size: bytes.length };
    },

    async readFile({ workspaceId, id }, token) {
      const found = await db.inWorkspace(workspaceId, (tx) =>
        tx.maybeOne(sql<{ key: string; mediaType: string; name: string }>`
          select f.storage_key as key, f.media_type as "mediaType", f.name from webchat_files f
          join webchat_people p on p.workspace_id = f.workspace_id and p.id = f.person_id
          where f.hash = ${hashToken("webchat", token)} and p.channel_id = ${id}`),
      );
      if (found === null) return null;
      const { stream } = await storage.read(found.key);
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer); // the streams of a storage give bytes
      return { bytes: Buffer.concat(pieces), mediaType: found.mediaType, name: found.name };
    },

    read: (workspaceId, personId, after) => db.inWorkspace(workspaceId, (tx) => readChat(tx, personId, after, clock.now())),

    mark: (workspaceId, personId, how, seq) =>
      db.inWorkspace(workspaceId, async (tx) => {
        const [row] = await tx.many(
          sql<{ deliveredSeq: string; readSeq: string }>`
            select delivered_seq as "deliveredSeq", read_seq as "readSeq" from webchat_people where id = ${personId} for update`,
        );
        const before = Number(how === "read" ? row?.readSeq : row?.deliveredSeq);
        if (row === undefined || before >= seq) return [];
        const lines = await tx.many(
          sql<{ lineId: string }>`
            select line_id as "lineId" from webchat_lines
            where person_id = ${personId} and side = 'business' and seq > ${before} and seq <= ${seq} order by seq limit 1000`,
        );
        await tx.run(sql`
          update webchat_people set delivered_seq = least(last_seq, greatest(delivered_seq, ${seq})),
            read_seq = case when ${how === "read"} then least(last_seq, greatest(read_seq, ${seq})) else read_seq end
          where id = ${personId}`);
        return lines.map(({ lineId }) => lineId);
      }),

    async noteHere(workspaceId, personId, page) {
      await db.inWorkspace(workspaceId, (tx) =>
        tx.run(sql`update webchat_people set here_at = ${clock.now()}, page = coalesce(${page}, page) where id = ${personId}`),
      );
    },
  };
}

/** Takes the person's row first, so that the numbers of lines have no gaps and come in order. @returns false when nobody is there */
export async function writeLine(tx: Tx, workspaceId: string, personId: string, line: NewLine, now: Date): Promise<boolean> {
  const person = await tx.maybeOne(sql<{ id: string }>`select id from webchat_people where id = ${personId} for update`);
  if (person === null) return false;
  await tx.run(sql`
    with written as (
      insert into webchat_lines (workspace_id, person_id, seq, line_id, side, content, written_at)
      select ${workspaceId}, id, last_seq + 1, ${line.lineId}, ${line.side}, ${JSON.stringify(line.content)}, ${now} from webchat_people where id = ${personId}
      on conflict (workspace_id, person_id, line_id) do nothing returning seq)
    update webchat_people p set last_seq = w.seq, news = news + 1, typing_at = case when ${line.side === "visitor"} then typing_at end
    from written w where p.id = ${personId}`);
  return true;
}

async function readChat(tx: Tx, personId: string, after: number | null, now: Date) {
  const person = await tx.maybeOne(sql<{ news: string; lastSeq: string; seenByUs: string; typingAt: Date | null }>`
    select news, last_seq as "lastSeq", seen_by_us as "seenByUs", typing_at as "typingAt" from webchat_people where id = ${personId}`);
  if (person === null) return null;
  const lastSeq = Number(person.lastSeq);
  const from = after ?? Math.max(0, lastSeq - PAGE);
  const rows = await tx.many(sql<Omit<Line, "seq"> & { seq: string }>`
    select seq, line_id as id, side, content, written_at as at from webchat_lines where person_id = ${personId} and seq > ${from} order by seq limit ${PAGE}`);
  return {
    lines: rows.map((row) => ({ ...row, seq: Number(row.seq) })),
    state: {
      news: Number(person.news),
      lastSeq,
      seenByUs: Number(person.seenByUs),
      typing: person.typingAt !== null && now.getTime() - person.typingAt.getTime() < TYPING_MS,
    },
  };
}

/** Tells a visitor of something that is no message: `kind` is one of the widget's events. Heard once, however often it is told under `id`. */
export async function tellVisitor(
  tx: Tx,
  workspaceId: string,
  personId: string,
  { id, content }: { id: string; content: { kind: string } & Record<string, unknown> },
  now: Date,
): Promise<void> {
  await writeLine(tx, workspaceId, personId, { lineId: id, side: "news", content }, now);
}
