import { createHmac, randomBytes } from "node:crypto";

const PREFIX = "whsec_";

/** A new secret: 24 random bytes, as other systems know its form. */
export const makeSecret = (): string => PREFIX + randomBytes(24).toString("base64");

/**
 * The headers of a delivery. Pure.
 * @param secrets each signs: two while one is rotated
 * @param at when it is sent; receivers refuse what is old
 * @source Standard Webhooks: `v1,` and the base64 of HMAC-SHA256 over `id.timestamp.body`
 */
export function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.slice(PREFIX.length), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signatures.join(" ") };
}
