import type { ChannelEvent, IdentityKey, Sender } from "../adapter.ts";
import { canonicalPhone } from "../phone.ts";
import { asRecord, asRecords, asText, asTime, compact, type Loose } from "../tolerant.ts";
import { note, type Where } from "./parse-account.ts";

/** Sender and profile are joined by id, never by position. */
export function senderOf(message: Loose, profiles: Loose[]): Sender | null {
  const [phone, userId] = [asText(message["from"]), asText(message["from_user_id"])];
  return buildSender(phone, userId, asText(message["from_parent_user_id"]), profiles);
}

export function buildSender(
  phone: string | undefined,
  userId: string | undefined,
  parentId: string | undefined,
  profiles: Loose[],
): Sender | null {
  const profile = profiles.find((one) => {
    const [waId, id] = [asText(one["wa_id"]), asText(one["user_id"])];
    return (id !== undefined && id === userId) || (waId !== undefined && waId === phone);
  });
  const keys = [
    ...phoneKeys(phone ?? asText(profile?.["wa_id"])),
    ...userKeys(userId ?? asText(profile?.["user_id"]), parentId ?? asText(profile?.["parent_user_id"])),
  ];
  if (keys.length === 0) return null;
  const details = asRecord(profile?.["profile"]);
  return {
    keys,
    ...compact({ profileName: asText(details["name"])?.slice(0, 200), username: asText(details["username"])?.replace(/^@/, "") }),
  };
}

export function phoneKeys(address: string | undefined): IdentityKey[] {
  const value = address === undefined ? null : canonicalPhone(address);
  return value === null || address === undefined ? [] : [{ kind: "phone", value, address: address.replace(/\D/g, "") }];
}

export function userKeys(userId: string | undefined, parentId: string | undefined): IdentityKey[] {
  const keys: IdentityKey[] = [];
  if (userId !== undefined) keys.push({ kind: "whatsapp_user_id", value: userId, address: userId });
  if (parentId !== undefined) keys.push({ kind: "whatsapp_parent_user_id", value: parentId, address: parentId });
  return keys;
}

export function parseContactSync(value: Loose, where: Where): ChannelEvent[] {
  return asRecords(value["state_sync"]).map((item): ChannelEvent => {
    const card = asRecord(item["contact"]);
    const contact = buildSender(asText(card["phone_number"]), asText(card["user_id"]), undefined, []);
    // Removal from the phone's address book removes nothing here.
    if (contact === null || item["action"] !== "add") return note(where, "address_book", item);
    const name = asText(card["full_name"]) ?? asText(card["first_name"]);
    return {
      type: "contact_sync",
      account: where.account,
      at: asTime(asRecord(item["metadata"])["timestamp"]),
      contact,
      ...compact({ name }),
    };
  });
}

export function parseUserIdUpdates(value: Loose, where: Where): ChannelEvent[] {
  return asRecords(value["user_id_update"]).map((update): ChannelEvent => {
    const [user, parent] = [asRecord(update["user_id"]), asRecord(update["parent_user_id"])];
    const previous = userKeys(asText(user["previous"]), asText(parent["previous"]));
    const current = [...userKeys(asText(user["current"]), asText(parent["current"])), ...phoneKeys(asText(update["wa_id"]))];
    if (previous.length === 0 || current.length === 0) return note(where, "user_id_update", update);
    return {
      type: "identity_change",
      account: where.account,
      at: asTime(update["timestamp"]),
      previous,
      current,
      reason: "user_id_update",
    };
  });
}

export function parsePreferences(value: Loose, where: Where): ChannelEvent[] {
  const profiles = asRecords(value["contacts"]);
  return asRecords(value["user_preferences"]).map((preference): ChannelEvent => {
    const contact = buildSender(asText(preference["wa_id"]), asText(preference["user_id"]), undefined, profiles);
    const wish = asText(preference["value"]);
    if (contact === null || preference["category"] !== "marketing_messages" || wish === undefined)
      return note(where, "user_preference", preference);
    return {
      type: "consent",
      account: where.account,
      at: asTime(preference["timestamp"]),
      contact,
      marketing: wish === "stop" ? "withdrawn" : "given",
    };
  });
}

export function parseHandovers(value: Loose, where: Where): ChannelEvent[] {
  const kind = asText(value["type"]);
  if (where.field !== "messaging_handovers") return [];
  const sender = asRecord(value["sender"]);
  const contact = buildSender(asText(sender["phone_number"]), asText(sender["user_id"]), undefined, []);
  if (contact === null || (kind !== "control_passed" && kind !== "control_taken")) return [note(where, "handover", value)];
  const detail = asRecord(value[kind]);
  const summary = asText(asRecord(asRecord(detail["conversation_context"])["summary"])["text"]);
  const heldBy = kind === "control_taken" ? (asText(detail["new_owner_role"]) ?? "provider") : null;
  return [{ type: "handover", account: where.account, at: asTime(value["timestamp"]), contact, heldBy, ...compact({ summary }) }];
}
