import { setTimeout as sleep } from "node:timers/promises";
import type { ModelMessage } from "ai";
import type { Clock, Database, GuardedClient, Metrics, Secrets } from "../../platform/index.ts";
import type { CallPurpose } from "../closed-sets.ts";
import { keepCall } from "../log/calls.ts";
import { type AiSettings, readAiSettings } from "../log/settings.ts";
import { refusedByBudget } from "../log/spend.ts";
import { noteFailure, noteSuccess } from "../providers/breaker.ts";
import { hasProvider, type OpenProvider, openProviders } from "../providers/provider.ts";
import { type Asked, askProvider, type ModelRequest, tokensOf, type Wish } from "./ask-provider.ts";
import { costOf, priceOf } from "./prices.ts";
import type { Failure } from "./read-failure.ts";

export interface ModelGround {
  db: Database;
  clock: Clock;
  http: GuardedClient;
  secrets: Secrets;
  metrics: Metrics;
}

/** Who asks a model for what. */
export interface ModelAsk extends ModelRequest {
  workspaceId: string;
  purpose: CallPurpose;
  /** `simple`: the cheaper model of each provider. */
  size: "answer" | "simple";
  /** Calls of one turn have one; the log shows them together. */
  runId: string;
  agentId: string | null;
  agentVersion: number | null;
  conversationId: string | null;
  askedBy: string | null;
  /** In all, with whatever is tried again and elsewhere. */
  withinMs: number;
  /** Words that are enough, though they have not the form that was asked for. */
  takesWords?: (text: string) => boolean;
}

export type NoReply = "no_provider" | "budget" | "conversation_budget" | "all_failed" | "too_long" | "blocked" | "bad_output";
export type ModelReply =
  | { status: "replied"; callId: string; text: string; wishes: Wish[]; messages: ModelMessage[] }
  | { status: "none"; reason: NoReply };

const TRIES = 3;
const FIRST_WAIT_MS = 300;
/** Who waits longer is answered sooner by the next provider. */
const WAIT_AT_MOST_MS = 3_000;
const CALL_MS = 25_000;
/** Less is not worth a request. */
const LEAST_MS = 500;

/**
 * The one way to a model: providers in their order, tried again where that may help, each request kept, charged, and asked for only within
 * the budget. Holds no transaction while a model thinks.
 */
export async function callModel(ground: ModelGround, ask: ModelAsk): Promise<ModelReply> {
  const { db, clock, secrets } = ground;
  const begun = await db.inWorkspace(ask.workspaceId, async (tx) => {
    const settings = await readAiSettings(tx);
    const providers = await openProviders(tx, secrets, ask.workspaceId, clock.now());
    const [first] = providers;
    if (first === undefined) return { none: (await hasProvider(tx)) ? ("all_failed" as const) : ("no_provider" as const) };
    const price = await priceOf(tx, modelFor(first, ask));
    const estimate = price === null ? 0 : costOf(price, { input: tokensOf(ask), output: 0 }, settings.rate);
    const refused = await refusedByBudget(tx, settings, { conversationId: ask.conversationId, estimate, now: clock.now() });
    return refused === null ? { settings, providers } : { none: refused };
  });
  if (begun.none !== undefined) return { status: "none", reason: begun.none };
  const until = performance.now() + ask.withinMs;
  for (const provider of begun.providers) {
    const reply = await askOne(ground, begun.settings, provider, ask, until);
    if (reply !== "next") return reply;
  }
  return { status: "none", reason: "all_failed" };
}

const modelFor = ({ answerModel, simpleModel }: OpenProvider, { size }: Pick<ModelAsk, "size">): string =>
  size === "simple" ? simpleModel : answerModel;

/** Whether a provider answers, by each of its models; kept and charged like every call. @returns the kind of failure, null where all answer */
export async function checkProvider(ground: ModelGround, provider: OpenProvider, ask: ModelAsk): Promise<Failure["kind"] | null> {
  const { db, clock } = ground;
  const settings = await db.inWorkspace(ask.workspaceId, readAiSettings);
  const sizes = provider.answerModel === provider.simpleModel ? (["answer"] as const) : (["answer", "simple"] as const);
  for (const size of sizes) {
    const { asked } = await askAndKeep(ground, settings, provider, { ...ask, size }, ask, 1, CALL_MS);
    const failure = asked.status === "failed" ? asked.failure : null;
    await db.inWorkspace(ask.workspaceId, (tx) =>
      failure === null ? noteSuccess(tx, provider.id, clock.now()) : noteFailure(tx, provider.id, failure, clock.now()),
    );
    if (failure !== null) return failure.kind;
  }
  return null;
}

