import { randomBytes } from "node:crypto";
import path from "node:path";
import type { S3Settings } from "./s3-client.ts";
import { readSecretFiles } from "./secret-files.ts";

type Role = "all" | "web" | "worker";

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Undefined: the embedded PostgreSQL in `dataDir` is used. */
  databaseUrl: string | undefined;
  role: Role;
  /** Where a worker answers `/healthz`, `/readyz` and `/metrics`; undefined: nowhere. The other roles answer them on `port`. */
  workerPort: number | undefined;
  /** The database may have been migrated by a newer version: set while going back to this one. */
  newerDatabase: boolean;
  /** 32-byte keys, the current one first; the others only decrypt what was not re-encrypted yet. */
  secretKeys: Buffer[] | undefined;
  demo: boolean;
  publicUrl: string;
  logLevel: string;
  smtpUrl: string | undefined;
  mailFrom: string;
  /** Undefined: files lie in `dataDir`. */
  s3: S3Settings | undefined;
  /** Where files older than half a year lie; undefined: a folder of `dataDir`. */
  cold: { folder: string } | { s3: S3Settings } | undefined;
  /** Asked before a file is stored. */
  scanUrl: string | undefined;
  /** Of the files of one workspace outside cold storage. */
  storageLimitBytes: number | undefined;
  /** Where backups go; undefined: nowhere by themselves. */
  backup: { folder: string } | { s3: S3Settings } | undefined;
  /** The first one seals backups, all open them; undefined: keys derived from the installation's own. */
  backupKeys: Buffer[] | undefined;
  /** Where each provider answers; the official address unless the environment names another. */
  providerUrls: { graph: string; telegram: string; twilio: string; sns: string; sendgrid: string };
  graphVersion: string;
  /** Exact `host:port` pairs on private networks that the operator allows besides public addresses. */
  allowedHosts: string[];
  trustedProxies: string[];
  /** For whoever shut everybody out: no workspace is closed to any address. */
  ignoresAddressRules: boolean;
  /** Reads `/metrics` from anywhere; undefined: only this machine may. */
  metricsToken: string | undefined;
}

/** The environment is wrong; the message lists every mistake with its remedy. */
export class ConfigError extends Error {}

/**
 * Reads and checks the whole environment at once; nothing else in the house reads it.
 * @throws {ConfigError} naming all wrong values together.
 */
