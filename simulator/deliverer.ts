import type { World } from "./state.ts";

/** A webhook as one provider writes and signs it. */
export interface Webhook {
  url: string;
  body: Buffer;
  headers: Record<string, string>;
  /** Some gateways never try again. */
  once?: boolean;
}

/** Delivers webhooks over real HTTP, retried until they are answered with a success. */
export interface Deliverer {
  deliver(webhook: Webhook): void;
  /** Sends it once, whatever faults are on, and tells the answer. */
  deliverOnce(webhook: Webhook): Promise<number>;
  /** Sends what waits for others to be reordered with. */
  release(): void;
  /** What waits for its next try is tried now: the clock went ahead. */
  hurry(): void;
  /** Resolves when every webhook was answered. */
  settled(): Promise<void>;
  stop(): void;
}

const FIRST_RETRY_MS = 500;
const MAX_RETRY_MS = 30_000;
/** Of what is to be reordered nothing waits longer for the next. */
const LONGEST_HELD_MS = 3_000;
/** Beyond it nothing more is taken: whoever does not answer for so long has lost them anyway. */
const MOST_OPEN = 20_000;

export function createDeliverer(world: World, fetcher: typeof fetch = fetch): Deliverer {
  const open = new Set<Promise<void>>();
  let held: Webhook[] = [];
  let stopped = false;
  let releasing: NodeJS.Timeout | undefined;
  const waiting = new Set<() => void>();

  function deliver(webhook: Webhook) {
    if (webhook.url === "" || (webhook.once && world.faults.loseWebhooks) || open.size >= MOST_OPEN) return;
    if (world.faults.reorder <= 1) return queue(webhook);
    held.push(webhook);
    if (held.length >= world.faults.reorder) return release();
    releasing ??= setTimeout(release, LONGEST_HELD_MS).unref();
  }

  function release() {
    clearTimeout(releasing);
    releasing = undefined;
    const reversed = held.reverse();
    held = [];
    for (const one of reversed) queue(one);
  }

  function queue(webhook: Webhook) {
    for (let copy = 0; copy <= world.faults.duplicates; copy += 1) {
      const delivery = untilAccepted(webhook).finally(() => open.delete(delivery));
      open.add(delivery);
    }
  }

  async function untilAccepted(webhook: Webhook) {
    for (let wait = FIRST_RETRY_MS; !stopped; wait = Math.min(wait * 2, MAX_RETRY_MS)) {
      const status = await deliverOnce(webhook);
      if ((status >= 200 && status < 300) || webhook.once) return;
      await pause(wait);
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms).unref();
      waiting.add(done);
      function done() {
        clearTimeout(timer);
        waiting.delete(done);
        resolve();
      }
    });
  }

  function hurry() {
    for (const goOn of waiting) goOn();
  }

  async function deliverOnce({ url, body, headers }: Webhook): Promise<number> {
    try {
      const answer = await fetcher(url, { method: "POST", headers, body: new Uint8Array(body), signal: AbortSignal.timeout(10_000) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  }

  return {
    deliver,
    deliverOnce,
    release,
    hurry,
    async settled() {
      release();
      while (open.size > 0) await Promise.all(open);
    },
    stop() {
      stopped = true;
      hurry();
    },
  };
}
