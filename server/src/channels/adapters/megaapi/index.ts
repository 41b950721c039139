import type { MediaRef } from "../../../../../content/content.ts";
import type { GuardedAnswer } from "../../../platform/index.ts";
import { accountingFor } from "../../receiving/account-for.ts";
import type {
  AdapterTools,
  Channel,
  ChannelAdapter,
  ChannelEvent,
  OutboundMessage,
  Pairing,
  SendOutcome,
  StatusEvent,
  ValidationStep,
} from "../adapter.ts";
import { callToSend, DOWNLOAD_MS, readJson } from "../calls.ts";
import { note } from "../notice.ts";
import { asNumber, asRecord, asText, compact, type Loose, leaveOut } from "../tolerant.ts";
import { verifyUrlToken } from "../url-token.ts";
import { chatOf, ignoredAmong, pickWebRecipient, readAddress, senderFrom } from "../whatsapp-web/addresses.ts";
import { BAILEYS_IGNORED, baileysTime, connection, parseBaileys } from "../whatsapp-web/baileys.ts";
import { asDataUrl, fetchBase64, gatewayAccount, gatewayRequest, reachStep, WEB_MEDIA, WEB_PACE } from "../whatsapp-web/gateway.ts";
import { stampUnstamped } from "../whatsapp-web/stamp.ts";

const MB = 1024 * 1024;

/** MegaAPI, a commercial gateway of Brazil. Lists and buttons exist and break: menus leave as numbered text. */
export const megaapi: ChannelAdapter = {
  kind: "megaapi",
  fields: { baseUrl: "setting", instanceKey: "id", token: "secret", webhookToken: "generated" },
  secretsGoTo: { baseUrl: ["token"] },
  accountOf: ({ settings }) => gatewayAccount(settings, settings["instanceKey"] ?? ""),
  windowHours: null,
  pace: WEB_PACE,
  capabilities: { textLength: 4096, textUnit: "characters", media: WEB_MEDIA, location: true },
  maxMediaBytes: () => 20 * MB,
  tokenInUrl: true,
  verify: verifyUrlToken,
  // Connection events carry no time: two of them would be taken for one.
  toStored: (rawBody, receivedAt) => stampUnstamped(rawBody, receivedAt, (body) => body["messageType"] === "connection_update"),
  orderingKey: (body) => asText(asRecord(inner(body)["key"])["remoteJid"]) ?? "",
  parse: accountingFor(parseBody, { ignored: BAILEYS_IGNORED, containers: new Set(["data"]) }),
  pickRecipient: pickWebRecipient,
  send: sendMessage,
  fetchMedia: (media, maxBytes, channel, tools) => fetchBase64((limit) => download(media, limit, channel, tools), maxBytes),
  connect: configureWebhook,
  pair,
  validate,
};

/** One integration saw the body inside of `data`. */
const inner = (body: unknown): Loose => {
  const outer = asRecord(body);
  return outer["messageType"] === undefined && outer["data"] !== undefined ? asRecord(outer["data"]) : outer;
};

const STATUSES: Record<number, StatusEvent["status"]> = { 0: "failed", 2: "sent", 3: "delivered", 4: "read", 5: "played" };

function parseBody(body: unknown): ChannelEvent[] {
  const event = inner(body);
  const type = asText(event["messageType"]) ?? "";
  const key = asRecord(event["key"]);
  if (type === "connection_update") return [parseConnection(event)];
  const ignored = ignoredAmong([key["remoteJid"]]);
  if (ignored !== undefined) {
    leaveOut(event);
    return [ignored];
  }
  if (type === "message.ack") {
    const id = asText(key["id"]);
    const status = STATUSES[asNumber(asRecord(event["update"])["status"]) ?? -1];
    if (id === undefined || status === undefined) return [note("unknown_ack", event)];
    const failure = status === "failed" ? { failure: { code: "0", text: "WhatsApp did not take the message." } } : {};
    const recipient = senderFrom([asText(key["remoteJid"])], undefined)?.keys[0];
    return [{ type: "status", account: null, at: null, providerMessageId: id, status, ...failure, ...compact({ recipient }) }];
  }
  if (key["remoteJid"] === undefined) return [note(`unknown_event:${type.slice(0, 80)}`, event)];
  return parseBaileys({
    key,
    message: asRecord(event["message"]),
    pushName: asText(event["pushName"]),
    at: baileysTime(event["messageTimestamp"]),
    stub: asText(event["messageStubType"]),
    own: asText(event["jid"]) ?? asText(asRecord(body)["jid"]),
    // Everything that the gateway's decryption asks for.
    findMedia: (kind, part) =>
      JSON.stringify({
        mediaKey: part["mediaKey"],
        directPath: part["directPath"],
        url: part["url"],
        mimetype: part["mimetype"],
        messageType: kind,
      }),
  });
}

const STATES: Record<string, "stopped" | "unchanged"> = { close: "stopped", phone_disconnected: "stopped", connecting: "unchanged" };

function parseConnection(event: Loose): ChannelEvent {
  // In one shape `message` is a word, in the other there is a state.
  const connected = event["message"] === "phone_connected" || event["connection_state"] === "open";
  const at = baileysTime(event["timestamp"] ?? event["prosaReceivedAt"]);
  const state = connected ? "open" : (asText(event["connection_state"]) ?? asText(event["message"]) ?? "unknown");
  return connection(state, connected ? "ok" : (STATES[state] ?? "unknown"), at, event);
}

