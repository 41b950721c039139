import type { InboundContent, MediaKind, MediaRef } from "../../../../../content/content.ts";
import type { ChannelEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { asNumber, asRecord, asRecords, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";
import { readAddress, senderFrom } from "./addresses.ts";
import { readVcard } from "./vcard.ts";

/** The message format of WhatsApp Web's own protocol, as gateways built on Baileys pass it on (MegaAPI, Evolution). */
export interface BaileysMessage {
  key: Loose;
  message: Loose;
  pushName: string | undefined;
  at: Date | null;
  /** Where a gateway puts the quote outside of the message. */
  contextInfo?: Loose;
  /** How the gateway finds a file again. */
  mediaRef(kind: string, part: Loose): string;
}

/** Everything that one message says: a message, a reaction, an edit, a revocation, or nothing to show. */
export function parseBaileys({ key, message: wrapped, pushName, at, contextInfo, mediaRef }: BaileysMessage): ChannelEvent[] {
  const chat = asText(key["remoteJid"]);
  const read = readAddress(chat);
  const id = asText(key["id"]);
  if (read.kind === "ignored" && read.why !== "unknown") return [note(`${read.why}_ignored`, { chat: chat ?? "" })];
  const outgoing = key["fromMe"] === true;
  // Of our own messages the push name is our own.
  const contact = senderFrom([chat, asText(key["remoteJidAlt"]), asText(key["senderPn"])], outgoing ? undefined : pushName);
  if (contact === null || id === undefined) return [note("message_without_sender", { key })];
  const message = unwrap(wrapped);
  const base = { account: null, at };

  const reaction = asRecord(message["reactionMessage"]);
  const target = asText(asRecord(reaction["key"])["id"]);
  if (target !== undefined)
    return [{ type: "reaction", ...base, target, emoji: asText(reaction["text"]) ?? null, from: outgoing ? "business" : "contact" }];
  const protocol = asRecord(message["protocolMessage"]);
  const changed = asText(asRecord(protocol["key"])["id"]);
  if (changed !== undefined && (protocol["type"] === 0 || protocol["type"] === "REVOKE"))
    return [{ type: "revoke", ...base, target: changed }];
  if (changed !== undefined && (protocol["type"] === 14 || protocol["type"] === "MESSAGE_EDIT"))
    return [{ type: "edit", ...base, target: changed, text: wordsOf(unwrap(asRecord(protocol["editedMessage"]))) }];

  const content = parseContent(message, mediaRef);
  if (content === null) return [note("nothing_to_show", {})];
  const quoted = asText(contextOf(message, contextInfo)["stanzaId"]);
  return [
    {
      type: "message",
      ...base,
      providerMessageId: id,
      direction: outgoing ? "out" : "in",
      contact,
      content,
      ...(outgoing ? { status: "sent" as const } : {}),
      ...compact({ replyTo: quoted, forwarded: contextOf(message, contextInfo)["isForwarded"] === true ? true : undefined }),
    },
  ];
}

const WRAPPERS = ["ephemeralMessage", "viewOnceMessage", "viewOnceMessageV2", "documentWithCaptionMessage", "editedMessage"];

/** Messages come inside of messages, at most a handful deep. */
function unwrap(message: Loose, depth = 0): Loose {
  const wrapper = WRAPPERS.find((name) => message[name] !== undefined);
  const inner = wrapper === undefined ? undefined : asRecord(asRecord(message[wrapper])["message"]);
  return inner === undefined || depth >= 5 ? message : unwrap(inner, depth + 1);
}

/** The words of a message, for its edit. */
export function wordsOf(message: Loose): string {
  const content = parseContent(unwrap(message), () => "");
  return content !== null && "text" in content ? (content.text ?? "") : "";
}

const MEDIA: [name: string, kind: MediaKind][] = [
  ["imageMessage", "image"],
  ["videoMessage", "video"],
  ["stickerMessage", "sticker"],
  ["audioMessage", "audio"],
  ["documentMessage", "document"],
];

/** Keys decide, never the gateway's own `messageType`: an answer to a list calls itself "messageContextInfo". */
function parseContent(message: Loose, mediaRef: BaileysMessage["mediaRef"]): InboundContent | null {
  const text = asText(message["conversation"]) ?? asText(asRecord(message["extendedTextMessage"])["text"]);
  if (text !== undefined) return { kind: "text", text };
  for (const [name, kind] of MEDIA) {
    if (message[name] === undefined) continue;
    const part = asRecord(message[name]);
    const media: MediaRef = {
      providerMediaId: mediaRef(kind, part),
      ...compact({ declaredType: asText(part["mimetype"]), fileName: asText(part["fileName"]) ?? asText(part["title"]) }),
    };
    return { kind: part["ptt"] === true ? "voice" : kind, media, ...compact({ text: asText(part["caption"]) }) };
  }
  const answer = parseAnswer(message);
  if (answer !== undefined) return answer;
  const place = asRecord(message["locationMessage"] ?? message["liveLocationMessage"]);
  const [latitude, longitude] = [asNumber(place["degreesLatitude"]), asNumber(place["degreesLongitude"])];
  if (latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
    return { kind: "location", latitude, longitude, ...compact({ name: asText(place["name"]), address: asText(place["address"]) }) };
  const cards =
    message["contactMessage"] === undefined
      ? asRecords(asRecord(message["contactsArrayMessage"])["contacts"])
      : [asRecord(message["contactMessage"])];
  if (cards.length > 0)
    return { kind: "contacts", contacts: cards.map((card) => readVcard(asText(card["vcard"]) ?? "", asText(card["displayName"]))) };
  const label = Object.keys(message).find((name) => !SILENT.has(name));
  return label === undefined ? null : { kind: "unsupported", label: label.slice(0, 80), raw: storable(message) };
}

/** Parts that come beside a content, or alone and then mean nothing to people. */
const SILENT = new Set(["messageContextInfo", "senderKeyDistributionMessage", "base64", "mediaUrl", "speechToText", "protocolMessage"]);

function parseAnswer(message: Loose): InboundContent | undefined {
  const button = asRecord(message["buttonsResponseMessage"]);
  const template = asRecord(message["templateButtonReplyMessage"]);
  const list = asRecord(message["listResponseMessage"]);
  const flow = asRecord(message["interactiveResponseMessage"]);
  const id =
    asText(button["selectedButtonId"]) ??
    asText(template["selectedId"]) ??
    asText(asRecord(list["singleSelectReply"])["selectedRowId"]) ??
    idInside(asText(asRecord(flow["nativeFlowResponseMessage"])["paramsJson"]));
  if (id === undefined) return undefined;
  const text =
    asText(button["selectedDisplayText"]) ??
    asText(template["selectedDisplayText"]) ??
    asText(list["title"]) ??
    asText(asRecord(flow["body"])["text"]) ??
    id;
  return { kind: "choice", id, text };
}

function idInside(json: string | undefined): string | undefined {
  try {
    return asText(asRecord(JSON.parse(json ?? "null"))["id"]);
  } catch {
    return undefined;
  }
}

function contextOf(message: Loose, outside: Loose | undefined): Loose {
  const part = Object.values(message)
    .map(asRecord)
    .find((one) => one["contextInfo"] !== undefined);
  return asRecord(part?.["contextInfo"] ?? outside);
}

/** Seconds as number or text, or a 64-bit integer in pieces. */
export const baileysTime = (value: unknown): Date | null => asTime(value) ?? asTime(asRecord(value)["low"]);

/** What a gateway tells of the phone: while it is gone nothing leaves, and everything waits. */
export const connection = (state: string, health: "ok" | "stopped" | "unchanged", at: Date | null, body: Loose): ChannelEvent => ({
  type: "account_update",
  account: null,
  at,
  health,
  notice: { kind: `connection:${state}`, body: asRecord(storable(body)) },
});
