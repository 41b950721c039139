import type { ChannelEvent, StatusEvent } from "../adapter.ts";
import { canonicalAddress } from "../email/addresses.ts";
import { callbackOf, unreachableKey } from "../email/parse.ts";
import { note } from "../notice.ts";
import { asRecord, asRecords, asText, asTime, compact, type Loose } from "../tolerant.ts";

const STATUSES: Record<string, StatusEvent["status"]> = {
  processed: "sent",
  delivered: "delivered",
  open: "read",
  bounce: "failed",
  dropped: "failed",
};

/** A list of what became of mails, in any order. @source docs.sendgrid.com, Event Webhook reference */
export function parseEvents(body: unknown): ChannelEvent[] {
  return asRecords(body).flatMap(parseEvent);
}

function parseEvent(event: Loose): ChannelEvent[] {
  const name = asText(event["event"]) ?? "unknown";
  const at = asTime(event["timestamp"]);
  const address = canonicalAddress(asText(event["email"]) ?? "");
  if ((name === "spamreport" || name === "unsubscribe" || name === "group_unsubscribe") && address !== null) {
    const contact = { keys: [{ kind: "email" as const, value: address, address }] };
    return [{ type: "consent", account: null, at, contact, marketing: "withdrawn" }];
  }
  const status = STATUSES[name];
  // What we gave along names the mail; the header is usual, but not promised.
  const providerMessageId = asText(event["prosa_mail_id"]) ?? asText(event["smtp-id"]);
  if (status === undefined || providerMessageId === undefined) return [note(`event:${name}`, asRecord(event))];
  // A program of the mail service opened it, not a person.
  if (name === "open" && event["sg_machine_open"] === true) return [note("machine_open", { email: address, mail: providerMessageId })];
  const reason = (asText(event["reason"]) ?? "").slice(0, 300);
  const moved: StatusEvent = {
    type: "status",
    account: null,
    at,
    providerMessageId,
    status,
    ...callbackOf(providerMessageId),
    ...compact({ failure: status === "failed" ? { code: name === "bounce" ? "mail_bounced" : "mail_dropped", text: reason } : undefined }),
  };
  const key = name === "bounce" ? unreachableKey(address ?? "", asText(event["status"]) ?? "") : null;
  return key === null ? [moved] : [moved, { type: "unreachable", account: null, at, key, proof: providerMessageId }];
}