function ask(
  path: string,
  channel: Channel,
  options: { method?: "GET" | "POST"; json?: unknown; timeoutMs?: number; maxBytes?: number } = {},
) {
  return gatewayRequest(
    { path: `rest/${path}`, headers: { authorization: `Bearer ${channel.credentials["token"] ?? ""}` }, ...options },
    channel,
  );
}

const instance = (channel: Channel) => encodeURIComponent(channel.settings["instanceKey"] ?? "");

async function sendMessage(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const { action, fields } = await build(message);
  const json = { messageData: { to: chatOf(message.recipient, "s.whatsapp.net"), ...fields } };
  const request = ask(`sendMessage/${instance(channel)}/${action}`, channel, { method: "POST", json, timeoutMs: 60_000 });
  return callToSend(tools.http, request, (answer) => {
    const body = readJson(answer);
    if (answer.status >= 300 || body["error"] !== false) return outcomeOfError(answer);
    const id = asText(asRecord(asRecord(body["messageData"])["key"])["id"]);
    return id === undefined
      ? { status: "unconfirmed", text: "The gateway's answer held no message id." }
      : { status: "accepted", providerMessageId: id };
  });
}

async function build({ content, loadMedia }: OutboundMessage): Promise<{ action: string; fields: Record<string, unknown> }> {
  if (content.kind === "text") return { action: "text", fields: { text: content.text, linkPreview: content.previewUrl ?? true } };
  if (content.kind === "location") {
    const { latitude, longitude, name = "", address = "" } = content;
    return { action: "location", fields: { latitude, longitude, caption: name, address } };
  }
  if (!("attachmentId" in content)) throw new Error(`${content.kind} was not degraded for MegaAPI`);
  const { bytes, mediaType, fileName } = await loadMedia(content.attachmentId);
  const type = content.kind === "voice" ? "ptt" : content.kind;
  const mimeType = content.kind === "voice" ? "audio/ogg; codecs=opus" : mediaType;
  return { action: "mediaBase64", fields: { base64: asDataUrl(bytes, mediaType), fileName, type, caption: content.text ?? "", mimeType } };
}

/** An error may come with 200; "Phone not connected" is 401 and no bad token. */
export function outcomeOfError({ status, body }: Pick<GuardedAnswer, "status" | "body">): SendOutcome {
  const json = readJson({ status, body, headers: {} });
  const text = (asText(json["message"]) ?? `HTTP ${status}`).slice(0, 300);
  const failure = { code: String(status), text };
  if (json["error"] !== true && status < 300) return { status: "unconfirmed", text: "The gateway's answer could not be read." };
  if (/not connected/i.test(text)) return { status: "unavailable", ...failure, code: "phone_disconnected", scope: "channel" };
  if (status === 401 || status === 403 || status === 404 || /instance not found|invalid instance/i.test(text))
    return { status: "unavailable", ...failure, scope: "channel" };
  if (status >= 500 || status === 429) return { status: "unavailable", ...failure, scope: "message" };
  return { status: "refused", ...failure };
}

async function download(media: MediaRef, maxBytes: number, channel: Channel, tools: AdapterTools) {
  const json = { messageKeys: JSON.parse(media.providerMediaId) as unknown };
  const answer = await tools.http(
    ask(`instance/downloadMediaMessage/${instance(channel)}`, channel, { method: "POST", json, maxBytes, timeoutMs: DOWNLOAD_MS }),
  );
  return { answer, base64: asText(readJson(answer)["data"]), type: undefined };
}

async function configureWebhook(channel: Channel, webhookUrl: string, tools: AdapterTools): Promise<void> {
  const json = { messageData: { webhookUrl, webhookEnabled: true } };
  const answer = await tools.http(ask(`webhook/${instance(channel)}/configWebhook`, channel, { method: "POST", json, timeoutMs: 10_000 }));
  const body = readJson(answer);
  if (answer.status >= 300 || body["error"] === true) throw new Error(asText(body["message"]) ?? `HTTP ${answer.status}`);
}

/** The phone is paired when the instance has a user, whatever its status says. */
async function phoneOf(channel: Channel, tools: AdapterTools): Promise<{ answer: GuardedAnswer; user: Loose | undefined }> {
  const answer = await tools.http(ask(`instance/${instance(channel)}`, channel, { timeoutMs: 10_000 }));
  const user = asRecord(readJson(answer)["instance"])["user"];
  return { answer, user: user === undefined ? undefined : asRecord(user) };
}

async function pair(channel: Channel, tools: AdapterTools): Promise<Pairing> {
  const { user } = await phoneOf(channel, tools);
  if (user !== undefined) return { state: "paired" };
  const body = readJson(await tools.http(ask(`instance/qrcode_base64/${instance(channel)}`, channel, { timeoutMs: 20_000 })));
  const qr = asText(body["qrcode"]);
  if (qr === undefined) return { state: "starting" };
  return { state: "waiting", qr: qr.startsWith("data:") ? qr : `data:image/png;base64,${qr}` };
}

async function validate(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const { answer, user } = await phoneOf(channel, tools);
    const problem = reachStep(answer.status);
    if (problem !== null) return [problem];
    if (readJson(answer)["error"] === true)
      return [{ step: "gateway", ok: false, advice: "session_unknown", facts: { code: answer.status } }];
    if (user === undefined)
      return [
        { step: "token", ok: true },
        { step: "phone", ok: false, advice: "phone_not_paired" },
      ];
    const read = readAddress(asText(user["id"]));
    const number = read.kind === "person" ? `+${read.digits}` : "";
    return [
      { step: "token", ok: true },
      { step: "number", ok: true, facts: { name: asText(user["name"]) ?? "", number } },
    ];
  } catch (error) {
    return [reachStep(null, error) as ValidationStep];
  }
}
