import type { InboundContent, MediaKind } from "../../../../../content/content.ts";
import type { ChannelEvent, MessageEvent, Referral, Sender } from "../adapter.ts";
import { note } from "../notice.ts";
import { asRecord, asRecords, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";

/** What tells Messenger and Instagram apart; everything else of their webhooks is alike. */
export interface Flavour {
  object: "page" | "instagram";
  identity: "messenger_id" | "instagram_id";
}

/** Every entry and event of a webhook of Messenger or Instagram. @source Meta, Messenger Platform webhooks reference. */
export function parseDirect(body: unknown, flavour: Flavour): ChannelEvent[] {
  const { object, entry } = asRecord(body);
  if (object !== flavour.object) return [note("foreign_object", asRecord(body))];
  return asRecords(entry).flatMap((one) => {
    const account = asText(one["id"]) ?? null;
    return [
      ...asRecords(one["messaging"]).flatMap((event) => parseEvent(event, account, flavour)),
      ...asRecords(one["standby"]).flatMap((event) => parseEvent(event, account, flavour).map(asStandby)),
      ...asRecords(one["changes"]).flatMap((change) => parseChange(change, account, flavour)),
      // Instagram Login puts comments straight onto the entry.
      ...(one["field"] === undefined ? [] : parseChange(one, account, flavour)),
    ];
  });
}

/** Events of one person are handled one after the other. */
export function directOrderingKey(body: unknown): string {
  const entry = asRecord(asRecords(asRecord(body)["entry"])[0]);
  const event = asRecord(asRecords(entry["messaging"] ?? entry["standby"])[0]);
  const [sender, recipient] = [asText(asRecord(event["sender"])["id"]), asText(asRecord(event["recipient"])["id"])];
  return (sender === asText(entry["id"]) ? recipient : sender) ?? "";
}

/** The dashboard's test, and some subscriptions, wrap a message as a change. */
function parseChange(change: Loose, account: string | null, flavour: Flavour): ChannelEvent[] {
  const value = asRecord(change["value"]);
  if (change["field"] === "messages" && value["sender"] !== undefined) return parseEvent(value, account, flavour);
  return [note(`unknown_field:${asText(change["field"]) ?? ""}`, value, account)];
}

const asStandby = (event: ChannelEvent): ChannelEvent => (event.type === "message" ? { ...event, silent: "standby" } : event);

interface Where {
  account: string | null;
  at: Date | null;
  contact: Sender;
  outgoing: boolean;
}

function parseEvent(event: Loose, account: string | null, { identity }: Flavour): ChannelEvent[] {
  const [sender, recipient] = [asText(asRecord(event["sender"])["id"]), asText(asRecord(event["recipient"])["id"])];
  const message = asRecord(event["message"]);
  const outgoing = message["is_echo"] === true || (sender !== undefined && sender === account);
  const person = outgoing ? recipient : sender;
  if (person === undefined || person === account)
    return [note(person === undefined ? "event_without_sender" : "message_to_self", event, account)];
  const contact: Sender = { keys: [{ kind: identity, value: person, address: person }] };
  const where: Where = { account, at: asTime(event["timestamp"]), contact, outgoing };
  const parser = Object.entries(PARSERS).find(([name]) => event[name] !== undefined);
  if (parser === undefined)
    return [note(`unknown_event:${Object.keys(event).find((name) => !ENVELOPE.has(name)) ?? "empty"}`, event, account)];
  return parser[1](asRecord(event[parser[0]]), where, event);
}

const ENVELOPE = new Set(["sender", "recipient", "timestamp"]);

const PARSERS: Record<string, (inner: Loose, where: Where, event: Loose) => ChannelEvent[]> = {
  message: parseMessage,
  message_edit: (edit, { account, at }) => {
    const target = asText(edit["mid"]);
    return target === undefined
      ? [note("edit_without_target", edit, account)]
      : [{ type: "edit", account, at, target, text: asText(edit["text"]) ?? "" }];
  },
  postback: parsePostback,
  reaction: (reaction, { account, at, outgoing }) => {
    const target = asText(reaction["mid"]);
    const emoji =
      reaction["action"] === "unreact" ? null : (asText(reaction["emoji"]) ?? EMOJI[asText(reaction["reaction"]) ?? ""] ?? "👍");
    if (target === undefined) return [note("reaction_without_target", reaction, account)];
    return [{ type: "reaction", account, at, target, emoji, from: outgoing ? "business" : "contact" }];
  },
  delivery: (delivery, where) => parseMarks(delivery, where, "delivered"),
  read: (read, where) => parseMarks(read, where, "read"),
  pass_thread_control: (control, where) => [handover(where, null, control)],
  take_thread_control: (control, where) => [handover(where, asText(control["new_owner_app_id"]) ?? "provider", control)],
  // The person came back by a link or an ad and has said nothing yet.
  referral: (raw, { account, at, contact }) => {
    const referral = parseReferral(raw);
    return [
      {
        type: "message",
        account,
        at,
        providerMessageId: `referral:${contact.keys[0]?.value ?? ""}:${at?.getTime() ?? 0}`,
        direction: "in",
        contact,
        content: { kind: "event", event: "chat_opened" },
        ...compact({ referral }),
      },
    ];
  },
};

const EMOJI: Record<string, string> = { smile: "😆", angry: "😠", sad: "😢", wow: "😮", love: "❤️", like: "👍", dislike: "👎" };

/** Messenger names a moment before which everything was read; Instagram the message. */
function parseMarks(marks: Loose, { account, at, contact }: Where, status: "delivered" | "read"): ChannelEvent[] {
  const mids = [...(Array.isArray(marks["mids"]) ? marks["mids"] : []), marks["mid"]].flatMap((mid) => asText(mid) ?? []);
  const upTo = asTime(marks["watermark"]);
  return [
    ...mids.map((providerMessageId): ChannelEvent => ({ type: "status", account, at, providerMessageId, status })),
    ...(upTo === null ? [] : [{ type: "watermark" as const, account, at: upTo, contact, status }]),
  ];
}

const handover = ({ account, at, contact }: Where, heldBy: string | null, control: Loose): ChannelEvent => ({
  type: "handover",
  account,
  at,
  contact,
  heldBy,
  ...compact({ summary: asText(control["metadata"]) }),
});

function parsePostback(postback: Loose, { account, at, contact }: Where): ChannelEvent[] {
  const payload = asText(postback["payload"]);
  const text = asText(postback["title"]) ?? payload ?? "";
  return [
    {
      type: "message",
      account,
      at,
      providerMessageId: asText(postback["mid"]) ?? `postback:${contact.keys[0]?.value ?? ""}:${at?.getTime() ?? 0}`,
      direction: "in",
      contact,
      content: { kind: "choice", id: payload ?? text, text },
      ...compact({ referral: parseReferral(postback["referral"]) }),
    },
  ];
}

function parseMessage(message: Loose, where: Where, event: Loose): ChannelEvent[] {
  const { account, at, contact, outgoing } = where;
  const mid = asText(message["mid"]);
  if (mid === undefined) return [note("message_without_id", message, account)];
  if (message["is_deleted"] === true) return [{ type: "revoke", account, at, target: mid }];
  const replied = asRecord(message["reply_to"]);
  const common: Omit<MessageEvent, "providerMessageId" | "content"> = {
    type: "message",
    account,
    at,
    direction: outgoing ? "out" : "in",
    contact,
    ...(outgoing ? { status: "sent" as const } : {}),
    ...compact({
      replyTo: asText(replied["mid"]),
      referral: parseReferral(message["referral"] ?? event["referral"]) ?? parseStory(message, replied),
      callbackData: outgoing ? asText(message["metadata"]) : undefined,
    }),
  };
  // One message may hold several files: each is a line of its own, the words stand with the first.
  return parseContents(message).map((content, index) => ({ ...common, providerMessageId: index === 0 ? mid : `${mid}#${index}`, content }));
}

const MEDIA: Record<string, MediaKind> = {
  image: "image",
  video: "video",
  audio: "audio",
  file: "document",
  sticker: "sticker",
  ig_story: "image",
  story: "image",
  story_mention: "image",
  media: "image",
};

function parseContents(message: Loose): InboundContent[] {
  const text = asText(message["text"]);
  const reply = asRecord(message["quick_reply"]);
  const payload = asText(reply["payload"]);
  if (payload !== undefined) return [{ kind: "choice", id: payload, text: text ?? payload }];
  const attachments = asRecords(message["attachments"]);
  // Until August 2026 a sticker came a second time, as an image.
  const own = attachments.some(({ type }) => type === "sticker") ? attachments.filter(({ type }) => type !== "image") : attachments;
  const files = own.map((one, index) => parseAttachment(one, index === 0 ? text : undefined));
  const [first, ...others] = files;
  if (first !== undefined) return [first, ...others];
  if (text !== undefined) return [{ kind: "text", text }];
  return [{ kind: "unsupported", label: message["is_unsupported"] === true ? "unknown" : "empty", raw: storable(message) }];
}

function parseAttachment(attachment: Loose, text: string | undefined): InboundContent {
  const type = asText(attachment["type"]) ?? "unknown";
  const payload = asRecord(attachment["payload"]);
  const url = asText(payload["url"]);
  const kind = MEDIA[type];
  if (kind !== undefined && url !== undefined) return { kind, media: { providerMediaId: url }, ...compact({ text }) };
  // Shares of posts, reels and links: the link is what people need.
  const lines = [text, asText(payload["title"]) ?? asText(attachment["title"]), url].filter((line) => line !== undefined);
  if (url !== undefined) return { kind: "text", text: [...new Set(lines)].join("\n") };
  return { kind: "unsupported", label: type.slice(0, 80), raw: storable(attachment), ...compact({ detail: text }) };
}

function parseReferral(raw: unknown): Referral | undefined {
  const referral = asRecord(raw);
  const source = asText(referral["source"]);
  if (source === undefined) return undefined;
  const ad = asRecord(referral["ads_context_data"]);
  return {
    source: source.toLowerCase(),
    ...compact({
      sourceId: asText(referral["ad_id"]) ?? asText(referral["ref"]),
      url: asText(referral["referer_uri"]) ?? asText(ad["photo_url"]) ?? asText(ad["video_url"]),
      headline: asText(ad["ad_title"]),
    }),
  };
}

/** An answer to a story of ours, or a story that names us. */
function parseStory(message: Loose, replied: Loose): Referral | undefined {
  const story = asRecord(replied["story"]);
  if (story["id"] !== undefined) return { source: "story_reply", ...compact({ sourceId: asText(story["id"]), url: asText(story["url"]) }) };
  return asRecords(message["attachments"]).some(({ type }) => type === "story_mention") ? { source: "story_mention" } : undefined;
}
