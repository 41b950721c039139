import type { FormData } from "undici";
import type { GuardedAnswer } from "../../platform/index.ts";
import type { AdapterTools, Channel } from "../adapter.ts";
import { asRecord, type Loose } from "../tolerant.ts";

interface GraphRequest {
  method?: "GET" | "POST" | "DELETE";
  path: string;
  query?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  timeoutMs?: number;
}

/** One call to Meta's Graph API with the channel's token, which goes to that host only. */
export function callGraph(
  { method = "GET", path, query = {}, json, form, timeoutMs = 20_000 }: GraphRequest,
  channel: Channel,
  tools: AdapterTools,
): Promise<GuardedAnswer> {
  const url = new URL(`${tools.graphUrl}/${tools.graphVersion}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return tools.http({
    url: url.href,
    method,
    headers: {
      authorization: `Bearer ${channel.credentials["accessToken"] ?? ""}`,
      "user-agent": "Prosa",
      ...(json === undefined ? {} : { "content-type": "application/json" }),
    },
    ...(json !== undefined ? { body: JSON.stringify(json) } : form !== undefined ? { body: form } : {}),
    timeoutMs,
    maxBytes: 4 * 1024 * 1024,
    onlyHosts: [url.hostname],
    maxRedirects: 0,
  });
}

/** The answer's JSON object; an empty one when it is something else. */
export function readJson(answer: GuardedAnswer): Loose {
  try {
    return asRecord(JSON.parse(answer.body.toString("utf8")));
  } catch {
    return {};
  }
}
