import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import type { DatabaseUrls } from "./db.ts";
import type { Secrets } from "./secrets.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../migrations");
const LOCK = 0x50524f53;

/** The migrations that ship with this version, oldest first: the numbered ones, then those named by date. */
function listMigrations(folder = FOLDER): { name: string; sql: string }[] {
  const files = readdirSync(folder)
    .filter((file) => /^\d{4}(-\d\d-\d\d)?_.+\.sql$/.test(file))
    .sort();
  return files.map((name) => ({ name, sql: readFileSync(path.join(folder, name), "utf8") }));
}

/**
 * Brings the database to this version, one transaction a migration, under one lock for all processes that start at once.
 * @returns connection strings of the two roles, whose passwords derive from the secret key.
 * @param newerDatabase goes on where a newer version was here: every migration leaves the version before it working.
 * @throws when the database is newer than the program and may not be.
 */
export async function migrate(ownerUrl: string, secrets: Secrets, { newerDatabase = false } = {}): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [LOCK]);
    await ensureVersion(client);
    const urls = await ensureRoles(client, ownerUrl, secrets);
    await client.query("create table if not exists migrations (name text primary key, ran_at timestamptz not null)");
    const { rows } = await client.query<{ name: string }>("select name from migrations");
    const done = new Set(rows.map(({ name }) => name));
    const known = listMigrations();
    const unknown = [...done].filter((name) => !known.some((migration) => migration.name === name));
    if (unknown.length > 0 && !newerDatabase)
      throw new Error(
        `The database was migrated by a newer version of Prosa (${unknown.join(", ")}). Start that version, restore a backup, or go back with PROSA_NEWER_DATABASE=1 (docs/upgrade.md).`,
      );
    for (const { name, sql } of known) {
      if (done.has(name)) continue;
      await client.query("begin");
      try {
        await client.query(sql);
        await client.query("insert into migrations (name, ran_at) values ($1, now())", [name]);
        await client.query("commit");
      } catch (error) {
        await client.query("rollback");
        throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
      }
    }
    await client.query("select rebase_feed()");
    return urls;
  } finally {
    await client.end();
  }
}

async function ensureVersion(client: pg.Client) {
  const { rows } = await client.query<{ version: string }>("select current_setting('server_version_num') as version");
  const version = Number(rows[0]?.version ?? 0);
  if (version < 150_000) throw new Error(`Prosa needs PostgreSQL 15 or newer; this one is ${Math.trunc(version / 10_000)}.`);
}

/** Both roles log in with a password of their own and own nothing. */
async function ensureRoles(client: pg.Client, ownerUrl: string, secrets: Secrets): Promise<DatabaseUrls> {
  const urls = {} as DatabaseUrls;
  for (const role of ["app", "system"] as const) {
    const name = `prosa_${role}`;
    const password = secrets.derive(`database role ${name}`).toString("base64url");
    const { rowCount } = await client.query("select 1 from pg_roles where rolname = $1", [name]);
    const verb = rowCount === 0 ? "create" : "alter";
    // A new role has no other rights. To name those here would need a superuser, whom managed databases do not give.
    await client.query(`${verb} role ${name} login password ${client.escapeLiteral(password)}`);
    const url = new URL(ownerUrl);
    url.username = name;
    url.password = password;
    urls[role] = url.href;
  }
  return urls;
}
