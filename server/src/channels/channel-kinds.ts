/** The channel kinds that have an adapter. */
export const CHANNEL_KINDS = [
  "whatsapp_cloud",
  "instagram",
  "messenger",
  "telegram",
  "twilio",
  "sns",
  "megaapi",
  "waha",
  "wppconnect",
  "evolution",
  "email",
  "sendgrid",
  "webchat",
] as const;

/** What people are known by. `sms_sender`: a short code or a word, which cannot always be answered; `webchat_visitor`: of a page with our chat. */
export const IDENTITY_KINDS = [
  "phone",
  "whatsapp_user_id",
  "whatsapp_parent_user_id",
  "whatsapp_lid",
  "instagram_id",
  "messenger_id",
  "telegram_id",
  "sms_sender",
  "webchat_visitor",
  "email",
] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
