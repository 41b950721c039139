import { createHmac, timingSafeEqual } from "node:crypto";
import { sameSecret } from "../../../platform/pure.ts";
import type { Channel, RawWebhook } from "../adapter.ts";

const SIGNATURE = /^sha256=([0-9a-f]{64})$/;

/** A channel, or the app that it comes by: both name their secrets alike. */
type Signed = Pick<Channel, "credentials">;

/** `X-Hub-Signature-256` over the bytes as received. The old SHA-1 header, other forms and an empty secret are refused. */
export function verifySignature({ rawBody, headers }: RawWebhook, { credentials }: Signed): boolean {
  const header = headers["x-hub-signature-256"];
  const secret = credentials["appSecret"];
  if (typeof header !== "string" || secret === undefined || secret === "") return false;
  const given = SIGNATURE.exec(header)?.[1];
  if (given === undefined) return false;
  const wanted = createHmac("sha256", secret).update(rawBody).digest();
  return timingSafeEqual(wanted, Buffer.from(given, "hex"));
}

const CHALLENGE = /^[A-Za-z0-9_.-]{1,200}$/;

/** Meta's check of a new address: the challenge comes back only for our own token, and only in a harmless alphabet. */
export function answerHandshake(query: Record<string, string | undefined>, { credentials }: Signed): string | null {
  const wanted = credentials["verifyToken"];
  const given = query["hub.verify_token"];
  const challenge = query["hub.challenge"];
  if (query["hub.mode"] !== "subscribe" || wanted === undefined || wanted === "") return null;
  // A name that stands there twice comes as a list.
  if (typeof given !== "string" || typeof challenge !== "string") return null;
  return sameSecret(given, wanted) && CHALLENGE.test(challenge) ? challenge : null;
}