export function readConfig(given: Record<string, string | undefined>): Config {
  const problems: string[] = [];
  const env = readSecretFiles(given, problems);
  const databaseUrl = readDatabaseUrl(env["DATABASE_URL"], problems);
  const embedded = databaseUrl === undefined;
  const port = readPort("PORT", env["PORT"] ?? "3000", problems);
  const workerPort = env["PROSA_WORKER_PORT"];
  const publicUrl = readPublicUrl(env["PROSA_PUBLIC_URL"], embedded, port, problems);
  const readProvider = (name: string, official: string) => readUrl(name, env[name], ["https:", "http:"], problems) ?? official;
  const config: Config = {
    port,
    host: env["HOST"] ?? (embedded ? "127.0.0.1" : "0.0.0.0"),
    dataDir: path.resolve(env["PROSA_DATA_DIR"] ?? ".prosa"),
    databaseUrl,
    role: readRole(env["PROSA_ROLE"] ?? "all", embedded, problems),
    workerPort: workerPort === undefined || workerPort === "" ? undefined : readPort("PROSA_WORKER_PORT", workerPort, problems),
    newerDatabase: readOneOf("PROSA_NEWER_DATABASE", env["PROSA_NEWER_DATABASE"] ?? "0", ["0", "1"], problems) === "1",
    secretKeys: readSecretKeys("PROSA_SECRET_KEY", env["PROSA_SECRET_KEY"], embedded, problems),
    demo: readDemo(env["PROSA_DEMO"], embedded, problems),
    publicUrl,
    logLevel: readOneOf(
      "PROSA_LOG_LEVEL",
      env["PROSA_LOG_LEVEL"] ?? "info",
      ["trace", "debug", "info", "warn", "error", "silent"],
      problems,
    ),
    smtpUrl: readUrl("PROSA_SMTP_URL", env["PROSA_SMTP_URL"], ["smtp:", "smtps:"], problems),
    mailFrom: env["PROSA_MAIL_FROM"] ?? `Prosa <no-reply@${new URL(publicUrl).hostname}>`,
    s3: readS3("PROSA_S3", env, problems),
    cold: readPlace("PROSA_COLD", env, problems),
    scanUrl: readUrl("PROSA_SCAN_URL", env["PROSA_SCAN_URL"], ["https:", "http:"], problems),
    storageLimitBytes: readMegabytes("PROSA_STORAGE_LIMIT_MB", env["PROSA_STORAGE_LIMIT_MB"], problems),
    backup: readPlace("PROSA_BACKUP", env, problems),
    backupKeys: readSecretKeys("PROSA_BACKUP_KEY", env["PROSA_BACKUP_KEY"], true, problems),
    providerUrls: {
      graph: readProvider("PROSA_META_GRAPH_URL", "https://graph.facebook.com"),
      telegram: readProvider("PROSA_TELEGRAM_URL", "https://api.telegram.org"),
      twilio: readProvider("PROSA_TWILIO_URL", "https://api.twilio.com"),
      // The region comes from the channel.
      sns: readProvider("PROSA_SNS_URL", "https://sns.{region}.amazonaws.com"),
      sendgrid: readProvider("PROSA_SENDGRID_URL", "https://api.sendgrid.com"),
    },
    graphVersion: env["PROSA_META_GRAPH_VERSION"] ?? "v25.0",
    allowedHosts: readList(env["PROSA_ALLOWED_HOSTS"]),
    trustedProxies: readList(env["PROSA_TRUSTED_PROXIES"]),
    ignoresAddressRules: env["PROSA_IGNORE_ADDRESS_RULES"] === "1",
    metricsToken: env["PROSA_METRICS_TOKEN"] || undefined,
  };
  if (!/^v\d+\.\d+$/.test(config.graphVersion)) problems.push(`PROSA_META_GRAPH_VERSION is "${config.graphVersion}"; write it like v25.0.`);
  for (const host of config.allowedHosts) {
    if (!/^[^\s:/]+:\d+$|^\[[0-9a-fA-F:]+\]:\d+$/.test(host))
      problems.push(`PROSA_ALLOWED_HOSTS holds "${host}"; write host:port, separated by commas.`);
  }
  if (config.metricsToken !== undefined && config.metricsToken.length < 20)
    problems.push("PROSA_METRICS_TOKEN is shorter than 20 characters; give a random one.");
  if (problems.length > 0)
    throw new ConfigError(`The environment has ${problems.length} mistake(s):\n${problems.map((p) => `  - ${p}`).join("\n")}`);
  return config;
}

const S3_FIELDS = ["ENDPOINT", "BUCKET", "REGION", "ACCESS_KEY_ID", "SECRET_ACCESS_KEY"] as const;

/** @returns bytes */
function readMegabytes(name: string, value: string | undefined, problems: string[]): number | undefined {
  if (value === undefined || value === "") return undefined;
  if (/^[1-9]\d{0,9}$/.test(value)) return Number(value) * 1_000_000;
  problems.push(`${name} is "${value}"; write a whole number of megabytes, like 20000.`);
  return undefined;
}

