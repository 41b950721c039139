import type { Channel, ChannelAdapter } from "../adapter.ts";
import { fetchDirectMedia, fetchDirectProfile, subscribePage, validatePage } from "../meta/direct-account.ts";
import { directOrderingKey, parserOf } from "../meta/direct-parse.ts";
import { linkFile, markDirectRead, sendDirect } from "../meta/direct-send.ts";
import { answerHandshake, verifySignature } from "../meta/signature.ts";

const MB = 1024 * 1024;
/** Messages go out over the page that the account is linked to. */
const pageOf = (channel: Channel) => channel.settings["pageId"] ?? "";

/** Instagram direct messages of a professional account that is linked to a Facebook page. */
export const instagram: ChannelAdapter = {
  kind: "instagram",
  fields: { instagramId: "id", pageId: "setting", accessToken: "secret", appSecret: "secret", verifyToken: "secret" },
  appSecret: "appSecret",
  accountOf: ({ settings }) => settings["instagramId"] ?? "",
  windowHours: 24,
  humanAgentHours: 7 * 24,
  pace: { perSecond: 300 },
  capabilities: {
    textLength: 1000,
    textUnit: "bytes",
    media: {
      image: { types: /^image\/(jpeg|png)$/, maxBytes: 8 * MB, captionLength: 0 },
      video: { types: /^video\/(mp4|ogg|x-msvideo|quicktime|webm)$/, maxBytes: 25 * MB, captionLength: 0 },
      audio: { types: /^audio\/(aac|mp4|x-m4a|wav|vnd\.wave)/, maxBytes: 25 * MB, captionLength: 0 },
    },
    buttons: { max: 13, titleLength: 20, idLength: 1000, textLength: 1000 },
    reactions: true,
    quotes: true,
  },
  maxMediaBytes: () => 25 * MB,
  handshake: answerHandshake,
  verify: verifySignature,
  orderingKey: directOrderingKey,
  parse: parserOf({ object: "instagram", identity: "instagram_id" }),
  pickRecipient: (keys) => keys.find(({ kind }) => kind === "instagram_id") ?? null,
  send: (message, channel, tools) => sendDirect(message, pageOf(channel), linkFile, channel, tools),
  fetchMedia: fetchDirectMedia,
  fetchProfile: (key, channel, tools) => fetchDirectProfile(key, "name,username", channel, tools),
  markRead: (read, channel, tools) => markDirectRead(read, pageOf(channel), channel, tools),
  webhookByHand: true,
  connect: (channel, _webhookUrl, tools) =>
    subscribePage(pageOf(channel), "messages,message_reactions,messaging_postbacks,messaging_seen", channel, tools),
  validate: (channel, tools) => validatePage(channel.externalId, pageOf(channel), channel, tools),
};
