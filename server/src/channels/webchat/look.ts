import type { Channel } from "../adapters/adapter.ts";

/** How the chat looks and what it asks, as the widget gets it; no secret is in it, and nobody's address. */
export interface Look {
  title: string;
  color: string;
  side: "left" | "right";
  language: string | null;
  greeting: string | null;
  awayText: string | null;
  /** What is asked before the first message, in this order. */
  askFirst: string[];
  askConsent: boolean;
  whatsapp: string | null;
  privacyUrl: string | null;
  /** Shown by itself on pages whose address holds `path`, after so many seconds. */
  proactive: { path: string; seconds: number; text: string } | null;
}

const GREEN = "#1f4d3d";

export function readLook({ name, settings }: Pick<Channel, "name" | "settings">): Look {
  const { title, color = "", side, language, greeting, awayText, askFirst = "", askConsent, whatsapp = "", privacyUrl = "" } = settings;
  return {
    title: title ?? name,
    color: /^#[0-9a-f]{6}$/i.test(color) ? color : GREEN,
    side: side === "left" ? "left" : "right",
    language: language ?? null,
    greeting: greeting ?? null,
    awayText: awayText ?? null,
    askFirst: askFirst
      .split(/[\s,;]+/)
      .filter((field) => /^[a-z][\w.-]{0,59}$/i.test(field))
      .slice(0, 8),
    askConsent: askConsent === "on",
    whatsapp: whatsapp.replace(/\D/g, "") || null,
    privacyUrl: /^https?:\/\//.test(privacyUrl) ? privacyUrl : null,
    proactive: readProactive(settings["proactive"]),
  };
}

/** `/precos 20 Posso ajudar?`: a piece of the page's address, seconds, words. */
function readProactive(rule: string | undefined): Look["proactive"] {
  const [, path, seconds, text] = /^(\S+)\s+(\d{1,4})\s+(.{1,300})$/.exec(rule?.trim() ?? "") ?? [];
  return path === undefined || seconds === undefined || text === undefined ? null : { path, seconds: Number(seconds), text };
}
