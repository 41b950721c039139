import type { ChannelEvent, IdentityKey, Sender } from "../adapter.ts";
import { groupIgnored, note } from "../notice.ts";
import { canonicalPhone } from "../phone.ts";
import { asRecord, asText, compact } from "../tolerant.ts";

/** What a chat's address says; gateways write the same person in several ways. */
export type ChatAddress =
  | { kind: "person"; digits: string }
  | { kind: "lid"; id: string }
  | { kind: "ignored"; why: "group" | "broadcast" | "list" | "unknown" };

const UNKNOWN: ChatAddress = { kind: "ignored", why: "unknown" };

/** `351…@s.whatsapp.net`, `351…@c.us`, `351…:12@…` (a device), `900…@lid` (hidden number), groups, status and channels. */
export function readAddress(address: string | undefined): ChatAddress {
  if (address === undefined) return UNKNOWN;
  const at = address.indexOf("@");
  const left = at === -1 ? address : address.slice(0, at);
  const host = at === -1 ? "" : (address.slice(at + 1).split("@", 1)[0] ?? "");
  if (host === "g.us") return { kind: "ignored", why: "group" };
  // A list of a customer's has a number before the @: whoever wrote stands in another field.
  if (host === "broadcast" || host === "newsletter")
    return { kind: "ignored", why: host === "broadcast" && /^\d+$/.test(left) ? "list" : "broadcast" };
  const device = left.indexOf(":");
  const bare = device === -1 ? left : left.slice(0, device);
  if (!/^\d{5,20}$/.test(bare)) return UNKNOWN;
  if (host === "lid") return { kind: "lid", id: `${bare}@lid` };
  return host === "s.whatsapp.net" || host === "c.us" || host === "" ? { kind: "person", digits: bare } : UNKNOWN;
}

/**
 * A notice where any of these addresses or whole ids is a group's, a channel's or the status: gateways put the group into one field
 * or another, and a person who wrote there has not written to us.
 */
export function ignoredAmong(values: unknown[]): ChannelEvent | undefined {
  for (const value of values) {
    if (value === undefined) continue;
    const text = asText(value) ?? asText(asRecord(value)["_serialized"]) ?? asText(asRecord(value)["remote"]) ?? "";
    // Nearly every address is a person's: the dearer look only where one of the words stands.
    if (text.includes("@g.us")) {
      const group = /[\d-]+@g\.us/.exec(text)?.[0];
      if (group !== undefined) return groupIgnored(group);
    }
    if (text.includes("@newsletter") || text.includes("status@broadcast")) {
      const channel = /[\w-]+@newsletter|status@broadcast/.exec(text)?.[0];
      if (channel !== undefined) return note("broadcast_ignored", { chat: channel });
    }
  }
  return undefined;
}

/** The person behind addresses that all mean them; null when none of them does. @param own our number's address: it is never a customer */
export function senderFrom(addresses: (string | undefined)[], profileName: string | undefined, own?: string): Sender | null {
  const keys: IdentityKey[] = [];
  const ours = keyOf(own);
  const isSame = (one: IdentityKey | undefined, other: IdentityKey) => one?.kind === other.kind && one.value === other.value;
  for (const address of addresses) {
    const key = address === undefined ? undefined : keyOf(address);
    if (key === undefined || isSame(ours, key)) continue;
    const known = keys.findIndex((one) => isSame(one, key));
    if (known === -1) keys.push(key);
    else keys[known] = key;
  }
  return keys.length === 0 ? null : { keys, ...compact({ profileName: profileName?.slice(0, 200) }) };
}

function keyOf(address: string | undefined): IdentityKey | undefined {
  const read = readAddress(address);
  return read.kind === "person" ? phoneKey(read.digits) : read.kind === "lid" ? lidKey(read.id) : undefined;
}

export function phoneKey(digits: string): IdentityKey | undefined {
  const value = canonicalPhone(digits);
  return value === null ? undefined : { kind: "phone", value, address: digits };
}

const lidKey = (id: string): IdentityKey => ({ kind: "whatsapp_lid", value: id, address: id });

/** The phone where it is known, else the hidden id. */
export const pickWebRecipient = (keys: IdentityKey[]): IdentityKey | null =>
  keys.find(({ kind }) => kind === "phone") ?? keys.find(({ kind }) => kind === "whatsapp_lid") ?? null;

/** How a gateway wants to have the chat written. @param host `s.whatsapp.net` or `c.us` */
export const chatOf = ({ kind, address }: IdentityKey, host: string): string =>
  kind === "whatsapp_lid" ? address : `${address.replace(/\D/g, "")}@${host}`;

/** `true_351…@c.us_3EB0…[_participant]` → `3EB0…`: the only part that every call and event has. */
export function shortId(id: string): string {
  const wrapped = /^(?:true|false)_[^_]+_([^_]+)/.exec(id);
  return wrapped?.[1] ?? id;
}

/** The whole id of a message of a chat, for gateways that ask for it. */
export const wrappedId = (short: string, fromUs: boolean, chat: string): string => `${fromUs}_${chat}_${short}`;
