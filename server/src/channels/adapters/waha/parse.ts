import type { InboundContent, MediaKind } from "../../../../../content/content.ts";
import { accountingFor } from "../../receiving/account-for.ts";
import type { ChannelEvent, StatusEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { asList, asNumber, asRecord, asText, asTime, compact, type Loose, leaveOut, storable } from "../tolerant.ts";
import { ignoredAmong, senderFrom, shortId } from "../whatsapp-web/addresses.ts";
import { connection } from "../whatsapp-web/baileys.ts";
import { contextOf, referralOf, showBaileys, unwrap } from "../whatsapp-web/baileys-content.ts";
import { readVcard } from "../whatsapp-web/vcard.ts";

/** One event of a session. @source WAHA, OpenAPI of July 2026, webhooks */
export const parseWebhook = accountingFor(parseBody, {
  // The engine's own copy of the message, and facts about the server: read only where they are needed.
  ignored: new Set(["_data", "me", "metadata", "environment", "poll", "pollVote", "before", "after"]),
  containers: new Set(),
});

function parseBody(body: unknown): ChannelEvent[] {
  const envelope = asRecord(body);
  const payload = asRecord(envelope["payload"]);
  const name = asText(envelope["event"]) ?? "";
  const ignored = ignoredAmong(addressesOf(payload));
  if (ignored !== undefined && name !== "session.status") {
    leaveOut(payload);
    return [ignored];
  }
  const own = asText(asRecord(envelope["me"])["id"]);
  switch (name) {
    case "message":
    case "message.any":
      return parseMessage(payload, own);
    case "message.waiting":
      return parseMessage(payload, own, { kind: "unsupported", label: "unreadable", raw: storable(payload) });
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

/** Every field in which an event of a group may name it. */
function addressesOf(payload: Loose): unknown[] {
  const values = [asRecord(payload["reaction"])["messageId"], payload["editedMessageId"], payload["revokedMessageId"]];
  for (const one of [payload, payload["vote"], payload["poll"], payload["before"], payload["after"]]) {
    if (one === undefined) continue;
    const holder = asRecord(one);
    values.push(holder["id"], holder["from"], holder["to"], holder["chatId"]);
  }
  return values;
}

function parseMessage(payload: Loose, own: string | undefined, unreadable?: InboundContent): ChannelEvent[] {
  const outgoing = payload["fromMe"] === true;
  const chat = asText(payload[outgoing ? "to" : "from"]);
  const info = asRecord(asRecord(payload["_data"])["Info"]);
  const name =
    asText(info["PushName"]) ?? asText(asRecord(payload["_data"])["notifyName"]) ?? asText(asRecord(payload["_data"])["pushName"]);
  const contact = outgoing ? senderFrom([chat], undefined, own) : senderFrom([chat, ...alternatesOf(payload)], name, own);
  const id = asText(payload["id"]);
  if (contact === null || id === undefined) return [note("message_without_sender", payload)];
  const content = unreadable ?? parseContent(payload, id);
  if ("signal" in content) return [note(`signal:${content.signal}`.slice(0, 80), {})];
  return [
    {
      type: "message",
      account: null,
      at: asTime(payload["timestamp"]),
      providerMessageId: shortId(id),
      direction: outgoing ? "out" : "in",
      contact,
      content,
      ...(outgoing ? { status: "sent" as const } : {}),
      ...compact({ replyTo: quoteOf(payload), referral: outgoing ? undefined : referralOf(contextOf(engineMessage(payload), undefined)) }),
    },
  ];
}

/** Other addresses of whoever wrote, as the engines name them; in a list of a customer's it is the participant. */
function alternatesOf(payload: Loose): (string | undefined)[] {
  const data = asRecord(payload["_data"]);
  const [info, key] = [asRecord(data["Info"]), asRecord(data["key"])];
  const writer = [payload["participant"], payload["author"], key["participant"], key["participantAlt"]];
  return [info["SenderAlt"], info["Sender"], key["remoteJidAlt"], key["senderPn"], ...writer].map(asText);
}

/** The message in WhatsApp's own format, where the engine passes it on. */
function engineMessage(payload: Loose): Loose {
  const data = asRecord(payload["_data"]);
  return unwrap(asRecord(data["Message"] ?? data["message"]));
}

function quoteOf(payload: Loose): string | undefined {
  const id = asText(asRecord(payload["replyTo"])["id"]);
  return id === undefined ? undefined : shortId(id);
}

/** WhatsApp Web's own names of what is no message of anybody. */
const SIGNAL_TYPES = new Set([
  "e2e_notification",
  "notification",
  "notification_template",
  "gp2",
  "protocol",
  "call_log",
  "pinned_message",
  "album",
]);

function parseContent(payload: Loose, id: string): InboundContent | { signal: string } {
  const type = asText(asRecord(payload["_data"])["type"]);
  if (type !== undefined && SIGNAL_TYPES.has(type)) return { signal: type };
  if (type === "ciphertext") return { kind: "unsupported", label: "unreadable", raw: storable(payload) };
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
  const shown = showBaileys(engineMessage(payload), (_kind, part) =>
    JSON.stringify({ id, chat: asText(payload[payload["fromMe"] === true ? "to" : "from"]), url: asText(part["url"]) }),
  );
  if (shown !== null && "content" in shown && shown.content.kind === "choice") return { ...shown.content, text: text ?? shown.content.id };
  if (text !== undefined) return { kind: "text", text };
  if (shown !== null) return "signal" in shown ? shown : shown.content;
  return { kind: "unsupported", label: asText(payload["event"]) ?? "unknown", raw: storable(payload) };
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

const SESSIONS: Record<string, "ok" | "unchanged" | "stopped"> = {
  WORKING: "ok",
  STARTING: "unchanged",
  SCAN_QR_CODE: "stopped",
  PASSKEY_REQUIRED: "stopped",
  STOPPED: "stopped",
  FAILED: "stopped",
};

function parseSession(payload: Loose, at: Date | null, eventId: string | undefined): ChannelEvent {
  leaveOut(payload); // what it was before, and how to pair: nothing to keep
  const status = asText(payload["status"]) ?? "unknown";
  return connection(status.toLowerCase(), SESSIONS[status] ?? "unknown", at, { status, event: eventId ?? "" });
}
