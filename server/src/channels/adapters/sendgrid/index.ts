import { createPublicKey, verify as verifySignature } from "node:crypto";
import type { Channel, ChannelAdapter, RawWebhook } from "../adapter.ts";
import { canonicalAddress } from "../email/addresses.ts";
import { mailCapabilities } from "../email/index.ts";
import { mailReader } from "../email/mail-reader.ts";
import { isMail, orderingKeyOf, parseMail, pickMailRecipient } from "../email/parse.ts";
import { skimMail } from "../email/read-mail.ts";
import { hasTrace } from "../email/trace.ts";
import { readJsonBody } from "../read-body.ts";
import { asRecords, asText } from "../tolerant.ts";
import { verifyUrlToken } from "../url-token.ts";
import { connectWebhooks, validateKey } from "./account.ts";
import { mailOfForm } from "./inbound.ts";
import { parseEvents } from "./parse-events.ts";
import { sendOverSendGrid } from "./send.ts";

const MB = 1024 * 1024;

/**
 * E-mail by SendGrid: its API sends, Inbound Parse brings mails, the Event Webhook brings marks. Inbound Parse signs nothing, so the
 * address carries a secret; events are signed too, which is checked where the key is known.
 * @source docs.sendgrid.com
 */
export const sendgrid: ChannelAdapter = {
  kind: "sendgrid",
  fields: {
    address: "id",
    apiKey: "secret",
    senderName: "optional_setting",
    eventPublicKey: "optional_setting",
    webhookToken: "generated",
  },
  accountOf: ({ settings }) => canonicalAddress(settings["address"] ?? "") ?? settings["address"] ?? "",
  windowHours: null,
  pace: { perSecond: 10 },
  capabilities: mailCapabilities,
  threads: true,
  tokenInUrl: true,
  maxWebhookBytes: 44 * MB,
  maxMediaBytes: () => 36 * MB,
  verify: verifyWebhook,
  readBody: (storedBody) => (hasTrace(storedBody) ? mailReader.read(storedBody) : readJsonBody(storedBody)),
  // Without the form around it, a mail is the same bytes however often SendGrid brings it.
  toStored: async (rawBody) => (rawBody[0] === 0x2d ? ((await mailOfForm(rawBody)) ?? rawBody) : rawBody),
  skim: (storedBody) => (hasTrace(storedBody) ? skimMail(storedBody) : readJsonBody(storedBody)),
  fileIn: mailReader.fileIn,
  orderingKey: (body) => (isMail(body) ? orderingKeyOf(body) : (asText(asRecords(body)[0]?.["email"]) ?? "")),
  parse: (body, channel) => (isMail(body) ? parseMail(body, channel) : parseEvents(Array.isArray(body) ? body : [body])),
  pickRecipient: pickMailRecipient,
  send: sendOverSendGrid,
  connect: connectWebhooks,
  validate: validateKey,
};

function verifyWebhook(webhook: RawWebhook, channel: Channel): boolean {
  if (!verifyUrlToken(webhook, channel)) return false;
  const { rawBody, headers } = webhook;
  const key = channel.settings["eventPublicKey"];
  // An empty body is asked before a large one is read; events are never large.
  if (key === undefined || rawBody.length === 0 || rawBody[0] === 0x2d) return true;
  return isSigned(rawBody, headers, key);
}

/** ECDSA P-256 over timestamp and body. */
export function isSigned(rawBody: Buffer, headers: RawWebhook["headers"], publicKey: string): boolean {
  const signature = headers["x-twilio-email-event-webhook-signature"];
  const timestamp = headers["x-twilio-email-event-webhook-timestamp"];
  if (typeof signature !== "string" || typeof timestamp !== "string") return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
    return verifySignature("sha256", Buffer.concat([Buffer.from(timestamp), rawBody]), key, Buffer.from(signature, "base64"));
  } catch {
    return false; // no key, or no signature
  }
}
