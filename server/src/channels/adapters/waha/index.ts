import { createHmac } from "node:crypto";
import type { OutboundContent } from "../../../../../content/content.ts";
import { sameSecret } from "../../../platform/pure.ts";
import type { Channel, ChannelAdapter, RawWebhook } from "../adapter.ts";
import { asRecord, asText } from "../tolerant.ts";
import { pickWebRecipient } from "../whatsapp-web/addresses.ts";
import { gatewayAccount, WEB_PACE, WITH_POLLS } from "../whatsapp-web/gateway.ts";
import { connectSession, fetchMedia, fetchProfile, pair, validate } from "./account.ts";
import { listReceived, poll } from "./list.ts";
import { parseWebhook } from "./parse.ts";
import { markRead, sendMessage } from "./send.ts";

const MB = 1024 * 1024;

/** A WAHA server. Its buttons are dead: up to 12 choices leave as a poll, which every engine has. */
export const waha: ChannelAdapter = {
  kind: "waha",
  fields: { baseUrl: "setting", session: "id", apiKey: "secret", receive: "optional_setting", webhookSecret: "generated" },
  secretsGoTo: { baseUrl: ["apiKey"] },
  accountOf: ({ settings }) => gatewayAccount(settings, settings["session"] ?? ""),
  windowHours: null,
  pace: WEB_PACE,
  capabilities: WITH_POLLS,
  maxMediaBytes: () => 30 * MB,
  verify,
  orderingKey: (body) => {
    const payload = asRecord(asRecord(body)["payload"]);
    return (payload["fromMe"] === true ? asText(payload["to"]) : asText(payload["from"])) ?? "";
  },
  parse: parseWebhook,
  pickRecipient: pickWebRecipient,
  send: sendMessage,
  isRepeatable,
  fetchMedia,
  fetchProfile,
  markRead,
  connect: connectSession,
  pair,
  listReceived,
  poll,
  validate,
};

/** `X-Webhook-Hmac`: HMAC-SHA512 over the bytes as received. */
function verify({ rawBody, headers }: RawWebhook, channel: Channel): boolean {
  const given = headers["x-webhook-hmac"];
  const secret = channel.credentials["webhookSecret"] ?? "";
  if (typeof given !== "string" || secret === "") return false;
  return sameSecret(given, createHmac("sha512", secret).update(rawBody).digest("hex"));
}

/** These take the message's id from us, so the gateway knows a repetition when it sees one. */
function isRepeatable({ kind }: OutboundContent): boolean {
  return kind === "text" || kind === "buttons" || kind === "location";
}
