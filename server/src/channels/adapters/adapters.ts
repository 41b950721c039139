import { email } from "./email/index.ts";
import { evolution } from "./evolution/index.ts";
import { instagram } from "./instagram/index.ts";
import { megaapi } from "./megaapi/index.ts";
import { messenger } from "./messenger/index.ts";
import { sendgrid } from "./sendgrid/index.ts";
import { sns } from "./sns/index.ts";
import { telegram } from "./telegram/index.ts";
import { twilio } from "./twilio/index.ts";
import { waha } from "./waha/index.ts";
import { webchat } from "./webchat/index.ts";
import { whatsappCloud } from "./whatsapp-cloud/index.ts";
import { wppconnect } from "./wppconnect/index.ts";

/** A new kind of channel is one more entry here. */
export const ADAPTERS = [
  whatsappCloud,
  instagram,
  messenger,
  telegram,
  email,
  sendgrid,
  twilio,
  sns,
  megaapi,
  waha,
  wppconnect,
  evolution,
  webchat,
];
