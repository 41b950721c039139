import type { Capabilities } from "../../../../../content/capabilities.ts";
import type { GuardedAnswer } from "../../../platform/index.ts";
import { AddressRefused } from "../../../platform/pure.ts";
import type { Channel, MediaOutcome, SendOutcome, ValidationStep } from "../adapter.ts";
import { mediaFailure } from "../calls.ts";

const MB = 1024 * 1024;
/** Files travel as base64 inside of JSON. */
const MAX_ANSWER_BYTES = 48 * MB;

interface GatewayRequest {
  method?: "GET" | "POST" | "PUT" | "DELETE";
  path: string;
  json?: unknown;
  headers: Record<string, string>;
  timeoutMs?: number;
  maxBytes?: number;
}

/** A request to the gateway that the channel names; it may stand on a private network only where the operator allowed its host. */
export function gatewayRequest(
  { method = "GET", path, json, headers, timeoutMs = 30_000, maxBytes = 4 * MB }: GatewayRequest,
  channel: Channel,
) {
  const base = (channel.settings["baseUrl"] ?? "").replace(/\/+$/, "");
  return {
    url: `${base}/${path}`,
    method,
    headers: { ...headers, ...(json === undefined ? {} : { "content-type": "application/json" }) },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    timeoutMs,
    maxBytes,
    maxRedirects: 0,
  };
}

/** The address and the session make the account. */
export const gatewayAccount = (settings: Record<string, string>, session: string): string => {
  const base = settings["baseUrl"] ?? "";
  return `${URL.canParse(base) ? new URL(base).host : base}/${session}`;
};

/** A file that comes as base64, bare or as a data URL. */
export async function fetchBase64(
  ask: (maxBytes: number) => Promise<{ answer: GuardedAnswer; base64: string | undefined; type: string | undefined }>,
  maxBytes: number,
): Promise<MediaOutcome> {
  try {
    const { answer, base64, type } = await ask(MAX_ANSWER_BYTES);
    if (answer.status === 404 || (answer.status === 400 && base64 === undefined))
      return { status: "gone", text: "The phone or the gateway no longer has the file." };
    if (base64 === undefined) return { status: "unavailable", text: `The gateway answered ${answer.status} for the file.` };
    const match = /^data:([^;,]+)[^,]*,/.exec(base64);
    const bytes = Buffer.from(match === null ? base64 : base64.slice(match[0].length), "base64");
    if (bytes.length > maxBytes) return { status: "too_large", size: bytes.length };
    const declaredType = match?.[1] ?? type;
    return { status: "fetched", bytes, ...(declaredType === undefined ? {} : { declaredType }) };
  } catch (error) {
    return mediaFailure(error);
  }
}

export const asDataUrl = (bytes: Buffer, mediaType: string): string => `data:${mediaType};base64,${bytes.toString("base64")}`;

/** What WhatsApp itself takes, whichever gateway carries it. @source field reports; see docs/channels */
export const WEB_MEDIA: Capabilities["media"] = {
  image: { types: /^image\/(jpeg|png|webp)$/, maxBytes: 5 * MB, captionLength: 1024 },
  video: { types: /^video\/(mp4|3gpp)$/, maxBytes: 16 * MB, captionLength: 1024 },
  audio: { types: /^audio\/(aac|amr|mpeg|mp4|x-m4a|ogg|opus)/, maxBytes: 16 * MB, captionLength: 0 },
  voice: { types: /^audio\/ogg/, maxBytes: 16 * MB, captionLength: 0 },
  document: { maxBytes: 30 * MB, captionLength: 1024 },
};

/** Up to 12 choices leave as a poll, where buttons are dead and polls are not. */
export const WITH_POLLS: Capabilities = {
  textLength: 4096,
  textUnit: "characters",
  media: WEB_MEDIA,
  buttons: { max: 12, titleLength: 100, idLength: 1000, textLength: 255 },
  location: true,
  reactions: true,
  quotes: true,
};

/** What the status alone says, where the words of the gateway said nothing. A 500 of its own may come after the message left. */
export function outcomeOfStatus(status: number, text: string): SendOutcome {
  const failure = { code: String(status), text };
  if (status === 401 || status === 403 || status === 404) return { status: "unavailable", ...failure, scope: "channel" };
  if (status === 429 || status === 502 || status === 503) return { status: "unavailable", ...failure, scope: "message" };
  if (status >= 500) return { status: "unconfirmed", text };
  if (status < 300) return { status: "unconfirmed", text: "The gateway's answer could not be read." };
  return { status: "refused", ...failure };
}

/** None of the gateways slows down for us, and too fast means a blocked number. */
export const WEB_PACE = { perSecond: 1 };

/** The first step of every check of a gateway: is it there, and does it know us? */
export function reachStep(status: number | null, error?: unknown): ValidationStep | null {
  if (error instanceof AddressRefused) return { step: "gateway", ok: false, advice: "host_not_allowed" };
  if (status === null) return { step: "gateway", ok: false, advice: "gateway_unreachable" };
  if (status === 401 || status === 403) return { step: "token", ok: false, advice: "token_invalid", facts: { code: status } };
  if (status === 404) return { step: "gateway", ok: false, advice: "session_unknown", facts: { code: status } };
  return status >= 400 ? { step: "gateway", ok: false, advice: "provider_error", facts: { code: status } } : null;
}
