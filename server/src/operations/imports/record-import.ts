import type { SheetLine } from "../../inbox/index.ts";
import { notFound, sql, type Tx } from "../../platform/index.ts";
import type { ImportKind, Mapping } from "./targets.ts";

export const IMPORT_STATES = ["draft", "running", "done", "undoing", "undone"] as const;

/** A file of records, and how far it is. */
export interface RecordImport {
  id: string;
  kind: ImportKind;
  fileName: string;
  headings: string[];
  lines: SheetLine[];
  rowCount: number;
  state: (typeof IMPORT_STATES)[number];
  mapping: Mapping | null;
  nextLine: number;
  made: number;
  changed: number;
  failed: number;
  /** What its undo left alone, because somebody changed it since or something hangs on it. */
  kept: number;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export const importColumns = sql`
  id, kind, file_name as "fileName", headings, lines, row_count as "rowCount", state, mapping, next_line as "nextLine", made, changed, failed, kept,
    created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"`;

/** Locked: its pieces go one after the other. @throws {AppError} platform.not_found */
export async function lockImport(tx: Tx, id: string): Promise<RecordImport> {
  await tx.run(sql`select 1 from record_imports where id = ${id} for update`);
  return readImport(tx, id);
}

/** @throws {AppError} platform.not_found */
export async function readImport(tx: Tx, id: string): Promise<RecordImport> {
  const row = await tx.maybeOne(
    sql<RecordImport>`select ${importColumns} from record_imports where workspace_id = current_workspace() and id = ${id}`,
  );
  if (row === null) throw notFound({ what: "import" });
  return row;
}
