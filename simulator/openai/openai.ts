import { createHash } from "node:crypto";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Opened } from "../face.ts";
import { type Asked, countTokens, type Thought, thinkFaithfully, thinkHostilely, wordsOf } from "./model.ts";

/** How one request ends, where a test or a demonstration says so. */
interface Reply {
  delayMs?: number;
  text?: string;
  tool?: string;
  input?: unknown;
  /** `cut`: the connection ends in the middle; `hang`: nothing comes. */
  fault?: keyof typeof ERRORS | "cut" | "hang" | "not_json";
  retryAfter?: number;
  tokens?: { input: number; output: number };
}

/** What holds for whoever comes with one key. */
interface Script {
  mode: "faithful" | "hostile";
  /** The next requests, in order; then `always`, then the model thinks for itself. */
  replies: Reply[];
  always: Reply | null;
}

interface Received {
  key: string;
  path: string;
  body: unknown;
}

/** OpenAI's own errors. */
const ERRORS = {
  credentials: [401, "invalid_api_key", "Incorrect API key provided."],
  rate_limit: [429, "rate_limit_exceeded", "Rate limit reached."],
  quota: [429, "insufficient_quota", "You exceeded your current quota."],
  too_long: [400, "context_length_exceeded", "This model's maximum context length is exceeded."],
  no_model: [404, "model_not_found", "The model does not exist."],
  server: [500, "server_error", "The server had an error."],
  overloaded: [503, "overloaded", "Slow down."],
} as const;

const MOST_RECEIVED = 500;
const DIMENSIONS = 64;
/** What every voice says here: nothing listens. */
const HEARD = "Bom dia, o ar parou de gelar e está pingando na sala.";

/** Chat, embeddings and transcription by OpenAI's protocol. Any key is right, but one that begins with `sk-wrong`. */
export function open(): Opened {
  const scripts = new Map<string, Script>();
  const received: Received[] = [];
  const keyOf = ({ headers }: FastifyRequest) => (headers.authorization ?? "").replace(/^Bearer /, "") || String(headers["api-key"] ?? "");
  return {
    providers: { openai: { tell: () => undefined } },
    routes(app) {
      app.put("/openai/_script", async (request: FastifyRequest<{ Body: { key: string } & Partial<Script> }>) => {
        const { key, ...script } = request.body;
        scripts.set(key, { mode: "faithful", replies: [], always: null, ...script });
        return { ok: true };
      });
      app.get("/openai/_received", async (request: FastifyRequest<{ Querystring: { key: string } }>) => ({
        items: received.filter(({ key }) => key === request.query.key),
      }));
      app.get("/openai/v1/models", async (request, reply) => {
        if (keyOf(request).startsWith("sk-wrong")) return fail(reply, "credentials");
        return { object: "list", data: ["simulated-large", "simulated-small"].map((id) => ({ id, object: "model" })) };
      });
      app.post("/openai/v1/chat/completions", async (request: FastifyRequest<{ Body: Asked & Wanted }>, reply) => {
        const scripted = await begin(request, reply);
        if (scripted === "ended") return reply;
        const thought = scripted ?? think(scripts.get(keyOf(request))?.mode, request.body);
        const answer = completion(request.body, thought, scripted?.tokens);
        if (request.body.stream !== true) return answer;
        return stream(reply, answer, request.body.stream_options?.include_usage === true, scripted?.fault === "cut");
      });
      app.post("/openai/v1/embeddings", async (request: FastifyRequest<{ Body: { model: string; input: string | string[] } }>, reply) => {
        if ((await begin(request, reply)) === "ended") return reply;
        const texts = [request.body.input].flat();
        const tokens = countTokens(texts.join(""));
        return {
          object: "list",
          model: request.body.model,
          data: texts.map((text, index) => ({ object: "embedding", index, embedding: embed(text) })),
          usage: { prompt_tokens: tokens, total_tokens: tokens },
        };
      });
      app.post("/openai/v1/audio/transcriptions", async (request, reply) => {
        if ((await begin(request, reply)) === "ended") return reply;
        const segment = { id: 0, start: 0, end: 4, text: HEARD, avg_logprob: -0.08, no_speech_prob: 0.01, compression_ratio: 1.2 };
        return { task: "transcribe", language: "portuguese", duration: 4, text: HEARD, segments: [segment] };
      });

      async function begin(request: FastifyRequest, reply: FastifyReply): Promise<(Reply & Thought) | "ended" | null> {
        const key = keyOf(request);
        received.push({ key, path: request.url, body: request.body });
        if (received.length > MOST_RECEIVED) received.shift();
        if (key === "" || key.startsWith("sk-wrong")) {
          await fail(reply, "credentials");
          return "ended";
        }
        const script = scripts.get(key);
        const next = script?.replies.shift() ?? script?.always ?? null;
        if (next === null) return null;
        if (next.delayMs !== undefined) await new Promise((resolve) => setTimeout(resolve, next.delayMs));
        const { fault } = next;
        const streams = (request.body as Wanted | undefined)?.stream === true;
        if (fault !== undefined && !(fault === "cut" && streams)) {
          if (fault === "cut") reply.hijack().raw.socket?.resetAndDestroy();
          else if (fault === "hang") reply.hijack();
          else if (fault === "not_json") await reply.type("application/json").send("<html>");
          else await fail(reply, fault, next.retryAfter);
          return "ended";
        }
        const { text, tool, input } = next;
        if (tool !== undefined) return { ...next, tool, input };
        return text === undefined ? null : { ...next, text };
      }
    },
  };
}

