import type { ChannelEvent, MessageEvent, Referral } from "../adapter.ts";
import { groupIgnored } from "../notice.ts";
import { asRecord, asRecords, asText, asTime, compact, type Loose, leaveOut } from "../tolerant.ts";
import { note, type Where } from "./parse-account.ts";
import { parseContent } from "./parse-content.ts";
import { phoneKeys, senderOf, userKeys } from "./parse-people.ts";

/** The messages of a change or copy, each with what it changes. */
export function parseMessages(value: Loose, where: Where, silent?: "history" | "standby"): ChannelEvent[] {
  const profiles = asRecords(value["contacts"]);
  return asRecords(value["messages"]).flatMap((message) => parseMessage(message, profiles, where, silent));
}

function parseMessage(message: Loose, profiles: Loose[], where: Where, silent?: "history" | "standby"): ChannelEvent[] {
  const at = asTime(message["timestamp"]);
  const base = { account: where.account, at };
  const type = asText(message["type"]) ?? "";
  if (groupOf(message) !== undefined) return [ignoredGroup(message, where)];
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
export function describe(
  message: Loose,
  id: string,
): Pick<MessageEvent, "providerMessageId" | "content" | "replyTo" | "forwarded" | "referral" | "product"> {
  const context = asRecord(message["context"]);
  const product = asRecord(context["referred_product"]);
  const [catalogId, productId] = [asText(product["catalog_id"]), asText(product["product_retailer_id"])];
  return {
    providerMessageId: id,
    content: parseContent(message),
    ...compact({
      replyTo: asText(context["id"]),
      forwarded: context["forwarded"] === true || context["frequently_forwarded"] === true ? true : undefined,
      referral: parseReferral(message["referral"]),
      product: catalogId !== undefined && productId !== undefined ? { catalogId, productId } : undefined,
    }),
  };
}

/** A message that changes another one; undefined for all others. */
export function parseEditOrRevoke(message: Loose, base: { account: string | null; at: Date | null }): ChannelEvent | undefined {
  const edit = asRecord(message["edit"]);
  const edited = asText(edit["original_message_id"]);
  if (message["type"] === "edit" && edited !== undefined) {
    const content = parseContent(asRecord(edit["message"]));
    if (content.kind === "unsupported") return undefined; // nothing to put in the place of the words
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
  if (Object.keys(referral).length === 0) return undefined;
  return {
    source: asText(referral["source_type"]) ?? "unknown",
    ...compact({
      sourceId: asText(referral["source_id"]),
      url: asText(referral["source_url"]),
      headline: asText(referral["headline"]),
      body: asText(referral["body"]),
      mediaType: asText(referral["media_type"]),
      clickId: asText(referral["ctwa_clid"]),
      ref: asText(referral["ref"]),
    }),
  };
}

/** Of a message, echo or thread: the group that it was written in. */
export const groupOf = (message: Loose): string | undefined =>
  asText(message["group_id"]) ?? (message["recipient_type"] === "group" ? (asText(message["to"]) ?? "unknown") : undefined);

/** An answer would leave to one member alone: until groups are designed one line a group tells that it was there. */
export function ignoredGroup(message: Loose, { account }: Where): ChannelEvent {
  leaveOut(message);
  return groupIgnored(groupOf(message) ?? "", account);
}
