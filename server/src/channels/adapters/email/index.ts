import type { Capabilities } from "../../../../../content/capabilities.ts";
import type { ChannelAdapter } from "../adapter.ts";
import { validateMailbox } from "./account.ts";
import { canonicalAddress } from "./addresses.ts";
import { listenToMailbox, listReceived, MAX_MAIL_BYTES } from "./imap.ts";
import { mailReader } from "./mail-reader.ts";
import { isMail, orderingKeyOf, parseMail, pickMailRecipient } from "./parse.ts";
import { skimMail } from "./read-mail.ts";
import { findSent } from "./sent-folder.ts";
import { sendOverSmtp } from "./smtp.ts";

/** Servers refuse mails over 25 MB, and base64 makes four bytes of three. */
const MAX_FILE_BYTES = 18 * 1024 * 1024;
const anyFile = { maxBytes: MAX_FILE_BYTES, captionLength: 100_000 };

/** What a mail server hears; of a refresh token it hears an access token that the token made. */
const MAIL_SECRETS = ["password", "oauthRefreshToken"];

/** A mail holds words of any length and files of any kind; everything else becomes words. */
export const mailCapabilities: Capabilities = {
  textLength: 100_000,
  textUnit: "characters",
  media: { image: anyFile, video: anyFile, audio: anyFile, voice: anyFile, document: anyFile, sticker: anyFile },
  quotes: true,
};

/** A mailbox by SMTP and IMAP, at any provider. @source RFC 5321, RFC 9051, RFC 5322 */
export const email: ChannelAdapter = {
  kind: "email",
  fields: {
    address: "id",
    smtpHost: "setting",
    smtpPort: "optional_setting",
    imapHost: "setting",
    imapPort: "optional_setting",
    user: "optional_setting",
    password: "optional_secret",
    // Instead of the password, where the provider wants tokens.
    oauthTokenUrl: "optional_setting",
    oauthClientId: "optional_setting",
    oauthClientSecret: "optional_secret",
    oauthRefreshToken: "optional_secret",
    senderName: "optional_setting",
    // Whose word about a sender's domain counts; without it every sender is shown as unverified.
    authServer: "optional_setting",
    // Not every server delivers name+tag@domain: only a person knows.
    plusAddressing: "switch",
    // Gmail and Microsoft keep copies themselves; with both there would be two.
    keepSent: "switch",
  },
  secretsGoTo: {
    smtpHost: MAIL_SECRETS,
    smtpPort: MAIL_SECRETS,
    imapHost: MAIL_SECRETS,
    imapPort: MAIL_SECRETS,
    oauthTokenUrl: ["oauthClientSecret", "oauthRefreshToken"],
  },
  accountOf: ({ settings }) => canonicalAddress(settings["address"] ?? "") ?? settings["address"] ?? "",
  windowHours: null,
  pace: { perSecond: 2 },
  capabilities: mailCapabilities,
  threads: true,
  maxMediaBytes: () => MAX_MAIL_BYTES,
  readBody: mailReader.read,
  skim: skimMail,
  fileIn: mailReader.fileIn,
  verify: () => false, // nothing comes by webhook
  orderingKey: (body) => (isMail(body) ? orderingKeyOf(body) : ""),
  parse: (body, channel) => (isMail(body) ? parseMail(body, channel) : []),
  pickRecipient: pickMailRecipient,
  send: sendOverSmtp,
  findSent,
  listen: listenToMailbox,
  listReceived,
  validate: validateMailbox,
};
