import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { channelParts, receiveEventsPlug } from "./channels/index.ts";
import { audiencesProvision, createFindVisitor, deliveryParts, type FigureOffer } from "./inbox/index.ts";
import {
  type App,
  type AttendOffer,
  apiRateLimit,
  type Clock,
  type ClosingOffer,
  type Config,
  type ConsumerOffer,
  createAddressGuard,
  createFeed,
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
  type DemoOffer,
  ensureAllRun,
  type JobOffer,
  type JumpingClock,
  keepRetiredKeys,
  type Logger,
  maintenance,
  measureMachine,
  type NightlyOffer,
  type OutsideRouteOffer,
  openHouse,
  openSockets,
  operationRoutes,
  type Reencrypted,
  type RouteOffer,
  reencryptSecrets as reencrypt,
  type SealedOffer,
  type Secrets,
  sealedRetiredKeys,
  serveOperations,
  serveWeb,
  type WatchOffer,
  watchClock,
} from "./platform/index.ts";
import { ROOMS } from "./rooms.ts";
import { createAuthenticate, loginProvision, memberSightChanged, rightsOf } from "./team/index.ts";

const WEB = path.resolve(import.meta.dirname, "../../web/dist");
const WIDGET = path.resolve(import.meta.dirname, "../../widget/dist");

/** How long the end waits for what has begun: requests, jobs and statements, one after the other. Together they stay under 8 s. */
const LAST_REQUESTS_MS = 2_500;
const LAST_JOBS_MS = 3_500;
const LAST_STATEMENTS_MS = 1_000;

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
  /** Opens the first workspace of a fresh installation; left out once there is one. */
  setupToken?: string;
}

