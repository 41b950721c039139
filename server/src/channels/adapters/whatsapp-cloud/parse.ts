import type { ChannelEvent, MessageEvent, Referral, Sender, StatusEvent } from "../adapter.ts";
import { asRecord, asRecords, asText, asTime, compact, type Loose, storable } from "../tolerant.ts";
import { note, parseAccountUpdate, parseTemplateUpdate, type Where } from "./parse-account.ts";
import { parseContent } from "./parse-content.ts";
import {
  buildSender,
  parseContactSync,
  parseHandovers,
  parsePreferences,
  parseUserIdUpdates,
  phoneKeys,
  senderOf,
  userKeys,
} from "./parse-people.ts";

/**
 * Every entry, change, message and status of a webhook body, in the order of the body.
 * @source Meta, WhatsApp Cloud API webhooks reference.
 */
export function parseWebhook(body: unknown): ChannelEvent[] {
  const { object, entry } = asRecord(body);
  if (object !== "whatsapp_business_account") {
    return [{ type: "notice", account: null, at: null, notice: { kind: "foreign_object", body: asRecord(storable(body)) } }];
  }
  return asRecords(entry).flatMap((one) => asRecords(one["changes"]).flatMap((change) => parseChange(one, change)));
}

/** One ordering key a webhook: the person that its first element speaks of. */
export function orderingKey(body: unknown): string {
  const value = asRecord(asRecord(asRecords(asRecord(asRecords(asRecord(body)["entry"])[0])["changes"])[0])["value"]);
  const message = asRecord(asRecords(value["messages"])[0]);
  const status = asRecord(asRecords(value["statuses"])[0]);
  return (
    asText(message["from_user_id"]) ??
    asText(message["from"]) ??
    asText(status["recipient_user_id"]) ??
    asText(status["recipient_id"]) ??
    ""
  );
}

function parseChange(entry: Loose, change: Loose): ChannelEvent[] {
  const value = asRecord(change["value"]);
  const account = asText(asRecord(value["metadata"])["phone_number_id"]) ?? asText(asRecord(value["recipient"])["phone_number_id"]) ?? null;
  const where: Where = { account, entryTime: asTime(entry["time"]), field: asText(change["field"]) ?? "" };
  switch (where.field) {
    case "messages":
      return [
        ...parseMessages(value, where),
        ...parseStatuses(value, where),
        ...parseHandovers(value, where),
        ...parseErrors(value, where),
        ...leftover(value, where),
      ];
    case "standby": {
      const standby = asRecord(value["standby"]);
      return [...parseMessages(standby, where, "standby"), ...parseStandbyEchoes(standby, where), ...parseStatuses(standby, where)];
    }
    case "smb_message_echoes":
      return parseEchoes(value, where);
    case "history":
      return parseHistory(value, where);
    case "smb_app_state_sync":
      return parseContactSync(value, where);
    case "user_id_update":
      return parseUserIdUpdates(value, where);
    case "user_preferences":
      return parsePreferences(value, where);
    case "messaging_handovers":
      return parseHandovers(value, where);
    case "message_template_status_update":
    case "message_template_quality_update":
    case "message_template_components_update":
    case "template_category_update":
      return parseTemplateUpdate(value, where);
    case "account_update":
    case "phone_number_quality_update":
    case "business_capability_update":
      return parseAccountUpdate(value, where);
    default:
      return [note(where, `unknown_field:${where.field}`, value)];
  }
}

function parseMessages(value: Loose, where: Where, silent?: "history" | "standby"): ChannelEvent[] {
  const profiles = asRecords(value["contacts"]);
  return asRecords(value["messages"]).flatMap((message) => parseMessage(message, profiles, where, silent));
}

