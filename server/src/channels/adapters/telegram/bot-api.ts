import type { FormData } from "undici";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asNumber, asRecord, asText, type Loose } from "../tolerant.ts";

/** One call of the Bot API. The token is part of the address, so the address is never logged or shown. */
export function botRequest(
  method: string,
  body: Record<string, unknown> | FormData,
  channel: Channel,
  tools: AdapterTools,
  timeoutMs = 30_000,
): Parameters<AdapterTools["http"]>[0] {
  const isForm = Symbol.toStringTag in body;
  return {
    url: `${tools.providers.telegram}/bot${channel.credentials["botToken"] ?? ""}/${method}`,
    method: "POST",
    headers: isForm ? {} : { "content-type": "application/json" },
    body: isForm ? (body as FormData) : JSON.stringify(body),
    timeoutMs,
    maxBytes: 4 * 1024 * 1024,
    onlyHosts: [new URL(tools.providers.telegram).hostname],
    maxRedirects: 0,
  };
}

export interface BotAnswer {
  ok: boolean;
  result: unknown;
  code: number;
  description: string;
  retryAfterMs: number | undefined;
}

export function readAnswer(answer: GuardedAnswer): BotAnswer {
  const json: Loose = readJson(answer);
  const retryAfter = asNumber(asRecord(json["parameters"])["retry_after"]);
  return {
    ok: answer.status === 200 && json["ok"] === true,
    result: json["result"],
    code: asNumber(json["error_code"]) ?? answer.status,
    description: (asText(json["description"]) ?? "").slice(0, 300),
    retryAfterMs: retryAfter === undefined ? undefined : retryAfter * 1000,
  };
}

export async function askBot(method: string, body: Record<string, unknown>, channel: Channel, tools: AdapterTools): Promise<BotAnswer> {
  return readAnswer(await tools.http(botRequest(method, body, channel, tools, 10_000)));
}
