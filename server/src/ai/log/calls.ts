import { visibleTo } from "../../inbox/index.ts";
import { type Actor, cursorOf, newId, readCursor, sql, type Tx } from "../../platform/index.ts";
import type { CallPurpose } from "../closed-sets.ts";
import { redact } from "./redact.ts";
import type { AiSettings } from "./settings.ts";
import { addSpend } from "./spend.ts";

const DAY_MS = 86_400_000;

/** One request to a provider, as it is kept. */
export interface Call {
  runId: string;
  purpose: CallPurpose;
  agentId: string | null;
  agentVersion: number | null;
  conversationId: string | null;
  /** Name of the member or key that asked; null where an agent did. */
  askedBy: string | null;
  providerId: string;
  provider: string;
  model: string;
  inputTokens: number;
  outputTokens: number;
  /** Millionths of the workspace's currency; null where the model has no price. */
  cost: number | null;
  tookMs: number;
  /** Of the provider in this call, from 1. */
  attempt: number;
  /** `answered`, or the kind of failure. */
  outcome: string;
}

/** Keeps it, charges it, and as far as the workspace wants the words. @returns its id */
export async function keepCall(
  tx: Tx,
  { workspaceId, now }: { workspaceId: string; now: Date },
  call: Call,
  words: { asked: unknown; answered: string },
  settings: AiSettings,
): Promise<string> {
  const id = newId();
  await tx.run(sql`
    insert into ai_calls (workspace_id, id, run_id, purpose, agent_id, agent_version, conversation_id, asked_by, provider_id, provider, model, input_tokens, output_tokens, cost, took_ms, attempt, outcome, asked_at)
    values (${workspaceId}, ${id}, ${call.runId}, ${call.purpose}, ${call.agentId}, ${call.agentVersion}, ${call.conversationId}, ${call.askedBy}, ${call.providerId}, ${call.provider}, ${call.model},
      ${call.inputTokens}, ${call.outputTokens}, ${call.cost}, ${call.tookMs}, ${call.attempt}, ${call.outcome}, ${now})`);
  if (call.inputTokens + call.outputTokens > 0) await addSpend(tx, { workspaceId, now }, call.cost, settings);
  if (!settings.keepsTexts) return id;
  const mask = settings.redacts ? redact : (text: string) => text;
  await tx.run(sql`
    insert into ai_call_texts (workspace_id, call_id, asked, answered, forget_at)
    values (${workspaceId}, ${id}, ${JSON.stringify(mapStrings(words.asked, mask))}::jsonb, ${mask(words.answered)}, ${new Date(now.getTime() + settings.keepDays * DAY_MS)})`);
  return id;
}

/** What came of a run: the message that was said, or why none was. */
export async function noteCame(tx: Tx, runId: string, cameTo: string, messageId: string | null): Promise<void> {
  await tx.run(sql`update ai_calls set came_to = ${cameTo}, message_id = ${messageId} where run_id = ${runId}`);
}

/** NUL cannot be stored. */
function mapStrings(value: unknown, map: (text: string) => string): unknown {
  if (typeof value === "string") return map(value.replaceAll("\0", ""));
  if (Array.isArray(value)) return value.map((one) => mapStrings(one, map));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, mapStrings(one, map)]));
}

/** A call as the log shows it. */
export interface ShownCall extends Omit<Call, "providerId"> {
  id: string;
  messageId: string | null;
  agentName: string | null;
  contactName: string | null;
  cameTo: string | null;
  askedAt: Date;
}

export interface CallFilter {
  purpose?: string | undefined;
  agentId?: string | undefined;
  conversationId?: string | undefined;
  /** Only those that failed. */
  failed?: boolean | undefined;
  cursor?: string | undefined;
  limit: number;
}