interface Wanted {
  model: string;
  stream?: boolean;
  stream_options?: { include_usage?: boolean };
}

const think = (mode: Script["mode"] | undefined, asked: Asked): Thought =>
  mode === "hostile" ? thinkHostilely(asked) : thinkFaithfully(asked);

function fail(reply: FastifyReply, error: keyof typeof ERRORS, retryAfter?: number) {
  const [status, code, message] = ERRORS[error];
  if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
  return reply.code(status).send({ error: { message, type: "invalid_request_error", param: null, code } });
}

function completion(asked: Asked & Wanted, thought: Thought, tokens?: Reply["tokens"]) {
  const isTool = "tool" in thought && thought.tool !== undefined;
  const text = isTool ? JSON.stringify(thought.input ?? {}) : (thought as { text: string }).text;
  const id = createHash("sha256")
    .update(`${JSON.stringify(asked.messages)} ${text}`)
    .digest("hex")
    .slice(0, 24);
  const call = isTool ? { id: `call_${id}`, type: "function", function: { name: thought.tool, arguments: text } } : null;
  const input = tokens?.input ?? countTokens(asked.messages.map(wordsOf).join(""));
  const output = tokens?.output ?? countTokens(text);
  return {
    id: `chatcmpl-${id}`,
    object: "chat.completion",
    created: 1_790_000_000,
    model: asked.model,
    choices: [
      {
        index: 0,
        message: { role: "assistant", content: isTool ? null : text, ...(call === null ? {} : { tool_calls: [call] }) },
        finish_reason: isTool ? "tool_calls" : "stop",
      },
    ],
    usage: { prompt_tokens: input, completion_tokens: output, total_tokens: input + output },
  };
}

/** In pieces, as server-sent events; cut in the middle where that is wanted. */
function stream(reply: FastifyReply, answer: ReturnType<typeof completion>, withUsage: boolean, isCut: boolean) {
  const { choices, usage, ...head } = answer;
  const { message, finish_reason } = choices[0] as (typeof choices)[number];
  const chunk = (more: object) => `data: ${JSON.stringify({ ...head, object: "chat.completion.chunk", ...more })}\n\n`;
  const pieces = message.tool_calls
    ? [{ tool_calls: message.tool_calls.map((call, index) => ({ index, ...call })) }]
    : ((message.content ?? "").match(/[\s\S]{1,12}/g) ?? []).map((content) => ({ content }));
  const raw = reply.hijack().raw.writeHead(200, { "content-type": "text/event-stream" });
  raw.write(chunk({ choices: [{ index: 0, delta: { role: "assistant" }, finish_reason: null }] }));
  for (const delta of isCut ? pieces.slice(0, Math.ceil(pieces.length / 2)) : pieces)
    raw.write(chunk({ choices: [{ index: 0, delta, finish_reason: null }] }));
  if (isCut) {
    raw.socket?.destroySoon();
    return reply;
  }
  raw.write(chunk({ choices: [{ index: 0, delta: {}, finish_reason }] }));
  if (withUsage) raw.write(chunk({ choices: [], usage }));
  raw.end("data: [DONE]\n\n");
  return reply;
}

/** Words that are alike lie near each other: the count of each by its hash, of length 1. */
function embed(text: string): number[] {
  const places = new Array<number>(DIMENSIONS).fill(0);
  for (const word of text
    .toLowerCase()
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .match(/[a-z0-9]{3,}/g) ?? []) {
    const place = createHash("sha256").update(word.slice(0, 5)).digest().readUInt16BE(0) % DIMENSIONS;
    places[place] = (places[place] ?? 0) + 1;
  }
  const length = Math.hypot(...places) || 1;
  return places.map((count) => count / length);
}
