import type { InboundContent, MediaKind } from "../../../../../content/content.ts";
import type { ChannelEvent, StatusEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { asList, asNumber, asRecord, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";
import { readAddress, senderFrom, shortId } from "../whatsapp-web/addresses.ts";
import { connection } from "../whatsapp-web/baileys.ts";
import { readVcard } from "../whatsapp-web/vcard.ts";

/** One event of a session. @source WAHA, OpenAPI of July 2026, webhooks */
export function parseWebhook(body: unknown): ChannelEvent[] {
  const envelope = asRecord(body);
  const payload = asRecord(envelope["payload"]);
  const name = asText(envelope["event"]) ?? "";
  switch (name) {
    case "message":
    case "message.any":
      return parseMessage(payload);
    case "message.ack":
      return [parseAck(payload)];
    case "message.reaction":
      return [parseReaction(payload)];
    case "message.edited":
      return [parseEdit(payload)];
    case "message.revoked":
      return [parseRevoke(payload)];
    case "poll.vote":
      return parseVote(payload);
    case "session.status":
      return [parseSession(payload, asTime(envelope["timestamp"]), asText(envelope["id"]))];
    default:
      return [note(`unknown_event:${name.slice(0, 80)}`, envelope)];
  }
}

function parseMessage(payload: Loose): ChannelEvent[] {
  const outgoing = payload["fromMe"] === true;
  const chat = asText(payload[outgoing ? "to" : "from"]);
  const read = readAddress(chat);
  if (read.kind === "ignored" && read.why !== "unknown") return [note(`${read.why}_ignored`, { chat: chat ?? "" })];
  const info = asRecord(asRecord(payload["_data"])["Info"]);
  const name =
    asText(info["PushName"]) ?? asText(asRecord(payload["_data"])["notifyName"]) ?? asText(asRecord(payload["_data"])["pushName"]);
  const contact = senderFrom(outgoing ? [chat] : [chat, asText(info["SenderAlt"])], outgoing ? undefined : name);
  const id = asText(payload["id"]);
  if (contact === null || id === undefined) return [note("message_without_sender", payload)];
  return [
    {
      type: "message",
      account: null,
      at: asTime(payload["timestamp"]),
      providerMessageId: shortId(id),
      direction: outgoing ? "out" : "in",
      contact,
      content: parseContent(payload, id),
      ...(outgoing ? { status: "sent" as const } : {}),
      ...compact({ replyTo: quoteOf(payload) }),
    },
  ];
}

function quoteOf(payload: Loose): string | undefined {
  const id = asText(asRecord(payload["replyTo"])["id"]);
  return id === undefined ? undefined : shortId(id);
}

function parseContent(payload: Loose, id: string): InboundContent {
  const text = asText(payload["body"]);
  if (payload["hasMedia"] === true) {
    const media = asRecord(payload["media"]);
    const declaredType = asText(media["mimetype"]);
    // Its own address may be gone after three minutes: the message's id finds the file later too.
    const ref = JSON.stringify({ id, chat: asText(payload[payload["fromMe"] === true ? "to" : "from"]), url: asText(media["url"]) });
    return {
      kind: kindOf(declaredType, asRecord(payload["_data"])),
      media: { providerMediaId: ref, ...compact({ declaredType, fileName: asText(media["filename"]) }) },
      ...compact({ text }),
    };
  }
  const place = asRecord(payload["location"]);
  const [latitude, longitude] = [asNumber(place["latitude"]), asNumber(place["longitude"])];
  if (latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
    return { kind: "location", latitude, longitude, ...compact({ name: asText(place["description"]) }) };
  const cards = asList(payload["vCards"]).flatMap((card) => asText(card) ?? []);
  if (cards.length > 0) return { kind: "contacts", contacts: cards.map((card) => readVcard(card)) };
  const row = rowOf(asRecord(asRecord(payload["_data"])["Message"] ?? asRecord(payload["_data"])["message"]));
  if (row !== undefined) return { kind: "choice", id: row, text: text ?? row };
  return text === undefined ? { kind: "unsupported", label: "unknown", raw: storable(payload) } : { kind: "text", text };
}

/** Engines spell the row's id in two ways. */
function rowOf(message: Loose): string | undefined {
  const reply = asRecord(asRecord(message["listResponseMessage"])["singleSelectReply"]);
  return asText(reply["selectedRowID"]) ?? asText(reply["selectedRowId"]);
}

function kindOf(mediaType: string | undefined, data: Loose): MediaKind {
  const family = mediaType?.split("/")[0];
  if (family === "audio") return mediaType?.includes("opus") === true || asText(data["type"]) === "ptt" ? "voice" : "audio";
  if (mediaType === "image/webp") return "sticker";
  return family === "image" || family === "video" ? family : "document";
}

const ACKS: Record<number, StatusEvent["status"]> = { [-1]: "failed", 1: "sent", 2: "delivered", 3: "read", 4: "played" };

function parseAck(payload: Loose): ChannelEvent {
  const id = asText(payload["id"]);
  const ack = asNumber(payload["ack"]);
  const status = ack === undefined ? undefined : ACKS[ack];
  if (id === undefined || status === undefined || payload["fromMe"] === false) return note(`ack:${ack ?? "unknown"}`, {});
  const failure = status === "failed" ? { failure: { code: "-1", text: "WhatsApp did not take the message." } } : {};
  return { type: "status", account: null, at: null, providerMessageId: shortId(id), status, ...failure };
}

function parseReaction(payload: Loose): ChannelEvent {
  const reaction = asRecord(payload["reaction"]);
  const target = asText(reaction["messageId"]);
  if (target === undefined) return note("reaction_without_target", payload);
  const from = payload["fromMe"] === true ? "business" : "contact";
  return {
    type: "reaction",
    account: null,
    at: asTime(payload["timestamp"]),
    target: shortId(target),
    emoji: asText(reaction["text"]) ?? null,
    from,
  };
}

function parseEdit(payload: Loose): ChannelEvent {
  const target = asText(payload["editedMessageId"]);
  if (target === undefined) return note("edit_without_target", payload);
  return { type: "edit", account: null, at: asTime(payload["timestamp"]), target: shortId(target), text: asText(payload["body"]) ?? "" };
}

function parseRevoke(payload: Loose): ChannelEvent {
  const target = asText(payload["revokedMessageId"]) ?? asText(asRecord(payload["before"])["id"]);
  if (target === undefined) return note("revoke_without_target", payload);
  return { type: "revoke", account: null, at: asTime(asRecord(payload["after"])["timestamp"]), target: shortId(target) };
}

/** A vote names the words of the option; the menu that was sent knows its id. */
function parseVote(payload: Loose): ChannelEvent[] {
  const vote = asRecord(payload["vote"]);
  const contact = senderFrom([asText(vote["from"])], undefined);
  const id = asText(vote["id"]);
  const text = asText(asList(vote["selectedOptions"])[0]);
  const poll = asText(asRecord(payload["poll"])["id"]);
  if (contact === null || id === undefined || text === undefined || vote["fromMe"] === true) return [note("vote_without_choice", payload)];
  return [
    {
      type: "message",
      account: null,
      at: asTime(vote["timestamp"]),
      providerMessageId: shortId(id),
      direction: "in",
      contact,
      content: { kind: "choice", id: text, text },
      ...compact({ replyTo: poll === undefined ? undefined : shortId(poll) }),
    },
  ];
}

function parseSession(payload: Loose, at: Date | null, eventId: string | undefined): ChannelEvent {
  const status = asText(payload["status"]) ?? "unknown";
  const health = status === "WORKING" ? "ok" : status === "STARTING" ? "unchanged" : "stopped";
  return connection(status.toLowerCase(), health, at, { status, event: eventId ?? "" });
}
