import type { ChannelEvent, Sender, StatusEvent } from "../adapter.ts";
import { asRecord, asRecords, asText, asTime, type Loose } from "../tolerant.ts";
import { note, type Where } from "./parse-account.ts";
import { describe, groupOf, ignoredGroup, parseEditOrRevoke, parseMessages } from "./parse-message.ts";
import { buildSender } from "./parse-people.ts";

/** What we sent from the phone, or another system sent. */
export function parseEchoes(value: Loose, where: Where): ChannelEvent[] {
  const profiles = asRecords(value["contacts"]);
  return asRecords(value["message_echoes"]).flatMap((echo): ChannelEvent[] => {
    const base = { account: where.account, at: asTime(echo["timestamp"]) };
    if (groupOf(echo) !== undefined) return [ignoredGroup(echo, where)];
    const change = parseEditOrRevoke(echo, base);
    if (change !== undefined) return [change];
    const contact = buildSender(asText(echo["to"]), asText(echo["to_user_id"]), asText(echo["to_parent_user_id"]), profiles);
    const id = asText(echo["id"]);
    if (contact === null || id === undefined) return [note(where, "echo_without_recipient", echo)];
    return [{ ...base, ...describe(echo, id), type: "message", direction: "out", contact, status: "sent" }];
  });
}

/** In standby the echo wraps the request that the other sender made. */
export function parseStandbyEchoes(standby: Loose, where: Where): ChannelEvent[] {
  return asRecords(standby["message_echoes"]).map((echo): ChannelEvent => {
    const request = asRecord(echo["message"]);
    if (groupOf(request) !== undefined) return ignoredGroup(request, where);
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

/** What was said before the number was connected. */
export function parseHistory(value: Loose, where: Where): ChannelEvent[] {
  const business = asText(asRecord(value["metadata"])["display_phone_number"])?.replace(/\D/g, "");
  const threads = asRecords(value["history"]).flatMap((chunk): ChannelEvent[] => [
    ...asRecords(chunk["errors"]).map((error) => note(where, `history_error:${asText(error["code"]) ?? "unknown"}`, error)),
    ...asRecords(chunk["threads"]).flatMap((thread) => {
      const context = asRecord(thread["context"]);
      const contact = buildSender(asText(context["wa_id"]) ?? asText(thread["id"]), asText(context["user_id"]), undefined, []);
      const messages = asRecords(thread["messages"]).map((message) => parseHistoryMessage(message, contact, business, where));
      return messages.length > 0 ? messages : [note(where, "empty_thread", thread)];
    }),
  ]);
  // Files of an imported thread come in a later webhook of the same field.
  return [...threads, ...parseMessages(value, where, "history"), ...parseEchoes(value, where).map(silenced)];
}

const silenced = (event: ChannelEvent): ChannelEvent => (event.type === "message" ? { ...event, silent: "history" } : event);

function parseHistoryMessage(message: Loose, contact: Sender | null, business: string | undefined, where: Where): ChannelEvent {
  const id = asText(message["id"]);
  if (groupOf(message) !== undefined) return ignoredGroup(message, where);
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

/** The words that a status may be. */
export function isDeliveryStatus(name: string | undefined): name is StatusEvent["status"] {
  return name === "sent" || name === "delivered" || name === "read" || name === "played" || name === "failed";
}
