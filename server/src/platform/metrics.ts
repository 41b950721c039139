import { statfs } from "node:fs/promises";
import { totalmem } from "node:os";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** Prometheus metrics of this process, served at `/metrics`. */
export function createMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "prosa_" });
  const registers = [registry];
  return {
    registry,
    ready: new Gauge({ name: "prosa_ready", help: "1 while this process reaches its database, as /readyz says", registers }),
    webhooks: new Counter({
      name: "prosa_webhooks_total",
      help: "Webhooks by channel kind and result",
      labelNames: ["kind", "result"],
      registers,
    }),
    webhookSeconds: new Histogram({
      name: "prosa_webhook_seconds",
      help: "Time from a webhook's last byte to its answer",
      buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2],
      registers,
    }),
    messages: new Counter({
      name: "prosa_messages_total",
      help: "Messages by direction and channel kind",
      labelNames: ["direction", "kind"],
      registers,
    }),
    sends: new Counter({
      name: "prosa_sends_total",
      help: "Send attempts by channel kind and outcome",
      labelNames: ["kind", "outcome"],
      registers,
    }),
    sendSeconds: new Histogram({
      name: "prosa_send_seconds",
      help: "Time of one call to a provider",
      labelNames: ["kind"],
      buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    }),
    channels: new Gauge({
      name: "prosa_channels",
      help: "Channels by kind and state: active, paused (after failures), error, or as they were set",
      labelNames: ["kind", "state"],
      registers,
    }),
    rateLimitUse: new Gauge({
      name: "prosa_rate_limit_use",
      help: "Share of a channel's sending limit that the last five minutes used",
      labelNames: ["kind", "channel"],
      registers,
    }),
    media: new Counter({ name: "prosa_media_total", help: "Media downloads by result", labelNames: ["result"], registers }),
    jobs: new Counter({ name: "prosa_jobs_total", help: "Jobs by kind and result", labelNames: ["kind", "result"], registers }),
    events: new Counter({
      name: "prosa_events_total",
      help: "What happened, by kind of event: conversations, tickets, deals, orders, ends of automations",
      labelNames: ["kind"],
      registers,
    }),
    aiSeconds: new Histogram({
      name: "prosa_ai_seconds",
      help: "Time of one call to a model, by purpose and outcome",
      labelNames: ["purpose", "outcome"],
      buckets: [0.25, 0.5, 1, 2.5, 5, 10, 25],
      registers,
    }),
    feedLag: new Gauge({
      name: "prosa_feed_lag_seconds",
      help: "Age of the oldest event that a listener has not read",
      labelNames: ["consumer"],
      registers,
    }),
    feedHorizon: new Gauge({
      name: "prosa_feed_horizon_seconds",
      help: "Age of the oldest open transaction, which listeners cannot read past, and whose it is",
      labelNames: ["holder"],
      registers,
    }),
    jobsWaiting: new Gauge({
      name: "prosa_jobs_waiting",
      help: "Jobs in the queue by kind, also those of later; one that only grows is work that makes more of itself",
      labelNames: ["kind"],
      registers,
    }),
    jobsPending: new Gauge({ name: "prosa_jobs_pending", help: "Jobs that are due and wait for a worker", registers }),
    sockets: new Gauge({ name: "prosa_sockets", help: "Open browser sockets", registers }),
    httpSeconds: new Histogram({
      name: "prosa_http_seconds",
      help: "API requests by route and status",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
      registers,
    }),
  };
}

export type Metrics = ReturnType<typeof createMetrics>;

/** Room on the disk of the data folder, and memory of the machine or of the limit that the process has; read when they are asked for. */
export function measureMachine({ registry }: Metrics, dataDir: string): void {
  const registers = [registry];
  const gauge = (name: string, help: string, read: () => number | Promise<number>) =>
    new Gauge({
      ...{ name, help, registers },
      async collect() {
        this.set(await read());
      },
    });
  gauge("prosa_disk_size_bytes", "Size of the disk that holds the data folder", async () => {
    const { bsize, blocks } = await statfs(dataDir);
    return bsize * blocks;
  });
  gauge("prosa_disk_free_bytes", "Room on the disk that holds the data folder", async () => {
    const { bsize, bavail } = await statfs(dataDir);
    return bsize * bavail;
  });
  gauge("prosa_memory_limit_bytes", "Memory that this process may take: its limit, or all of the machine", memoryLimit);
  gauge("prosa_memory_free_bytes", "Memory that is left until the limit, or on the machine", () => process.availableMemory());
}

/** Without a limit of the kernel's there is a huge one, or none. */
function memoryLimit(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
