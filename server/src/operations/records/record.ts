import { type Ctx, cursorOf, type EventKind, emit, newId, notFound, readCursor, sql, type Tx } from "../../platform/index.ts";
import { recordAudit } from "../../team/index.ts";

/** A part of a statement. */
export type Fragment = ReturnType<typeof sql>;

/** What every record of the office has. */
export interface Kept {
  id: string;
  name: string;
  archivedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** A kind of records that are listed by name, changed and archived, and never removed. The statements name their table themselves. */
export interface RecordKind<Row extends Kept, Written extends { name: string }> {
  /** As errors and the audit log name it. */
  noun: string;
  changed: EventKind;
  /** `rest`: conditions and order over the table as `r`. */
  select(rest: Fragment): ReturnType<typeof sql<Row & { foldedName: string }>>;
  lock(id: string): Fragment;
  insert(columns: Fragment, values: Fragment): Fragment;
  update(sets: Fragment, id: string): Fragment;
  /** Columns with what is kept in them. `before`: of a new one null. @throws {AppError} for what may not be written */
  write(tx: Tx, ctx: Ctx, written: Partial<Written>, before: Row | null): Promise<Record<string, unknown>>;
  /** What has to be done before it goes into the archive. @throws {AppError} for what hangs on it */
  ensureLoose?(tx: Tx, id: string): Promise<void>;
  /** Where its words are looked for. */
  searched: Fragment;
}

export interface RecordsAsked {
  search?: string | undefined;
  archived?: boolean | undefined;
  limit: number;
  cursor?: string | undefined;
  /** Of this kind only. */
  conditions?: Fragment[];
}

/** Records by name, a page at a time; those in the archive only where they are asked for. */
export async function listRecords<Row extends Kept, Written extends { name: string }>(
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  { search, archived = false, limit, cursor, conditions = [] }: RecordsAsked,
): Promise<{ items: Row[]; nextCursor: string | null }> {
  const parts = [
    sql`r.workspace_id = ${ctx.workspaceId}`,
    archived ? sql`r.archived_at is not null` : sql`r.archived_at is null`,
    ...conditions,
    ...wordsOf(search).map((word) => sql`position(prosa_fold(${word}) in ${kind.searched}) > 0`),
  ];
  if (cursor !== undefined) {
    const [name, id] = readCursor(cursor, "text", "id");
    parts.push(sql`(r.folded_name, r.id) > (${Buffer.from(name ?? "", "base64url").toString("utf8")}, ${id}::uuid)`);
  }
  const rows = await ctx.transaction((tx) =>
    tx.many(kind.select(sql`where ${sql.join(parts, sql` and `)} order by r.folded_name, r.id limit ${limit + 1}`)),
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const isMore = rows.length > limit && last !== undefined;
  return { items, nextCursor: isMore ? cursorOf([Buffer.from(last.foldedName).toString("base64url"), last.id]) : null };
}

const wordsOf = (search = ""): string[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== "")
    .slice(0, 8);

/** @throws {AppError} platform.not_found */
export async function readRecord<Row extends Kept, Written extends { name: string }>(
  tx: Tx,
  kind: RecordKind<Row, Written>,
  id: string,
): Promise<Row> {
  const row = await tx.maybeOne(kind.select(sql`where r.workspace_id = current_workspace() and r.id = ${id}`));
  if (row === null) throw notFound({ what: kind.noun });
  return row;
}

/** @throws {AppError} for what may not be written */
export const createRecord = <Row extends Kept, Written extends { name: string }>(
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  written: Written,
): Promise<Row> => ctx.transaction((tx) => createRecordIn(tx, ctx, kind, written));

/** The same as a part of something larger. */
export async function createRecordIn<Row extends Kept, Written extends { name: string }>(
  tx: Tx,
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  written: Written,
): Promise<Row> {
  const id = newId();
  const kept = await kind.write(tx, ctx, written, null);
  const all = { workspace_id: ctx.workspaceId, id, created_at: ctx.now(), updated_at: ctx.now(), ...kept };
  await tx.run(kind.insert(sql.join(Object.keys(all).map((name) => sql.ref(name))), sql.join(Object.values(all))));
  return tell(tx, ctx, kind, "created", id, { name: written.name });
}

/** What the change does not name stays. @throws {AppError} as making one; platform.not_found */
export function changeRecord<Row extends Kept, Written extends { name: string }>(
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  id: string,
  change: Partial<Written>,
): Promise<Row> {
  return ctx.transaction((tx) => changeRecordIn(tx, ctx, kind, id, change));
}

/** The same as a part of something larger. */
export async function changeRecordIn<Row extends Kept, Written extends { name: string }>(
  tx: Tx,
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  id: string,
  change: Partial<Written>,
): Promise<Row> {
  const before = await lockRecord(tx, kind, id);
  const kept = { ...(await kind.write(tx, ctx, change, before)), updated_at: ctx.now() };
  await tx.run(kind.update(setsOf(kept), id));
  const held = new Map<string, unknown>(Object.entries(before));
  const detail = Object.fromEntries(Object.entries(change).map(([name, to]) => [name, { from: held.get(name) ?? null, to }]));
  return tell(tx, ctx, kind, "changed", id, detail);
}

/** Into the archive, or back; twice is once. @throws {AppError} platform.not_found */
export function archiveRecord<Row extends Kept, Written extends { name: string }>(
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  id: string,
  isArchived: boolean,
): Promise<Row> {
  return ctx.transaction((tx) => archiveRecordIn(tx, ctx, kind, id, isArchived));
}

/** The same as a part of something larger. */
export async function archiveRecordIn<Row extends Kept, Written extends { name: string }>(
  tx: Tx,
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  id: string,
  isArchived: boolean,
): Promise<Row> {
  const before = await lockRecord(tx, kind, id);
  if ((before.archivedAt !== null) === isArchived) return before;
  if (isArchived) await kind.ensureLoose?.(tx, id);
  await tx.run(kind.update(setsOf({ archived_at: isArchived ? ctx.now() : null }), id));
  return tell(tx, ctx, kind, isArchived ? "archived" : "restored", id, { name: before.name });
}

/** Locked until the end. @throws {AppError} platform.not_found */
export async function lockRecord<Row extends Kept, Written extends { name: string }>(
  tx: Tx,
  kind: RecordKind<Row, Written>,
  id: string,
): Promise<Row> {
  await tx.run(kind.lock(id));
  return readRecord(tx, kind, id);
}

const setsOf = (kept: Record<string, unknown>): Fragment =>
  sql.join(Object.entries(kept).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));

async function tell<Row extends Kept, Written extends { name: string }>(
  tx: Tx,
  ctx: Ctx,
  kind: RecordKind<Row, Written>,
  what: string,
  id: string,
  detail: Record<string, unknown>,
): Promise<Row> {
  announceRecord(tx, ctx, kind.changed, id);
  await recordAudit(tx, ctx, { action: `${kind.noun}.${what}`, subjectKind: kind.noun, subjectId: id, detail });
  return readRecord(tx, kind, id);
}

/** Says that a record changed. */
export const announceRecord = (tx: Tx, { workspaceId, now }: Ctx, changed: EventKind, id: string): void =>
  emit(tx, [changed({ workspaceId, subjectId: id })], now());

/** Columns of what was named: what a change does not name is not there. */
export const named = (columns: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
