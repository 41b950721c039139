import type { InboundContent } from "../../../../../content/content.ts";
import type { ChannelEvent, StatusEvent } from "../adapter.ts";
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
export function parseForm(body: unknown): ChannelEvent[] {
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
  const phone = from === undefined ? null : canonicalPhone(from);
  if (phone === null || from === undefined) return [note("message_without_phone", form)];
  const contact = {
    keys: [{ kind: "phone" as const, value: phone, address: from.replace(/\D/g, "") }],
    ...compact({ profileName: asText(form["ProfileName"]) }),
  };
  const common = { type: "message" as const, account: null, at: null, direction: "in" as const, contact };
  const messages = contentsOf(form).map((content, index) => ({
    ...common,
    providerMessageId: index === 0 ? id : `${id}#${index}`,
    content,
  }));
  const optOut = asText(form["OptOutType"]);
  if (optOut === "START") return [...messages, { type: "consent", account: null, at: null, contact, marketing: "given" }];
  const stops = optOut === "STOP" || (optOut === undefined && STOP.test(asText(form["Body"]) ?? ""));
  return stops ? [...messages, { type: "consent", account: null, at: null, contact, marketing: "withdrawn" }] : messages;
}

function contentsOf(form: Loose): InboundContent[] {
  const text = asText(form["Body"]);
  const count = Math.min(asNumber(form["NumMedia"]) ?? 0, 10);
  const files = Array.from({ length: count }, (_, index): InboundContent[] => {
    const url = asText(form[`MediaUrl${index}`]);
    if (url === undefined) return [];
    const type = asText(form[`MediaContentType${index}`]) ?? "";
    const family = type.split("/")[0];
    const kind = family === "image" || family === "video" || family === "audio" ? family : "document";
    return [{ kind, media: { providerMediaId: url, declaredType: type }, ...(index === 0 ? compact({ text }) : {}) }];
  }).flat();
  return files.length > 0 ? files : [{ kind: "text", text: text ?? "" }];
}
