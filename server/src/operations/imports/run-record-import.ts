import { AppError, type Ctx, sql, type Tx } from "../../platform/index.ts";
import { assets } from "../records/assets.ts";
import { archiveRecordIn, changeRecordIn, createRecordIn, type Kept, lockRecord, type RecordKind } from "../records/record.ts";
import { sites } from "../records/sites.ts";
import { parts } from "../stock/parts.ts";
import { type LineProblem, readRecordLine, type ToldRecord } from "./read-record.ts";
import { lockImport, type RecordImport } from "./record-import.ts";
import { goOn } from "./record-imports.ts";
import type { ImportKind } from "./targets.ts";

/** Lines that are taken in one transaction: well under ten seconds also where the machine is busy. */
const PIECE = 100;

/** What a line writes: of its kind, as the mapping let it be. */
type AnyKind = RecordKind<Kept, { name: string }>;
const KINDS: Readonly<Record<ImportKind, AnyKind>> = {
  asset: assets as unknown as AnyKind, // a line holds what its kind knows
  site: sites as unknown as AnyKind,
  part: parts as unknown as AnyKind,
};

interface Row {
  number: number;
  outcome: "made" | "changed" | "failed";
  recordId: string | null;
  problems: LineProblem[] | null;
  before: Record<string, unknown> | null;
}

/** The next piece of an import, and the job of the one behind it: both or neither. One that was done is not done again. */
export async function runRecordImport(tx: Tx, ctx: Ctx, importId: string): Promise<void> {
  const one = await lockImport(tx, importId);
  if (one.state === "undoing") return undoPiece(tx, ctx, one);
  if (one.state !== "running") return;
  const lines = one.lines.slice(one.nextLine, one.nextLine + PIECE);
  if (lines.length === 0) {
    await tx.run(sql`update record_imports set state = 'done', finished_at = ${ctx.now()} where id = ${importId}`);
    return;
  }
  const rows: Row[] = [];
  for (const line of lines) {
    const told = readRecordLine(one.kind, line, one.mapping ?? []);
    rows.push(
      Array.isArray(told)
        ? { number: line.number, outcome: "failed", recordId: null, problems: told, before: null }
        : await takeLine(tx, ctx, one.kind, told),
    );
  }
  await writeRows(tx, ctx, one, rows);
  goOn(tx, ctx, importId);
}

/** What is refused takes nothing of the others back. */
async function takeLine(tx: Tx, ctx: Ctx, kind: ImportKind, told: ToldRecord): Promise<Row> {
  const { number } = told;
  await tx.run(sql`savepoint import_line`);
  try {
    const row = await writeRecord(tx, ctx, kind, told);
    await tx.run(sql`release savepoint import_line`);
    return row;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await tx.run(sql`rollback to savepoint import_line`);
    return { number, outcome: "failed", recordId: null, problems: [{ column: null, problem: error.code }], before: null };
  }
}

async function writeRecord(tx: Tx, ctx: Ctx, kind: ImportKind, { number, written, siteName }: ToldRecord): Promise<Row> {
  const siteId = siteName === null ? undefined : await findSite(tx, siteName);
  if (siteId === null)
    return { number, outcome: "failed", recordId: null, problems: [{ column: null, problem: "unknown_site" }], before: null };
  const record = siteId === undefined ? written : { ...written, siteId };
  const known = await findKnown(tx, kind, record.code ?? null, record.name);
  if (known === null) {
    const { id } = await createRecordIn(tx, ctx, KINDS[kind], record);
    return { number, outcome: "made", recordId: id, problems: null, before: null };
  }
  const before = new Map<string, unknown>(Object.entries(await lockRecord(tx, KINDS[kind], known)));
  await archiveRecordIn(tx, ctx, KINDS[kind], known, false);
  await changeRecordIn(tx, ctx, KINDS[kind], known, record);
  const was = Object.fromEntries(Object.keys(record).map((name) => [name, before.get(name) ?? null]));
  return { number, outcome: "changed", recordId: known, problems: null, before: { ...was, isArchived: before.get("archivedAt") !== null } };
}

/** By its code, else by its name. */
async function findSite(tx: Tx, said: string): Promise<string | null> {
  const row = await tx.maybeOne(sql<{ id: string }>`
    select id from sites where workspace_id = current_workspace() and archived_at is null and (folded_code = prosa_fold(${said}) or folded_name = prosa_fold(${said}))
    order by folded_code is not distinct from prosa_fold(${said}) desc, id limit 1`);
  return row?.id ?? null;
}