/** Calls `l` with who and whom they were for; `c` is the conversation, where there is one. */
const selectCalls = (condition: ReturnType<typeof sql<unknown>>) => sql<ShownCall>`
  select l.id, l.run_id as "runId", l.purpose, l.agent_id as "agentId", l.agent_version as "agentVersion", l.conversation_id as "conversationId", l.message_id as "messageId", l.asked_by as "askedBy",
    l.provider, l.model, l.input_tokens as "inputTokens", l.output_tokens as "outputTokens", l.cost::float8 as cost, l.took_ms as "tookMs", l.attempt, l.outcome, l.came_to as "cameTo",
    l.asked_at as "askedAt", a.name as "agentName", k.name as "contactName"
  from ai_calls l left join ai_agents a on a.workspace_id = l.workspace_id and a.id = l.agent_id
    left join conversations c on c.workspace_id = l.workspace_id and c.id = l.conversation_id
    left join lateral (select coalesce(k.name, k.profile_name) as name from contacts k where k.workspace_id = c.workspace_id and k.id = c.contact_id) k on true
  where ${condition}`;

/** The newest first; of conversations those that whoever asks sees. */
export async function listCalls(
  tx: Tx,
  actor: Actor,
  { purpose, agentId, conversationId, failed, cursor, limit }: CallFilter,
): Promise<{ items: ShownCall[]; nextCursor: string | null }> {
  const [at, id] = cursor === undefined ? [null, null] : readCursor(cursor, "time", "id");
  const rows = await tx.many(
    selectCalls(sql`(l.conversation_id is null or ${visibleTo(actor)}) and (${purpose ?? null}::text is null or l.purpose = ${purpose ?? null}) and (${agentId ?? null}::uuid is null or l.agent_id = ${agentId ?? null}::uuid)
      and (${conversationId ?? null}::uuid is null or l.conversation_id = ${conversationId ?? null}::uuid) and (${failed ?? null}::boolean is null or (l.outcome <> 'answered') = ${failed ?? null})
      and (${at}::timestamptz is null or (l.asked_at, l.id) < (${at}::timestamptz, ${id}::uuid))
    order by l.asked_at desc, l.id desc limit ${limit + 1}`),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last !== undefined ? cursorOf([last.askedAt.toISOString(), last.id]) : null };
}

/** All of one run, in the order in which they were made. */
export const readRun = (tx: Tx, actor: Actor, runId: string): Promise<ShownCall[]> =>
  tx.many(selectCalls(sql`l.run_id = ${runId} and (l.conversation_id is null or ${visibleTo(actor)}) order by l.asked_at, l.id limit 100`));

export interface CallWords {
  callId: string;
  asked: unknown;
  answered: string;
}

/** What is still kept of the words of a run. */
export const readWords = (tx: Tx, callIds: readonly string[]): Promise<CallWords[]> =>
  tx.many(sql<CallWords>`select call_id as "callId", asked, answered from ai_call_texts where call_id = any(${[...callIds]}::uuid[])`);

export interface ShownToolRun {
  tool: string;
  state: "done" | "refused" | "waiting" | "declined";
  input: unknown;
  output: unknown;
  tookMs: number;
  wantedAt: Date;
}

/** What a model wanted done in a run, in order. */
export const readToolRuns = (tx: Tx, runId: string): Promise<ShownToolRun[]> =>
  tx.many(
    sql<ShownToolRun>`select tool, state, input, output, took_ms as "tookMs", wanted_at as "wantedAt" from ai_tool_runs where run_id = ${runId} order by wanted_at, id limit 50`,
  );

export interface ShownTurn {
  did: string;
  reason: string | null;
  certainty: number | null;
  sources: { documentId: string; passageId: string; version: number; title: string; heading: string }[];
}

/** What the agent did; null for runs that were for the team, and for turns that somebody was faster than. */
export const readTurn = (tx: Tx, runId: string): Promise<ShownTurn | null> =>
  tx.maybeOne(sql<ShownTurn>`select did, reason, certainty, sources from ai_turns where run_id = ${runId} limit 1`);
