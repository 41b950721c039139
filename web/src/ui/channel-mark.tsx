import type { ReactNode } from "react";
import styles from "./channel-mark.module.css";
import { classes } from "./classes.ts";

/** Our own marks, never brand logos. Gateways carry WhatsApp, and look like it. */
const WHATSAPP = {
  name: "WhatsApp",
  tint: "whatsapp",
  glyph: (
    <path
      d="M7.2 5.6c.9-.9 2.1-.6 2.6.6l.7 1.7c.3.7.1 1.3-.4 1.8-.6.6-.6 1-.3 1.6.8 1.3 1.7 2.2 3 3 .6.3 1 .3 1.6-.3.5-.5 1.1-.7 1.8-.4l1.7.7c1.2.5 1.5 1.7.6 2.6-1.3 1.3-3 1.7-4.8 1-3.6-1.3-6.3-4-7.6-7.6-.6-1.7-.2-3.4 1.1-4.7z"
      fill="currentColor"
      stroke="none"
    />
  ),
};
const SMS = {
  name: "SMS",
  tint: "sms",
  glyph: [6, 12, 18].map((x) => <circle key={x} cx={x} cy="12" r="2" fill="currentColor" stroke="none" />),
};

const MAIL = {
  name: "E-mail",
  tint: "mail",
  glyph: (
    <>
      <rect x="4" y="6" width="16" height="12" rx="2" />
      <path d="m5 8 7 5 7-5" />
    </>
  ),
};

const MARKS: Record<string, { name: string; tint: string; glyph: ReactNode }> = {
  whatsapp_cloud: WHATSAPP,
  megaapi: WHATSAPP,
  waha: WHATSAPP,
  wppconnect: WHATSAPP,
  evolution: WHATSAPP,
  twilio: SMS,
  sns: SMS,
  email: MAIL,
  sendgrid: MAIL,
  instagram: {
    name: "Instagram",
    tint: "instagram",
    glyph: (
      <>
        <rect x="5" y="5" width="14" height="14" rx="4" />
        <circle cx="12" cy="12" r="3.2" />
      </>
    ),
  },
  webchat: { name: "Web chat", tint: "webchat", glyph: <path d="M5 5.5h14v10h-8l-4 3.5v-3.5H5z" /> },
  messenger: { name: "Messenger", tint: "messenger", glyph: <path d="M5 15.5 10 10l3.5 3.5L19 8.5" /> },
  telegram: {
    name: "Telegram",
    tint: "telegram",
    glyph: (
      <path
        d="M20 4.5 3.8 11c-.7.3-.7 1 0 1.2l4 1.3 1.6 5c.2.5.7.6 1 .2l2.3-2.3 4 3c.5.3 1 .1 1.1-.5L20.9 5.3c.1-.6-.3-1-.9-.8z"
        fill="currentColor"
        stroke="none"
      />
    ),
  },
};

/** Product names of what a channel is connected by, for the people who connect it. */
const PRODUCTS: Record<string, string> = {
  whatsapp_cloud: "WhatsApp Cloud API",
  megaapi: "WhatsApp · MegaAPI",
  waha: "WhatsApp · WAHA",
  wppconnect: "WhatsApp · WPPConnect",
  evolution: "WhatsApp · Evolution API",
  email: "E-mail · SMTP, IMAP",
  sendgrid: "E-mail · SendGrid",
  twilio: "SMS · Twilio",
  sns: "SMS · AWS SNS",
};

export const channelName = (kind: string): string => MARKS[kind]?.name ?? kind;
export const productName = (kind: string): string => PRODUCTS[kind] ?? channelName(kind);

interface ChannelMarkProps {
  kind: string;
  size?: 14 | 20 | 24;
  className?: string | undefined;
}

/** The disc of a channel, with its name for those who do not see it. */
export function ChannelMark({ kind, size, className }: ChannelMarkProps) {
  const { name, tint, glyph } = MARKS[kind] ?? WHATSAPP;
  return (
    <span
      className={classes(styles.mark, styles[tint], size !== undefined && styles[`size${size}`], className)}
      role="img"
      aria-label={name}
    >
      <svg className={styles.glyph} viewBox="0 0 24 24" aria-hidden="true">
        {glyph}
      </svg>
    </span>
  );
}