/** By its code; a site without one by its name. */
async function findKnown(tx: Tx, kind: ImportKind, code: string | null, name: string): Promise<string | null> {
  const row = await tx.maybeOne(knownBy(kind, code, name));
  return row?.id ?? null;
}

function knownBy(kind: ImportKind, code: string | null, name: string) {
  if (kind === "asset")
    return sql<{ id: string }>`select id from assets where workspace_id = current_workspace() and folded_code = prosa_fold(${code})`;
  if (kind === "part")
    return sql<{ id: string }>`select id from parts where workspace_id = current_workspace() and folded_code = prosa_fold(${code})`;
  if (code !== null)
    return sql<{ id: string }>`select id from sites where workspace_id = current_workspace() and folded_code = prosa_fold(${code})`;
  return sql<{
    id: string;
  }>`select id from sites where workspace_id = current_workspace() and folded_name = prosa_fold(${name}) order by id limit 1`;
}

async function writeRows(tx: Tx, ctx: Ctx, { id }: RecordImport, rows: readonly Row[]): Promise<void> {
  for (const { number, outcome, recordId, problems, before } of rows)
    await tx.run(sql`
      insert into record_import_rows (workspace_id, import_id, number, outcome, record_id, problems, before, written_at)
      values (${ctx.workspaceId}, ${id}, ${number}, ${outcome}, ${recordId}, ${json(problems)}::jsonb, ${json(before)}::jsonb, ${ctx.now()})`);
  const count = (outcome: Row["outcome"]) => rows.filter((row) => row.outcome === outcome).length;
  await tx.run(sql`
    update record_imports set next_line = next_line + ${rows.length}, made = made + ${count("made")}, changed = changed + ${count("changed")}, failed = failed + ${count("failed")}
    where id = ${id}`);
}

const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));

interface WrittenRow extends Row {
  recordId: string;
  writtenAt: Date;
}

/** The last first: of two lines about one record the later is undone before the earlier. */
async function undoPiece(tx: Tx, ctx: Ctx, { id, kind }: RecordImport): Promise<void> {
  const rows = await tx.many(sql<WrittenRow>`
    select number, outcome, record_id as "recordId", problems, before, written_at as "writtenAt" from record_import_rows
    where workspace_id = ${ctx.workspaceId} and import_id = ${id} and outcome <> 'failed' order by number desc limit ${PIECE}`);
  if (rows.length === 0) {
    await tx.run(sql`update record_imports set state = 'undone' where id = ${id}`);
    return;
  }
  const undone = new Set<string>();
  let kept = 0;
  for (const row of rows) if (!(await undoLine(tx, ctx, kind, row, undone))) kept += 1;
  await tx.run(sql`delete from record_import_rows where import_id = ${id} and number = any(${rows.map(({ number }) => number)}::int[])`);
  await tx.run(sql`update record_imports set kept = kept + ${kept} where id = ${id}`);
  goOn(tx, ctx, id);
}

/** @returns false where somebody had to do with it since */
async function undoLine(tx: Tx, ctx: Ctx, kind: ImportKind, row: WrittenRow, undone: Set<string>): Promise<boolean> {
  const { recordId, writtenAt, before } = row;
  const now = await lockRecord(tx, KINDS[kind], recordId);
  if (!undone.has(recordId) && now.updatedAt.getTime() !== writtenAt.getTime()) return false;
  undone.add(recordId);
  await tx.run(sql`savepoint import_line`);
  try {
    if (before === null) await archiveRecordIn(tx, ctx, KINDS[kind], recordId, true);
    else await giveBack(tx, ctx, kind, recordId, before);
    await tx.run(sql`release savepoint import_line`);
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    await tx.run(sql`rollback to savepoint import_line`);
    return false;
  }
}

async function giveBack(tx: Tx, ctx: Ctx, kind: ImportKind, id: string, { isArchived, ...was }: Record<string, unknown>): Promise<void> {
  await changeRecordIn(tx, ctx, KINDS[kind], id, was as Partial<{ name: string }>); // as the record had it
  if (isArchived === true) await archiveRecordIn(tx, ctx, KINDS[kind], id, true);
}
