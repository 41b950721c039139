import { randomBytes } from "node:crypto";
import { statfs } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import pg from "pg";
import { coldStorageOf, readLastRun, storageOf } from "./backup/index.ts";
import { type Config, checkMailServer, hashOf, type Storage, storageKey } from "./platform/index.ts";

/** What was found: `failed` keeps an installation from going live, a `warning` should be known. */
export interface Finding {
  about: string;
  verdict: "ok" | "warning" | "failed";
  words: string;
}

type Verdict = Omit<Finding, "about">;
const ok = (words: string): Verdict => ({ verdict: "ok", words });
const warning = (words: string): Verdict => ({ verdict: "warning", words });
const failed = (words: string): Verdict => ({ verdict: "failed", words });

const ANSWER_WITHIN_MS = 10_000;
const BACKUP_LATE_MS = 12 * 3_600_000;
const CLOCK_OFF_MS = 2_000;
const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The list before going live, each point tried and none believed. Writes a small file into each storage and takes it away again. */
export async function examine(config: Config): Promise<Finding[]> {
  const points: [about: string, look: () => Verdict | Promise<Verdict>][] = [
    ["keys", () => lookAtKeys(config)],
    ["public address", () => lookAtPublicUrl(config)],
    ["webhooks", () => lookAtWebhooks(config)],
    ["database", () => lookAtDatabase(config)],
    ["rights in the database", () => lookAtRights(config)],
    ["clock", () => lookAtClock(config)],
    ["files", () => lookAtStorage(storageOf(config, config.dataDir), config.s3 === undefined)],
    ["cold files", () => lookAtStorage(coldStorageOf(config), config.cold === undefined)],
    ["mail", () => lookAtMail(config)],
    ["backup", () => lookAtBackup(config)],
    ["disk", () => lookAtDisk(config)],
    ["figures", () => lookAtMetrics(config)],
  ];
  const findings: Finding[] = [];
  for (const [about, look] of points) findings.push({ about, ...(await tried(look)) });
  return findings;
}

async function tried(look: () => Verdict | Promise<Verdict>): Promise<Verdict> {
  try {
    return await look();
  } catch (error) {
    const { message, cause, code } = error as Error & { code?: string };
    return failed([message || code || "it failed", ...(cause instanceof Error ? [cause.message] : [])].join(": "));
  }
}

function lookAtKeys({ secretKeys, backupKeys }: Config): Verdict {
  if (secretKeys === undefined)
    return warning("the key was made by this machine and lies in secrets.json of the data folder: keep a copy elsewhere");
  if (backupKeys?.some((key) => secretKeys.some((one) => one.equals(key))) === true)
    return warning("PROSA_BACKUP_KEY is the same as PROSA_SECRET_KEY: whoever takes one has both");
  return secretKeys.length > 1
    ? warning("PROSA_SECRET_KEY is being changed: finish it with npm run rotate-keys (docs/keys.md)")
    : ok("32 bytes, and one key only");
}

async function lookAtPublicUrl({ publicUrl }: Config): Promise<Verdict> {
  const { protocol, hostname } = new URL(publicUrl);
  const answer = await ask(`${publicUrl}/readyz`);
  if (answer.status !== 200)
    return failed(`${publicUrl}/readyz answered ${answer.status}: does the program run, and does the proxy lead to it?`);
  if (protocol === "https:") return ok(`${publicUrl} answers, and its certificate is believed`);
  const isHere = ["localhost", "127.0.0.1", "[::1]"].includes(hostname);
  return isHere ? warning(`${publicUrl} is this machine only`) : failed(`${publicUrl} is not https: logins would be read on the way`);
}

/** A channel that nobody has: the program itself has to be the one that says so. */
async function lookAtWebhooks({ publicUrl }: Config): Promise<Verdict> {
  const answer = await ask(`${publicUrl}/webhooks/${NOBODY}`);
  return answer.headers.get("x-request-id") !== null && answer.status < 500
    ? ok(`${publicUrl}/webhooks/… is answered by the program (asked from this machine)`)
    : failed(`${publicUrl}/webhooks/… is answered with ${answer.status}, and not by the program: providers would not reach it`);
}

const ask = (address: string) => fetch(address, { redirect: "manual", signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });

