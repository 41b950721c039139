import type { ModelMessage } from "ai";
import { type Static, Type } from "typebox";
import { Check } from "typebox/value";
import { type Ctx, sql, type Tx } from "../../platform/index.ts";
import { breachesOf, hostsIn, shorten, withoutEmoji } from "../guards/guard-answer.ts";
import { type FoundPassage, findPassages } from "../knowledge/find-passages.ts";
import type { OfferedTool, Wish } from "../models/ask-provider.ts";
import { callModel, type ModelAsk, type ModelGround, type NoReply } from "../models/call-model.ts";
import { type Act, actsUnanswered, type ToolRun, type WishPlace } from "../tools/run-tool.ts";
import { HAND_OVER, type Tool } from "../tools/tool.ts";
import type { Decision, HandOverReason } from "./decide.ts";
import { say } from "./sayings.ts";
import type { Heard, Talk } from "./talk.ts";
import { writeInstructions, writeMessages } from "./write-prompt.ts";

const Answer = Type.Object(
  {
    did: Type.Enum(["answered", "asked", "talked", "not_known"]),
    text: Type.String(),
    confidence: Type.Number(),
    sources: Type.Array(Type.Integer()),
    wants_person: Type.Boolean(),
  },
  { additionalProperties: false },
);
type Answer = Static<typeof Answer>;

const HandOver: OfferedTool = {
  name: HAND_OVER,
  description: "Hand the conversation over to a person of the team: when they ask for one, or only a person can help.",
  input: Type.Object({ reason: Type.Optional(Type.String({ maxLength: 300 })) }),
};

/** What an older prompt made a model write when a person was to go on. It never reaches anybody. */
const OLD_TAG = /\[\s*DIRECIONAR_ATENDIMENTO_HUMANO\s*\]/i;
const MOST_STEPS = 4;
const MOST_WISHES = 6;
const MOST_PASSAGES = 5;
const MOST_LINES = 20;
const MAX_OUTPUT_TOKENS = 800;
const WITHIN_MS = 45_000;

/** What the model goes by besides the talk. Read before it is asked: no transaction is open while it thinks. */
export interface Prepared {
  history: Heard[];
  given: FoundPassage[];
  contactName: string | null;
  /** What was done for these words already, in turns that ended without an answer. */
  acts: Act[];
}

export async function prepare(tx: Tx, talk: Talk, place: WishPlace): Promise<Prepared> {
  const { conversationId, sessionId, contactId } = place;
  const given = await findGiven(tx, talk);
  const { name } = await tx.one(
    sql<{ name: string | null }>`select coalesce(name, profile_name) as name from contacts where id = ${contactId}`,
  );
  const lines = await tx.many(sql<{ direction: string; text: string }>`
    select m.direction, left(coalesce(nullif(m.text, ''), heard_text(m.workspace_id, m.id)), 1000) as text
    from messages m join sessions s on s.workspace_id = m.workspace_id and s.id = ${sessionId}
    where m.conversation_id = ${conversationId} and not m.is_note and m.deleted_at is null and m.kind not in ('event', 'reaction') and m.occurred_at >= s.opened_at
      and (m.direction = 'out' or m.arrival <= ${talk.previous?.upTo ?? 0})
    order by m.occurred_at desc, m.arrival desc limit ${MOST_LINES}`);
  const history = lines
    .toReversed()
    .flatMap(({ direction, text }): Heard[] =>
      text === null || text === "" ? [] : [{ by: direction === "in" ? "contact" : "team", text }],
    );
  return { history, given, contactName: name, acts: await actsUnanswered(tx, place) };
}

/** The passages that are given for what was written. */
export const findGiven = (tx: Tx, { reader, agent, now, texts }: Talk): Promise<FoundPassage[]> =>
  findPassages(tx, {
    question: texts.join(" ").slice(-500),
    reader,
    languages: agent.languages,
    kinds: agent.knowledgeKinds,
    now,
    limit: MOST_PASSAGES,
  });

export interface ModelTurn {
  talk: Talk;
  prepared: Prepared;
  tools: readonly Tool[];
  /** Passages that may be quoted, by number; what tools find is added. */
  given: FoundPassage[];
  call: Pick<ModelAsk, "purpose" | "runId" | "agentVersion" | "conversationId">;
  /** What a wish comes to; without a tool it is for one that the agent does not have. */
  act(wish: Wish, tool: Tool | undefined): Promise<ToolRun>;
}

/**
 * What a model would do with what was written, held against what it was given. Null: there is no model to ask now, the search answers.
 */
