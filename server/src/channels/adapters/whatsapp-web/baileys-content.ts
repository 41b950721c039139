import type { InboundContent, MediaKind, MediaRef } from "../../../../../content/content.ts";
import type { Referral } from "../adapter.ts";
import { asNumber, asRecord, asRecords, asText, compact, type Loose, peek, storable } from "../tolerant.ts";
import { readVcard } from "./vcard.ts";

/** What a message of WhatsApp Web's protocol shows; `signal`: nothing to people, though it may stand alone. */
export type Shown = { content: InboundContent } | { signal: string } | null;

/** How a gateway finds a file again. */
export type FindMedia = (kind: string, part: Loose) => string;

/** Messages come inside of messages, at most a handful deep: whatever its name, a part that holds a `message` is a wrapper. */
export function unwrap(message: Loose, depth = 0): Loose {
  if (depth >= 6) return message;
  for (const [name, part] of Object.entries(message)) {
    const inner = peek(peek(part)["message"]);
    if (name === "protocolMessage" || Object.keys(inner).length === 0) continue;
    asRecord(part);
    return unwrap(asRecord(inner), depth + 1);
  }
  return message;
}

const MEDIA: [name: string, kind: MediaKind][] = [
  ["imageMessage", "image"],
  ["videoMessage", "video"],
  ["ptvMessage", "video"],
  ["stickerMessage", "sticker"],
  ["audioMessage", "audio"],
  ["documentMessage", "document"],
];

/** Parts that come beside a content, or alone and then mean nothing to people. */
const SILENT = new Set(["messageContextInfo", "senderKeyDistributionMessage", "base64", "mediaUrl", "speechToText", "protocolMessage"]);

/** Something happened in the chat, and nobody said anything. */
const SIGNALS = new Set([
  "albumMessage",
  "pinInChatMessage",
  "keepInChatMessage",
  "pollUpdateMessage",
  "encReactionMessage",
  "encCommentMessage",
  "encEventResponseMessage",
  "secretEncryptedMessage",
  "stickerSyncRmrMessage",
  "messageHistoryBundle",
  "messageHistoryNotice",
  "call",
  "bcallMessage",
  "callLogMesssage",
  "scheduledCallEditMessage",
  "botFeedbackMessage",
  "pollResultSnapshotMessage",
]);

/** What a business wrote in a form of its own: its words are shown, its buttons are not ours to press. */
const WORDED = new Set([
  "templateMessage",
  "highlyStructuredMessage",
  "buttonsMessage",
  "listMessage",
  "interactiveMessage",
  "pollCreationMessage",
  "pollCreationMessageV2",
  "pollCreationMessageV3",
  "eventMessage",
  "groupInviteMessage",
]);

/** Keys decide, never the gateway's own `messageType`: an answer to a list calls itself "messageContextInfo". */
export function showBaileys(message: Loose, findMedia: FindMedia): Shown {
  const text = asText(message["conversation"]) ?? asText(asRecord(message["extendedTextMessage"])["text"]);
  if (text !== undefined) return { content: { kind: "text", text } };
  const file = fileIn(message, findMedia);
  if (file !== undefined) return { content: file };
  const other = parseAnswer(message) ?? parsePlace(message) ?? parseCards(message);
  if (other !== undefined) return { content: other };
  const names = Object.keys(message).filter((name) => !SILENT.has(name));
  const label = names.find((name) => !SIGNALS.has(name));
  if (label === undefined) return names[0] === undefined ? null : { signal: names[0] };
  if (label === "placeholderMessage") return { content: { kind: "unsupported", label: "view_once", raw: storable(message) } };
  return { content: parseUnknown(label, asRecord(message[label]), findMedia) };
}

function fileIn(message: Loose, findMedia: FindMedia): InboundContent | undefined {
  for (const [name, kind] of MEDIA) {
    if (message[name] === undefined) continue;
    const part = asRecord(message[name]);
    return {
      kind: part["ptt"] === true ? "voice" : kind,
      media: mediaOf(kind, part, findMedia),
      ...compact({ text: asText(part["caption"]) }),
    };
  }
  return undefined;
}

const mediaOf = (kind: MediaKind, part: Loose, findMedia: FindMedia): MediaRef => ({
  providerMediaId: findMedia(kind, part),
  ...compact({ declaredType: asText(part["mimetype"]), fileName: asText(part["fileName"]) ?? asText(part["title"]) }),
});

/** Something new, or a business's own form: its words, and its file where it has one that looks like the others. */
function parseUnknown(label: string, part: Loose, findMedia: FindMedia): InboundContent {
  const words = wordsIn(part).join("\n");
  const text = compact({ text: words === "" ? undefined : words });
  const [kind, file] = findFile(label, part) ?? [];
  if (kind !== undefined && file !== undefined) return { kind, media: mediaOf(kind, file, findMedia), ...text };
  if (WORDED.has(label) && words !== "") return { kind: "text", text: words };
  return { kind: "unsupported", label: label.slice(0, 80), ...text, raw: storable({ [label]: part }) };
}

