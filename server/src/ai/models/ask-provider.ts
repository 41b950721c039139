import type { LanguageModel, ModelMessage, ToolSet } from "ai";
import type { TObject } from "typebox";
import { Check } from "typebox/value";
import type { GuardedClient } from "../../platform/index.ts";
import type { OpenProvider } from "../providers/provider.ts";
import { guardedFetch } from "./guarded-fetch.ts";
import { type Failure, readFailure, readThrown } from "./read-failure.ts";

/** A tool as a model is told of it. Nothing runs by itself: whoever asks decides what a wish comes to. */
export interface OfferedTool {
  name: string;
  description: string;
  input: TObject;
}

export interface ModelRequest {
  instructions: string;
  messages: ModelMessage[];
  tools: readonly OfferedTool[];
  /** What the answer has to look like; null: plain words. */
  output: TObject | null;
  maxOutputTokens: number;
}

/** A tool that the model wants called, as it wrote it: nothing of it was checked. */
export interface Wish {
  id: string;
  name: string;
  input: unknown;
}

interface Usage {
  input: number;
  output: number;
}

export type Asked =
  | { status: "answered"; text: string; wishes: Wish[]; messages: ModelMessage[]; usage: Usage }
  | { status: "failed"; failure: Failure; text: string; usage: Usage };

/** The library is large: it comes with the first call. */
const loadSdk = () => import("ai");

/** Asks once. Nothing is tried again in here. */
export async function askProvider(
  http: GuardedClient,
  provider: OpenProvider,
  model: string,
  request: ModelRequest,
  timeoutMs: number,
): Promise<Asked> {
  const { generateText, jsonSchema, Output, tool, APICallError, NoObjectGeneratedError } = await loadSdk();
  // Its warnings would go to the console, with words of customers in them.
  (globalThis as { AI_SDK_LOG_WARNINGS?: boolean }).AI_SDK_LOG_WARNINGS = false;
  const schema = (one: TObject) =>
    jsonSchema(one as unknown as Parameters<typeof jsonSchema>[0], {
      validate: (value) => (Check(one, value) ? { success: true, value } : { success: false, error: new Error("not as it was asked for") }),
    });
  const tools: ToolSet = Object.fromEntries(
    request.tools.map(({ name, description, input }) => [name, tool({ description, inputSchema: schema(input) })]),
  );
  try {
    const answer = await generateText({
      model: await modelOf(http, provider, model, timeoutMs),
      instructions: request.instructions,
      messages: request.messages,
      maxOutputTokens: request.maxOutputTokens,
      maxRetries: 0,
      timeout: timeoutMs,
      ...(request.tools.length === 0 ? {} : { tools }),
      ...(request.output === null ? {} : { output: Output.object({ schema: schema(request.output) }) }),
    });
    const usage = usageOf(answer.usage, request, answer.text);
    if (answer.finishReason === "content-filter")
      return { status: "failed", failure: { kind: "blocked", waitMs: null }, text: answer.text, usage };
    const wishes = answer.toolCalls.map(({ toolCallId, toolName, input }) => ({ id: toolCallId, name: toolName, input }));
    return { status: "answered", text: answer.text, wishes, messages: answer.response.messages as ModelMessage[], usage };
  } catch (error) {
    if (NoObjectGeneratedError.isInstance(error)) {
      const text = error.text ?? "";
      const kind = error.finishReason === "content-filter" ? "blocked" : "bad_output";
      return { status: "failed", failure: { kind, waitMs: null }, text, usage: usageOf(error.usage, request, text) };
    }
    const none = { input: 0, output: 0 };
    if (APICallError.isInstance(error) && error.statusCode !== undefined) {
      // An answer that came, and is none.
      if (error.statusCode < 300) return { status: "failed", failure: { kind: "transient", waitMs: null }, text: "", usage: none };
      const facts = { status: error.statusCode, body: error.responseBody ?? "", headers: error.responseHeaders ?? {} };
      return { status: "failed", failure: readFailure(facts), text: "", usage: none };
    }
    return { status: "failed", failure: readThrown(error), text: "", usage: none };
  }
}

async function modelOf(
  http: GuardedClient,
  { kind, address, key }: OpenProvider,
  model: string,
  timeoutMs: number,
): Promise<LanguageModel> {
  const fetch = guardedFetch(http, timeoutMs);
  const baseURL = address.replace(/\/+$/, "");
  const apiKey = key ?? "";
  switch (kind) {
    case "anthropic":
      return (await import("@ai-sdk/anthropic")).createAnthropic({ apiKey, baseURL, fetch })(model);
    case "google":
      return (await import("@ai-sdk/google")).createGoogle({ apiKey, baseURL, fetch })(model);
    case "compatible": {
      const { createOpenAICompatible } = await import("@ai-sdk/openai-compatible");
      return createOpenAICompatible({
        name: "compatible",
        baseURL,
        fetch,
        supportsStructuredOutputs: true,
        ...(key === null ? {} : { apiKey }),
      })(model);
    }
    case "azure":
      return (await import("@ai-sdk/openai")).createOpenAI({ apiKey, baseURL, fetch, headers: { "api-key": apiKey } }).chat(model);
    case "openai":
      return (await import("@ai-sdk/openai")).createOpenAI({ apiKey, baseURL, fetch }).chat(model);
  }
}

/** About four characters are a token: what a server that counts none is taken for. */
const countTokens = (text: string): number => Math.ceil(text.length / 4);

/** Before it is asked: what the request may cost at least. */
export const tokensOf = ({ instructions, messages }: ModelRequest): number => countTokens(instructions + JSON.stringify(messages));

function usageOf(
  usage: { inputTokens: number | undefined; outputTokens: number | undefined } | undefined,
  request: ModelRequest,
  text: string,
): Usage {
  return { input: usage?.inputTokens ?? tokensOf(request), output: usage?.outputTokens ?? countTokens(text) };
}
