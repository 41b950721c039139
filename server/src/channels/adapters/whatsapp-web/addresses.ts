import type { IdentityKey, Sender } from "../adapter.ts";
import { canonicalPhone } from "../phone.ts";
import { compact } from "../tolerant.ts";

/** What a chat's address says; gateways write the same person in several ways. */
export type ChatAddress =
  | { kind: "person"; digits: string }
  | { kind: "lid"; id: string }
  | { kind: "ignored"; why: "group" | "broadcast" | "unknown" };

/** `351…@s.whatsapp.net`, `351…@c.us`, `351…:12@…` (a device), `900…@lid` (hidden number), groups, status and channels. */
export function readAddress(address: string | undefined): ChatAddress {
  const [left = "", host = ""] = (address ?? "").split("@");
  if (host === "g.us") return { kind: "ignored", why: "group" };
  if (host === "broadcast" || host === "newsletter") return { kind: "ignored", why: "broadcast" };
  const bare = left.split(":")[0] ?? "";
  if (!/^\d{5,20}$/.test(bare)) return { kind: "ignored", why: "unknown" };
  if (host === "lid") return { kind: "lid", id: `${bare}@lid` };
  return host === "s.whatsapp.net" || host === "c.us" || host === ""
    ? { kind: "person", digits: bare }
    : { kind: "ignored", why: "unknown" };
}

/** The person behind addresses that all mean them; null when none of them does. */
export function senderFrom(addresses: (string | undefined)[], profileName: string | undefined): Sender | null {
  const keys = new Map<string, IdentityKey>();
  for (const address of addresses) {
    const read = readAddress(address);
    const key = read.kind === "person" ? phoneKey(read.digits) : read.kind === "lid" ? lidKey(read.id) : undefined;
    if (key !== undefined) keys.set(`${key.kind} ${key.value}`, key);
  }
  return keys.size === 0 ? null : { keys: [...keys.values()], ...compact({ profileName: profileName?.slice(0, 200) }) };
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
