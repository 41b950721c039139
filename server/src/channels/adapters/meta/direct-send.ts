import { FormData } from "undici";
import type { OutboundContent } from "../../../../../content/content.ts";
import { framed } from "../../../../../content/degrade.ts";
import type { GuardedAnswer } from "../../../platform/index.ts";
import type { AdapterTools, Channel, IdentityKey, OutboundMedia, OutboundMessage, SendOutcome } from "../adapter.ts";
import { callToSend, readJson } from "../calls.ts";
import { asText } from "../tolerant.ts";
import { callGraph, graphRequest, readError } from "./graph.ts";

type Body = Record<string, unknown>;

/** Gives a file to the platform: as an id of its own, or as an address from which it fetches the file. */
export type HandFile = (
  media: OutboundMedia,
  message: OutboundMessage,
  attachmentId: string,
  channel: Channel,
  tools: AdapterTools,
) => Promise<{ payload: Body } | SendOutcome>;

const TYPES: Record<string, string> = {
  image: "image",
  sticker: "image",
  video: "video",
  audio: "audio",
  voice: "audio",
  document: "file",
};

/** `POST /{page}/messages`. @source Meta, Messenger Platform, Send API. */
export async function sendDirect(
  message: OutboundMessage,
  page: string,
  handFile: HandFile,
  channel: Channel,
  tools: AdapterTools,
): Promise<SendOutcome> {
  const { content, recipient, targetProviderId } = message;
  if (content.kind === "reaction") return react(content.emoji, recipient, page, targetProviderId ?? "", channel, tools);
  let body: Body;
  if ("attachmentId" in content) {
    const handed = await handFile(await message.loadMedia(content.attachmentId), message, content.attachmentId, channel, tools);
    if ("status" in handed) return handed;
    body = { attachment: { type: TYPES[content.kind], payload: handed.payload } };
  } else body = buildMessage(content);
  const json = {
    recipient: { id: recipient.value },
    ...(message.humanAgent ? { messaging_type: "MESSAGE_TAG", tag: "HUMAN_AGENT" } : { messaging_type: "RESPONSE" }),
    // The metadata comes back in Messenger's echo, so that it finds the message even when the answer was lost.
    message: { ...body, metadata: message.id },
    ...(targetProviderId === undefined ? {} : { reply_to: { mid: targetProviderId } }),
  };
  return callToSend(tools.http, graphRequest({ method: "POST", path: `${page}/messages`, json }, channel, tools), judge);
}

function buildMessage(content: Exclude<OutboundContent, { attachmentId: string } | { kind: "reaction" }>): Body {
  switch (content.kind) {
    case "text":
      return { text: content.text };
    case "buttons":
      return {
        text: framed(content),
        quick_replies: content.buttons.map(({ id, title }) => ({ content_type: "text", title, payload: id })),
      };
    case "link_button": {
      const buttons = [{ type: "web_url", title: content.label, url: content.url }];
      return { attachment: { type: "template", payload: { template_type: "button", text: framed(content), buttons } } };
    }
    case "contact_request":
      return { text: content.text, quick_replies: [{ content_type: "user_phone_number" }, { content_type: "user_email" }] };
    default:
      throw new Error(`${content.kind} was not degraded for Meta's direct messages`);
  }
}

function judge(answer: GuardedAnswer): SendOutcome {
  if (answer.status !== 200) return outcomeOfError(answer.status, answer.body);
  const providerMessageId = asText(readJson(answer)["message_id"]);
  return providerMessageId === undefined
    ? { status: "unconfirmed", text: "The provider's answer held no message id." }
    : { status: "accepted", providerMessageId };
}

const CHANNEL_STOPS = new Set([1893063, 2534041]);
const TRANSIENT = new Set([1, 2, 1200, 4, 17, 32, 613, 80002, 80006]);
const MINUTE = 60_000;

/** The subcode says more than the code, so it is looked at first. @source Meta, Messenger Platform error codes. */
export function outcomeOfError(httpStatus: number, body: Buffer): SendOutcome {
  const { code, subcode, text } = readError(body);
  const failure = {
    code: subcode === undefined ? String(code ?? httpStatus) : `${code}/${subcode}`,
    text: text === "" ? `HTTP ${httpStatus}` : text,
  };
  if (subcode !== undefined && CHANNEL_STOPS.has(subcode)) return { status: "unavailable", ...failure, scope: "channel" };
  // Another app holds the thread; it gives it back when it is done.
  if ([code, subcode].some((one) => one === 2018300 || one === 2018321))
    return { status: "unavailable", ...failure, scope: "recipient", retryAfterMs: MINUTE };
  if (code === 190) return { status: "unavailable", ...failure, scope: "channel" };
  if ((code === 10 || code === 200) && subcode === undefined) return { status: "unavailable", ...failure, scope: "channel" };
  if (code !== undefined && TRANSIENT.has(code))
    return {
      status: "unavailable",
      ...failure,
      scope: "message",
      ...(code === 2 || code === 1200 || code === 1 ? {} : { retryAfterMs: MINUTE }),
    };
  if (code === undefined && (httpStatus === 401 || httpStatus === 403)) return { status: "unavailable", ...failure, scope: "channel" };
  if (httpStatus >= 500 || httpStatus === 429) return { status: "unavailable", ...failure, scope: "message" };
  return { status: "refused", ...failure };
}

async function react(
  emoji: string,
  recipient: IdentityKey,
  page: string,
  target: string,
  channel: Channel,
  tools: AdapterTools,
): Promise<SendOutcome> {
  const json = {
    recipient: { id: recipient.value },
    sender_action: emoji === "" ? "unreact" : "react",
    payload: { message_id: target, ...(emoji === "" ? {} : { reaction: "love" }) },
  };
  return callToSend(tools.http, graphRequest({ method: "POST", path: `${page}/messages`, json }, channel, tools), (answer) =>
    answer.status === 200
      ? { status: "accepted", providerMessageId: `reaction:${target}:${Date.now()}` }
      : outcomeOfError(answer.status, answer.body),
  );
}

/** Each action is a request of its own. */
export async function markDirectRead(
  { recipient, typing }: { recipient: IdentityKey | null; typing: boolean },
  page: string,
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  if (recipient === null) return;
  const json = { recipient: { id: recipient.value }, sender_action: typing ? "typing_on" : "mark_seen" };
  await callGraph({ method: "POST", path: `${page}/messages`, json, timeoutMs: 5_000 }, channel, tools);
}

/** Uploads the file; nothing is with the contact yet, so an unclear end may be tried again. */
export const uploadFile: HandFile = async (media, _message, _attachmentId, channel, tools) => {
  const form = new FormData();
  form.set("message", JSON.stringify({ attachment: { type: TYPES[media.kind], payload: { is_reusable: false } } }));
  form.set("filedata", new Blob([new Uint8Array(media.bytes)], { type: media.mediaType }), media.fileName);
  try {
    const answer = await callGraph(
      { method: "POST", path: `${channel.externalId}/message_attachments`, form, timeoutMs: 60_000 },
      channel,
      tools,
    );
    const id = asText(readJson(answer)["attachment_id"]);
    if (answer.status === 200 && id !== undefined) return { payload: { attachment_id: id } };
    return outcomeOfError(answer.status === 200 ? 502 : answer.status, answer.body);
  } catch (error) {
    return { status: "unavailable", code: "network", text: (error as Error).message, scope: "message" };
  }
};

/** Instagram takes no uploads: it fetches the file from us. */
export const linkFile: HandFile = async (_media, message, attachmentId) => ({ payload: { url: message.linkTo(attachmentId) } });