function parseMessage(message: Loose, profiles: Loose[], where: Where, silent?: "history" | "standby"): ChannelEvent[] {
  const at = asTime(message["timestamp"]);
  const base = { account: where.account, at };
  const type = asText(message["type"]) ?? "";
  if (type === "reaction") {
    const reaction = asRecord(message["reaction"]);
    const target = asText(reaction["message_id"]);
    if (target === undefined) return [note(where, "reaction_without_target", message)];
    return [{ type: "reaction", ...base, target, emoji: asText(reaction["emoji"]) ?? null, from: "contact" }];
  }
  const change = parseEditOrRevoke(message, base);
  if (change !== undefined) return [change];

  const contact = senderOf(message, profiles);
  const id = asText(message["id"]);
  const system = type === "system" ? parseSystem(message, base) : [];
  if (contact === null || id === undefined) return [...system, note(where, "message_without_sender", message)];
  return [
    ...system,
    { ...base, ...describe(message, id), type: "message", direction: "in", contact, ...(silent === undefined ? {} : { silent }) },
  ];
}

/** What a message of either direction has in common. */
function describe(
  message: Loose,
  id: string,
): Pick<MessageEvent, "providerMessageId" | "content" | "replyTo" | "forwarded" | "group" | "referral" | "product"> {
  const context = asRecord(message["context"]);
  const product = asRecord(context["referred_product"]);
  const [catalogId, productId] = [asText(product["catalog_id"]), asText(product["product_retailer_id"])];
  return {
    providerMessageId: id,
    content: parseContent(message),
    ...compact({
      replyTo: asText(context["id"]),
      forwarded: context["forwarded"] === true || context["frequently_forwarded"] === true ? true : undefined,
      group: asText(message["group_id"]),
      referral: parseReferral(message["referral"]),
      product: catalogId !== undefined && productId !== undefined ? { catalogId, productId } : undefined,
    }),
  };
}

function parseEditOrRevoke(message: Loose, base: { account: string | null; at: Date | null }): ChannelEvent | undefined {
  const edit = asRecord(message["edit"]);
  const edited = asText(edit["original_message_id"]);
  if (message["type"] === "edit" && edited !== undefined) {
    const content = parseContent(asRecord(edit["message"]));
    return { type: "edit", ...base, target: edited, text: "text" in content ? (content.text ?? "") : "" };
  }
  const revoked = asText(asRecord(message["revoke"])["original_message_id"]);
  if (message["type"] === "revoke" && revoked !== undefined) return { type: "revoke", ...base, target: revoked };
  return undefined;
}

function parseSystem(message: Loose, base: { account: string | null; at: Date | null }): ChannelEvent[] {
  const system = asRecord(message["system"]);
  const previous = phoneKeys(asText(message["from"]));
  const current = [...phoneKeys(asText(system["wa_id"])), ...userKeys(asText(system["user_id"]), asText(system["parent_user_id"]))];
  if (previous.length === 0 || current.length === 0) return [];
  return [{ type: "identity_change", ...base, previous, current, reason: asText(system["type"]) ?? "system" }];
}

function parseReferral(raw: unknown): Referral | undefined {
  const referral = asRecord(raw);
  const source = asText(referral["source_type"]);
  if (source === undefined) return undefined;
  return {
    source,
    ...compact({
      sourceId: asText(referral["source_id"]),
      url: asText(referral["source_url"]),
      headline: asText(referral["headline"]),
      body: asText(referral["body"]),
      mediaType: asText(referral["media_type"]),
      clickId: asText(referral["ctwa_clid"]),
    }),
  };
}

function parseStatuses(value: Loose, where: Where): ChannelEvent[] {
  return asRecords(value["statuses"]).map((status) => {
    const id = asText(status["id"]);
    const name = asText(status["status"]);
    if (id === undefined || !isDeliveryStatus(name)) return note(where, `unknown_status:${name ?? ""}`, status);
    const error = asRecord(asRecords(status["errors"])[0]);
    const event: StatusEvent = {
      type: "status",
      account: where.account,
      at: asTime(status["timestamp"]),
      providerMessageId: id,
      status: name,
    };
    if (name === "failed") {
      const text = asText(asRecord(error["error_data"])["details"]) ?? asText(error["title"]) ?? asText(error["message"]) ?? "";
      event.failure = { code: asText(error["code"]) ?? "unknown", text };
    }
    const callbackData = asText(status["biz_opaque_callback_data"]);
    if (callbackData !== undefined) event.callbackData = callbackData;
    if (status["pricing"] !== undefined) event.price = asRecord(storable(status["pricing"]));
    return event;
  });
}