/** One provider, until it answers or the next one is to be asked. */
async function askOne(
  ground: ModelGround,
  settings: AiSettings,
  provider: OpenProvider,
  ask: ModelAsk,
  until: number,
): Promise<ModelReply | "next"> {
  const { db, clock } = ground;
  const note = (failure: Failure | null) =>
    db.inWorkspace(ask.workspaceId, (tx) =>
      failure === null ? noteSuccess(tx, provider.id, clock.now()) : noteFailure(tx, provider.id, failure, clock.now()),
    );
  let request: ModelRequest = ask;
  for (let attempt = 1; ; attempt += 1) {
    const leftMs = until - performance.now();
    if (leftMs < LEAST_MS) return "next";
    const { asked, callId } = await askAndKeep(ground, settings, provider, ask, request, attempt, Math.min(CALL_MS, leftMs));
    if (asked.status === "answered") {
      await note(null);
      return { status: "replied", callId, text: asked.text, wishes: asked.wishes, messages: asked.messages };
    }
    const { failure, text } = asked;
    if (failure.kind === "blocked") return { status: "none", reason: "blocked" };
    if (failure.kind === "bad_output") {
      if (ask.takesWords?.(text) === true) return { status: "replied", callId, text, wishes: [], messages: [] };
      if (attempt > 1) return { status: "none", reason: "bad_output" };
      request = { ...request, messages: [...request.messages, { role: "user", content: NOT_THE_FORM }] };
      continue;
    }
    if (failure.kind === "too_long") {
      const trimmed = withoutOldest(request.messages);
      if (trimmed === null || attempt > 1) return { status: "none", reason: "too_long" };
      request = { ...request, messages: trimmed };
      continue;
    }
    const waitMs = failure.waitMs ?? FIRST_WAIT_MS * 3 ** (attempt - 1);
    const mayHelp = failure.kind === "transient" || failure.kind === "rate_limited";
    if (!mayHelp || attempt === TRIES || waitMs > WAIT_AT_MOST_MS) {
      await note(failure);
      return "next";
    }
    await sleep(waitMs);
  }
}

const NOT_THE_FORM = "That was not JSON of the schema you were given. Answer again: only the JSON object.";

async function askAndKeep(
  { db, clock, http, metrics }: ModelGround,
  settings: AiSettings,
  provider: OpenProvider,
  ask: ModelAsk,
  request: ModelRequest,
  attempt: number,
  timeoutMs: number,
): Promise<{ asked: Asked; callId: string }> {
  const model = modelFor(provider, ask);
  const began = performance.now();
  const asked = await askProvider(http, provider, model, request, timeoutMs);
  const tookMs = Math.round(performance.now() - began);
  const outcome = asked.status === "answered" ? "answered" : asked.failure.kind;
  const { usage } = asked;
  const { runId, purpose, agentId, agentVersion, conversationId, askedBy, workspaceId } = ask;
  metrics.aiSeconds.observe({ purpose, outcome }, tookMs / 1000);
  const callId = await db.inWorkspace(workspaceId, async (tx) => {
    const price = await priceOf(tx, model);
    const call = {
      ...{ runId, purpose, agentId, agentVersion, conversationId, askedBy, providerId: provider.id, provider: provider.name, model },
      ...{ inputTokens: usage.input, outputTokens: usage.output, tookMs, attempt },
      cost: usage.input + usage.output === 0 ? 0 : price === null ? null : costOf(price, usage, settings.rate),
      outcome,
    };
    const said = asked.status === "answered" && asked.wishes.length > 0 ? `${asked.text}${JSON.stringify(asked.wishes)}` : asked.text;
    const { instructions, messages, tools } = request;
    const words = { asked: { instructions, messages, tools: tools.map(({ name }) => name) }, answered: said };
    return keepCall(tx, { workspaceId, now: clock.now() }, call, words, settings);
  });
  return { asked, callId };
}

/** The second half; null where there is nothing to leave out. A tool's answer is not torn from its question. */
function withoutOldest(messages: ModelMessage[]): ModelMessage[] | null {
  const rest = messages.slice(Math.ceil(messages.length / 2));
  const from = rest.findIndex(({ role }) => role === "user");
  return messages.length < 2 || from === -1 ? null : rest.slice(from);
}
