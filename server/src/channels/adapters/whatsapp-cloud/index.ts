import type { OutboundContent } from "../../../../../content/content.ts";
import type { ChannelAdapter, IdentityKey } from "../adapter.ts";
import { answerHandshake, verifySignature } from "../meta/signature.ts";
import { createTemplate, listTemplates, probeChannel, removeTemplate, validateChannel } from "./account.ts";
import { CAPABILITIES, checkContent } from "./limits.ts";
import { fetchMedia } from "./media.ts";
import { orderingKey, parseWebhook } from "./parse.ts";
import { markRead, sendMessage } from "./send.ts";

const MB = 1024 * 1024;

/** Meta's WhatsApp Cloud API. The files of this folder are the only ones that know its wire format. */
export const whatsappCloud: ChannelAdapter = {
  kind: "whatsapp_cloud",
  fields: { phoneNumberId: "id", businessAccountId: "setting", accessToken: "secret", appSecret: "secret", verifyToken: "secret" },
  appSecret: "appSecret",
  accountOf: ({ settings }) => settings["phoneNumberId"] ?? "",
  windowHours: 24,
  // @source Meta, Cloud API: 80 messages a second, and one every 6 seconds to the same person in a sustained exchange.
  pace: { perSecond: 80, perRecipientSeconds: 6 },
  capabilities: CAPABILITIES,
  maxMediaBytes: (kind) => (kind === "audio" || kind === "voice" ? 25 * MB : 10 * MB),
  handshake: answerHandshake,
  verify: verifySignature,
  orderingKey,
  parse: parseWebhook,
  check: checkContent,
  pickRecipient,
  send: sendMessage,
  fetchMedia,
  markRead,
  listTemplates,
  createTemplate,
  removeTemplate,
  validate: validateChannel,
  probe: probeChannel,
};

/** The phone where there is one (authentication templates need it), else the business-scoped user id. */
function pickRecipient(keys: IdentityKey[], _content: OutboundContent): IdentityKey | null {
  return keys.find((key) => key.kind === "phone") ?? keys.find((key) => key.kind === "whatsapp_user_id") ?? null;
}
