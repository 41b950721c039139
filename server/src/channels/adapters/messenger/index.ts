import type { ChannelAdapter } from "../adapter.ts";
import { fetchDirectMedia, fetchDirectProfile, subscribePage, validatePage } from "../meta/direct-account.ts";
import { directOrderingKey, parserOf } from "../meta/direct-parse.ts";
import { markDirectRead, sendDirect, uploadFile } from "../meta/direct-send.ts";
import { answerHandshake, verifySignature } from "../meta/signature.ts";

const MB = 1024 * 1024;
const FIELDS =
  "messages,message_echoes,message_edits,message_deliveries,message_reads,message_reactions,messaging_postbacks,messaging_referrals,messaging_handovers,standby";

/** A Facebook page's messages. */
export const messenger: ChannelAdapter = {
  kind: "messenger",
  fields: { pageId: "id", accessToken: "secret", appSecret: "secret", verifyToken: "secret" },
  appSecret: "appSecret",
  accountOf: ({ settings }) => settings["pageId"] ?? "",
  windowHours: 24,
  humanAgentHours: 7 * 24,
  pace: { perSecond: 300 },
  capabilities: {
    textLength: 2000,
    textUnit: "characters",
    media: {
      image: { types: /^image\/(jpeg|png|gif|webp)$/, maxBytes: 8 * MB, captionLength: 0 },
      video: { types: /^video\//, maxBytes: 25 * MB, captionLength: 0 },
      audio: { types: /^audio\//, maxBytes: 25 * MB, captionLength: 0 },
      document: { maxBytes: 25 * MB, captionLength: 0 },
    },
    buttons: { max: 13, titleLength: 20, idLength: 1000, textLength: 2000 },
    linkButton: { labelLength: 20, textLength: 640 },
    reactions: true,
    quotes: true,
    contactRequest: true,
  },
  maxMediaBytes: () => 25 * MB,
  handshake: answerHandshake,
  verify: verifySignature,
  orderingKey: directOrderingKey,
  parse: parserOf({ object: "page", identity: "messenger_id" }),
  pickRecipient: (keys) => keys.find(({ kind }) => kind === "messenger_id") ?? null,
  send: (message, channel, tools) => sendDirect(message, channel.externalId, uploadFile, channel, tools),
  fetchMedia: fetchDirectMedia,
  fetchProfile: (key, channel, tools) => fetchDirectProfile(key, "first_name,last_name", channel, tools),
  markRead: (read, channel, tools) => markDirectRead(read, channel.externalId, channel, tools),
  webhookByHand: true,
  connect: (channel, _webhookUrl, tools) => subscribePage(channel.externalId, FIELDS, channel, tools),
  validate: (channel, tools) => validatePage(channel.externalId, channel.externalId, channel, tools),
};
