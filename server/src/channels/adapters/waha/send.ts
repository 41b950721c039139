import { framed } from "../../../../../content/degrade.ts";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, IdentityKey, OutboundMessage, SendOutcome } from "../adapter.ts";
import { callToSend, readJson } from "../calls.ts";
import { asRecord, asText } from "../tolerant.ts";
import { chatOf, shortId, wrappedId } from "../whatsapp-web/addresses.ts";
import { outcomeOfStatus } from "../whatsapp-web/gateway.ts";
import { presetId, sessionOf, wahaRequest } from "./api.ts";

export async function sendMessage(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const chatId = await resolveChat(message.recipient, channel, tools);
  if (chatId === null) return { status: "refused", code: "not_on_whatsapp", text: "This number has no WhatsApp." };
  const { method, path, fields } = await build(message, chatId);
  const json = { session: sessionOf(channel), ...fields };
  return callToSend(tools.http, wahaRequest(path, channel, { method, json, timeoutMs: 60_000 }), (answer) => {
    if (answer.status !== 200 && answer.status !== 201) return outcomeOfError(answer);
    if (message.content.kind === "reaction") return { status: "accepted", providerMessageId: `reaction:${message.id}` };
    const id = idOf(readJson(answer));
    return id === undefined
      ? { status: "unconfirmed", text: "The gateway's answer held no message id." }
      : { status: "accepted", providerMessageId: shortId(id) };
  });
}

/** The answer depends on the engine. */
function idOf(json: Record<string, unknown>): string | undefined {
  return (
    asText(asRecord(json["id"])["_serialized"]) ??
    asText(json["id"]) ??
    asText(asRecord(json["key"])["id"]) ??
    asText(asRecord(asRecord(json["_data"])["id"])["_serialized"])
  );
}

const resolved = new Map<string, string>();

/** Brazilian mobiles are registered with or without the ninth digit: WhatsApp knows, and is asked once. */
async function resolveChat(recipient: IdentityKey, channel: Channel, tools: AdapterTools): Promise<string | null> {
  const chat = chatOf(recipient, "c.us");
  if (!/^55\d{10,11}@/.test(chat)) return chat;
  const known = resolved.get(chat);
  if (known !== undefined) return known;
  try {
    const query = new URLSearchParams({ phone: chat.split("@")[0] ?? "", session: sessionOf(channel) });
    const json = readJson(await tools.http(wahaRequest(`api/contacts/check-exists?${query}`, channel, { timeoutMs: 10_000 })));
    if (json["numberExists"] === false) return null;
    const found = asText(json["chatId"]) ?? chat;
    if (resolved.size > 10_000) resolved.clear();
    resolved.set(chat, found);
    return found;
  } catch {
    return chat;
  }
}

interface Built {
  method: "POST" | "PUT";
  path: string;
  fields: Record<string, unknown>;
}

async function build(message: OutboundMessage, chatId: string): Promise<Built> {
  const { content, targetProviderId, targetFromUs = false } = message;
  const quoted = targetProviderId === undefined ? {} : { reply_to: wrappedId(targetProviderId, targetFromUs, chatId) };
  const post = (path: string, fields: Record<string, unknown>): Built => ({
    method: "POST",
    path,
    fields: { chatId, ...fields, ...quoted },
  });
  const id = presetId(message.id);
  switch (content.kind) {
    case "text":
      return post("api/sendText", { id, text: content.text, linkPreview: content.previewUrl ?? true });
    case "buttons":
      return post("api/sendPoll", {
        id,
        poll: { name: framed(content), options: content.buttons.map(({ title }) => title), multipleAnswers: false },
      });
    case "location":
      return post("api/sendLocation", {
        id,
        latitude: content.latitude,
        longitude: content.longitude,
        title: content.name ?? content.address ?? "",
      });
    case "reaction":
      return {
        method: "PUT",
        path: "api/reaction",
        fields: { messageId: wrappedId(targetProviderId ?? "", targetFromUs, chatId), reaction: content.emoji },
      };
    case "image":
    case "video":
    case "audio":
    case "voice":
    case "document":
    case "sticker": {
      const { bytes, mediaType, fileName } = await message.loadMedia(content.attachmentId);
      const file = {
        mimetype: content.kind === "voice" ? "audio/ogg; codecs=opus" : mediaType,
        filename: fileName,
        data: bytes.toString("base64"),
      };
      const path = {
        image: "sendImage",
        video: "sendVideo",
        voice: "sendVoice",
        audio: "sendFile",
        document: "sendFile",
        sticker: "sendImage",
      }[content.kind];
      const caption = content.text === undefined ? {} : { caption: content.text };
      return post(`api/${path}`, { file, ...caption, ...(path === "sendVoice" || path === "sendVideo" ? { convert: true } : {}) });
    }
    default:
      throw new Error(`${content.kind} was not degraded for WAHA`);
  }
}

/** 500 may come after the message left; 422 means the session is not ready, or that the engine cannot do it. */
export function outcomeOfError({ status, body }: Pick<GuardedAnswer, "status" | "body">): SendOutcome {
  const json = readJson({ status, body, headers: {} });
  const text = (
    asText(json["error"]) ??
    asText(json["message"]) ??
    asText(asRecord(json["exception"])["message"]) ??
    `HTTP ${status}`
  ).slice(0, 300);
  const failure = { code: String(status), text };
  if (status === 422 && json["expected"] !== undefined)
    return { status: "unavailable", ...failure, code: "phone_disconnected", scope: "channel" };
  return outcomeOfStatus(status, text);
}

export async function markRead(
  { recipient, typing }: { recipient: IdentityKey | null; typing: boolean },
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  if (recipient === null) return;
  const json = { session: sessionOf(channel), chatId: chatOf(recipient, "c.us") };
  await tools.http(wahaRequest(typing ? "api/startTyping" : "api/sendSeen", channel, { method: "POST", json, timeoutMs: 5_000 }));
}
