import { isUtf8 } from "node:buffer";
import type { FastifyReply, FastifyRequest } from "fastify";
import { type App, type Clock, type Database, isDatabaseAway, isId, type Logger, type Metrics, newId } from "../platform/index.ts";
import type { Channel, ChannelAdapter } from "./adapter.ts";
import { type Adapters, adapterOf, type ChannelStore } from "./channels.ts";
import type { Ingest } from "./ingest.ts";

const MAX_BODY_BYTES = 4 * 1024 * 1024; // Meta sends at most 3 MB
const MAX_DEPTH = 32;
/** Malformed bodies that are kept for inspection: signed ones only, so few a day that they cannot fill the disk. */
const MAX_MALFORMED_A_DAY = 200;

interface Parts {
  adapters: Adapters;
  channels: ChannelStore;
  ingest: Ingest;
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
}

type WebhookRequest = FastifyRequest<{ Params: { channelId: string }; Querystring: Record<string, string> }>;

/** `GET` and `POST /webhooks/:channelId`. Its body parser is its own: signatures are over bytes. */
export function webhookRoutes(app: App, { adapters, channels, ingest, db, clock, log, metrics }: Parts) {
  let keeping: Promise<void> = Promise.resolve();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => done(null, body));

  app.get("/webhooks/:channelId", { bodyLimit: 1024 }, async (request: WebhookRequest, reply) => {
    const found = await find(request.params.channelId);
    const challenge = found?.adapter.handshake(request.query, found.channel) ?? null;
    if (challenge === null) return reply.code(403).type("text/plain").send("");
    return reply.type("text/plain").header("x-content-type-options", "nosniff").send(challenge);
  });

  // Providers read no security headers, and the counters of this route are its own.
  app.post("/webhooks/:channelId", { bodyLimit: MAX_BODY_BYTES, helmet: false }, async (request: WebhookRequest, reply) => {
    const done = metrics.webhookSeconds.startTimer();
    try {
      return await receive(request, reply);
    } catch (error) {
      if (!isDatabaseAway(error)) throw error;
      metrics.webhooks.inc({ kind: "unknown", result: "unavailable" });
      return reply.code(503).header("retry-after", "5").send("");
    } finally {
      done();
    }
  });

  async function receive(request: WebhookRequest, reply: FastifyReply) {
    const rawBody = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
    const found = await find(request.params.channelId);
    // An unknown channel and a bad signature answer alike.
    if (found === null || !found.adapter.verify({ rawBody, headers: request.headers }, found.channel)) {
      metrics.webhooks.inc({ kind: found?.channel.kind ?? "unknown", result: "refused" });
      return reply.code(401).send("");
    }
    const { channel, adapter } = found;
    const json = readJson(rawBody);
    if (json === undefined) {
      metrics.webhooks.inc({ kind: channel.kind, result: "malformed" });
      // One after the other: those that come together would all count the same few, and all be kept.
      keeping = keeping.catch(() => undefined).then(() => keepMalformed(channel, rawBody));
      await keeping;
      return reply.code(400).send("");
    }
    await ingest.store({
      workspaceId: channel.workspaceId,
      channelId: channel.id,
      body: rawBody,
      orderingKey: adapter.orderingKey(json).slice(0, 200),
    });
    metrics.webhooks.inc({ kind: channel.kind, result: "stored" });
    return reply.code(200).send("");
  }

  async function find(channelId: string): Promise<{ channel: Channel; adapter: ChannelAdapter } | null> {
    if (!isId(channelId)) return null;
    const channel = await channels.findForWebhook(channelId);
    return channel === null ? null : { channel, adapter: adapterOf(adapters, channel.kind) };
  }

  async function keepMalformed(channel: Channel, body: Buffer) {
    const now = clock.now();
    await db.systemStatement(
      "channels.keep_malformed",
      `with few as (select 1 where (select count(*) from raw_event_failures
           where workspace_id = $1 and channel_id = $2 and reason = 'malformed' and failed_at > $5::timestamptz - interval '1 day') < ${MAX_MALFORMED_A_DAY}),
       stored as (insert into raw_events (workspace_id, channel_id, received_month, body_hash, id, body, received_at)
         select $1, $2, date_trunc('month', $5::timestamptz at time zone 'utc')::date, sha256($4), $3, $4, $5 from few on conflict do nothing returning id)
       insert into raw_event_failures (workspace_id, raw_event_id, channel_id, reason, error, failed_at)
       select $1, id, $2, 'malformed', 'The body is not JSON, or is nested too deeply.', $5 from stored`,
      [channel.workspaceId, channel.id, newId(), body.subarray(0, 64 * 1024), now],
    );
    log.warn({ channelId: channel.id, bytes: body.length }, "a signed webhook was malformed and is kept for inspection");
  }
}

/** The parsed object or list; undefined for what is not JSON, not UTF-8, or nested beyond reason. */
function readJson(body: Buffer): unknown {
  if (!isUtf8(body) || nestsDeeperThan(body, MAX_DEPTH)) return undefined;
  try {
    const json: unknown = JSON.parse(body.toString("utf8"));
    return typeof json === "object" && json !== null ? json : undefined;
  } catch {
    return undefined;
  }
}

function nestsDeeperThan(body: Buffer, limit: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at];
    if (inString) {
      if (byte === 0x5c) at += 1;
      else if (byte === 0x22) inString = false;
    } else if (byte === 0x22) inString = true;
    else if (byte === 0x7b || byte === 0x5b) {
      depth += 1;
      if (depth > limit) return true;
    } else if (byte === 0x7d || byte === 0x5d) depth -= 1;
  }
  return false;
}
