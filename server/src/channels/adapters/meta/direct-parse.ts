import { accountingFor, orEmpty } from "../../receiving/account-for.ts";
import { asStandby } from "../../receiving/standby.ts";
import type { ChannelEvent, MessageEvent, Sender } from "../adapter.ts";
import { groupIgnored, note } from "../notice.ts";
import { asList, asRecord, asRecords, asText, asTime, compact, type Loose, leaveOut } from "../tolerant.ts";
import { parseParts, parseReferral, parseStory } from "./direct-parts.ts";

/** What tells Messenger and Instagram apart; everything else of their webhooks is alike. */
export interface Flavour {
  object: "page" | "instagram";
  identity: "messenger_id" | "instagram_id";
}

/** Every entry and event of a webhook of Messenger or Instagram. @source Meta, Messenger Platform webhooks reference. */
export const parserOf = (flavour: Flavour): ((body: unknown) => ChannelEvent[]) =>
  accountingFor((body) => parseBody(body, flavour), {
    ignored: new Set(["metadata", "nlp", "tags"]),
    containers: new Set(["entry", "changes", "value", "messaging", "standby"]),
  });

function parseBody(body: unknown, flavour: Flavour): ChannelEvent[] {
  const { object, entry } = asRecord(body);
  if (object !== flavour.object) return [note("foreign_object", asRecord(body))];
  return asRecords(entry).flatMap((one) => {
    const account = asText(one["id"]) ?? null;
    const events = [
      ...asRecords(one["messaging"]).flatMap((event) => parseEvent(event, account, flavour)),
      ...asRecords(one["standby"]).flatMap((event) => parseEvent(event, account, flavour).map(asStandby)),
      ...asRecords(one["changes"]).flatMap((change) => parseChange(change, account, flavour)),
      // Instagram Login puts comments straight onto the entry.
      ...(one["field"] === undefined ? [] : parseChange(one, account, flavour)),
    ];
    return orEmpty(events, "empty_entry", one, account);
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
  const group =
    idOf(event["thread"]) ??
    idOf(event["group"]) ??
    idOf(asRecord(event["sender"])["group"]) ??
    idOf(asRecord(event["recipient"])["group"]);
  if (group !== undefined) {
    leaveOut(event);
    return [groupIgnored(group, account)];
  }
  const contact: Sender = { keys: [{ kind: identity, value: person, address: person }] };
  const where: Where = { account, at: asTime(event["timestamp"]), contact, outgoing };
  const parsers = PARSERS_IN_ORDER.filter(
    ([name]) => event[name] !== undefined && !(name === "referral" && event["message"] !== undefined),
  );
  if (parsers.length === 0)
    return [note(`unknown_event:${Object.keys(event).find((name) => !ENVELOPE.has(name)) ?? "empty"}`, event, account)];
  return parsers.flatMap(([name, parse]) => parse(asRecord(event[name]), where, event));
}

/** Ids come as text, or as an object with the text inside. */
const idOf = (value: unknown): string | undefined => (value === undefined ? undefined : (asText(value) ?? asText(asRecord(value)["id"])));

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
const PARSERS_IN_ORDER = Object.entries(PARSERS);

const EMOJI: Record<string, string> = { smile: "😆", angry: "😠", sad: "😢", wow: "😮", love: "❤️", like: "👍", dislike: "👎" };

/** Messenger names a moment before which everything was read; Instagram the message. */
function parseMarks(marks: Loose, { account, at, contact }: Where, status: "delivered" | "read"): ChannelEvent[] {
  const mids = [...asList(marks["mids"]), marks["mid"]].flatMap((mid) => asText(mid) ?? []);
  const upTo = asTime(marks["watermark"]);
  const events: ChannelEvent[] = [
    ...mids.map((providerMessageId): ChannelEvent => ({ type: "status", account, at, providerMessageId, status })),
    ...(upTo === null ? [] : [{ type: "watermark" as const, account, at: upTo, contact, status }]),
  ];
  return orEmpty(events, `${status}_without_target`, marks, account);
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
  // Meta's own example writes it as text.
  if (message["is_deleted"] === true || message["is_deleted"] === "true") return [{ type: "revoke", account, at, target: mid }];
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
  return [{ ...common, providerMessageId: mid, ...parseParts(message) }];
}