/** All of them, or none. */
function readS3(prefix: string, env: Record<string, string | undefined>, problems: string[]): S3Settings | undefined {
  const names = S3_FIELDS.map((field) => `${prefix}_${field}`);
  const missing = names.filter((name) => env[name] === undefined || env[name] === "");
  if (missing.length === names.length) return undefined;
  if (missing.length > 0)
    problems.push(`${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} missing; S3 is used only with all of ${names.join(", ")}.`);
  const endpoint = readUrl(`${prefix}_ENDPOINT`, env[`${prefix}_ENDPOINT`], ["https:", "http:"], problems) ?? "";
  const [bucket = "", region = "", accessKeyId = "", secretAccessKey = ""] = names.slice(1).map((name) => env[name]);
  if (bucket !== "" && !/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    problems.push(`${prefix}_BUCKET is not the name of a bucket: lower-case letters, digits, dots and hyphens.`);
  // Only what is cold may sleep.
  const storageClass = prefix === "PROSA_COLD_S3" ? env[`${prefix}_STORAGE_CLASS`] : undefined;
  if (storageClass !== undefined && !/^[A-Z_]{3,40}$/.test(storageClass))
    problems.push(`${prefix}_STORAGE_CLASS is "${storageClass}"; write it as S3 does, like STANDARD_IA or GLACIER.`);
  return { endpoint, bucket, region, accessKeyId, secretAccessKey, ...(storageClass === undefined ? {} : { storageClass }) };
}

/** A folder or a bucket, not both. */
function readPlace(
  prefix: string,
  env: Record<string, string | undefined>,
  problems: string[],
): { folder: string } | { s3: S3Settings } | undefined {
  const s3 = readS3(`${prefix}_S3`, env, problems);
  const folder = env[`${prefix}_FOLDER`];
  if (s3 !== undefined && folder !== undefined) problems.push(`${prefix}_FOLDER and ${prefix}_S3_* are both given; choose one place.`);
  if (s3 !== undefined) return { s3 };
  return folder === undefined || folder === "" ? undefined : { folder: path.resolve(folder) };
}

function readPort(name: string, value: string, problems: string[]): number {
  const port = Number(value);
  if (Number.isInteger(port) && port >= 1 && port <= 65535) return port;
  problems.push(`${name} is "${value}"; give a whole number from 1 to 65535.`);
  return 3000;
}

function readDatabaseUrl(value: string | undefined, problems: string[]): string | undefined {
  return readUrl("DATABASE_URL", value, ["postgres:", "postgresql:"], problems);
}

function readUrl(name: string, value: string | undefined, protocols: string[], problems: string[]): string | undefined {
  if (value === undefined || value === "") return undefined;
  if (URL.canParse(value) && protocols.includes(new URL(value).protocol)) return value.replace(/\/$/, "");
  // The value may hold a password: it is never repeated.
  problems.push(`${name} is not a URL that begins with ${protocols.map((p) => `${p}//`).join(" or ")}.`);
  return undefined;
}

function readPublicUrl(value: string | undefined, embedded: boolean, port: number, problems: string[]): string {
  const given = readUrl("PROSA_PUBLIC_URL", value, ["http:", "https:"], problems);
  if (given !== undefined) return given;
  if (!embedded && value === undefined)
    problems.push("PROSA_PUBLIC_URL is missing; with DATABASE_URL give the address people open, such as https://prosa.example.com.");
  return `http://localhost:${port}`;
}

function readRole(value: string, embedded: boolean, problems: string[]): Role {
  const role = readOneOf("PROSA_ROLE", value, ["all", "web", "worker"], problems) as Role;
  if (embedded && role !== "all")
    problems.push(`PROSA_ROLE is "${value}", which needs DATABASE_URL: the embedded database serves one process that does everything.`);
  return role;
}

function readOneOf(name: string, value: string, allowed: string[], problems: string[]): string {
  if (allowed.includes(value)) return value;
  problems.push(`${name} is "${value}"; choose one of ${allowed.join(", ")}.`);
  return allowed[0] as string;
}

function readSecretKeys(name: string, value: string | undefined, isOptional: boolean, problems: string[]): Buffer[] | undefined {
  const example = `for example ${randomBytes(32).toString("base64")}`;
  if (value === undefined || value === "") {
    if (!isOptional) problems.push(`${name} is missing; give 32 random bytes in base64, ${example}.`);
    return undefined;
  }
  const keys = value.split(",").map((part) => Buffer.from(part.trim(), "base64"));
  if (keys.some((key) => key.length !== 32))
    problems.push(`${name} must be 32 bytes in base64 (several separated by commas while rotating), ${example}.`);
  else if (keys.some((key) => new Set(key).size < 8)) problems.push(`${name} is too regular to be random, ${example}.`);
  return keys;
}

function readDemo(value: string | undefined, embedded: boolean, problems: string[]): boolean {
  if (value !== undefined && value !== "0" && value !== "1") problems.push(`PROSA_DEMO is "${value}"; give 0 or 1.`);
  if (value === "1" && !embedded)
    problems.push("PROSA_DEMO=1 is refused with DATABASE_URL: demo data and its open simulator never go into a real database.");
  return embedded && value !== "0";
}

function readList(value: string | undefined): string[] {
  return (value ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
}
