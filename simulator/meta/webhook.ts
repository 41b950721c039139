import { createHmac } from "node:crypto";
import type { Webhook } from "../deliverer.ts";
import type { Account, Person } from "../state.ts";

/** A webhook as Meta sends it: signed over the bytes, everything beyond ASCII escaped. */
export function metaWebhook(account: Account, json: unknown): Webhook {
  return signedBytes(account, asMetaWrites(json));
}

export function signedBytes(account: Account, body: Buffer, signature = sign(account.values["appSecret"] ?? "", body)): Webhook {
  return {
    url: account.webhookUrl,
    body,
    headers: { "content-type": "application/json", "x-hub-signature-256": signature, "user-agent": "facebookexternalua" },
  };
}

const sign = (secret: string, body: Buffer) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** Meta escapes everything beyond ASCII, and slashes. */
function asMetaWrites(json: unknown): Buffer {
  const escaped = JSON.stringify(json)
    .replaceAll("/", "\\/")
    .replaceAll(/[\u0080-\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return Buffer.from(escaped);
}

/** How Meta names a person beside their messages. */
export function profileOf(person: Person) {
  return {
    profile: { name: person.name, ...(person.username === undefined ? {} : { username: person.username }) },
    ...(person.waId === undefined ? {} : { wa_id: person.waId }),
    user_id: person.userId,
  };
}
