import type { ChannelAdapter } from "../adapter.ts";
import { readJsonBody } from "../read-body.ts";
import { asRecord, asText } from "../tolerant.ts";
import { verifyUrlToken } from "../url-token.ts";
import { pickWebRecipient } from "../whatsapp-web/addresses.ts";
import { gatewayAccount, WEB_PACE, WITH_POLLS } from "../whatsapp-web/gateway.ts";
import { stampUnstamped } from "../whatsapp-web/stamp.ts";
import { connectSession, fetchMedia, pair, sweep, validate, withoutFile } from "./account.ts";
import { parseWebhook } from "./parse.ts";
import { markRead, sendMessage } from "./send.ts";

const MB = 1024 * 1024;

/** A WPPConnect server. It never repeats a webhook, so what it holds unread is swept; buttons leave as a poll. */
export const wppconnect: ChannelAdapter = {
  kind: "wppconnect",
  fields: { baseUrl: "setting", session: "id", secretKey: "secret", receive: "optional_setting", webhookToken: "generated" },
  secretsGoTo: { baseUrl: ["secretKey"] },
  accountOf: ({ settings }) => gatewayAccount(settings, settings["session"] ?? ""),
  windowHours: null,
  pace: WEB_PACE,
  capabilities: WITH_POLLS,
  // The server puts files as base64 into its webhooks.
  maxWebhookBytes: 44 * MB,
  maxMediaBytes: () => 30 * MB,
  tokenInUrl: true,
  verify: verifyUrlToken,
  toStored: (rawBody, receivedAt) =>
    stampUnstamped(withoutLargeFile(rawBody), receivedAt, (body) => UNSTAMPED.has(asText(body["event"]) ?? "")),
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

function withoutLargeFile(rawBody: Buffer): Buffer {
  const event = rawBody.length < 64 * 1024 ? undefined : readJsonBody(rawBody);
  return event === undefined ? rawBody : Buffer.from(JSON.stringify(withoutFile(asRecord(event))));
}
