import { sameSecret } from "../../../platform/pure.ts";
import type { Channel, ChannelAdapter, RawWebhook } from "../adapter.ts";
import { asNumber, asRecord } from "../tolerant.ts";
import { connectWebhook, validateBot } from "./account.ts";
import { fetchMedia } from "./media.ts";
import { orderingKey, parseUpdate } from "./parse.ts";
import { acknowledgeTap, markRead, sendMessage } from "./send.ts";

const MB = 1024 * 1024;

/** A Telegram bot. @source core.telegram.org/bots/api */
export const telegram: ChannelAdapter = {
  kind: "telegram",
  fields: { botToken: "secret", webhookSecret: "generated" },
  // The part before the colon is the bot's id, and no secret.
  accountOf: ({ credentials }) => credentials["botToken"]?.split(":")[0] ?? "",
  windowHours: null,
  pace: { perSecond: 30, perRecipientSeconds: 1 },
  capabilities: {
    textLength: 4096,
    textUnit: "characters",
    media: {
      image: { types: /^image\/(jpeg|png|webp)$/, maxBytes: 10 * MB, captionLength: 1024 },
      video: { types: /^video\/mp4$/, maxBytes: 50 * MB, captionLength: 1024 },
      audio: { types: /^audio\/(mpeg|mp4|x-m4a|aac)/, maxBytes: 50 * MB, captionLength: 1024 },
      voice: { types: /^audio\/(ogg|mpeg|mp4|x-m4a)/, maxBytes: 50 * MB, captionLength: 1024 },
      document: { maxBytes: 50 * MB, captionLength: 1024 },
      sticker: { types: /^image\/webp$/, maxBytes: MB / 2, captionLength: 0 },
    },
    buttons: { max: 20, titleLength: 64, idLength: 64, textLength: 4096 },
    linkButton: { labelLength: 64, textLength: 4096 },
    location: true,
    reactions: true,
    quotes: true,
    locationRequest: true,
    contactRequest: true,
  },
  maxMediaBytes: () => 20 * MB, // what a bot may download
  verify,
  orderingKey,
  parse: parseUpdate,
  // Telegram counts the updates of a bot one by one. @source core.telegram.org/bots/api#update
  sequenceOf: (body) => asNumber(asRecord(body)["update_id"]) ?? null,
  pickRecipient: (keys) => keys.find(({ kind }) => kind === "telegram_id") ?? null,
  send: sendMessage,
  fetchMedia,
  markRead,
  acknowledge: acknowledgeTap,
  connect: connectWebhook,
  validate: validateBot,
};

/** Telegram signs no body; it repeats the secret that we gave it. */
function verify({ headers }: RawWebhook, channel: Channel): boolean {
  const given = headers["x-telegram-bot-api-secret-token"];
  const wanted = channel.credentials["webhookSecret"] ?? "";
  return wanted !== "" && typeof given === "string" && sameSecret(given, wanted);
}
