import { accountingFor, orEmpty } from "../../receiving/account-for.ts";
import { asStandby } from "../../receiving/standby.ts";
import type { ChannelEvent, StatusEvent } from "../adapter.ts";
import { numberOf } from "../meta/app-parts.ts";
import { asRecord, asRecords, asText, asTime, compact, type Loose, leaveOut, storable } from "../tolerant.ts";
import { note, parseAccountUpdate, parseTemplateUpdate, type Where } from "./parse-account.ts";
import { isDeliveryStatus, parseEchoes, parseHistory, parseStandbyEchoes } from "./parse-copies.ts";
import { parseMessages } from "./parse-message.ts";
import { parseContactSync, parseHandovers, parsePreferences, parseUserIdUpdates, senderOf } from "./parse-people.ts";

/**
 * Every entry, change, message and status of a webhook body, in the order of the body.
 * @source Meta, WhatsApp Cloud API webhooks reference.
 */
export const parseWebhook = accountingFor(parseBody, {
  // What stands around elements and says nothing of its own; files and people are read where they are needed.
  ignored: new Set([
    "context",
    "welcome_message",
    "conversation",
    "origin",
    "metadata",
    "history_context",
    "pricing",
    "profile",
    "previous",
    "current",
  ]),
  containers: new Set(["entry", "changes", "value", "standby", "history", "threads"]),
});

function parseBody(body: unknown): ChannelEvent[] {
  const { object, entry } = asRecord(body);
  if (object !== "whatsapp_business_account") {
    return [{ type: "notice", account: null, at: null, notice: { kind: "foreign_object", body: asRecord(storable(body)) } }];
  }
  return asRecords(entry).flatMap((one) => {
    const changes = asRecords(one["changes"]).flatMap((change) => parseChange(one, change));
    return orEmpty(changes, "empty_entry", one, null);
  });
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
  const account = numberOf(value);
  const business = asText(entry["id"]);
  const where: Where = { account, entryTime: asTime(entry["time"]), field: asText(change["field"]) ?? "", ...compact({ business }) };
  const events = parseField(value, where);
  return events.length > 0 ? events : [note(where, `empty:${where.field}`, change)];
}

function parseField(value: Loose, where: Where): ChannelEvent[] {
  leaveOut(value["contacts"]); // read where a message or news needs a name
  switch (where.field) {
    case "messages":
      return [
        ...parseMessages(value, where),
        ...parseStatuses(value, where),
        ...parseSummaries(value, where),
        ...parseErrors(value, where),
      ];
    case "standby": {
      const standby = asRecord(value["standby"]);
      const events = [...parseMessages(standby, where, "standby"), ...parseStandbyEchoes(standby, where), ...parseStatuses(standby, where)];
      return events.map(asStandby);
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

function parseStatuses(value: Loose, where: Where): ChannelEvent[] {
  return asRecords(value["statuses"]).map((status) => {
    const id = asText(status["id"]);
    const name = asText(status["status"]);
    // A payment has its own life: what it says of the order is not about the delivery of the message.
    const about = asText(status["type"]) ?? "message";
    if (about !== "message") return note(where, `status_of:${about}`, status);
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

function parseErrors(value: Loose, where: Where): ChannelEvent[] {
  return asRecords(value["errors"]).map((error) => note(where, `provider_error:${asText(error["code"]) ?? "unknown"}`, error));
}

/** What an AI of Meta or another system knew may ride on the first message that we get. */
function parseSummaries(value: Loose, where: Where): ChannelEvent[] {
  const context = asRecord(value["conversation_context"]);
  if (Object.keys(context).length === 0) return [];
  const text = asText(asRecord(context["summary"])["text"]);
  const [first] = asRecords(value["messages"]);
  const contact = first === undefined ? null : senderOf(first, asRecords(value["contacts"]));
  if (text === undefined || contact === null || first === undefined) return [note(where, "conversation_context", context)];
  return [{ type: "summary", account: where.account, at: asTime(first["timestamp"]), contact, text }];
}
