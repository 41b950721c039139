import { FormData } from "undici";
import type { AdapterTools, Channel, OutboundMedia, OutboundMessage, SendOutcome } from "../adapter.ts";
import { callToSend, readJson } from "../calls.ts";
import { callGraph, graphRequest } from "../meta/graph.ts";
import { asRecord, asRecords, asText } from "../tolerant.ts";
import { buildMessage } from "./build-message.ts";
import { MAX_UPLOAD_BYTES, MEDIA_TYPES } from "./limits.ts";
import { outcomeOfError } from "./provider-errors.ts";

/** Uploads the files that the message names, then sends it. Only the last call can leave the outcome unknown. */
export async function sendMessage(message: OutboundMessage, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  const uploads = new Map<string, { id: string; kind: string; fileName: string }>();
  for (const attachmentId of attachmentsOf(message)) {
    const media = await message.loadMedia(attachmentId);
    const unfit = checkMedia(media);
    if (unfit !== undefined) return { status: "refused", code: "media_unfit", text: unfit };
    const uploaded = await upload(media, channel, tools);
    if ("status" in uploaded) return uploaded;
    uploads.set(attachmentId, { id: uploaded.id, kind: media.kind === "voice" ? "audio" : media.kind, fileName: media.fileName });
  }
  const body = buildMessage(message, (attachmentId) => {
    const found = uploads.get(attachmentId);
    if (found === undefined) throw new Error("an attachment was not uploaded");
    return found;
  });
  return post(body, channel, tools);
}

function attachmentsOf({ content }: OutboundMessage): string[] {
  if ("attachmentId" in content) return [content.attachmentId];
  if (content.kind !== "template") return [];
  return (content.header ?? []).flatMap((parameter) => ("attachmentId" in parameter ? [parameter.attachmentId] : []));
}

function checkMedia({ kind, bytes, mediaType }: OutboundMedia): string | undefined {
  const types = MEDIA_TYPES[kind];
  if (types !== undefined && !types.test(mediaType)) return `WhatsApp does not take ${mediaType} as ${kind}.`;
  const max = MAX_UPLOAD_BYTES[kind];
  return bytes.length > max ? `The file has ${bytes.length} bytes; WhatsApp takes at most ${max} as ${kind}.` : undefined;
}

async function upload(media: OutboundMedia, channel: Channel, tools: AdapterTools): Promise<{ id: string } | SendOutcome> {
  const form = new FormData();
  form.set("messaging_product", "whatsapp");
  form.set("type", media.mediaType);
  form.set("file", new Blob([new Uint8Array(media.bytes)], { type: media.mediaType }), media.fileName);
  try {
    const answer = await callGraph({ method: "POST", path: `${channel.externalId}/media`, form, timeoutMs: 60_000 }, channel, tools);
    const id = asText(readJson(answer)["id"]);
    if (answer.status === 200 && id !== undefined) return { id };
    const outcome = outcomeOfError(answer.status, answer.body);
    // An upload leaves nothing with the contact: its unclear end may be tried again.
    return outcome.status === "unconfirmed" ? { status: "unavailable", code: "upload", text: outcome.text, scope: "message" } : outcome;
  } catch (error) {
    return { status: "unavailable", code: "network", text: (error as Error).message, scope: "message" };
  }
}

function post(body: Record<string, unknown>, channel: Channel, tools: AdapterTools): Promise<SendOutcome> {
  return callToSend(
    tools.http,
    graphRequest({ method: "POST", path: `${channel.externalId}/messages`, json: body }, channel, tools),
    (answer) => {
      if (answer.status !== 200) return outcomeOfError(answer.status, answer.body);
      const json = readJson(answer);
      const message = asRecord(asRecords(json["messages"])[0]);
      const providerMessageId = asText(message["id"]);
      if (providerMessageId === undefined) return { status: "unconfirmed", text: "The provider's answer held no message id." };
      const address = asText(asRecord(asRecords(json["contacts"])[0])["wa_id"]);
      return {
        status: "accepted",
        providerMessageId,
        ...(message["message_status"] === "held_for_quality_assessment" ? { held: true } : {}),
        ...(address === undefined ? {} : { address }),
      };
    },
  );
}

/** Marks the message, and with it all earlier ones, as read; `typing` shows "typing…" for up to 25 s. */
export async function markRead(
  { providerMessageId, typing }: { providerMessageId: string; typing: boolean },
  channel: Channel,
  tools: AdapterTools,
): Promise<void> {
  const json = {
    messaging_product: "whatsapp",
    status: "read",
    message_id: providerMessageId,
    ...(typing ? { typing_indicator: { type: "text" } } : {}),
  };
  await callGraph({ method: "POST", path: `${channel.externalId}/messages`, json, timeoutMs: 5_000 }, channel, tools);
}
