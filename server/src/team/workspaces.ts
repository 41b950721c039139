import { isTimeZone } from "../../../hours/zone.ts";
import { type Clock, type Database, defineError, newId, sql, type Tx } from "../platform/index.ts";
import type { Login } from "./login.ts";

export const setupDone = defineError(
  "team.setup_done",
  409,
  "This installation has a workspace already. Sign in, or ask for an invitation.",
);

const unknownZone = defineError<{ timeZone: string }>(
  "team.unknown_time_zone",
  400,
  ({ timeZone }) => `There is no time zone "${timeZone}". Write the name of one, such as America/Sao_Paulo.`,
);

/** The languages of the interface, and of what the product writes to people. */
export const LANGUAGES = ["pt-BR", "en", "es"] as const;
export type Language = (typeof LANGUAGES)[number];

interface NewWorkspace {
  name: string;
  language: Language;
  /** IANA name. */
  timeZone: string;
}

/** Creates a workspace with its first owner, who gets a login unless the address has one. @throws {AppError} team.unknown_time_zone */
export async function createWorkspace(
  { db, clock, login }: { db: Database; clock: Clock; login: Login },
  { owner, ...input }: NewWorkspace & { owner: { name: string; email: string; password: string } },
  { onlyFirst = false } = {},
): Promise<{ workspaceId: string; memberId: string; userId: string }> {
  ensureZone(input.timeZone);
  const userId = await login.createPerson(owner);
  return db.asSystem(async (tx) => {
    if (onlyFirst) await ensureFirst(tx);
    return { ...(await insertWorkspace(tx, { ...input, owner: { ...owner, userId } }, clock.now())), userId };
  });
}

/** In a transaction across workspaces. @throws {AppError} team.unknown_time_zone */
export async function insertWorkspace(
  tx: Tx,
  { name, language, timeZone, owner }: NewWorkspace & { owner: { userId: string; name: string; email: string } },
  now: Date,
): Promise<{ workspaceId: string; memberId: string }> {
  ensureZone(timeZone);
  const workspaceId = newId();
  const memberId = newId();
  await tx.run(sql`
    insert into workspaces (id, name, language, time_zone, created_at) values (${workspaceId}, ${name}, ${language}, ${timeZone}, ${now})`);
  await tx.run(sql`
    insert into members (workspace_id, id, user_id, name, email, role, created_at)
    values (${workspaceId}, ${memberId}, ${owner.userId}, ${owner.name}, ${owner.email}, 'owner', ${now})`);
  return { workspaceId, memberId };
}

/** @throws {AppError} team.unknown_time_zone */
export function ensureZone(timeZone: string): void {
  if (!isTimeZone(timeZone)) throw unknownZone({ timeZone });
}

/** One at a time: the set-up link makes one workspace, however often it is used at once. */
async function ensureFirst(tx: Tx): Promise<void> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtext('prosa set-up'))`);
  const { empty } = await tx.one(sql<{ empty: boolean }>`select not exists (select 1 from workspaces) as empty`);
  if (!empty) throw setupDone();
}

/** True until the first workspace exists. */
export async function isEmptyInstallation(db: Database): Promise<boolean> {
  const rows = await db.systemStatement<{ empty: boolean }>("team.is_empty", "select not exists (select 1 from workspaces) as empty", []);
  return rows[0]?.empty ?? true;
}

export async function workspaceLanguage(tx: Tx, workspaceId: string): Promise<Language> {
  const { language } = await tx.one(sql<{ language: Language }>`select language from workspaces where id = ${workspaceId}`);
  return language;
}

export interface WorkspaceFacts {
  language: Language;
  /** IANA name of the zone that it lives in. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
}

/** What the transaction's workspace speaks, counts and lives by. */
export async function readWorkspace(tx: Tx): Promise<WorkspaceFacts> {
  const [row] = await tx.named<WorkspaceFacts>(
    "team.workspace_facts",
    `select language, time_zone as "timeZone", currency from workspaces where id = current_workspace()`,
    [],
  );
  return row as WorkspaceFacts; // the transaction's own workspace is there
}

/** The key with which pushes are signed, as it was sealed; null until it is made. Whoever makes it is alone until the commit. */
export async function sealedPushKey(tx: Tx, workspaceId: string): Promise<string | null> {
  const { key } = await tx.one(sql<{ key: string | null }>`select push_key as key from workspaces where id = ${workspaceId} for update`);
  return key;
}

/** @param sealed for this table and column */
export async function keepPushKey(tx: Tx, workspaceId: string, sealed: string): Promise<void> {
  await tx.run(sql`update workspaces set push_key = ${sealed} where id = ${workspaceId}`);
}