async function lookAtDatabase({ databaseUrl }: Config): Promise<Verdict> {
  if (databaseUrl === undefined) return warning("the embedded database serves one process on one machine; set DATABASE_URL for more");
  const { version, connections } = await askDatabase<{ version: number; connections: number }>(
    databaseUrl,
    "select current_setting('server_version_num')::int as version, current_setting('max_connections')::int as connections",
  );
  return version < 150_000
    ? failed("PostgreSQL is older than 15")
    : ok(`PostgreSQL ${Math.trunc(version / 10_000)}, ${connections} connections`);
}

async function lookAtRights({ databaseUrl }: Config): Promise<Verdict> {
  if (databaseUrl === undefined) return ok("the embedded database was made with the right ones");
  const rights = await askDatabase<{ superuser: boolean; createsRoles: boolean; owns: boolean; sees: boolean }>(
    databaseUrl,
    `select r.rolsuper as superuser, r.rolcreaterole as "createsRoles", d.datdba = r.oid as owns,
       exists (select 1 from pg_roles where rolname in ('prosa_app', 'prosa_system') and (rolsuper or rolname = 'prosa_app' and rolbypassrls)) as sees
     from pg_roles r join pg_database d on d.datname = current_database() where r.rolname = current_user`,
  );
  if (rights.sees) return failed("prosa_app or prosa_system is a superuser or passes by row security: workspaces would see each other");
  if (rights.superuser)
    return warning("the role of DATABASE_URL is a superuser; it needs to own the database and to create roles, no more");
  if (!rights.createsRoles || !rights.owns) return failed("the role of DATABASE_URL must own the database and may create roles");
  return ok("the role owns the database, creates roles, and may do no more");
}

async function lookAtClock({ databaseUrl }: Config): Promise<Verdict> {
  if (databaseUrl === undefined) return ok("program and database have the same clock");
  const began = Date.now();
  const { now } = await askDatabase<{ now: Date }>(databaseUrl, "select clock_timestamp() as now");
  // It was read some time between question and answer.
  const off = Math.max(began - now.getTime(), now.getTime() - Date.now(), 0);
  return off > CLOCK_OFF_MS
    ? failed(`the clock is ${Math.round(off / 1000)} s away from the database's: switch on time synchronisation on both`)
    : ok("the same as the database's");
}

async function askDatabase<T>(connectionString: string, query: string): Promise<T> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  await client.connect();
  try {
    return (await client.query(query)).rows[0] as T;
  } finally {
    await client.end();
  }
}

async function lookAtStorage(storage: Storage, isFolder: boolean): Promise<Verdict> {
  const bytes = randomBytes(64);
  const key = storageKey(NOBODY, hashOf(bytes));
  await storage.put(key, bytes);
  try {
    const kept = await buffer((await storage.read(key)).stream);
    if (!kept.equals(bytes)) return failed("what was written is not what was read");
  } finally {
    await storage.delete(key);
  }
  return isFolder
    ? warning("written, read and deleted in the data folder: several machines need a bucket")
    : ok("a file was written, read and deleted");
}

async function lookAtMail({ smtpUrl, mailFrom }: Config): Promise<Verdict> {
  if (smtpUrl === undefined) return failed("no PROSA_SMTP_URL: invitations and password resets reach nobody");
  await checkMailServer(smtpUrl);
  return ok(`the server takes mails of ${mailFrom}`);
}

async function lookAtBackup(config: Config): Promise<Verdict> {
  if (config.backup === undefined) return failed("no place for backups: PROSA_BACKUP_FOLDER or PROSA_BACKUP_S3_… (docs/backup.md)");
  const { place, endedAt } = await readLastRun(config);
  if (endedAt === null) return failed(`${place} has no backup yet: npm run backup`);
  const age = Date.now() - endedAt.getTime();
  const words = `the last run into ${place} ended ${Math.round(age / 3_600_000)} h ago`;
  if (age > BACKUP_LATE_MS) return failed(`${words}; one is due every six hours`);
  return config.databaseUrl === undefined
    ? ok(words)
    : warning(`${words}; it holds the files, the database has to be backed up by its server`);
}

async function lookAtDisk({ dataDir }: Config): Promise<Verdict> {
  const { blocks, bavail } = await statfs(dataDir);
  const used = Math.round((1 - bavail / blocks) * 100);
  const words = `the disk of ${dataDir} is ${used} % full`;
  return used > 90 ? failed(words) : used > 80 ? warning(words) : ok(words);
}

const lookAtMetrics = ({ metricsToken }: Config): Verdict =>
  metricsToken === undefined ? warning("no PROSA_METRICS_TOKEN: only programs on this machine read /metrics") : ok("read with a token");
