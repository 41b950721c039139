import type { ChannelAdapter } from "../adapter.ts";
import { asRecord, asText } from "../tolerant.ts";
import { pickWebRecipient } from "../whatsapp-web/addresses.ts";
import { gatewayAccount, verifyUrlToken, WEB_PACE, WITH_POLLS } from "../whatsapp-web/gateway.ts";
import { stampUnstamped } from "../whatsapp-web/stamp.ts";
import { connectSession, fetchMedia, pair, sweep, validate } from "./account.ts";
import { parseWebhook } from "./parse.ts";
import { markRead, sendMessage } from "./send.ts";

const MB = 1024 * 1024;

/** A WPPConnect server. It never repeats a webhook, so what it holds unread is swept; buttons leave as a poll. */
export const wppconnect: ChannelAdapter = {
  kind: "wppconnect",
  fields: { baseUrl: "setting", session: "id", secretKey: "secret", receive: "optional_setting", webhookToken: "generated" },
  accountOf: ({ settings }) => gatewayAccount(settings, settings["session"] ?? ""),
  windowHours: null,
  pace: WEB_PACE,
  capabilities: WITH_POLLS,
  // The server puts files as base64 into its webhooks.
  maxWebhookBytes: 44 * MB,
  maxMediaBytes: () => 30 * MB,
  tokenInUrl: true,
  verify: verifyUrlToken,
  toStored: (rawBody, receivedAt) => stampUnstamped(withoutFile(rawBody), receivedAt, (body) => UNSTAMPED.has(asText(body["event"]) ?? "")),
  orderingKey: (body) => {
    const event = asRecord(body);
    return asText(event["chatId"]) ?? asText(asRecord(event["id"])["remote"]) ?? asText(event["from"]) ?? "";
  },
  parse: parseWebhook,
  pickRecipient: pickWebRecipient,
  send: sendMessage,
  fetchMedia,
  markRead,
  connect: connectSession,
  pair,
  sweep,
  validate,
};

/** Events without a time or id of their own. */
const UNSTAMPED = new Set(["status-find", "closesession", "logoutsession", "qrcode", "phoneCode"]);

/** The file in the body is fetched by its message's id; kept in the raw event it would be stored twice, without a limit. */
function withoutFile(rawBody: Buffer): Buffer {
  if (rawBody.length < 64 * 1024) return rawBody;
  const body = asRecord(JSON.parse(rawBody.toString("utf8")));
  const { body: _file, content: _same, ...rest } = body;
  return Buffer.from(JSON.stringify(rest));
}
