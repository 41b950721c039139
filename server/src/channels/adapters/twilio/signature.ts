import { createHmac, hash } from "node:crypto";
import { sameSecret } from "../../../platform/pure.ts";
import type { Channel, RawWebhook } from "../adapter.ts";

/**
 * `X-Twilio-Signature`: HMAC-SHA1 over the address as Twilio knows it and all fields, sorted by name. The secret is the
 * account's token even where an API key sends. Twilio signs with or without the standard port, so both are tried.
 * @source twilio.com/docs/usage/security
 */
export function verifySignature({ rawBody, headers, url }: RawWebhook, channel: Channel): boolean {
  const given = headers["x-twilio-signature"];
  if (typeof given !== "string") return false;
  const jsonHash = new URL(url).searchParams.get("bodySHA256");
  // A JSON body is not signed itself: the signed address carries its hash.
  if (jsonHash !== null && !sameSecret(jsonHash, hash("sha256", rawBody, "hex"))) return false;
  const fields = jsonHash === null ? signedFields(rawBody) : "";
  const tokens = [channel.credentials["authToken"], channel.credentials["previousAuthToken"]].filter(
    (token) => token !== undefined && token !== "",
  );
  return tokens.some((token) => spellings(url).some((address) => sameSecret(given, sign(token as string, address + fields))));
}

const sign = (token: string, text: string) => createHmac("sha1", token).update(text, "utf8").digest("base64");

/** Name directly followed by value, nothing between; of a repeated name its distinct values, sorted. */
function signedFields(rawBody: Buffer): string {
  const values = new Map<string, Set<string>>();
  for (const [name, value] of new URLSearchParams(rawBody.toString("utf8"))) values.set(name, (values.get(name) ?? new Set()).add(value));
  return [...values.keys()]
    .sort(byBytes)
    .map((name) =>
      [...(values.get(name) as Set<string>)]
        .sort(byBytes)
        .map((value) => name + value)
        .join(""),
    )
    .join("");
}

const byBytes = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));

function spellings(url: string): string[] {
  const { protocol, port } = new URL(url);
  const standard = protocol === "https:" ? "443" : "80";
  if (port !== "" && port !== standard) return [url];
  const bare = url.replace(/^(https?:\/\/[^/:]+):\d+/, "$1");
  return [bare, bare.replace(/^(https?:\/\/[^/]+)/, `$1:${standard}`)];
}
