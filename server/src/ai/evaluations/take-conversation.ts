import { visibleTo } from "../../inbox/index.ts";
import { type Ctx, notFound, sql, type Tx } from "../../platform/index.ts";
import { agentFor } from "../agents/assignments.ts";
import { nothingToTake } from "../errors.ts";
import { redact } from "../log/redact.ts";
import { readAiSettings } from "../log/settings.ts";
import type { Heard } from "../responder/talk.ts";
import { HAND_OVER } from "../tools/tool.ts";
import { type Evaluation, makeEvaluation } from "./evaluation.ts";

const MOST_LINES = 20;
const MOST_BEFORE = 40;
const LINE_CHARACTERS = 1_000;
const TITLE_CHARACTERS = 80;

interface Row {
  by: Heard["by"];
  text: string;
}

interface Taken {
  agentId: string;
  before: Heard[];
  lines: string[];
  acts: string[];
}

/**
 * A test out of what somebody really wrote: their lines, and what the agent wanted done as what has to be wanted; facts are added by hand.
 * What names people is masked where the workspace masks what it keeps of models.
 * @param runId of the one turn that is taken, with what was said before it; null: all that the contact wrote in the last session
 * @throws {AppError} platform.not_found, ai.nothing_to_take
 */
export async function takeConversation(tx: Tx, ctx: Ctx, conversationId: string, runId: string | null): Promise<Evaluation> {
  const seen = await tx.maybeOne(sql`select 1 from conversations c where c.id = ${conversationId} and ${visibleTo(ctx.actor)}`);
  if (seen === null) throw notFound({ what: "conversation" });
  const { agentId, before, lines, acts } =
    runId === null ? await takeSession(tx, conversationId) : await takeTurn(tx, conversationId, runId);
  if (lines.length === 0) throw nothingToTake();
  const { redacts } = await readAiSettings(tx);
  const mask = redacts ? redact : (text: string) => text;
  const masked = lines.map(mask);
  return makeEvaluation(tx, ctx, {
    ...{ agentId, conversationId, acts, facts: [], forbiddenWords: [], forbiddenActs: [], forbiddenHosts: [] },
    title: (masked[0] ?? "").replaceAll(/\s+/g, " ").slice(0, TITLE_CHARACTERS),
    before: before.map(({ by, text }) => ({ by, text: mask(text) })),
    lines: masked,
  });
}

async function takeSession(tx: Tx, conversationId: string): Promise<Taken> {
  const { channelKind, persona, sessionId, openedAt } = await readPlace(tx, conversationId);
  const rows = await readRows(tx, conversationId, openedAt, null);
  const last = await tx.maybeOne(sql<{ agentId: string }>`
    select t.agent_id as "agentId" from ai_turns t join ai_agents a on a.workspace_id = t.workspace_id and a.id = t.agent_id
    where t.session_id = ${sessionId} order by t.up_to desc limit 1`);
  const agentId = last?.agentId ?? (await agentFor(tx, { channelKind, persona }))?.id;
  if (agentId === undefined) throw nothingToTake();
  const wanted = await tx.many(sql<{ id: string }>`
    select distinct tool as id from ai_tool_runs where session_id = ${sessionId} and up_to is not null and state in ('done', 'waiting')`);
  const handed = await tx.maybeOne(sql`select 1 from ai_turns where session_id = ${sessionId} and did = 'handed_over' limit 1`);
  return {
    ...{ agentId, before: [], lines: turnsOf(rows).slice(0, MOST_LINES) },
    acts: [...wanted.map(({ id }) => id), ...(handed === null ? [] : [HAND_OVER])],
  };
}

async function takeTurn(tx: Tx, conversationId: string, runId: string): Promise<Taken> {
  const turn = await tx.maybeOne(sql<{ agentId: string; did: string; asked: string; upTo: string; sessionId: string }>`
    select t.agent_id as "agentId", t.did, t.asked, t.up_to::text as "upTo", t.session_id as "sessionId"
    from ai_turns t join ai_agents a on a.workspace_id = t.workspace_id and a.id = t.agent_id where t.run_id = ${runId} and t.conversation_id = ${conversationId} limit 1`);
  if (turn === null) throw notFound({ what: "run" });
  const { openedAt } = await tx.one(sql<{ openedAt: Date }>`select opened_at as "openedAt" from sessions where id = ${turn.sessionId}`);
  const previous = await tx.maybeOne(sql<{ upTo: string }>`
    select up_to::text as "upTo" from ai_turns where session_id = ${turn.sessionId} and up_to < ${turn.upTo}::bigint order by up_to desc limit 1`);
  const before = previous === null ? [] : await readRows(tx, conversationId, openedAt, previous.upTo);
  const wanted = await tx.many(sql<{ id: string }>`
    select distinct tool as id from ai_tool_runs where run_id = ${runId} and up_to is not null and state in ('done', 'waiting')`);
  return {
    agentId: turn.agentId,
    before: before.slice(-MOST_BEFORE),
    lines: turn.asked.trim() === "" ? [] : [turn.asked.slice(0, LINE_CHARACTERS)],
    acts: [...wanted.map(({ id }) => id), ...(turn.did === "handed_over" ? [HAND_OVER] : [])],
  };
}

async function readPlace(tx: Tx, conversationId: string) {
  const place = await tx.maybeOne(sql<{ channelKind: string; persona: string; sessionId: string; openedAt: Date }>`
    select h.kind as "channelKind", k.persona, s.id as "sessionId", s.opened_at as "openedAt" from conversations c
      join channels h on h.workspace_id = c.workspace_id and h.id = c.channel_id join contacts k on k.workspace_id = c.workspace_id and k.id = c.contact_id
      join sessions s on s.workspace_id = c.workspace_id and s.conversation_id = c.id
    where c.id = ${conversationId} order by s.opened_at desc limit 1`);
  if (place === null) throw nothingToTake();
  return place;
}

/** What was said since then, up to an arrival where one is named; what is out goes by the time of the last that came in. */
const readRows = (tx: Tx, conversationId: string, openedAt: Date, upTo: string | null): Promise<Row[]> =>
  tx.many(sql<Row>`
    select case when m.direction = 'in' then 'contact' else 'team' end as by, left(coalesce(nullif(m.text, ''), heard_text(m.workspace_id, m.id)), ${LINE_CHARACTERS}) as text
    from messages m
    where m.conversation_id = ${conversationId} and not m.is_note and m.deleted_at is null and m.kind not in ('event', 'reaction') and m.occurred_at >= ${openedAt}
      and coalesce(nullif(m.text, ''), heard_text(m.workspace_id, m.id)) <> ''
      and (${upTo}::bigint is null or m.arrival <= ${upTo}::bigint or (m.direction = 'out' and m.occurred_at <= (
        select coalesce(min(n.occurred_at), 'infinity') from messages n
        where n.conversation_id = ${conversationId} and n.direction = 'in' and n.kind not in ('event', 'reaction') and n.arrival > ${upTo}::bigint and n.occurred_at >= ${openedAt})))
    order by m.occurred_at, m.arrival limit 200`);

/** What the contact wrote in a row is one turn. */
function turnsOf(rows: readonly Row[]): string[] {
  const turns: string[] = [];
  for (const [index, { by, text }] of rows.entries()) {
    if (by !== "contact") continue;
    if (rows[index - 1]?.by === "contact") turns[turns.length - 1] = `${turns.at(-1)}\n${text}`.slice(0, LINE_CHARACTERS);
    else turns.push(text);
  }
  return turns;
}