export async function askModel(ground: ModelGround, ctx: Ctx, turn: ModelTurn): Promise<Decision | null> {
  const { talk, prepared, tools, given, call } = turn;
  const instructions = writeInstructions(talk);
  const messages = writeMessages(talk, prepared, given);
  const told: string[] = [];
  let wished = 0;
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    const reply = await callModel(ground, {
      workspaceId: ctx.workspaceId,
      ...call,
      size: "answer",
      agentId: talk.agent.id,
      askedBy: null,
      instructions,
      messages,
      tools: [HandOver, ...tools.map(({ name, about, input }) => ({ name, description: about, input }))],
      output: Answer,
      maxOutputTokens: MAX_OUTPUT_TOKENS,
      withinMs: WITHIN_MS,
      takesWords: (text) => OLD_TAG.test(text),
    });
    if (reply.status === "none") return withoutReply(reply.reason);
    if (OLD_TAG.test(reply.text) || reply.wishes.some(({ name }) => name === HAND_OVER)) return handOver("asked_for_person");
    if (reply.wishes.length === 0) return judge(turn, instructions, parse(reply.text), told);
    wished += reply.wishes.length;
    if (wished > MOST_WISHES) return handOver("no_progress");
    const results = [];
    for (const wish of reply.wishes) {
      const tool = tools.find(({ name }) => name === wish.name);
      const run = await turn.act(wish, tool);
      if (tool !== undefined && run.state === "waiting")
        return { did: "confirm", text: say("mayI", talk.language, { what: tool.label[talk.language] }) };
      if (run.state === "done") told.push(JSON.stringify(run.output));
      results.push({ wish, output: run.output });
    }
    messages.push(...reply.messages, toolMessage(results));
  }
  return handOver("no_progress");
}

const handOver = (reason: HandOverReason): Decision => ({ did: "handed_over", reason, open: [] });

/** The search needs no money and no provider; where a provider failed, a person waits no longer than the contact has. */
function withoutReply(reason: NoReply): Decision | null {
  if (reason === "no_provider" || reason === "budget") return null;
  if (reason === "conversation_budget") return handOver("money");
  return handOver(reason === "blocked" ? "guarded" : "model_away");
}

const toolMessage = (results: readonly { wish: Wish; output: Record<string, unknown> }[]): ModelMessage => ({
  role: "tool",
  content: results.map(({ wish, output }) => ({
    type: "tool-result",
    toolCallId: wish.id,
    toolName: wish.name,
    // Data of others, like passages.
    output: { type: "text", value: JSON.stringify(output) },
  })),
});

function parse(text: string): Answer | null {
  try {
    const value: unknown = JSON.parse(text);
    return Check(Answer, value) ? value : null;
  } catch {
    return null;
  }
}

/** Nothing is said without a source, a tool's answer, or a reason to say nothing of any matter. */
function judge({ talk, prepared, given }: ModelTurn, instructions: string, answer: Answer | null, told: readonly string[]): Decision {
  if (answer === null) return handOver("model_away");
  if (answer.wants_person) return handOver("asked_for_person");
  const certainty = Math.min(1, Math.max(0, answer.confidence));
  const sources = [...new Set(answer.sources)].flatMap((number) => given[number - 1] ?? []);
  const question = talk.texts.join("\n");
  const isEmpty = answer.text.trim() === "";
  const isStuck = talk.previous !== null && (talk.previous.did === "asked" || talk.previous.did === "not_known");
  if (answer.did === "not_known" || isEmpty || !isGrounded(answer, sources, told)) {
    if (isStuck) return { did: "handed_over", reason: "no_progress", open: [question] };
    return { did: "not_known", text: say("unknown", talk.language), open: [question], certainty };
  }
  if (answer.did === "asked" && isStuck) return { did: "handed_over", reason: "no_progress", open: [question] };
  if (certainty < talk.agent.minConfidence) return { did: "handed_over", reason: "unsure", open: [question] };
  const read = [talk.texts, prepared.history.map(({ text }) => text), given.map(({ text }) => text), told].flat().join("\n");
  const hosts = new Set([
    ...talk.agent.allowedHosts,
    ...given.filter(({ kind }) => BY_THE_TEAM.has(kind)).flatMap(({ text }) => hostsIn(text)),
  ]);
  if (breachesOf(answer.text, { instructions, read, hosts }).length > 0) return handOver("guarded");
  const text = shorten(talk.agent.emoji === "never" || talk.isUpset ? withoutEmoji(answer.text) : answer.text);
  if (answer.did === "talked") return { did: "talked", text };
  if (answer.did === "asked") return { did: "asked", text, sources: [], certainty };
  const names = sources.map(({ title, heading }) => (heading === "" || heading === title ? title : `${title} › ${heading}`));
  const cited = names.length === 0 ? "" : `\n\n${say("source", talk.language, { title: [...new Set(names)].join("; ") })}`;
  return { did: "answered", text: text + cited, sources, open: [], certainty };
}

/** Texts of files and pages are somebody else's: a link in them is no recommendation of the team. */
const BY_THE_TEAM: ReadonlySet<FoundPassage["kind"]> = new Set(["article", "faq"]);
const TALK_CHARACTERS = 300;

function isGrounded({ did, text }: Answer, sources: readonly FoundPassage[], told: readonly string[]): boolean {
  if (did === "answered") return sources.length > 0 || told.length > 0;
  if (did === "asked") return text.length <= TALK_CHARACTERS;
  // Small talk: no price, hour or number, and nothing long.
  return text.length <= TALK_CHARACTERS && !/\d/.test(text);
}
