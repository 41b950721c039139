import type { MediaKind, MediaRef } from "../../../../../content/content.ts";
import { accountingFor } from "../../receiving/account-for.ts";
import type { ChannelEvent, IdentityKey, MessageEvent, StatusEvent } from "../adapter.ts";
import { note } from "../notice.ts";
import { canonicalPhone } from "../phone.ts";
import { asNumber, asRecord, asText, compact, type Loose } from "../tolerant.ts";

const STATUSES: Record<string, StatusEvent["status"]> = {
  sent: "sent",
  delivered: "delivered",
  read: "read",
  undelivered: "failed",
  failed: "failed",
  canceled: "failed",
};

/** Words by which people stop messages; Twilio handles the English ones itself and says so. */
const STOP = /^\s*(stop|stopall|unsubscribe|cancel|end|quit|revoke|optout|parar|sair|cancelar|remover)\s*[.!]?\s*$/i;

/** A form holds one message or one status. Twilio tells no time of either. */
export const parseForm = accountingFor(parseBody, { ignored: new Set(), containers: new Set() });

function parseBody(body: unknown): ChannelEvent[] {
  const form = asRecord(body);
  const id = asText(form["MessageSid"]) ?? asText(form["SmsSid"]);
  if (id === undefined) return [note("unknown_form", form)];
  const status = asText(form["MessageStatus"]);
  return status === undefined || status === "received" ? parseMessage(id, form) : [parseStatus(id, status, form)];
}

export function orderingKey(body: unknown): string {
  const form = asRecord(body);
  return (form["MessageStatus"] === undefined ? asText(form["From"]) : asText(form["To"])) ?? "";
}

function parseStatus(id: string, name: string, form: Loose): ChannelEvent {
  const status = STATUSES[name];
  // On its way inside Twilio: nothing that a person needs to see.
  if (status === undefined) return note(`status:${name}`, {});
  const code = asText(form["ErrorCode"]) ?? "unknown";
  const failure = status === "failed" ? { failure: { code, text: asText(form["ErrorMessage"]) ?? "" } } : {};
  return { type: "status", account: null, at: null, providerMessageId: id, status, ...failure };
}

function parseMessage(id: string, form: Loose): ChannelEvent[] {
  const from = asText(form["From"]);
  const key = from === undefined ? undefined : senderKey(from);
  if (key === undefined) return [note("message_without_sender", form)];
  const contact = {
    keys: [key],
    ...compact({ profileName: asText(form["ProfileName"]) }),
  };
  const common = { type: "message" as const, account: null, at: null, direction: "in" as const, contact };
  const messages: ChannelEvent[] = [{ ...common, providerMessageId: id, ...partsOf(form) }, ...fartherFiles(form)];
  const optOut = asText(form["OptOutType"]);
  if (optOut === "START") return [...messages, { type: "consent", account: null, at: null, contact, marketing: "given" }];
  const stops = optOut === "STOP" || (optOut === undefined && STOP.test(asText(form["Body"]) ?? ""));
  return stops ? [...messages, { type: "consent", account: null, at: null, contact, marketing: "withdrawn" }] : messages;
}

/** Banks and shops write from a short code or a word: that is who they are, though no phone. */
function senderKey(from: string): IdentityKey | undefined {
  const phone = canonicalPhone(from);
  if (phone !== null) return { kind: "phone", value: phone, address: from.replace(/\D/g, "") };
  const name = from.trim().slice(0, 40);
  return name === "" ? undefined : { kind: "sms_sender", value: name.toLowerCase(), address: name };
}

/** A message of Twilio holds no more files than this. @source Twilio, Messaging webhooks */
const MAX_FILES = 10;

function partsOf(form: Loose): Pick<MessageEvent, "content" | "files"> {
  const words = compact({ text: asText(form["Body"]) });
  const files = Array.from({ length: countFiles(form) }, (_, index) => fileOf(form, index)).filter((file) => file !== undefined);
  const [first, ...others] = files;
  if (first === undefined) return { content: { kind: "text", text: words.text ?? "" } };
  return { content: { ...first, ...words }, ...(others.length === 0 ? {} : { files: others }) };
}

const countFiles = (form: Loose): number => Math.min(Math.max(0, Math.trunc(asNumber(form["NumMedia"]) ?? 0)), MAX_FILES);

function fileOf(form: Loose, index: number): { kind: MediaKind; media: MediaRef } | undefined {
  const url = asText(form[`MediaUrl${index}`]);
  if (url === undefined) return undefined;
  const type = asText(form[`MediaContentType${index}`]) ?? "";
  const family = type.split("/")[0];
  const kind = family === "image" || family === "video" || family === "audio" ? family : "document";
  return { kind, media: { providerMediaId: url, declaredType: type } };
}

/** Files that were announced and are not here, or are too many, are told. */
function fartherFiles(form: Loose): ChannelEvent[] {
  const announced = Math.trunc(asNumber(form["NumMedia"]) ?? 0);
  const given = Object.keys(form).filter((name) => /^MediaUrl\d+$/.test(name)).length;
  const taken = Array.from({ length: countFiles(form) }, (_, index) => fileOf(form, index)).filter((file) => file !== undefined).length;
  return Math.max(announced, given) > taken
    ? [note("files_left_out", { announced, given, taken, message: asText(form["MessageSid"]) ?? "" })]
    : [];
}
