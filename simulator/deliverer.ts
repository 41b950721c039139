import { createHmac } from "node:crypto";
import type { Account, Person, World } from "./state.ts";

/** Delivers webhooks as Meta does: signed over the bytes, escaped, retried until they are answered with 200. */
export interface Deliverer {
  deliver(account: Account, field: string, value: Record<string, unknown>): void;
  /** Sends exactly these bytes, once, and tells the answer. */
  deliverRaw(account: Account, body: Buffer, signature?: string): Promise<number>;
  /** Resolves when every webhook was answered with 200. */
  settled(): Promise<void>;
  stop(): void;
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;

export function createDeliverer(world: World, fetcher: typeof fetch = fetch): Deliverer {
  const open = new Set<Promise<void>>();
  let held: { account: Account; body: Buffer }[] = [];
  let stopped = false;

  function deliver(account: Account, field: string, value: Record<string, unknown>) {
    const metadata = { display_phone_number: account.displayNumber, phone_number_id: account.phoneNumberId };
    const change = { value: { messaging_product: "whatsapp", metadata, ...value }, field };
    const body = asMetaWrites({ object: "whatsapp_business_account", entry: [{ id: account.businessAccountId, changes: [change] }] });
    if (world.faults.reorder > 1) {
      held.push({ account, body });
      if (held.length < world.faults.reorder) return;
      const reversed = held.reverse();
      held = [];
      for (const one of reversed) queue(one.account, one.body);
      return;
    }
    queue(account, body);
  }

  function queue(account: Account, body: Buffer) {
    for (let copy = 0; copy <= world.faults.duplicates; copy += 1) {
      const delivery = untilAccepted(account, body).finally(() => open.delete(delivery));
      open.add(delivery);
    }
  }

  async function untilAccepted(account: Account, body: Buffer) {
    for (let wait = FIRST_RETRY_MS; !stopped; wait = Math.min(wait * 2, MAX_RETRY_MS)) {
      if ((await post(account, body, sign(account.appSecret, body))) === 200) return;
      await new Promise((resolve) => setTimeout(resolve, wait).unref());
    }
  }

  async function post(account: Account, body: Buffer, signature: string): Promise<number> {
    try {
      const answer = await fetcher(account.webhookUrl, {
        method: "POST",
        headers: { "content-type": "application/json", "x-hub-signature-256": signature, "user-agent": "facebookexternalua" },
        body: new Uint8Array(body),
        signal: AbortSignal.timeout(10_000),
      });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  return {
    deliver,
    deliverRaw: (account, body, signature) => post(account, body, signature ?? sign(account.appSecret, body)),
    async settled() {
      while (open.size > 0) await Promise.all(open);
    },
    stop() {
      stopped = true;
    },
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

export function profileOf(person: Person) {
  return {
    profile: { name: person.name, ...(person.username === undefined ? {} : { username: person.username }) },
    ...(person.waId === undefined ? {} : { wa_id: person.waId }),
    user_id: person.userId,
  };
}
