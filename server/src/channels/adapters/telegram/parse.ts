import type { InboundContent, MediaKind } from "../../../../../content/content.ts";
import type { ChannelEvent, Sender } from "../adapter.ts";
import { note } from "../notice.ts";
import { canonicalPhone } from "../phone.ts";
import { asNumber, asRecord, asRecords, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";

/** An update holds exactly one thing. @source core.telegram.org/bots/api#update */
export function parseUpdate(body: unknown): ChannelEvent[] {
  const update = asRecord(body);
  for (const [name, parse] of Object.entries(PARSERS)) if (update[name] !== undefined) return parse(asRecord(update[name]));
  const kind = Object.keys(update).find((name) => name !== "update_id") ?? "empty";
  return [note(`unknown_update:${kind}`, update)];
}

/** Updates of one chat are handled one after the other. */
export function orderingKey(body: unknown): string {
  const update = asRecord(body);
  const name = Object.keys(PARSERS).find((one) => update[one] !== undefined) ?? "";
  const inner = asRecord(update[name]);
  return asText(asRecord(inner["chat"])["id"]) ?? asText(asRecord(inner["from"])["id"]) ?? "";
}

const PARSERS: Record<string, (inner: Loose) => ChannelEvent[]> = {
  message: parseMessage,
  edited_message: parseEdit,
  callback_query: parseTap,
  message_reaction: parseReaction,
  my_chat_member: parseMembership,
};

/** Ids of messages are unique within their chat only. */
const idOf = (message: Loose) => `${asText(asRecord(message["chat"])["id"]) ?? ""}:${asText(message["message_id"]) ?? ""}`;
const isPrivate = (message: Loose) => asRecord(message["chat"])["type"] === "private";

function parseMessage(message: Loose): ChannelEvent[] {
  const contact = senderOf(message);
  if (!isPrivate(message)) return [ignoredGroup(message)];
  if (contact === null || message["message_id"] === undefined) return [note("message_without_sender", message)];
  const start = /^\/start ([A-Za-z0-9_-]{1,64})$/.exec(asText(message["text"]) ?? "")?.[1];
  const replied = asRecord(message["reply_to_message"]);
  return [
    {
      type: "message",
      account: null,
      at: asTime(message["date"]),
      providerMessageId: idOf(message),
      direction: "in",
      contact,
      content: parseContent(message),
      ...compact({
        replyTo: replied["message_id"] === undefined ? undefined : idOf(replied),
        forwarded: message["forward_origin"] === undefined ? undefined : true,
        referral: start === undefined ? undefined : { source: "deep_link", sourceId: start },
      }),
    },
  ];
}

function parseEdit(message: Loose): ChannelEvent[] {
  if (!isPrivate(message)) return [ignoredGroup(message)];
  const text = asText(message["text"]) ?? asText(message["caption"]) ?? "";
  return [{ type: "edit", account: null, at: asTime(message["edit_date"]), target: idOf(message), text }];
}

/** A tapped inline button. Of a message that is too old Telegram gives no more than its id. */
function parseTap(query: Loose): ChannelEvent[] {
  const contact = buildSender(asRecord(query["from"]));
  const message = asRecord(query["message"]);
  const [id, data] = [asText(query["id"]), asText(query["data"])];
  if (contact === null || id === undefined || data === undefined) return [note("tap_without_data", query)];
  const rows = asRecord(message["reply_markup"])["inline_keyboard"];
  const button = (Array.isArray(rows) ? rows : []).flatMap((row) => asRecords(row)).find((one) => one["callback_data"] === data);
  return [
    {
      type: "message",
      account: null,
      at: null,
      providerMessageId: `tap:${id}`,
      direction: "in",
      contact,
      content: { kind: "choice", id: data, text: asText(button?.["text"]) ?? data },
      acknowledge: `${id} ${idOf(message)}`,
      ...compact({ replyTo: message["message_id"] === undefined ? undefined : idOf(message) }),
    },
  ];
}

function parseReaction(reaction: Loose): ChannelEvent[] {
  if (!isPrivate(reaction)) return [ignoredGroup(reaction)];
  const emoji = asText(asRecords(reaction["new_reaction"]).find((one) => one["type"] === "emoji")?.["emoji"]) ?? null;
  return [{ type: "reaction", account: null, at: asTime(reaction["date"]), target: idOf(reaction), emoji, from: "contact" }];
}

/** Blocking the bot is an opt-out. Coming back is no consent: the person only may be written to again. */
function parseMembership(change: Loose): ChannelEvent[] {
  const contact = buildSender(asRecord(change["from"]));
  const status = asText(asRecord(change["new_chat_member"])["status"]);
  if (contact === null || !isPrivate(change) || status !== "kicked") return [note(`membership:${status ?? "unknown"}`, {})];
  return [{ type: "consent", account: null, at: asTime(change["date"]), contact, marketing: "withdrawn" }];
}

/** A phone is believed when the person shared their own card. */
function senderOf(message: Loose): Sender | null {
  const sender = buildSender(asRecord(message["from"]));
  const card = asRecord(message["contact"]);
  const written = asText(card["phone_number"]);
  const own = asText(card["user_id"]) === asText(asRecord(message["from"])["id"]);
  const phone = sender === null || written === undefined || !own ? null : canonicalPhone(written);
  if (sender === null || phone === null || written === undefined) return sender;
  return { ...sender, keys: [...sender.keys, { kind: "phone", value: phone, address: written.replace(/\D/g, "") }] };
}

function buildSender(from: Loose): Sender | null {
  const id = asText(from["id"]);
  if (id === undefined || from["is_bot"] === true) return null;
  const name = [asText(from["first_name"]), asText(from["last_name"])].filter((part) => part !== undefined).join(" ");
  return {
    keys: [{ kind: "telegram_id", value: id, address: id }],
    ...compact({ profileName: name === "" ? undefined : name.slice(0, 200), username: asText(from["username"]) }),
  };
}

/** Animations come with a `document` beside them: the more telling one first. */
const MEDIA: [name: string, kind: MediaKind][] = [
  ["animation", "video"],
  ["video", "video"],
  ["video_note", "video"],
  ["voice", "voice"],
  ["audio", "audio"],
  ["sticker", "sticker"],
  ["document", "document"],
];

function parseContent(message: Loose): InboundContent {
  const text = asText(message["text"]);
  if (text !== undefined) return { kind: "text", text };
  const caption = compact({ text: asText(message["caption"]) });
  const photo = asRecords(message["photo"]).at(-1); // sizes of the same picture, the largest last
  const photoId = asText(photo?.["file_id"]);
  if (photoId !== undefined) return { kind: "image", media: { providerMediaId: photoId }, ...caption };
  for (const [name, kind] of MEDIA) {
    const file = asRecord(message[name]);
    const providerMediaId = asText(file["file_id"]);
    if (providerMediaId === undefined) continue;
    // Moving stickers are no pictures.
    const actual = kind === "sticker" && (file["is_animated"] === true || file["is_video"] === true) ? "document" : kind;
    const facts = compact({ declaredType: asText(file["mime_type"]), fileName: asText(file["file_name"]) });
    return { kind: actual, media: { providerMediaId, ...facts }, ...caption };
  }
  return parseOther(message) ?? { kind: "unsupported", label: labelOf(message), raw: storable(message) };
}

function parseOther(message: Loose): InboundContent | undefined {
  const venue = asRecord(message["venue"]);
  const location = asRecord(venue["location"] ?? message["location"]);
  const [latitude, longitude] = [asNumber(location["latitude"]), asNumber(location["longitude"])];
  if (latitude !== undefined && longitude !== undefined && Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180)
    return { kind: "location", latitude, longitude, ...compact({ name: asText(venue["title"]), address: asText(venue["address"]) }) };
  const card = asRecord(message["contact"]);
  const phone = asText(card["phone_number"]);
  if (phone === undefined) return undefined;
  const name = [asText(card["first_name"]), asText(card["last_name"])].filter((part) => part !== undefined).join(" ");
  return { kind: "contacts", contacts: [{ name, phones: [{ phone }], emails: [] }] };
}

const ENVELOPE = new Set(["message_id", "from", "chat", "date", "reply_to_message", "entities", "caption_entities", "message_thread_id"]);
const labelOf = (message: Loose) => (Object.keys(message).find((name) => !ENVELOPE.has(name)) ?? "empty").slice(0, 80);

/** Groups are not conversations of a business; one line a group tells that they were there. */
const ignoredGroup = (message: Loose) => note("group_ignored", { chat: asText(asRecord(message["chat"])["id"]) ?? "" });
