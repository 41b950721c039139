import { framed } from "../../../../../content/degrade.ts";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, IdentityKey, OutboundMessage, SendOutcome } from "../adapter.ts";
import { callToSend, neverReached, readJson } from "../calls.ts";
import { asRecord, asRecords, asText } from "../tolerant.ts";
import { chatOf, shortId, wrappedId } from "../whatsapp-web/addresses.ts";
import { asDataUrl, outcomeOfStatus } from "../whatsapp-web/gateway.ts";
import { forgetToken, NoToken, wppRequest } from "./api.ts";

export async function sendMessage(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const { path, fields } = await build(message);
  let request: Awaited<ReturnType<typeof wppRequest>>;
  try {
    request = await wppRequest(path, channel, tools, { method: "POST", json: { ...to(message.recipient), ...fields }, timeoutMs: 60_000 });
  } catch (error) {
    // Nothing was sent yet: only the token was asked for.
    const refused = error instanceof NoToken && error.status < 500;
    const code = neverReached(error) ? "network" : "token";
    return { status: "unavailable", code, text: (error as Error).message, scope: refused ? "channel" : "message" };
  }
  return callToSend(tools.http, request, (answer) => {
    if (answer.status === 401) forgetToken(channel);
    if (answer.status !== 200 && answer.status !== 201) return outcomeOfError(answer);
    if (message.content.kind === "reaction") return { status: "accepted", providerMessageId: `reaction:${message.id}` };
    const json = readJson(answer);
    const first = asRecord(asRecords(json["response"])[0] ?? json["response"]);
    const id = asText(first["id"]) ?? asText(asRecord(first["id"])["_serialized"]);
    return id === undefined
      ? { status: "unconfirmed", text: "The gateway's answer held no message id." }
      : { status: "accepted", providerMessageId: shortId(id) };
  });
}

/** More than 14 digits are taken for a hidden id, so it is said which of them it is. */
function to(recipient: IdentityKey) {
  const isLid = recipient.kind === "whatsapp_lid";
  return { phone: isLid ? (recipient.address.split("@")[0] ?? "") : recipient.address.replace(/\D/g, ""), isGroup: false, isLid };
}

async function build(message: OutboundMessage): Promise<{ path: string; fields: Record<string, unknown> }> {
  const { content, recipient, targetProviderId, targetFromUs = false } = message;
  const target = targetProviderId === undefined ? undefined : wrappedId(targetProviderId, targetFromUs, chatOf(recipient, "c.us"));
  switch (content.kind) {
    case "text":
      return target === undefined
        ? { path: "send-message", fields: { message: content.text, isNewsletter: false } }
        : { path: "send-reply", fields: { message: content.text, messageId: target } };
    case "buttons":
      return {
        path: "send-poll-message",
        fields: { name: framed(content), choices: content.buttons.map(({ title }) => title), options: { selectableCount: 1 } },
      };
    case "location":
      return {
        path: "send-location",
        fields: {
          lat: String(content.latitude),
          lng: String(content.longitude),
          title: content.name ?? "",
          address: content.address ?? "",
        },
      };
    case "reaction":
      return { path: "react-message", fields: { msgId: target, reaction: content.emoji === "" ? false : content.emoji } };
    case "voice": {
      const { bytes } = await message.loadMedia(content.attachmentId);
      return { path: "send-voice-base64", fields: { base64Ptt: asDataUrl(bytes, "audio/ogg") } };
    }
    case "image":
    case "video":
    case "audio":
    case "document":
    case "sticker": {
      const { bytes, mediaType, fileName } = await message.loadMedia(content.attachmentId);
      return { path: "send-file-base64", fields: { base64: asDataUrl(bytes, mediaType), filename: fileName, caption: content.text ?? "" } };
    }
    default:
      throw new Error(`${content.kind} was not degraded for WPPConnect`);
  }
}

export function outcomeOfError({ status, body }: Pick<GuardedAnswer, "status" | "body">): SendOutcome {
  const json = readJson({ status, body, headers: {} });
  const text = (asText(json["message"]) ?? asText(json["error"]) ?? `HTTP ${status}`).slice(0, 300);
  const failure = { code: String(status), text };
  if (json["status"] === "Disconnected") return { status: "unavailable", ...failure, code: "phone_disconnected", scope: "channel" };
  return outcomeOfStatus(status, text);
}

export async function markRead(
  { recipient, typing }: { recipient: IdentityKey | null; typing: boolean },
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  if (recipient === null) return;
  const json = { ...to(recipient), ...(typing ? { value: true } : {}) };
  await tools.http(await wppRequest(typing ? "typing" : "send-seen", channel, tools, { method: "POST", json, timeoutMs: 5_000 }));
}
