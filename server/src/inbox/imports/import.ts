import { notFound, sql, type Tx } from "../../platform/index.ts";
import type { Fragment } from "../conversations/sight.ts";
import type { Mapping } from "./mapping.ts";

export const IMPORT_STATES = ["draft", "checking", "checked", "running", "done", "undoing", "undone"] as const;

/** A file of contacts, and how far it is. */
export interface ContactImport {
  id: string;
  fileName: string;
  headings: string[];
  rowCount: number;
  state: (typeof IMPORT_STATES)[number];
  /** Null until it was checked or started. */
  mapping: Mapping | null;
  onKnown: "update" | "skip";
  nextPiece: number;
  /** Lines by what became of them; while it is only checked, by what would. */
  made: number;
  changed: number;
  skipped: number;
  failed: number;
  /** People that its undo left alone, because somebody had to do with them since. */
  kept: number;
  createdBy: string | null;
  createdAt: Date;
  finishedAt: Date | null;
}

export const importColumns: Fragment = sql`
  id, file_name as "fileName", headings, row_count as "rowCount", state, mapping, on_known as "onKnown", next_piece as "nextPiece", made, changed, skipped, failed, kept,
    created_by as "createdBy", created_at as "createdAt", finished_at as "finishedAt"`;

/** Locked: its pieces go one after the other. @throws {AppError} platform.not_found */
export async function lockImport(tx: Tx, id: string): Promise<ContactImport> {
  const row = await tx.maybeOne(sql<ContactImport>`select ${importColumns} from contact_imports where id = ${id} for update`);
  if (row === null) throw notFound({ what: "import" });
  return row;
}
