// Longer than most: one gateway, whose sending, receiving, pairing and lists are read together.
import { createHmac } from "node:crypto";
import type { GuardedAnswer } from "../../../platform/index.ts";
import { sameSecret } from "../../../platform/pure.ts";
import { accountingFor } from "../../receiving/account-for.ts";
import type {
  AdapterTools,
  Channel,
  ChannelAdapter,
  ChannelEvent,
  IdentityKey,
  OutboundMessage,
  Pairing,
  RawWebhook,
  SendOutcome,
  StatusEvent,
  ValidationStep,
} from "../adapter.ts";
import { callToSend, DOWNLOAD_MS, readJson } from "../calls.ts";
import { note } from "../notice.ts";
import { readJsonBody } from "../read-body.ts";
import { asList, asRecord, asRecords, asText, asTime, type Loose, leaveOut, storable } from "../tolerant.ts";
import { chatOf, ignoredAmong, pickWebRecipient } from "../whatsapp-web/addresses.ts";
import { BAILEYS_IGNORED, baileysTime, connection, parseBaileys, wordsOf } from "../whatsapp-web/baileys.ts";
import { fetchBase64, gatewayAccount, gatewayRequest, outcomeOfStatus, reachStep, WEB_MEDIA, WEB_PACE } from "../whatsapp-web/gateway.ts";
import { listReceived, poll } from "./list.ts";

const MB = 1024 * 1024;
const parseWebhook = accountingFor(parseBody, { ignored: BAILEYS_IGNORED, containers: new Set(["data"]) });

/** An Evolution API server. Lists and buttons break, and votes of polls stay encrypted: menus leave as numbered text. */
export const evolution: ChannelAdapter = {
  kind: "evolution",
  fields: { baseUrl: "setting", instance: "id", apiKey: "secret", receive: "optional_setting", webhookSecret: "generated" },
  secretsGoTo: { baseUrl: ["apiKey"] },
  accountOf: ({ settings }) => gatewayAccount(settings, settings["instance"] ?? ""),
  windowHours: null,
  pace: WEB_PACE,
  capabilities: {
    textLength: 4096,
    textUnit: "characters",
    media: WEB_MEDIA,
    location: true,
    contacts: true,
    reactions: true,
    quotes: true,
  },
  maxWebhookBytes: 44 * MB,
  maxMediaBytes: () => 30 * MB,
  verify: verifyToken,
  toStored: withoutSecrets,
  orderingKey: (body) => {
    const data = asRecord(asRecord(body)["data"]);
    return asText(asRecord(data["key"])["remoteJid"]) ?? asText(data["remoteJid"]) ?? "";
  },
  parse: parseWebhook,
  pickRecipient: pickWebRecipient,
  send: sendMessage,
  fetchMedia: (media, maxBytes, channel, tools) =>
    fetchBase64(async (limit) => {
      const json = { message: { key: { id: media.providerMediaId } }, convertToMp4: false };
      const answer = await tools.http(
        ask("chat/getBase64FromMediaMessage", channel, { method: "POST", json, maxBytes: limit, timeoutMs: DOWNLOAD_MS }),
      );
      const body = readJson(answer);
      return { answer, base64: asText(body["base64"]), type: asText(body["mimetype"]) };
    }, maxBytes),
  markRead,
  connect: setWebhook,
  pair,
  listReceived: (channel, since, tools) => listReceived(channel, since, tools, parseWebhook),
  poll,
  validate,
};

/** `Authorization: Bearer` with a JWT (HS256) over our secret. A webhook of the server's own environment has none and is refused. */
function verifyToken({ headers }: RawWebhook, channel: Channel): boolean {
  return isValidJwt(headers["authorization"], channel.credentials["webhookSecret"] ?? "", Date.now());
}

const LEEWAY_S = 60;

