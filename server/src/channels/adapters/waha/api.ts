import { hash } from "node:crypto";
import type { Channel } from "../adapter.ts";
import { gatewayRequest } from "../whatsapp-web/gateway.ts";

interface Call {
  method?: "GET" | "POST" | "PUT";
  json?: unknown;
  timeoutMs?: number;
  maxBytes?: number;
}

export const wahaRequest = (path: string, channel: Channel, call: Call = {}) =>
  gatewayRequest({ path, headers: { "x-api-key": channel.credentials["apiKey"] ?? "", accept: "application/json" }, ...call }, channel);

export const sessionOf = (channel: Channel): string => channel.settings["session"] ?? "default";

/** An id in WhatsApp's own form, the same for every try of a message. */
export const presetId = (messageId: string): string => `3EB0${hash("sha256", messageId, "hex").slice(0, 18).toUpperCase()}`;
