// Longer than most: here all rooms are put together, in the order in which they need each other.
import type { IncomingMessage } from "node:http";
import path from "node:path";
import type { Duplex } from "node:stream";
import fastifyStatic from "@fastify/static";
import { WebSocketServer } from "ws";
import {
  type Adapters,
  type AdapterTools,
  alertJobs,
  alertRoutes,
  channelRoutes,
  createChannelStore,
  createConnector,
  createIngest,
  createNormaliser,
  createPacer,
  createTraffic,
  email,
  evolution,
  instagram,
  listenToChannels,
  megaapi,
  messenger,
  queueReconciliation,
  rawEventRoutes,
  reconcileJobs,
  recordSuccess,
  sendgrid,
  sns,
  telegram,
  twilio,
  waha,
  watchChannels,
  watchJobs,
  webhookRoutes,
  whatsappCloud,
  wppconnect,
} from "./channels/index.ts";
import {
  contactRoutes,
  conversationRoutes,
  createFileLinks,
  createFileReader,
  createReceiveEvents,
  createReplyTokens,
  type DeliveryParts,
  fileLinkRoutes,
  inboxJobs,
  journeyRoutes,
  mediaRoutes,
  messageRoutes,
  originalRoutes,
  queueTiering,
  resumeDelivery,
} from "./inbox/index.ts";
import {
  type App,
  AppError,
  apiRateLimit,
  type Clock,
  type Config,
  createAddressGuard,
  createFolderStorage,
  createGuardedClient,
  createHttpServer,
  createJobRunner,
  createMailer,
  createMetrics,
  createRealtime,
  createS3Storage,
  createScanner,
  type Database,
  type JumpingClock,
  type Logger,
  maintenance,
  operationRoutes,
  type Secrets,
  watchYoungTables,
} from "./platform/index.ts";
import { playgroundRoutes } from "./playground/index.ts";
import {
  apiKeyRoutes,
  auditRoutes,
  createAuthenticate,
  createLogin,
  loginRoutes,
  memberRoutes,
  ownLoginRoutes,
  pushJobs,
  pushRoutes,
  requireCapability,
  setupRoutes,
} from "./team/index.ts";

interface Surroundings {
  config: Config;
  clock: Clock;
  db: Database;
  secrets: Secrets;
  log: Logger;
  /** Set in demo mode only. */
  simulatorUrl?: string;
  /** The same clock, where people may send it ahead: in demo mode only. */
  jumpingClock?: JumpingClock;
  /** Opens the first workspace of a fresh installation; null once there is one. */
  setupToken?: string;
}

/** A new kind of channel is one more entry here. */
const ADAPTERS = [whatsappCloud, instagram, messenger, telegram, email, sendgrid, twilio, sns, megaapi, waha, wppconnect, evolution];

const WEB = path.resolve(import.meta.dirname, "../../web/dist");