export function isValidJwt(header: unknown, secret: string, nowMs: number): boolean {
  const [head, claims, signature] = typeof header === "string" ? header.replace(/^Bearer /, "").split(".") : [];
  if (secret === "" || head === undefined || claims === undefined || signature === undefined) return false;
  if (!sameSecret(signature, createHmac("sha256", secret).update(`${head}.${claims}`).digest("base64url"))) return false;
  try {
    const { alg } = asRecord(JSON.parse(Buffer.from(head, "base64url").toString("utf8")));
    const { exp } = asRecord(JSON.parse(Buffer.from(claims, "base64url").toString("utf8")));
    return alg === "HS256" && typeof exp === "number" && exp + LEEWAY_S > nowMs / 1000;
  } catch {
    return false;
  }
}

/** Every body repeats the instance's key in clear; files in base64 are fetched by id instead. */
function withoutSecrets(rawBody: Buffer): Buffer {
  const read = readJsonBody(rawBody);
  if (read === undefined) return rawBody;
  const { apikey: _key, data, ...rest } = asRecord(read);
  const { message, ...fields } = asRecord(data);
  const { base64: _file, ...parts } = asRecord(message);
  const kept = message === undefined ? data : { ...fields, message: parts };
  return Buffer.from(JSON.stringify({ ...rest, ...(data === undefined ? {} : { data: kept }) }));
}

function parseBody(body: unknown): ChannelEvent[] {
  const envelope = asRecord(body);
  const name = (asText(envelope["event"]) ?? "").toLowerCase().replaceAll("_", ".");
  const data = asRecord(envelope["data"]);
  switch (name) {
    case "messages.upsert":
    case "send.message":
      return parseBaileys({
        key: asRecord(data["key"]),
        message: asRecord(data["message"]),
        pushName: asText(data["pushName"]),
        at: baileysTime(data["messageTimestamp"]),
        contextInfo: asRecord(data["contextInfo"]),
        stub: asText(data["messageStubType"]),
        own: asText(envelope["sender"]),
        findMedia: () => asText(asRecord(data["key"])["id"]) ?? "",
      });
    case "messages.update":
      return asItems(envelope["data"]).map(
        (one) => ignoredAmong([one["remoteJid"], asRecord(one["key"])["remoteJid"]]) ?? parseUpdate(one),
      );
    case "messages.delete": {
      const ignored = ignoredAmong([data["remoteJid"], asRecord(data["key"])["remoteJid"]]);
      if (ignored !== undefined) return [ignored];
      const target = asText(data["id"]) ?? asText(asRecord(data["key"])["id"]);
      return [target === undefined ? note("revoke_without_target", data) : { type: "revoke", account: null, at: null, target }];
    }
    case "messages.edited": {
      const ignored = ignoredAmong([data["remoteJid"], asRecord(data["key"])["remoteJid"]]);
      if (ignored !== undefined) return [ignored];
      const target = asText(asRecord(data["key"])["id"]);
      const text = wordsOf(asRecord(data["editedMessage"]));
      return [
        target === undefined
          ? note("edit_without_target", data)
          : { type: "edit", account: null, at: asTime(data["timestampMs"]), target, text },
      ];
    }
    case "connection.update":
      return [parseConnection(data, envelope)];
    case "status.instance":
      return [connection("closed", "stopped", null, { status: asText(data["status"]) ?? "", heard: asText(envelope["date_time"]) ?? "" })];
    default:
      if (name === "qrcode.updated") leaveOut(data); // whoever has the code has the phone
      return [note(`event:${name.slice(0, 80)}`, name === "qrcode.updated" ? {} : { data: storable(data) })];
  }
}

const STATUSES: Record<string, StatusEvent["status"]> = {
  ERROR: "failed",
  SERVER_ACK: "sent",
  DELIVERY_ACK: "delivered",
  READ: "read",
  PLAYED: "played",
};

/** One, or a list of them. */
const asItems = (value: unknown): Loose[] => (Array.isArray(value) ? asRecords(value) : [asRecord(value)]);

