import type { AdapterTools, Channel } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asText } from "../tolerant.ts";
import { gatewayRequest } from "../whatsapp-web/gateway.ts";

interface Call {
  method?: "GET" | "POST";
  json?: unknown;
  timeoutMs?: number;
  maxBytes?: number;
}

/** Tokens of sessions never end; they are made from the server's secret, once a process. */
const tokens = new Map<string, string>();

export async function wppRequest(path: string, channel: Channel, tools: AdapterTools, call: Call = {}) {
  const token = await tokenOf(channel, tools);
  return gatewayRequest({ path: `api/${sessionOf(channel)}/${path}`, headers: { authorization: `Bearer ${token}` }, ...call }, channel);
}

const sessionOf = (channel: Channel): string => encodeURIComponent(channel.settings["session"] ?? "");

/** The server does not take the secret, or is not there. */
export class NoToken extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`the gateway answered ${status} when asked for a token`);
    this.status = status;
  }
}

async function tokenOf(channel: Channel, tools: AdapterTools): Promise<string> {
  const secret = channel.credentials["secretKey"] ?? "";
  const key = `${channel.id} ${channel.settings["baseUrl"]} ${secret}`;
  const known = tokens.get(key);
  if (known !== undefined) return known;
  const path = `api/${sessionOf(channel)}/${encodeURIComponent(secret)}/generate-token`;
  const answer = await tools.http(gatewayRequest({ method: "POST", path, headers: {}, json: {}, timeoutMs: 10_000 }, channel));
  const token = asText(readJson(answer)["token"]);
  if (token === undefined) throw new NoToken(answer.status);
  tokens.set(key, token);
  return token;
}

/** After "wrong token": the server was set up anew. */
export function forgetToken(channel: Channel) {
  for (const key of tokens.keys()) if (key.startsWith(`${channel.id} `)) tokens.delete(key);
}