/** The one place where rooms meet: it builds every part and binds the plugs. */
export async function buildApp({ config, clock, db, secrets, log, simulatorUrl, jumpingClock, setupToken }: Surroundings) {
  const metrics = createMetrics();
  const adapters: Adapters = new Map(ADAPTERS.map((adapter) => [adapter.kind, adapter]));
  const storage = config.s3 === undefined ? createFolderStorage(path.join(config.dataDir, "files")) : createS3Storage(config.s3);
  const coldStorage =
    config.cold !== undefined && "s3" in config.cold
      ? createS3Storage(config.cold.s3)
      : createFolderStorage(config.cold?.folder ?? path.join(config.dataDir, "archive"));
  const scan = createScanner(config.scanUrl);
  const fileReader = createFileReader({ log });
  const storageLimit = config.storageLimitBytes ?? null;
  const sendMail = createMailer({ smtpUrl: config.smtpUrl, from: config.mailFrom, folder: path.join(config.dataDir, "mails"), log });
  const tools: AdapterTools = {
    http: createGuardedClient({ allowedHosts: config.allowedHosts }),
    now: () => clock.now(),
    reach: createAddressGuard({ allowedHosts: config.allowedHosts }),
    providers: config.providerUrls,
    log,
    graphVersion: config.graphVersion,
    webhookUrl: (channelId) => `${config.publicUrl}/webhooks/${channelId}`,
    keepCredential: (channel, name, value) => channels.keepCredential(channel, name, value),
  };
  const realtime = createRealtime({ db, log, metrics });
  const login = createLogin({ config, db, secrets, sendMail, log });
  const authenticate = createAuthenticate({ config, clock, db, login });
  const channels = createChannelStore({ db, secrets, adapters });
  const connector = createConnector({ adapters, tools });
  const fileLinks = createFileLinks({ secrets, clock, publicUrl: config.publicUrl });
  const replyTokens = createReplyTokens({ secrets });
  const receive = createReceiveEvents({ replyTokens });
  const delivery: DeliveryParts = {
    db,
    clock,
    log,
    metrics,
    adapters,
    channels,
    tools,
    storage,
    coldStorage,
    scan,
    fileReader,
    storageLimit,
    fileLinks,
    replyTokens,
    traffic: createTraffic({ db, clock, log }),
    pacer: createPacer({ db }),
    realtime,
  };
  const ingest = createIngest({ db, clock, stored: () => wakeWorkers(["channels.normalise"]) });
  const jobs = createJobRunner({
    db,
    clock,
    log,
    metrics,
    handlers: {
      "channels.normalise": createNormaliser({ db, clock, log, adapters, channels, receive, ingest }),
      ...alertJobs({ db, clock, log, secrets, sendMail, tools, publicUrl: config.publicUrl }),
      ...watchJobs({ db, clock, log, adapters, channels, tools, ingest, metrics }),
      ...pushJobs({ db, clock, log, secrets, http: tools.http, contact: pushContact(config) }),
      ...reconcileJobs({ db, clock, log, adapters, channels, tools, ingest }),
      ...inboxJobs(delivery),
      ...maintenance({ db, clock, log, nightly: [(now) => queueReconciliation(db, now), (now) => queueTiering(db, now)] }),
    },
  });

  // After a commit: local sockets and workers at once, other processes by one coalesced notification.
  db.onCommit((tx) => {
    realtime.publish(tx.facts);
    if (tx.jobKinds.size > 0) wakeWorkers(tx.jobKinds);
  });

  const http = await createHttpServer({ config, clock, db, log, metrics, authenticate, requireCapability });
  await http.register(async (app) =>
    webhookRoutes(app as App, { adapters, channels, ingest, db, clock, log, metrics, publicUrl: config.publicUrl }),
  );
  await http.register(
    async (scope) => {
      const app = scope as App;
      app.addHook("preHandler", app.rateLimit(apiRateLimit));
      loginRoutes(app, { login, config });
      ownLoginRoutes(app, { login, realtime });
      pushRoutes(app, { secrets, reach: tools.reach });
      memberRoutes(app, { db, clock, login, config, sendMail, realtime });
      setupRoutes(app, { db, clock, login, setupToken });
      apiKeyRoutes(app);
      auditRoutes(app);
      channelRoutes(app, {
        adapters,
        channels,
        tools,
        connector,
        resumeDelivery: (ctx, channelId) =>
          ctx.transaction(async (tx) => {
            await recordSuccess(tx, { workspaceId: ctx.workspaceId, channelId, now: ctx.now() });
            await resumeDelivery(tx, ctx.workspaceId, channelId, ctx.now());
          }),
      });
      rawEventRoutes(app);
      alertRoutes(app, { secrets });
      conversationRoutes(app, { adapters, channels, tools });
      journeyRoutes(app);
      messageRoutes(app, { adapters, fileLinks });
      originalRoutes(app, { http: tools.http });
      contactRoutes(app);
      await mediaRoutes(app, { storage, scan, fileReader, storageLimit });
      if (simulatorUrl !== undefined) playgroundRoutes(app, { simulatorUrl, webhookUrl: tools.webhookUrl, jumpingClock });
    },
    { prefix: "/api/v1" },
  );
  fileLinkRoutes(http, { db, clock, log, storage, fileLinks });
  operationRoutes(http, { db, metrics });
  await serveWeb(http);
  openSockets(http);

  let stopWatching = async () => {};
  return {
    http,
    jobs,
    realtime,
    channels,
    login,
    delivery,
    receive,
    connector,
    async start() {
      await Promise.all([storage.check(), coldStorage.check()]);
      if (config.role !== "web") {
        await jobs.start();
        const stops = [
          watchYoungTables(db, log),
          watchChannels({ db, clock, log, adapters }),
          delivery.traffic.start(),
          listenToChannels({ db, log, adapters, channels, tools, ingest }),
        ];
        stopWatching = async () => {
          for (const stop of stops) await stop();
        };
      }
      await realtime.start((kinds) => jobs.wake(kinds));
      if (config.role !== "worker") await http.listen({ port: config.port, host: config.host });
    },
    /** Stops taking work, finishes what runs, closes the database. */
    async stop() {
      await stopWatching();
      await http.close();
      await realtime.stop();
      if (config.role !== "web") await jobs.stop();
      fileReader.stop();
      await db.close();
    },
  };

  function wakeWorkers(kinds: Iterable<string>) {
    jobs.wake(kinds);
    realtime.notifyJobs(kinds);
  }

  /** `GET /api/v1/socket`: the same login as every other request, and its origin is checked as for a state change. */
  function openSockets(app: App) {
    const sockets = new WebSocketServer({ noServer: true, maxPayload: 4096, perMessageDeflate: false });
    app.server.on("upgrade", (request, socket, head) => void open(request, socket, head));
    async function open(request: IncomingMessage, socket: Duplex, head: Buffer) {
      socket.on("error", () => socket.destroy());
      try {
        if (new URL(request.url ?? "/", "http://localhost").pathname !== "/api/v1/socket") throw new Error("no such socket");
        const { workspaceId, actor } = await authenticate({
          headers: request.headers,
          method: "GET",
          ip: request.socket.remoteAddress ?? "",
        });
        requireCapability(actor, "conversations.read");
        const visitor = { workspaceId, memberId: actor.id ?? "", name: actor.name, loginId: actor.login?.sessionId ?? actor.id ?? "" };
        sockets.handleUpgrade(request, socket, head, (ws) => void realtime.join(ws, visitor));
      } catch (error) {
        const status = error instanceof AppError ? error.status : 404;
        socket.end(`HTTP/1.1 ${status} Refused\r\nconnection: close\r\n\r\n`);
      }
    }
    app.addHook("onClose", async () => sockets.close());
  }
}

/** How push services reach whoever runs this; Apple refuses what is neither an address nor https. */
function pushContact({ mailFrom, publicUrl }: Config): string {
  const address = /<([^<>]+)>/.exec(mailFrom)?.[1] ?? mailFrom;
  return publicUrl.startsWith("https:") ? publicUrl : `mailto:${address}`;
}

/** The built interface. Files have a hash in their name and stay; the page itself is always fresh. */
async function serveWeb(http: App) {
  await http.register(fastifyStatic, {
    root: WEB,
    wildcard: true,
    index: false,
    setHeaders: (response, file) => {
      response.header("cache-control", file.includes(`${path.sep}assets${path.sep}`) ? "public, max-age=31536000, immutable" : "no-cache");
    },
  });
  for (const page of [
    "/",
    "/login",
    "/inbox",
    "/inbox/*",
    "/playground",
    "/channels",
    "/kit",
    "/setup",
    "/invitation",
    "/new-password",
    "/settings",
    "/settings/*",
  ]) {
    http.get(page, { logLevel: "warn" }, (_request, reply) => reply.header("cache-control", "no-cache").sendFile("index.html"));
  }
}

export type Prosa = Awaited<ReturnType<typeof buildApp>>;