/** `keyId` is WhatsApp's id; `messageId` is a row of the gateway's. */
function parseUpdate(data: Loose): ChannelEvent {
  const id = asText(data["keyId"]) ?? asText(asRecord(data["key"])["id"]);
  const name = asText(data["status"]) ?? "";
  if (id === undefined) return note(`update:${name}`, {});
  if (name === "DELETED") return { type: "revoke", account: null, at: null, target: id };
  const status = STATUSES[name];
  if (status === undefined || data["fromMe"] === false) return note(`update:${name}`, {});
  const failure = status === "failed" ? { failure: { code: "ERROR", text: "WhatsApp did not take the message." } } : {};
  return { type: "status", account: null, at: null, providerMessageId: id, status, ...failure };
}

/** The time that the gateway writes is local with a wrong zone: it tells two events apart and nothing else. */
function parseConnection(data: Loose, envelope: Loose): ChannelEvent {
  const state = asText(data["state"]) ?? "unknown";
  const health =
    state === "open" ? "ok" : state === "close" || state === "refused" ? "stopped" : state === "connecting" ? "unchanged" : "unknown";
  return connection(state, health, null, { state, reason: asText(data["statusReason"]) ?? "", heard: asText(envelope["date_time"]) ?? "" });
}

interface Call {
  method?: "GET" | "POST";
  json?: unknown;
  timeoutMs?: number;
  maxBytes?: number;
}

const ask = (path: string, channel: Channel, call: Call = {}) =>
  gatewayRequest(
    {
      path: `${path}/${encodeURIComponent(channel.settings["instance"] ?? "")}`,
      headers: { apikey: channel.credentials["apiKey"] ?? "" },
      ...call,
    },
    channel,
  );

async function sendMessage(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const { action, fields } = await build(message);
  const number = chatOf(message.recipient, "s.whatsapp.net");
  const quoted =
    message.targetProviderId === undefined || message.content.kind === "reaction"
      ? {}
      : { quoted: { key: { id: message.targetProviderId } } };
  const request = ask(`message/${action}`, channel, { method: "POST", json: { number, ...fields, ...quoted }, timeoutMs: 60_000 });
  return callToSend(tools.http, request, (answer) => {
    if (answer.status !== 200 && answer.status !== 201) return outcomeOfError(answer);
    const id = asText(asRecord(readJson(answer)["key"])["id"]);
    return id === undefined
      ? { status: "unconfirmed", text: "The gateway's answer held no message id." }
      : { status: "accepted", providerMessageId: id };
  });
}

async function build(message: OutboundMessage): Promise<{ action: string; fields: Record<string, unknown> }> {
  const { content, recipient, targetProviderId, targetFromUs = false } = message;
  switch (content.kind) {
    case "text":
      return { action: "sendText", fields: { text: content.text, linkPreview: content.previewUrl ?? true } };
    case "location": {
      const { latitude, longitude, name = "", address = "" } = content;
      return { action: "sendLocation", fields: { latitude, longitude, name, address } };
    }
    case "contacts":
      return {
        action: "sendContact",
        fields: {
          contact: content.contacts.map(({ name, phones, organization }) => {
            const phone = phones[0]?.phone ?? "";
            return { fullName: name, wuid: phone.replace(/\D/g, ""), phoneNumber: phone, organization: organization ?? "" };
          }),
        },
      };
    case "reaction":
      return {
        action: "sendReaction",
        fields: {
          key: { remoteJid: chatOf(recipient, "s.whatsapp.net"), fromMe: targetFromUs, id: targetProviderId },
          reaction: content.emoji,
        },
      };
    case "voice": {
      const { bytes } = await message.loadMedia(content.attachmentId);
      return { action: "sendWhatsAppAudio", fields: { audio: bytes.toString("base64"), encoding: true } };
    }
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker": {
      const { bytes, mediaType, fileName } = await message.loadMedia(content.attachmentId);
      const mediatype = content.kind === "sticker" ? "image" : content.kind;
      const caption = content.text === undefined ? {} : { caption: content.text };
      return { action: "sendMedia", fields: { mediatype, mimetype: mediaType, media: bytes.toString("base64"), fileName, ...caption } };
    }
    default:
      throw new Error(`${content.kind} was not degraded for Evolution`);
  }
}

