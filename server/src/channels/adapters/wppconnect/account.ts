import type { MediaRef } from "../../../../../content/content.ts";
import type { AdapterTools, Channel, MediaOutcome, Pairing, ValidationStep } from "../adapter.ts";
import { readJson } from "../calls.ts";
import { asRecords, asText, type Loose } from "../tolerant.ts";
import { fetchBase64, reachStep } from "../whatsapp-web/gateway.ts";
import { NoToken, wppRequest } from "./api.ts";

/** The webhook is part of starting the session; started again, a running one only takes the new address. */
export async function connectSession(channel: Channel, webhookUrl: string, tools: AdapterTools): Promise<void> {
  const json = { webhook: webhookUrl, waitQrCode: false };
  const answer = await tools.http(await wppRequest("start-session", channel, tools, { method: "POST", json }));
  if (answer.status >= 300) throw new Error(asText(readJson(answer)["message"]) ?? `HTTP ${answer.status}`);
}

async function statusOf(channel: Channel, tools: AdapterTools) {
  const answer = await tools.http(await wppRequest("status-session", channel, tools, { timeoutMs: 10_000 }));
  return { answer, json: readJson(answer) };
}

export async function pair(channel: Channel, tools: AdapterTools): Promise<Pairing> {
  const { json } = await statusOf(channel, tools);
  const [status, text, picture] = [asText(json["status"]), asText(json["urlcode"]), asText(json["qrcode"])];
  if (status === "CONNECTED") return { state: "paired" };
  if (status === "QRCODE" && (text !== undefined || picture !== undefined))
    return { state: "waiting", qr: text ?? (picture?.startsWith("data:") === true ? picture : `data:image/png;base64,${picture}`) };
  if (status === "CLOSED") await connectSession(channel, withToken(channel, tools), tools);
  return { state: "starting" };
}

const withToken = (channel: Channel, tools: AdapterTools) =>
  `${tools.webhookUrl(channel.id)}?token=${channel.credentials["webhookToken"] ?? ""}`;

export async function validate(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  const weak: ValidationStep[] =
    channel.credentials["secretKey"] === "THISISMYSECURETOKEN" ? [{ step: "secret", ok: true, advice: "default_secret" }] : [];
  try {
    const { answer, json } = await statusOf(channel, tools);
    const problem = reachStep(answer.status);
    if (problem !== null) return [problem];
    if (json["status"] !== "CONNECTED")
      return [{ step: "token", ok: true }, ...weak, { step: "phone", ok: false, advice: "phone_not_paired" }];
    return [{ step: "token", ok: true }, ...weak, { step: "phone", ok: true }];
  } catch (error) {
    if (error instanceof NoToken && error.status < 500)
      return [{ step: "token", ok: false, advice: "token_invalid", facts: { code: error.status } }];
    return [reachStep(null, error) as ValidationStep];
  }
}

export function fetchMedia({ providerMediaId }: MediaRef, maxBytes: number, channel: Channel, tools: AdapterTools): Promise<MediaOutcome> {
  return fetchBase64(async (limit) => {
    const path = `get-media-by-message/${encodeURIComponent(providerMediaId)}`;
    const answer = await tools.http(await wppRequest(path, channel, tools, { maxBytes: limit, timeoutMs: 60_000 }));
    const json = readJson(answer);
    return { answer, base64: asText(json["base64"]), type: asText(json["mimetype"]) };
  }, maxBytes);
}

/** What the server holds as unread, as the webhooks that may have been lost. */
export async function sweep(channel: Channel, tools: AdapterTools): Promise<Buffer[]> {
  const answer = await tools.http(await wppRequest("all-unread-messages", channel, tools, { maxBytes: 32 * 1024 * 1024 }));
  return asRecords(readJson(answer)["response"]).map((message) =>
    Buffer.from(JSON.stringify({ event: "unreadmessages", ...withoutFile(message) })),
  );
}

/** Files are fetched by id: in the raw event they would be stored twice, without a limit. Words stay; those of a place are its picture. */
export function withoutFile({ body, content, ...rest }: Loose): Loose {
  return rest["mimetype"] !== undefined || rest["type"] === "location" ? rest : { ...rest, body, content };
}
