import type { ChannelAdapter } from "../adapter.ts";
import { readFormBody } from "../read-body.ts";
import { fetchMedia } from "./media.ts";
import { orderingKey, parseForm } from "./parse.ts";
import { findSent, listReceived, sendMessage, validateAccount } from "./send.ts";
import { verifySignature } from "./signature.ts";

const MB = 1024 * 1024;

/** SMS by Twilio. The webhook is set by a person at Twilio; statuses come to the address that goes along with each message. */
export const twilio: ChannelAdapter = {
  kind: "twilio",
  fields: {
    from: "id",
    accountSid: "setting",
    authToken: "secret",
    // While the token is being changed both are accepted.
    previousAuthToken: "optional_secret",
    apiKeySid: "optional_setting",
    apiKeySecret: "optional_secret",
  },
  accountOf: ({ settings }) => settings["from"] ?? "",
  windowHours: null,
  // @source Twilio: one message a second and long code; more queue there, and then cost error 21611.
  pace: { perSecond: 1 },
  answersStops: true,
  capabilities: { textLength: 1600, textUnit: "characters", media: {} },
  maxMediaBytes: () => 5 * MB,
  readBody: readFormBody,
  // Anything textual that is not XML would be sent to the person as an SMS.
  answer: { type: "text/xml", body: "<Response/>" },
  verify: verifySignature,
  orderingKey,
  parse: parseForm,
  // A short code can be answered; a word cannot.
  pickRecipient: (keys) =>
    keys.find(({ kind }) => kind === "phone") ?? keys.find(({ kind, value }) => kind === "sms_sender" && /^\d+$/.test(value)) ?? null,
  send: sendMessage,
  findSent,
  listReceived,
  fetchMedia,
  validate: validateAccount,
};
