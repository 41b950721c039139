import type { FormData } from "undici";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel } from "../adapter.ts";
import { asNumber, asRecord, asText } from "../tolerant.ts";

interface GraphRequest {
  method?: "GET" | "POST" | "DELETE";
  path: string;
  query?: Record<string, string>;
  json?: unknown;
  form?: FormData;
  timeoutMs?: number;
}

/** One call to Meta's Graph API with the channel's token, which goes to that host only. */
export function callGraph(request: GraphRequest, channel: Channel, tools: AdapterTools): Promise<GuardedAnswer> {
  return tools.http(graphRequest(request, channel, tools));
}

export function graphRequest(
  { method = "GET", path, query = {}, json, form, timeoutMs = 20_000 }: GraphRequest,
  channel: Channel,
  tools: AdapterTools,
): Parameters<AdapterTools["http"]>[0] {
  const url = new URL(`${tools.providers.graph}/${tools.graphVersion}/${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return {
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
  };
}

/** The provider's own words, for people; decisions are made by the codes alone. */
export function readError(body: Buffer): { code: number | undefined; subcode: number | undefined; text: string } {
  try {
    const error = asRecord(asRecord(JSON.parse(body.toString("utf8")))["error"]);
    const details = asText(asRecord(error["error_data"])["details"]);
    return {
      code: asNumber(error["code"]),
      subcode: asNumber(error["error_subcode"]),
      text: (details ?? asText(error["message"]) ?? "").slice(0, 500),
    };
  } catch {
    return { code: undefined, subcode: undefined, text: "" };
  }
}
