import type { InboundContent, MediaKind } from "../../../../../content/content.ts";
import type { ChannelEvent, StatusEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { asNumber, asRecord, asRecords, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";
import { readAddress, senderFrom, shortId } from "../whatsapp-web/addresses.ts";
import { connection } from "../whatsapp-web/baileys.ts";
import { readVcard } from "../whatsapp-web/vcard.ts";

/** One event, its fields beside its name. @source WPPConnect server, source of August 2026 */
export function parseWebhook(body: unknown): ChannelEvent[] {
  const event = asRecord(body);
  const name = asText(event["event"]) ?? "";
  switch (name) {
    case "onmessage":
    case "onselfmessage":
    case "unreadmessages":
      return parseMessage(event);
    case "onack":
      return [parseAck(event)];
    case "onreactionmessage":
      return [parseReaction(event)];
    case "onrevokedmessage": {
      const target = asText(event["refId"]);
      return [
        target === undefined ? note("revoke_without_target", event) : { type: "revoke", account: null, at: null, target: shortId(target) },
      ];
    }
    case "onpollresponse":
      return parseVote(event);
    case "status-find":
      return [parseStatus(event)];
    case "closesession":
    case "logoutsession":
      return [connection(name, "stopped", asTime(event["prosaReceivedAt"]), event)];
    default:
      // The picture of a QR code is nothing to keep.
      return [note(`event:${name.slice(0, 80)}`, name === "qrcode" || name === "phoneCode" ? {} : event)];
  }
}

/** Ids come as text, or as an object with the text inside. */
const idOf = (value: unknown): string | undefined => {
  const id = asText(value) ?? asText(asRecord(value)["_serialized"]) ?? asText(asRecord(value)["id"]);
  return id === undefined ? undefined : shortId(id);
};

function parseMessage(event: Loose): ChannelEvent[] {
  const outgoing = event["fromMe"] === true || event["event"] === "onselfmessage" || event["self"] === "out";
  const chat = outgoing ? asText(event["to"]) : asText(event["from"]);
  const read = readAddress(chat);
  if (event["isGroupMsg"] === true) return [note("group_ignored", { chat: chat ?? "" })];
  if (read.kind === "ignored" && read.why !== "unknown") return [note(`${read.why}_ignored`, { chat: chat ?? "" })];
  const person = asRecord(event["sender"]);
  const contact = outgoing
    ? senderFrom([chat], undefined)
    : senderFrom([chat, asText(person["id"])], asText(event["notifyName"]) ?? asText(person["pushname"]));
  const id = idOf(event["id"]);
  if (contact === null || id === undefined) return [note("message_without_sender", event)];
  return [
    {
      type: "message",
      account: null,
      at: asTime(event["t"] ?? event["timestamp"]),
      providerMessageId: id,
      direction: outgoing ? "out" : "in",
      contact,
      content: parseContent(event),
      ...(outgoing ? { status: "sent" as const } : {}),
      ...compact({ replyTo: idOf(event["quotedMsgId"]), forwarded: event["isForwarded"] === true ? true : undefined }),
    },
  ];
}

const MEDIA: Record<string, MediaKind> = {
  image: "image",
  video: "video",
  ptt: "voice",
  audio: "audio",
  document: "document",
  sticker: "sticker",
};

/** The `body` of anything but text may be a file or a thumbnail: it is never shown. */
function parseContent(event: Loose): InboundContent {
  const type = asText(event["type"]) ?? "unknown";
  const kind = MEDIA[type];
  if (kind !== undefined) {
    const facts = compact({ declaredType: asText(event["mimetype"]), fileName: asText(event["filename"]) });
    const providerMediaId = asText(event["id"]) ?? asText(asRecord(event["id"])["_serialized"]) ?? "";
    return { kind, media: { providerMediaId, ...facts }, ...compact({ text: asText(event["caption"]) }) };
  }
  const text = asText(event["content"]) ?? asText(event["body"]);
  if (type === "chat" && text !== undefined) return { kind: "text", text };
  const row = asText(asRecord(asRecord(event["listResponse"])["singleSelectReply"])["selectedRowId"]) ?? asText(event["selectedButtonId"]);
  if (row !== undefined) return { kind: "choice", id: row, text: text ?? row };
  const [latitude, longitude] = [asNumber(event["lat"]), asNumber(event["lng"])];
  if (latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
    return { kind: "location", latitude, longitude, ...compact({ name: asText(event["loc"]) }) };
  if (type === "vcard" && text !== undefined) return { kind: "contacts", contacts: [readVcard(text)] };
  if (type === "multi_vcard")
    return {
      kind: "contacts",
      contacts: asRecords(event["vcardList"]).map((card) => readVcard(asText(card["vcard"]) ?? "", asText(card["displayName"]))),
    };
  return { kind: "unsupported", label: type.slice(0, 80), raw: storable({ ...event, body: undefined, content: undefined }) };
}

const ACKS: Record<number, StatusEvent["status"]> = { 1: "sent", 2: "delivered", 3: "read", 4: "played" };

function parseAck(event: Loose): ChannelEvent {
  const id = idOf(event["id"]);
  const ack = asNumber(event["ack"]);
  const status = ack === undefined ? undefined : ack < 0 ? "failed" : ACKS[ack];
  if (id === undefined || status === undefined) return note(`ack:${ack ?? "unknown"}`, {});
  const failure = status === "failed" ? { failure: { code: String(ack), text: "WhatsApp did not take the message." } } : {};
  const recipient = senderFrom([asText(asRecord(event["id"])["remote"])], undefined)?.keys[0];
  return { type: "status", account: null, at: null, providerMessageId: id, status, ...failure, ...compact({ recipient }) };
}

function parseReaction(event: Loose): ChannelEvent {
  const target = idOf(event["msgId"]);
  if (target === undefined) return note("reaction_without_target", event);
  const from = asRecord(event["id"])["fromMe"] === true ? "business" : "contact";
  return { type: "reaction", account: null, at: asTime(event["timestamp"]), target, emoji: asText(event["reactionText"]) ?? null, from };
}

/** A vote has no id of its own: poll, person and moment make one. */
function parseVote(event: Loose): ChannelEvent[] {
  const address = asText(asRecord(event["sender"])["_serialized"]) ?? asText(event["sender"]);
  const contact = senderFrom([address], undefined);
  const poll = idOf(event["msgId"]);
  const text = asText(asRecords(event["selectedOptions"])[0]?.["name"]);
  if (contact === null || poll === undefined || text === undefined) return [note("vote_without_choice", event)];
  return [
    {
      type: "message",
      account: null,
      at: asTime(event["timestamp"]),
      providerMessageId: `vote:${poll}:${address}:${asText(event["timestamp"]) ?? ""}`,
      direction: "in",
      contact,
      content: { kind: "choice", id: text, text },
      replyTo: poll,
    },
  ];
}

const GONE = new Set([
  "notLogged",
  "phoneNotConnected",
  "disconnectedMobile",
  "browserClose",
  "serverClose",
  "autocloseCalled",
  "qrReadError",
]);

function parseStatus(event: Loose): ChannelEvent {
  const status = asText(event["status"]) ?? "unknown";
  const health = status === "inChat" || status === "isLogged" ? "ok" : GONE.has(status) ? "stopped" : "unchanged";
  return connection(status, health, asTime(event["prosaReceivedAt"]), event);
}
