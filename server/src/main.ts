import { type ChildProcess, fork } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync, writeSync } from "node:fs";
import net from "node:net";
import path from "node:path";
import { buildWebIfStale } from "../../scripts/build-web.ts";
import { buildApp, type Prosa } from "./app.ts";
import { scheduleBackups } from "./backup/index.ts";
import { completeDemo, prepareDemo } from "./demo/index.ts";
import {
  type Config,
  ConfigError,
  createJumpingClock,
  createLogger,
  createSecrets,
  findLocalSecrets,
  type LocalSecrets,
  type Logger,
  localSecretsFile,
  migrate,
  openDatabase,
  readConfig,
  scheduleDaily,
  secretsInFiles,
  startEmbeddedPostgres,
  systemClock,
} from "./platform/index.ts";
import { simulatorHosts } from "./playground/index.ts";
import { isEmptyInstallation } from "./team/index.ts";

/** Things that a person can mend: said in one sentence, without a stack. */
class StartError extends Error {}

/** Whoever is told to end is gone by then: what starts programs waits 10 s and then kills them. */
const END_MS = 9_500;

const undo: (() => Promise<void> | void)[] = [];
let stopping = false;

async function stop(code: number): Promise<never> {
  if (!stopping) {
    stopping = true;
    setTimeout(() => process.exit(code === 0 ? 1 : code), END_MS).unref();
    for (const step of undo.toReversed()) await Promise.resolve(step()).catch((error) => console.error(error));
    process.exit(code);
  }
  return new Promise(() => undefined);
}

process.on("SIGINT", () => void stop(0));
process.on("SIGTERM", () => void stop(0));

try {
  await start();
} catch (error) {
  const expected = error instanceof StartError || error instanceof ConfigError;
  console.error(expected ? `\n${error.message}\n` : error);
  await stop(1);
}

/** What a running program can take anew; the database, the keys and the buckets are opened at the start. A wrong environment changes nothing. */
function takeNewSecrets(config: Config, log: Logger): void {
  try {
    const { metricsToken, smtpUrl } = readConfig(process.env);
    Object.assign(config, { metricsToken, smtpUrl });
    log.info("PROSA_METRICS_TOKEN and PROSA_SMTP_URL were read again; other secrets hold from the next start on");
  } catch (error) {
    log.error({ err: error }, "the environment is wrong now; what was read before stays");
  }
}

async function start() {
  const began = performance.now();
  const config = readConfig(process.env);
  const log = createLogger(config.logLevel);
  if (config.role !== "worker") await ensurePortFree(config);
  lockDataFolder(config.dataDir);
  const local = config.databaseUrl === undefined ? readLocalSecrets(config.dataDir) : undefined;
  const secrets = createSecrets(config.secretKeys ?? [local?.secretKey as Buffer]);

  let ownerUrl = config.databaseUrl;
  tidyUp();
  // In the demo time may be sent ahead: windows close, and what waits for an hour happens now. The simulator goes along.
  const jumpingClock = config.demo ? createJumpingClock(path.join(config.dataDir, "clock.json")) : undefined;
  const simulator = jumpingClock === undefined ? undefined : startSimulator(jumpingClock.ahead());
  const web = config.role === "worker" ? undefined : buildWebIfStale();
  if (ownerUrl === undefined) {
    const postgres = await startEmbeddedPostgres({
      dataDir: path.join(config.dataDir, "database"),
      password: local?.databasePassword as string,
    });
    undo.push(() => postgres.stop());
    ownerUrl = postgres.url;
  }
  const urls = await migrate(ownerUrl, secrets, config).catch((error) => {
    throw new StartError(`The database cannot be used: ${error.message}`);
  });
  const db = openDatabase(urls, log);
  const simulatorUrl = await simulator;
  await web;
  const empty = await isEmptyInstallation(db);
  const setupToken = empty && simulatorUrl === undefined ? randomBytes(24).toString("base64url") : undefined;
  const settled =
    simulatorUrl === undefined
      ? config
      : {
          ...config,
          providerUrls: { graph: simulatorUrl, telegram: simulatorUrl, twilio: simulatorUrl, sns: simulatorUrl, sendgrid: simulatorUrl },
          allowedHosts: [...config.allowedHosts, ...simulatorHosts(simulatorUrl)],
        };
  if (settled.allowedHosts.length > 0) log.info({ allowedHosts: settled.allowedHosts }, "private addresses that may be called");
  const clock = jumpingClock ?? systemClock;
  const prosa = await buildApp({
    config: settled,
    clock,
    db,
    secrets,
    log,
    ...(simulatorUrl === undefined ? {} : { simulatorUrl }),
    ...(jumpingClock === undefined ? {} : { jumpingClock }),
    ...(setupToken === undefined ? {} : { setupToken }),
  });
  undo.push(() => prosa.stop());
  // Without files of secrets the signal keeps its meaning: the terminal was closed.
  if (secretsInFiles(process.env).length > 0) process.on("SIGHUP", () => takeNewSecrets(settled, log));
  const demoParts = simulatorUrl === undefined ? undefined : { config, clock, db, log, prosa, simulatorUrl };
  const demo = demoParts === undefined ? undefined : await prepareDemo(demoParts, empty);
  await scheduleDaily(db, clock.now());
  await prosa.start();
  if (config.backup !== undefined && config.role !== "web") {
    const stopBackups = scheduleBackups(log);
    undo.push(stopBackups);
  }
  tidyUp();
  process.send?.({ ready: true });

  const lines = [`Prosa is ready at ${config.publicUrl} (${((performance.now() - began) / 1000).toFixed(1)} s).`];
  if (demo !== undefined) {
    lines.push(
      `  Sign in       ${demo.login.email}  ${demo.login.password}`,
      `  Playground    ${config.publicUrl}/playground`,
      `  API           ${config.publicUrl}/docs/api`,
    );
    lines.push(`  Simulator     ${demo.simulatorUrl}`, `  All of this   ${path.join(config.dataDir, "demo.json")}`);
  }
  if (setupToken !== undefined) lines.push(`  Create the first workspace: ${config.publicUrl}/setup?token=${setupToken}`);
  if (config.publicUrl.startsWith("http:") && !/^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:|$)/.test(config.publicUrl))
    lines.push("  Warning: the public address is plain http. Put a proxy with a certificate in front.");
  lines.push("  Ctrl-C stops everything.");
  console.log(lines.join("\n"));
  if (config.role !== "worker") await loadLogin(prosa);
  if (demoParts !== undefined && demo !== undefined)
    await completeDemo(demoParts, demo).catch((error: unknown) =>
      log.error({ err: error }, "the history of the demonstration was not added; the next start tries again"),
    );
}

