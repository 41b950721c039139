import type { ChannelAdapter } from "../adapter.ts";
import { asRecord, asText } from "../tolerant.ts";
import { readVisitorFile } from "./files.ts";
import { parseVisit } from "./parse.ts";
import { markRead, sendToVisitor } from "./send.ts";

const MB = 1024 * 1024;
const caption = { maxBytes: 25 * MB, captionLength: 4000 };

/** The chat on pages of other people: our own provider. Its wire is `channels/webchat`. */
export const webchat: ChannelAdapter = {
  kind: "webchat",
  fields: {
    site: "id",
    domains: "optional_setting",
    title: "optional_setting",
    color: "optional_setting",
    side: "optional_setting",
    language: "optional_setting",
    greeting: "optional_setting",
    awayText: "optional_setting",
    askFirst: "optional_setting",
    askConsent: "switch",
    whatsapp: "optional_setting",
    privacyUrl: "optional_setting",
    proactive: "optional_setting",
    identitySecret: "optional_secret",
    previousIdentitySecret: "optional_secret",
  },
  accountOf: ({ settings }) => (settings["site"] ?? "").trim().toLowerCase(),
  windowHours: null,
  pace: { perSecond: 200 },
  capabilities: {
    textLength: 8000,
    textUnit: "characters",
    media: {
      image: { types: /^image\/(jpeg|png|webp|gif)$/, ...caption },
      video: { types: /^video\/(mp4|webm)$/, ...caption },
      audio: { types: /^audio\/(mpeg|mp4|x-m4a|aac|ogg|webm|wav)/, ...caption },
      voice: { types: /^audio\/(ogg|mpeg|mp4|x-m4a|webm|wav)/, ...caption },
      document: caption,
      sticker: { types: /^image\/webp$/, maxBytes: MB, captionLength: 0 },
    },
    buttons: { max: 12, titleLength: 80, idLength: 256, textLength: 4000 },
    list: { maxRows: 40, titleLength: 80, idLength: 256, textLength: 4000 },
    linkButton: { labelLength: 80, textLength: 4000 },
    location: true,
    quotes: true,
  },
  maxMediaBytes: () => 16 * MB,
  // What comes, comes through the widget's door, which asks for a visitor's token: nobody signs a webhook of this kind.
  verify: () => false,
  orderingKey: (body) => asText(asRecord(asRecord(body)["visitor"])["id"]) ?? "",
  parse: parseVisit,
  pickRecipient: (keys) => keys.find(({ kind }) => kind === "webchat_visitor") ?? null,
  send: sendToVisitor,
  // A line has the message's id: written twice it stays one.
  isRepeatable: () => true,
  fetchMedia: readVisitorFile,
  markRead,
  // Nobody else's program has to answer: what it stands on is this database.
  validate: async ({ settings }) => [
    { step: "number", ok: true, facts: { name: settings["title"] ?? "", number: settings["site"] ?? "" } },
  ],
};
