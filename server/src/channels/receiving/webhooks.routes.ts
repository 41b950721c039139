import type { FastifyReply, FastifyRequest } from "fastify";
import { type App, type Clock, type Database, isDatabaseAway, isId, type Logger, type Metrics, newId } from "../../platform/index.ts";
import { type Adapters, adapterOf, type ChannelStore } from "../accounts/channels.ts";
import type { MetaAppStore } from "../accounts/meta-apps.ts";
import { appDoor, channelDoor, type Door } from "./doors.ts";
import type { Ingest } from "./ingest.ts";

const USUAL_BODY_BYTES = 4 * 1024 * 1024; // Meta sends at most 3 MB
/** Some gateways put whole files into their webhooks; only their channels may be sent that much. */
const MAX_BODY_BYTES = 48 * 1024 * 1024;
/** Malformed bodies that are kept for inspection: signed ones only, so few a day that they cannot fill the disk. */
const MAX_MALFORMED_A_DAY = 200;

interface Parts {
  adapters: Adapters;
  channels: ChannelStore;
  metaApps: MetaAppStore;
  ingest: Ingest;
  db: Database;
  clock: Clock;
  log: Logger;
  metrics: Metrics;
  publicUrl: string;
}

type WebhookRequest = FastifyRequest<{ Params: { doorId: string }; Querystring: Record<string, string> }>;

/** `GET` and `POST /webhooks/:doorId`, which names a channel or an app at Meta. Its body parser is its own: signatures are over bytes. */
export function webhookRoutes(app: App, { adapters, channels, metaApps, ingest, db, clock, log, metrics, publicUrl }: Parts) {
  let keeping: Promise<void> = Promise.resolve();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser("*", { parseAs: "buffer", bodyLimit: MAX_BODY_BYTES }, (_request, body, done) => done(null, body));

  app.get("/webhooks/:doorId", { bodyLimit: 1024 }, async (request: WebhookRequest, reply) => {
    const found = await find(request.params.doorId);
    const challenge = found?.handshake(request.query) ?? null;
    if (challenge === null) return reply.code(403).type("text/plain").send("");
    return reply.type("text/plain").header("x-content-type-options", "nosniff").send(challenge);
  });

  // Providers read no security headers, and the counters of this route are its own.
  const options = { bodyLimit: MAX_BODY_BYTES, helmet: false as const, onRequest: refuseTooLarge };
  app.post("/webhooks/:doorId", options, async (request: WebhookRequest, reply) => {
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
    const found = await find(request.params.doorId);
    // An unknown address and a bad signature answer alike.
    const webhook = { rawBody, headers: request.headers, url: publicUrl + request.url };
    if (found === null || !found.verify(webhook)) {
      metrics.webhooks.inc({ kind: found?.kind ?? "unknown", result: "refused" });
      return reply.code(401).send("");
    }
    const body = await found.toStored(rawBody, clock.now());
    const orderingKey = await found.order(body).catch(() => undefined);
    if (orderingKey === undefined) {
      metrics.webhooks.inc({ kind: found.kind, result: "malformed" });
      // One after the other: those that come together would all count the same few, and all be kept.
      keeping = keeping.catch(() => undefined).then(() => keepMalformed(found, rawBody));
      await keeping;
      return reply.code(400).send("");
    }
    await ingest.store({ workspaceId: found.workspaceId, channelId: found.id, body, orderingKey });
    metrics.webhooks.inc({ kind: found.kind, result: "stored" });
    reply.code(200);
    return found.answer === undefined ? reply.send("") : reply.type(found.answer.type).send(found.answer.body);
  }

  /** Before a byte of it is read: strangers cannot make us keep 48 MB in memory. */
  async function refuseTooLarge(request: FastifyRequest, reply: FastifyReply) {
    const length = Number(request.headers["content-length"] ?? MAX_BODY_BYTES);
    if (length <= USUAL_BODY_BYTES) return;
    const { doorId } = request.params as { doorId: string };
    const found = await find(doorId).catch(() => null);
    const webhook = { rawBody: Buffer.alloc(0), headers: request.headers, url: publicUrl + request.url };
    if (found === null || (found.maxWebhookBytes !== undefined && !found.verify(webhook))) return reply.code(401).send("");
    if (length > (found.maxWebhookBytes ?? USUAL_BODY_BYTES)) return reply.code(413).send("");
  }

  async function find(id: string): Promise<Door | null> {
    if (!isId(id)) return null;
    const channel = await channels.findForWebhook(id);
    if (channel !== null) return channelDoor(channel, adapterOf(adapters, channel.kind));
    const metaApp = await metaApps.findForWebhook(id);
    return metaApp === null ? null : appDoor(metaApp, adapters);
  }

  async function keepMalformed(door: Door, body: Buffer) {
    const now = clock.now();
    await db.systemStatement(
      "channels.keep_malformed",
      `with few as (select 1 where (select count(*) from raw_event_failures
           where workspace_id = $1 and coalesce(channel_id, meta_app_id) = $2 and reason = 'malformed' and failed_at > $5::timestamptz - interval '1 day') < ${MAX_MALFORMED_A_DAY}),
       stored as (insert into raw_events (workspace_id, channel_id, received_month, body_hash, id, body, received_at)
         select $1, $2, date_trunc('month', $5::timestamptz at time zone 'utc')::date, sha256($4), $3, $4, $5 from few on conflict do nothing returning id)
       insert into raw_event_failures (workspace_id, raw_event_id, channel_id, meta_app_id, reason, error, failed_at)
       select $1, id, case when not $6::boolean then $2 end, case when $6 then $2 end, 'malformed', 'The body is not JSON, or is nested too deeply.', $5 from stored`,
      [door.workspaceId, door.id, newId(), body.subarray(0, 64 * 1024), now, door.isApp],
    );
    log.warn({ channelId: door.id, bytes: body.length }, "a signed webhook was malformed and is kept for inspection");
  }
}
