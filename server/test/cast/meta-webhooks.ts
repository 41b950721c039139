import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

// What Meta posts, from files and made up. Apart from the harness, so that a test of a pure function does not load the program.

export const PHONE_NUMBER_ID = "200300400500601";
const FIXTURES = path.join(import.meta.dirname, "../fixtures/meta");

/** The value of Meta's signature header. */
export const sign = (secret: string, body: Buffer) => `sha256=${createHmac("sha256", secret).update(body).digest("hex")}`;

/** A fixture as the bytes of its file. */
export const fixture = (name: string): Buffer => readFileSync(path.join(FIXTURES, name));
export const fixtureJson = (name: string): any => JSON.parse(fixture(name).toString("utf8"));

/** Names of fixtures, by their beginning. */
export const fixtureNames = (pattern: RegExp): string[] =>
  readdirSync(FIXTURES)
    .filter((name) => name.endsWith(".json") && pattern.test(name))
    .sort();

/** Bodies that Meta posts: everything that is not one of our requests or an answer of the Graph API. */
export const webhookFixtures = (): string[] =>
  fixtureNames(/^wa-/).filter(
    (name) =>
      !/^wa-(request|error|send-response|success|media|templates-list|template-create|business-profile|phone-number-response)/.test(name),
  );

/** A body with one text message. */
export function textWebhook({
  from = "5592999990001",
  id,
  text,
  at = 1_794_312_000,
  userId,
  name = "Ana Souza",
}: {
  from?: string;
  id: string;
  text: string;
  at?: number;
  userId?: string;
  name?: string;
}) {
  const user = userId ?? `BR.${from}`;
  return webhook({
    contacts: [{ profile: { name }, wa_id: from, user_id: user }],
    messages: [{ from, from_user_id: user, id, timestamp: String(at), type: "text", text: { body: text } }],
  });
}

export const statusWebhook = (id: string, status: string, at = 1_794_312_100, extra: object = {}) =>
  webhook({ statuses: [{ id, status, timestamp: String(at), recipient_id: "5592999990001", ...extra }] });

/** What Meta wraps around everything that happens in conversations. */
function webhook<Value extends object>(value: Value) {
  const metadata = { display_phone_number: "5511999990000", phone_number_id: PHONE_NUMBER_ID };
  return {
    object: "whatsapp_business_account",
    entry: [{ id: `1${PHONE_NUMBER_ID}`, changes: [{ field: "messages", value: { messaging_product: "whatsapp", metadata, ...value } }] }],
  };
}