/** `message` may be a text, texts, texts in texts, or records. */
export function outcomeOfError({ status, body }: Pick<GuardedAnswer, "status" | "body">): SendOutcome {
  const message = asRecord(readJson({ status, body, headers: {} })["response"])["message"];
  const missing = asRecords(message).some((one) => one["exists"] === false);
  const text = (asText(message) ?? asText(asList(message).flat()[0]) ?? `HTTP ${status}`).slice(0, 300);
  if (missing) return { status: "refused", code: "not_on_whatsapp", text: "This number has no WhatsApp." };
  const failure = { code: String(status), text };
  if (/connection closed|not connected/i.test(text))
    return { status: "unavailable", ...failure, code: "phone_disconnected", scope: "channel" };
  return outcomeOfStatus(status, text);
}

async function markRead(
  { providerMessageId, recipient, typing }: { providerMessageId: string; recipient: IdentityKey | null; typing: boolean },
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  if (recipient === null) return;
  const remoteJid = chatOf(recipient, "s.whatsapp.net");
  if (typing)
    await tools.http(
      ask("chat/sendPresence", channel, {
        method: "POST",
        json: { number: remoteJid, presence: "composing", delay: 3_000 },
        timeoutMs: 5_000,
      }),
    );
  else {
    const json = { readMessages: [{ remoteJid, fromMe: false, id: providerMessageId }] };
    await tools.http(ask("chat/markMessageAsRead", channel, { method: "POST", json, timeoutMs: 5_000 }));
  }
}

const EVENTS = [
  "MESSAGES_UPSERT",
  "MESSAGES_UPDATE",
  "MESSAGES_DELETE",
  "MESSAGES_EDITED",
  "SEND_MESSAGE",
  "CONNECTION_UPDATE",
  "STATUS_INSTANCE",
];

async function setWebhook(channel: Channel, url: string, tools: AdapterTools): Promise<void> {
  const headers = { jwt_key: channel.credentials["webhookSecret"] ?? "" };
  const json = { webhook: { enabled: true, url, headers, byEvents: false, base64: false, events: EVENTS } };
  const answer = await tools.http(ask("webhook/set", channel, { method: "POST", json, timeoutMs: 10_000 }));
  if (answer.status !== 200 && answer.status !== 201) throw new Error(`HTTP ${answer.status}`);
}

async function stateOf(channel: Channel, tools: AdapterTools) {
  const answer = await tools.http(ask("instance/connectionState", channel, { timeoutMs: 10_000 }));
  return { answer, state: asText(asRecord(readJson(answer)["instance"])["state"]) };
}

async function pair(channel: Channel, tools: AdapterTools): Promise<Pairing> {
  const { state } = await stateOf(channel, tools);
  if (state === "open") return { state: "paired" };
  const json = readJson(await tools.http(ask("instance/connect", channel, { timeoutMs: 20_000 })));
  const qr = asText(json["code"]) ?? asText(json["base64"]);
  const code = asText(json["pairingCode"]);
  return qr === undefined ? { state: "starting" } : { state: "waiting", qr, ...(code === undefined ? {} : { code }) };
}

async function validate(channel: Channel, tools: AdapterTools): Promise<ValidationStep[]> {
  try {
    const { answer, state } = await stateOf(channel, tools);
    const problem = reachStep(answer.status);
    if (problem !== null) return [problem];
    return state === "open"
      ? [
          { step: "token", ok: true },
          { step: "phone", ok: true },
        ]
      : [
          { step: "token", ok: true },
          { step: "phone", ok: false, advice: "phone_not_paired" },
        ];
  } catch (error) {
    return [reachStep(null, error) as ValidationStep];
  }
}
