import type { Answer } from "../../../../flow/run.ts";
import { isTap } from "../../inbox/index.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** A message of the contact with its number of arrival, and what of it begins a flow. */
export interface Heard {
  arrival: number;
  answer: Answer;
  /** What stood behind the link or button that brought the person here. */
  ref: string | null;
}

interface Row {
  id: string;
  arrival: number;
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
  files: { attachmentId: string; kind: string; name: string | null; bytes: number | null }[];
}

const columns = sql`m.id, m.arrival::float8 as arrival, m.kind, m.text, m.content,
  coalesce((select json_agg(json_build_object('attachmentId', a.id, 'kind', a.kind, 'name', a.file_name, 'bytes', a.size) order by a.position, a.id)
    from attachments a where a.workspace_id = m.workspace_id and a.message_id = m.id), '[]') as files`;

/** More than anybody types while a machine thinks; the rest is heard in the next turn. */
const AT_ONCE = 50;

/** What the contact said behind a message, in the order of arrival. The program's own buttons are settled elsewhere, and no answers. */
export async function hearAfter(tx: Tx, conversationId: string, heard: number): Promise<Heard[]> {
  const rows = await tx.many(sql<Row>`
    select ${columns} from messages m
    where m.conversation_id = ${conversationId} and m.direction = 'in' and m.kind <> 'event' and m.deleted_at is null and m.arrival > ${heard}
    order by m.arrival limit ${AT_ONCE}`);
  return rows.map(present);
}

/** What nobody answered yet in the session: a flow begins with it. */
export async function hearOpening(tx: Tx, conversationId: string, sessionId: string): Promise<Heard[]> {
  const rows = await tx.many(sql<Row>`
    select ${columns} from messages m join sessions s on s.workspace_id = m.workspace_id and s.id = ${sessionId}
    where m.conversation_id = ${conversationId} and m.direction = 'in' and m.kind <> 'event' and m.deleted_at is null and m.occurred_at >= s.opened_at
      and m.arrival > coalesce((select max(o.arrival) from messages o where o.workspace_id = m.workspace_id and o.conversation_id = m.conversation_id
        and o.direction = 'out' and not o.is_note and o.kind <> 'event' and o.occurred_at >= s.opened_at), 0)
      and m.arrival > coalesce((select max(r.heard) from flow_runs r where r.workspace_id = m.workspace_id and r.session_id = s.id), 0)
    order by m.arrival limit ${AT_ONCE}`);
  return rows.map(present);
}

/** Number of the last message of the conversation: a run that began without words hears what comes behind it. */
export async function lastArrival(tx: Tx, conversationId: string): Promise<number> {
  const { last } = await tx.one(sql<{ last: number }>`
    select coalesce(max(arrival), 0)::float8 as last from (
      select arrival from messages where conversation_id = ${conversationId} and direction = 'in' order by occurred_at desc, arrival desc limit 50) newest`);
  return last;
}

function present({ id, arrival, kind, text, content, files }: Row): Heard {
  const { referral, latitude, longitude } = content as { referral?: { ref?: string }; latitude?: number; longitude?: number };
  const answer: Answer = {
    messageId: id,
    text,
    choiceId: kind === "choice" && typeof content["id"] === "string" ? content["id"] : null,
    files: files.map((file) => ({ ...file, kind: KINDS[file.kind] ?? "document" })),
    location: kind === "location" && latitude !== undefined && longitude !== undefined ? { latitude, longitude } : null,
  };
  return { arrival, answer, ref: referral?.ref ?? null };
}

/** Nine kinds of files of channels, as four that a person would name. */
const KINDS: Readonly<Record<string, Answer["files"][number]["kind"]>> = {
  image: "image",
  sticker: "image",
  video: "video",
  audio: "audio",
  voice: "audio",
  document: "document",
};

/** Whether a message is a button of the program that acts by itself. */
export const isSettledElsewhere = ({ answer: { choiceId, text } }: Heard): boolean =>
  choiceId !== null && isTap({ kind: "choice", id: choiceId, text: text ?? "" });

/** What was written in pieces, as one. */
export function joined(heard: readonly Heard[]): Answer | null {
  const last = heard.at(-1)?.answer;
  if (last === undefined) return null;
  const texts = heard.flatMap(({ answer: { text } }) => (text === null ? [] : [text]));
  return {
    ...last,
    text: texts.length === 0 ? null : texts.join("\n"),
    files: heard.flatMap(({ answer: { files } }) => files),
    location: heard.findLast(({ answer: { location } }) => location !== null)?.answer.location ?? null,
  };
}