/** Now that everything runs: the first person who signs in shall not wait for it. If it fails, that person is told. */
async function loadLogin({ login }: Prosa) {
  await login.api().catch(() => undefined);
  tidyUp();
}

/** A sentence now is better than a stack after the database was started. */
function ensurePortFree({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      const why = error.code === "EADDRINUSE" ? "is used by another program" : `cannot be opened (${error.code})`;
      reject(new StartError(`Port ${port} ${why}. Stop that program, or choose another port: PORT=${port + 1} npm start`));
    });
    probe.listen(port, host, () => probe.close(() => resolve()));
  });
}

/** One program a data folder. A lock whose owner is gone is taken over. */
function lockDataFolder(dataDir: string) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new StartError(
      `The data folder ${dataDir} cannot be made (${(error as NodeJS.ErrnoException).code}). Choose another: PROSA_DATA_DIR=/path npm start`,
    );
  }
  const file = path.join(dataDir, "prosa.pid");
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      const handle = openSync(file, "wx", 0o600);
      writeSync(handle, String(process.pid));
      undo.unshift(() => rmSync(file, { force: true }));
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST")
        throw new StartError(
          `The data folder ${dataDir} cannot be written (${(error as NodeJS.ErrnoException).code}). Choose another: PROSA_DATA_DIR=/path npm start`,
        );
      const owner = Number(readFileSync(file, "utf8"));
      // In a container every start has the same number: its own is what a program that was killed left.
      if (owner !== process.pid && isProsa(owner))
        throw new StartError(
          `Prosa already runs in ${dataDir} (process ${owner}). Stop it, or use another folder and port: PROSA_DATA_DIR=.prosa2 PORT=3001 npm start`,
        );
      rmSync(file, { force: true });
    }
  }
}

function isProsa(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // The number may have gone to another program since.
    return process.platform !== "linux" || readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("start.js");
  } catch {
    return false;
  }
}

/** Made once for the embedded database and kept beside it, readable by its owner only. */
function readLocalSecrets(dataDir: string): LocalSecrets {
  const file = localSecretsFile(dataDir);
  if (!existsSync(file)) {
    if (existsSync(path.join(dataDir, "database", "PG_VERSION")))
      throw new StartError(
        `${file} is missing, but the database that it belongs to is there. Put it back, or move ${dataDir} away to begin anew.`,
      );
    writeFileSync(
      file,
      JSON.stringify({ secretKey: randomBytes(32).toString("base64"), databasePassword: randomBytes(24).toString("base64url") }),
      { mode: 0o600 },
    );
  }
  chmodSync(file, 0o600);
  return findLocalSecrets(dataDir) as LocalSecrets; // written above where it was missing
}

/**
 * Loading and building leave much behind, once. Collected here, what follows fits into it: 190 instead of 210 MB at rest.
 * `npm start` allows it with `--expose-gc`; without the flag nothing happens.
 */
function tidyUp() {
  globalThis.gc?.();
}

async function startSimulator(aheadMs: number): Promise<string> {
  const child: ChildProcess = fork(path.resolve(import.meta.dirname, "../../simulator/main.ts"), {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, SIMULATOR_AHEAD_MS: String(aheadMs) },
  });
  undo.push(() => {
    child.kill("SIGTERM");
  });
  return new Promise((resolve, reject) => {
    child.once("message", (message) => resolve((message as { url: string }).url));
    child.once("exit", (code) => reject(new StartError(`The simulator ended with code ${code} before it was ready.`)));
  });
}
