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