function isDeliveryStatus(name: string | undefined): name is StatusEvent["status"] {
  return name === "sent" || name === "delivered" || name === "read" || name === "played" || name === "failed";
}

function parseErrors(value: Loose, where: Where): ChannelEvent[] {
  return asRecords(value["errors"]).map((error) => note(where, `provider_error:${asText(error["code"]) ?? "unknown"}`, error));
}

/** A `messages` change that holds nothing we know is still kept. */
function leftover(value: Loose, where: Where): ChannelEvent[] {
  const known = ["messages", "statuses", "errors", "conversation_context"];
  return known.some((key) => value[key] !== undefined) ? [] : [note(where, "empty_change", value)];
}

function parseEchoes(value: Loose, where: Where): ChannelEvent[] {
  const profiles = asRecords(value["contacts"]);
  return asRecords(value["message_echoes"]).flatMap((echo): ChannelEvent[] => {
    const base = { account: where.account, at: asTime(echo["timestamp"]) };
    const change = parseEditOrRevoke(echo, base);
    if (change !== undefined) return [change];
    const contact = buildSender(asText(echo["to"]), asText(echo["to_user_id"]), asText(echo["to_parent_user_id"]), profiles);
    const id = asText(echo["id"]);
    if (contact === null || id === undefined) return [note(where, "echo_without_recipient", echo)];
    return [{ ...base, ...describe(echo, id), type: "message", direction: "out", contact, status: "sent" }];
  });
}

/** In standby the echo wraps the request that the other sender made. */
function parseStandbyEchoes(standby: Loose, where: Where): ChannelEvent[] {
  return asRecords(standby["message_echoes"]).map((echo): ChannelEvent => {
    const request = asRecord(echo["message"]);
    const contact = buildSender(asText(request["to"]), asText(request["recipient"]), undefined, []);
    const id = asText(echo["id"]);
    if (contact === null || id === undefined) return note(where, "echo_without_recipient", echo);
    return {
      ...describe(request, id),
      account: where.account,
      at: asTime(echo["timestamp"]),
      type: "message",
      direction: "out",
      contact,
      silent: "standby",
      status: "sent",
    };
  });
}

function parseHistory(value: Loose, where: Where): ChannelEvent[] {
  const business = asText(asRecord(value["metadata"])["display_phone_number"])?.replace(/\D/g, "");
  const threads = asRecords(value["history"]).flatMap((chunk): ChannelEvent[] => [
    ...asRecords(chunk["errors"]).map((error) => note(where, `history_error:${asText(error["code"]) ?? "unknown"}`, error)),
    ...asRecords(chunk["threads"]).flatMap((thread) => {
      const context = asRecord(thread["context"]);
      const contact = buildSender(asText(context["wa_id"]) ?? asText(thread["id"]), asText(context["user_id"]), undefined, []);
      return asRecords(thread["messages"]).map((message) => parseHistoryMessage(message, contact, business, where));
    }),
  ]);
  // Files of an imported thread come in a later webhook of the same field.
  return [...threads, ...parseMessages(value, where, "history"), ...parseEchoes(value, where).map(silenced)];
}

const silenced = (event: ChannelEvent): ChannelEvent => (event.type === "message" ? { ...event, silent: "history" } : event);

function parseHistoryMessage(message: Loose, contact: Sender | null, business: string | undefined, where: Where): ChannelEvent {
  const id = asText(message["id"]);
  if (contact === null || id === undefined) return note(where, "message_without_sender", message);
  const status = asText(asRecord(message["history_context"])["status"])?.toLowerCase();
  const outgoing = business !== undefined && asText(message["from"])?.replace(/\D/g, "") === business;
  return {
    ...describe(message, id),
    type: "message",
    account: where.account,
    at: asTime(message["timestamp"]),
    direction: outgoing ? "out" : "in",
    contact,
    silent: "history",
    ...(outgoing ? { status: status === "error" ? "failed" : isDeliveryStatus(status) ? status : "sent" } : {}),
  };
}
