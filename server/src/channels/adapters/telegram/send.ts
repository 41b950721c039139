import { FormData } from "undici";
import type { MediaKind, OutboundContent } from "../../../../../content/content.ts";
import { framed } from "../../../../../content/degrade.ts";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, IdentityKey, OutboundMessage, SendOutcome } from "../adapter.ts";
import { callToSend } from "../calls.ts";
import { asRecord, asText, compact } from "../tolerant.ts";
import { askBot, type BotAnswer, botRequest, readAnswer } from "./bot-api.ts";

const METHODS: Record<MediaKind, { method: string; field: string }> = {
  image: { method: "sendPhoto", field: "photo" },
  video: { method: "sendVideo", field: "video" },
  audio: { method: "sendAudio", field: "audio" },
  voice: { method: "sendVoice", field: "voice" },
  document: { method: "sendDocument", field: "document" },
  sticker: { method: "sendSticker", field: "sticker" },
};

/** A success of the call is all that Telegram ever tells: `sent` is the last status. */
export async function sendMessage(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const { content, recipient, targetProviderId } = message;
  if (content.kind === "reaction") return react(content.emoji, targetProviderId ?? "", channel, tools);
  const quoted = targetProviderId?.split(":")[1];
  const common = {
    chat_id: recipient.value,
    ...(quoted === undefined ? {} : { reply_parameters: { message_id: Number(quoted), allow_sending_without_reply: true } }),
  };
  if ("attachmentId" in content) return sendFile(content, message, common, channel, tools);
  const { method, body } = build(content);
  return callToSend(tools.http, botRequest(method, { ...common, ...body }, channel, tools), judgeFor(recipient.value));
}

type Plain = Exclude<OutboundContent, { attachmentId: string } | { kind: "reaction" }>;

/** Plain text only: words of people are never taken for markup. */
function build(content: Plain): { method: string; body: Record<string, unknown> } {
  switch (content.kind) {
    case "location": {
      const { latitude, longitude, name, address } = content;
      if (name === undefined && address === undefined) return { method: "sendLocation", body: { latitude, longitude } };
      return { method: "sendVenue", body: { latitude, longitude, title: name ?? address, address: address ?? "" } };
    }
    case "buttons":
      return text(framed(content), { inline_keyboard: content.buttons.map(({ id, title }) => [{ text: title, callback_data: id }]) });
    case "link_button":
      return text(framed(content), { inline_keyboard: [[{ text: content.label, url: content.url }]] });
    case "location_request":
      return text(content.text, keyboard({ text: "📍", request_location: true }));
    case "contact_request":
      return text(content.text, keyboard({ text: "📱", request_contact: true }));
    case "text":
      return text(content.text, undefined, content.previewUrl);
    default:
      throw new Error(`${content.kind} was not degraded for Telegram`);
  }
}

function text(words: string, markup?: unknown, preview = true) {
  return {
    method: "sendMessage",
    body: compact({ text: words, reply_markup: markup, link_preview_options: preview ? undefined : { is_disabled: true } }),
  };
}

const keyboard = (button: Record<string, unknown>) => ({ keyboard: [[button]], one_time_keyboard: true, resize_keyboard: true });

async function sendFile(
  content: Extract<OutboundContent, { attachmentId: string }>,
  message: OutboundMessage,
  common: Record<string, unknown>,
  channel: Channel,
  tools: AdapterTools,
): Promise<SendOutcome> {
  const { bytes, mediaType, fileName } = await message.loadMedia(content.attachmentId);
  const { method, field } = METHODS[content.kind];
  const form = new FormData();
  for (const [name, value] of Object.entries(common)) form.set(name, typeof value === "string" ? value : JSON.stringify(value));
  if (content.text !== undefined) form.set("caption", content.text);
  form.set(field, new Blob([new Uint8Array(bytes)], { type: mediaType }), fileName);
  return callToSend(tools.http, botRequest(method, form, channel, tools, 60_000), judgeFor(message.recipient.value));
}

const judgeFor =
  (chatId: string) =>
  (answer: GuardedAnswer): SendOutcome => {
    const read = readAnswer(answer);
    if (!read.ok) return outcomeOfError(read);
    const id = asText(asRecord(read.result)["message_id"]);
    return id === undefined
      ? { status: "unconfirmed", text: "Telegram's answer held no message id." }
      : { status: "accepted", providerMessageId: `${chatId}:${id}` };
  };

/** What an error means. Descriptions are matched by their beginning: there are no other codes. */
export function outcomeOfError({ code, description, retryAfterMs }: BotAnswer): SendOutcome {
  const failure = { code: String(code), text: description === "" ? `HTTP ${code}` : description };
  if (code === 429) return { status: "unavailable", ...failure, scope: "message", retryAfterMs: retryAfterMs ?? 5_000 };
  if (code === 401 || code === 404 || code === 409) return { status: "unavailable", ...failure, scope: "channel" };
  if (code >= 500) return { status: "unavailable", ...failure, scope: "message" };
  // 200 with something else than the expected JSON: it may have left.
  if (code < 300) return { status: "unconfirmed", text: "Telegram's answer could not be read." };
  return { status: "refused", ...failure };
}

async function react(emoji: string, target: string, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const [chat_id = "", id = ""] = target.split(":");
  const reaction = emoji === "" ? [] : [{ type: "emoji", emoji }];
  const request = botRequest("setMessageReaction", { chat_id, message_id: Number(id), reaction }, channel, tools);
  return callToSend(tools.http, request, (answer) => {
    const read = readAnswer(answer);
    return read.ok ? { status: "accepted", providerMessageId: `reaction:${target}:${Date.now()}` } : outcomeOfError(read);
  });
}

/** Telegram has no read marks; "typing…" lasts 5 seconds. */
export async function markRead(
  { recipient, typing }: { recipient: IdentityKey | null; typing: boolean },
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  if (typing && recipient !== null) await askBot("sendChatAction", { chat_id: recipient.value, action: "typing" }, channel, tools);
}

/** Ends the spinning of a tapped button and takes the used buttons away. Too late, or nothing to change: both are fine. */
export async function acknowledgeTap(token: string, channel: Channel, tools: AdapterTools): Promise<void> {
  const [queryId = "", message = ""] = token.split(" ");
  await askBot("answerCallbackQuery", { callback_query_id: queryId }, channel, tools);
  const [chat_id = "", id = ""] = message.split(":");
  if (id !== "") await askBot("editMessageReplyMarkup", { chat_id, message_id: Number(id) }, channel, tools);
}