/** A file of the protocol has a type and a way to be fetched, whatever the part is called. */
function findFile(name: string, part: Loose, depth = 0): [MediaKind, Loose] | undefined {
  const type = asText(part["mimetype"]);
  if (type !== undefined && (part["mediaKey"] !== undefined || part["directPath"] !== undefined || part["url"] !== undefined)) {
    const family = type.split("/")[0];
    const kind = MEDIA.find(([known]) => known === name)?.[1];
    return [kind ?? (family === "image" || family === "video" || family === "audio" ? family : "document"), part];
  }
  if (depth >= 4) return undefined;
  for (const [key, inner] of Object.entries(part)) {
    if (key === "contextInfo" || typeof inner !== "object" || inner === null || Array.isArray(inner)) continue;
    const found = findFile(key, asRecord(inner), depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

const WORDS = new Set([
  "hydratedTitleText",
  "hydratedContentText",
  "hydratedFooterText",
  "contentText",
  "headerText",
  "footerText",
  "title",
  "name",
  "text",
  "caption",
  "description",
  "body",
  "footer",
  "subtitle",
  "displayText",
  "optionName",
  "url",
]);
const MAX_WORDS = 60;

/** Every text of a part that is made for people, in its order; nothing twice. */
function wordsIn(part: unknown, depth = 0, isFile = false): string[] {
  if (depth > 8) return [];
  if (Array.isArray(part)) return part.flatMap((one) => wordsIn(one, depth + 1)).slice(0, MAX_WORDS);
  const record = asRecord(part);
  const hasFile = isFile || record["mimetype"] !== undefined;
  const words = Object.entries(record).flatMap(([key, value]): string[] => {
    if (typeof value === "object" && value !== null) return key === "contextInfo" ? [] : wordsIn(value, depth + 1);
    const text = WORDS.has(key) && typeof value === "string" && !(hasFile && key !== "caption") ? asText(value) : undefined;
    return text === undefined ? [] : [text];
  });
  return [...new Set(words)].slice(0, MAX_WORDS);
}

function parseAnswer(message: Loose): InboundContent | undefined {
  const button = asRecord(message["buttonsResponseMessage"]);
  const template = asRecord(message["templateButtonReplyMessage"]);
  const list = asRecord(message["listResponseMessage"]);
  const flow = asRecord(message["interactiveResponseMessage"]);
  const id =
    asText(button["selectedButtonId"]) ??
    asText(template["selectedId"]) ??
    asText(asRecord(list["singleSelectReply"])["selectedRowId"]) ??
    asText(asRecord(list["singleSelectReply"])["selectedRowID"]) ??
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

function parsePlace(message: Loose): InboundContent | undefined {
  const place = asRecord(message["locationMessage"] ?? message["liveLocationMessage"]);
  const [latitude, longitude] = [asNumber(place["degreesLatitude"]), asNumber(place["degreesLongitude"])];
  if (latitude === undefined || longitude === undefined || Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return undefined;
  return { kind: "location", latitude, longitude, ...compact({ name: asText(place["name"]), address: asText(place["address"]) }) };
}

function parseCards(message: Loose): InboundContent | undefined {
  const cards =
    message["contactMessage"] === undefined
      ? asRecords(asRecord(message["contactsArrayMessage"])["contacts"])
      : [asRecord(message["contactMessage"])];
  if (cards.length === 0) return undefined;
  return { kind: "contacts", contacts: cards.map((card) => readVcard(asText(card["vcard"]) ?? "", asText(card["displayName"]))) };
}

/** The facts that stand beside a content: what it quotes, whether it was forwarded, which ad it came from. */
export function contextOf(message: Loose, outside: Loose | undefined): Loose {
  const part = Object.values(message)
    .map(peek)
    .find((one) => one["contextInfo"] !== undefined);
  return asRecord(part?.["contextInfo"] ?? outside);
}

/** The ad or post that brought the person here. A preview of a link looks alike, but names no source. */
export function referralOf(context: Loose): Referral | undefined {
  const ad = asRecord(context["externalAdReply"]);
  const [sourceId, clickId] = [asText(ad["sourceId"]), asText(ad["ctwaClid"])];
  const source = asText(ad["sourceType"]);
  if (sourceId === undefined && clickId === undefined && source === undefined) return undefined;
  return {
    source: source ?? "ad",
    ...compact({
      sourceId,
      clickId,
      url: asText(ad["sourceUrl"]),
      headline: asText(ad["title"]),
      body: asText(ad["body"]),
      mediaType: asText(ad["mediaType"])?.toLowerCase(),
      ref: asText(ad["ref"]),
    }),
  };
}
