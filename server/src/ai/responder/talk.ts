import type { Turn } from "../../inbox/index.ts";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { readWorkspace } from "../../team/index.ts";
import { type Agent, findAgent } from "../agents/agent.ts";
import { agentFor, BY_TABLE } from "../agents/assignments.ts";
import type { KnowledgeLanguage } from "../closed-sets.ts";
import type { Served } from "../experiments/assign-version.ts";
import { type FoundPassage, type Reader, readerOutside } from "../knowledge/find-passages.ts";
import { understandTurn } from "./understand-turn.ts";

/** What an agent did before, as it is kept. */
export interface TurnRow {
  did: "greeted" | "answered" | "asked" | "not_known" | "thanked" | "told" | "handed_over" | "silent" | "talked" | "confirm";
  reason: string | null;
  asked: string;
  sources: Source[];
  upTo: number;
  /** Of the model; null where the search decided. */
  runId: string | null;
}

/** A line of this session, as a model reads it. */
export interface Heard {
  by: "contact" | "team";
  text: string;
}

/** A source as it was when it was quoted. */
export interface Source {
  documentId: string;
  passageId: string;
  version: number;
  title: string;
  heading: string;
}

/** All that an agent goes by in one turn. Begins with the session: what was said before it is past. */
export interface Talk {
  /** As it is told for this contact: a version that runs beside the other one may be theirs. */
  agent: Agent;
  /** Of which comparison of versions this is part; null: of none. */
  experimentId: string | null;
  language: KnowledgeLanguage;
  timeZone: string;
  workspaceName: string;
  reader: Reader;
  /** What the contact wrote since the last turn, a message each; empty where they sent files alone. */
  texts: string[];
  /** Kinds of these messages. */
  kinds: string[];
  previous: TurnRow | null;
  earlier: TurnRow[];
  /** Answers that were given in this session. */
  answers: number;
  /** The matters of which one was to be chosen. */
  offered: FoundPassage[];
  /** Titles that people may ask about. */
  topics: string[];
  isUpset: boolean;
  now: Date;
}

/** Which agent a turn is of; null where it is gone or switched off. */
export async function agentOf(tx: Tx, { id, channelId, contactId }: Pick<Turn, "id" | "channelId" | "contactId">): Promise<Agent | null> {
  if (id !== null && id !== BY_TABLE) {
    const agent = await findAgent(tx, id);
    return agent?.isActive === true ? agent : null;
  }
  const place = await tx.maybeOne(sql<{ channelKind: string; persona: string }>`
    select h.kind as "channelKind", k.persona from channels h, contacts k where h.id = ${channelId} and k.id = ${contactId}`);
  return place === null ? null : agentFor(tx, place);
}

/** Turns of this session so far, the oldest first. */
const readTurns = (tx: Tx, sessionId: string): Promise<TurnRow[]> =>
  tx.many(sql<TurnRow>`
    select did, reason, asked, sources, up_to::float8 as "upTo", run_id as "runId" from ai_turns where session_id = ${sessionId} order by up_to desc limit 60`);

interface HeardRow {
  kind: string;
  text: string | null;
  content: Record<string, unknown>;
}

/** Reads what the turn is about. */
export async function readTalk(tx: Tx, ctx: Ctx, turn: Turn, { agent, experimentId }: Served): Promise<Talk> {
  const workspace = await readWorkspace(tx);
  const earlier = (await readTurns(tx, turn.sessionId)).toReversed();
  const previous = earlier.at(-1) ?? null;
  const { persona, openedAt } = await tx.one(sql<{ persona: string; openedAt: Date }>`
    select k.persona, s.opened_at as "openedAt" from contacts k, sessions s where k.id = ${turn.contactId} and s.id = ${turn.sessionId}`);
  const heard = await tx.many(sql<HeardRow>`
    select kind, coalesce(nullif(text, ''), heard_text(workspace_id, id)) as text, content from messages
    where conversation_id = ${turn.conversationId} and direction = 'in' and kind not in ('event', 'reaction') and deleted_at is null
      and occurred_at >= ${openedAt} and arrival > ${previous?.upTo ?? 0} and arrival <= ${turn.upTo}
    order by occurred_at, arrival limit 50`);
  const reader = readerOutside(persona);
  return {
    agent,
    experimentId,
    language: languageOf(agent, workspace.language),
    timeZone: workspace.timeZone,
    workspaceName: "",
    reader,
    texts: heard.flatMap(({ text }) => (text === null || text.trim() === "" ? [] : [text.trim().slice(0, 2_000)])),
    kinds: heard.map(({ kind }) => kind),
    previous,
    earlier,
    answers: earlier.filter(({ did }) => did === "answered").length,
    offered: previous?.did === "asked" ? await readOffered(tx, ctx, previous.sources, reader) : [],
    topics: await readTopics(tx, ctx, reader, agent),
    isUpset: false,
    now: ctx.now(),
  };
}

/** After an answer the contact wrote thanks, and nothing that takes them back. Pure. */
export const confirms = ({ answers, texts }: Talk): boolean => answers > 0 && understandTurn(texts.join("\n")).isContent;

/** The workspace's, where the agent speaks it. Pure. */
export const languageOf = ({ languages }: Agent, home: KnowledgeLanguage): KnowledgeLanguage =>
  languages.includes(home) ? home : (languages[0] as KnowledgeLanguage); // at least one

/** They are read again: what was withdrawn meanwhile, or is not for this person, is not said. */
async function readOffered(tx: Tx, ctx: Ctx, sources: readonly Source[], { audiences, persona }: Reader): Promise<FoundPassage[]> {
  const rows = await tx.many(sql<FoundPassage>`
    select p.id as "passageId", p.document_id as "documentId", p.version, d.kind, p.position, d.title, p.heading, p.text, 1::float8 as score
    from knowledge_passages p join knowledge_documents d on d.workspace_id = p.workspace_id and d.id = p.document_id
    where p.id = any(${sources.map(({ passageId }) => passageId)}::uuid[]) and d.state = 'published' and (d.expires_at is null or d.expires_at > ${ctx.now()})
      and (d.audience = any(${[...audiences]}::text[]) or (d.audience = 'persona' and d.persona = ${persona}))`);
  return sources.flatMap(({ passageId }) => rows.filter((row) => row.passageId === passageId));
}

const MOST_TOPICS = 5;

/** What agents answered from most, by its short names. */
export async function readTopics(tx: Tx, ctx: Ctx, { audiences, persona }: Reader, { languages }: Agent): Promise<string[]> {
  const rows = await tx.many(sql<{ title: string }>`
    select title from knowledge_documents
    where state = 'published' and kind = 'article' and language = any(${languages}::text[]) and length(title) <= 60 and (expires_at is null or expires_at > ${ctx.now()})
      and (audience = any(${[...audiences]}::text[]) or (audience = 'persona' and persona = ${persona}))
    order by cited desc, title limit ${MOST_TOPICS}`);
  return rows.map(({ title }) => title);
}