/** The one place where rooms meet: it opens them and binds what they offer. */
export async function buildApp(surroundings: Surroundings, rooms = ROOMS) {
  const { config, clock, db, log } = surroundings;
  await keepRetiredKeys(db, surroundings.secrets, clock.now());
  const house = openHouse(layGround(surroundings), rooms);
  const { metrics, realtime } = house;
  const rights = rightsOf(house);
  const login = house.need(loginProvision);
  const authenticate = createAuthenticate({ config, clock, db, login, rights });
  const nightly = house.all<NightlyOffer>("nightly").map(({ run }) => run);
  const offers = [...house.all<JobOffer>("job"), maintenance({ db, clock, log, nightly })];
  ensureAllRun(offers);
  const jobs = createJobRunner({ db, clock, log, metrics, offers });
  const feed = createFeed({ db, clock, log, metrics, consumers: house.all<ConsumerOffer>("consumer") });

  // After a commit: local sockets, listeners and workers at once, other processes by one coalesced notification.
  db.onCommit((tx) => {
    for (const { kind } of tx.facts) metrics.events.inc({ kind });
    realtime.publish(tx.facts);
    feed.wake(tx.facts);
    if (tx.jobKinds.size > 0) wakeWorkers(tx.jobKinds);
  });

  const http = await createHttpServer({ config, clock, db, log, metrics, authenticate, rights });
  for (const { mount } of house.all<OutsideRouteOffer>("outside_route")) await http.register(async (scope) => mount(scope as App));
  await http.register(
    async (scope) => {
      const app = scope as App;
      app.addHook("preHandler", app.rateLimit(apiRateLimit));
      for (const { mount } of house.all<RouteOffer>("route")) await mount(app);
    },
    { prefix: "/api/v1" },
  );
  const operations = { db, metrics, config };
  operationRoutes(http, operations);
  await serveWeb(http, WEB, WIDGET);
  openSockets(http, { realtime, findVisitor: createFindVisitor(authenticate), trustedProxies: config.trustedProxies });

  const stops: (() => void | Promise<void>)[] = [];
  return {
    http,
    metrics,
    jobs,
    feed,
    realtime,
    login,
    rights,
    channels: house.need(channelParts).channels,
    metaApps: house.need(channelParts).metaApps,
    connector: house.need(channelParts).connector,
    delivery: house.need(deliveryParts),
    receive: house.need(receiveEventsPlug),
    demos: house.all<DemoOffer>("demo"),
    figures: house.all<FigureOffer>("figure").map((one) => one.figure),
    reencryptSecrets,
    async start() {
      await Promise.all([house.storage.check(), house.coldStorage.check()]);
      if (config.role !== "web") {
        stops.push(await watchClock({ db, clock, log, file: path.join(config.dataDir, "clock-seen") }));
        await jobs.start();
        await feed.start();
        for (const { start } of house.all<WatchOffer>("watch")) stops.push(start());
        if (surroundings.secrets.isRotating)
          finishRotation().catch((error) => log.error({ err: error }, "secrets were not encrypted again; keep all keys"));
      }
      if (config.role !== "worker") for (const { start } of house.all<AttendOffer>("attend")) stops.push(start());
      await realtime.start({ onJobs: (kinds) => jobs.wake(kinds), onFacts: (facts) => feed.wake(facts) });
      if (config.role !== "worker") await http.listen({ port: config.port, host: config.host });
      else if (config.workerPort !== undefined)
        stops.push(await serveOperations(operations, { port: config.workerPort, host: config.host }));
    },
    /** Stops taking work, finishes what runs, closes the database. */
    async stop() {
      // First of all: whoever has a page open reads that the program is away, and tries again when it is back.
      realtime.sayGoodbye();
      const noMoreWaiting = setTimeout(() => http.server.closeAllConnections(), LAST_REQUESTS_MS);
      for (const stop of stops) await stop();
      await http.close();
      clearTimeout(noMoreWaiting);
      await realtime.stop();
      if (config.role !== "web") await Promise.all([jobs.stop(LAST_JOBS_MS), withIn(LAST_JOBS_MS, feed.stop())]);
      for (const { close } of house.all<ClosingOffer>("closing")) await close();
      await withIn(LAST_STATEMENTS_MS, db.close());
    },
  };

  function layGround({ secrets, simulatorUrl, jumpingClock, setupToken }: Surroundings) {
    const metrics = createMetrics();
    const { allowedHosts, cold, dataDir, s3, scanUrl } = config;
    measureMachine(metrics, dataDir);
    return {
      config,
      clock,
      db,
      secrets,
      log,
      metrics,
      realtime: createRealtime({
        db,
        log,
        metrics,
        audiencesOf: (...asked) => house.need(audiencesProvision)(...asked),
        rejoinOn: memberSightChanged.kind,
      }),
      http: createGuardedClient({ allowedHosts }),
      reach: createAddressGuard({ allowedHosts }),
      sendMail: createMailer({ config, folder: path.join(dataDir, "mails"), log }),
      storage: s3 === undefined ? createFolderStorage(path.join(dataDir, "files")) : createS3Storage(s3),
      coldStorage:
        cold !== undefined && "s3" in cold ? createS3Storage(cold.s3) : createFolderStorage(cold?.folder ?? path.join(dataDir, "archive")),
      scan: createScanner(scanUrl),
      wakeWorkers,
      setupToken,
      trial: simulatorUrl === undefined ? undefined : { simulatorUrl, clock: jumpingClock },
    };
  }

  /** Encrypts with the current key whatever an earlier one encrypted. */
  function reencryptSecrets(say?: (line: string) => void): Promise<Reencrypted> {
    const offers = [...house.all<SealedOffer>("sealed"), sealedRetiredKeys(surroundings.secrets)];
    return reencrypt({ db, offers, ...(say === undefined ? {} : { say }) });
  }

  /** Beside everything else; `npm run rotate-keys` does the same and shows how far it is. */
  async function finishRotation() {
    const { secrets: count, failures } = await reencryptSecrets((line) => log.info(line));
    if (failures.length > 0) log.error({ failures }, "not every secret could be encrypted again: keep all keys");
    else log.info({ count }, "every secret is encrypted with the first key; the others can be left out of PROSA_SECRET_KEY");
  }

  function wakeWorkers(kinds: Iterable<string>) {
    jobs.wake(kinds);
    realtime.notifyJobs(kinds);
  }
}

export type Prosa = Awaited<ReturnType<typeof buildApp>>;

/** Waits for `work`, and no longer than `ms`. */
const withIn = (ms: number, work: Promise<unknown>) => Promise.race([work, sleep(ms, undefined, { ref: false })]);
