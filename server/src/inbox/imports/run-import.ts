import { addJobs, emit, sql, type Tx } from "../../platform/index.ts";
import { contactsImported } from "../events.ts";
import { importContactsJob } from "../job-kinds.ts";
import type { Tombstones } from "../privacy/tombstones.ts";
import { type ContactImport, lockImport } from "./import.ts";
import { importPiece, type LineOutcome } from "./import-piece.ts";
import type { SheetLine } from "./read-sheet.ts";
import { undoPiece } from "./undo-piece.ts";

/**
 * The next piece of an import, and the job of the one behind it: both or neither. A program that dies begins with the piece that it did
 * not end; one that runs it twice finds it done.
 */
export async function runImport(tx: Tx, tombstones: Tombstones, workspaceId: string, importId: string, now: Date): Promise<void> {
  const one = await lockImport(tx, importId);
  if (one.state === "undoing") {
    if (await undoPiece(tx, workspaceId, one, now)) goOn(tx, workspaceId, importId, now);
    return;
  }
  if (one.state !== "running" && one.state !== "checking") return;
  const piece = await tx.maybeOne(sql<{ lines: SheetLine[] }>`
    select lines from contact_import_pieces where import_id = ${importId} and piece = ${one.nextPiece}`);
  if (piece === null) return finish(tx, workspaceId, one, now);
  const taking = { workspaceId, importId, mapping: one.mapping ?? [], onKnown: one.onKnown, by: one.createdBy, now };
  const outcomes = await importPiece(tx, tombstones, taking, piece.lines, one.state === "checking");
  await writeOutcomes(tx, workspaceId, one, outcomes, now);
  goOn(tx, workspaceId, importId, now);
}

const goOn = (tx: Tx, workspaceId: string, importId: string, now: Date) =>
  addJobs(tx, [importContactsJob({ workspaceId, key: importId, payload: { importId } })], now);

async function writeOutcomes(tx: Tx, workspaceId: string, { id, state }: ContactImport, outcomes: LineOutcome[], now: Date): Promise<void> {
  const kept = outcomes.filter((one) => one.outcome === "failed" || (state === "running" && one.outcome !== "skipped"));
  const told = kept.map((one) => ({
    ...one,
    contactId: "contactId" in one ? one.contactId : null,
    problems: "problems" in one ? JSON.stringify(one.problems) : null,
    before: "before" in one && one.before !== null ? JSON.stringify(one.before) : null,
  }));
  await tx.run(sql`
    insert into contact_import_rows (workspace_id, import_id, number, outcome, contact_id, problems, before, written_at)
    select ${workspaceId}, ${id}, number, outcome, contact_id, problems, before, ${now}
    from unnest(${told.map(({ number }) => number)}::int[], ${told.map(({ outcome }) => outcome)}::text[], ${told.map(({ contactId }) => contactId)}::uuid[],
      ${told.map(({ problems }) => problems)}::jsonb[], ${told.map(({ before }) => before)}::jsonb[]) one(number, outcome, contact_id, problems, before)`);
  const count = (outcome: LineOutcome["outcome"]) => outcomes.filter((one) => one.outcome === outcome).length;
  await tx.run(sql`
    update contact_imports set next_piece = next_piece + 1, made = made + ${count("made")}, changed = changed + ${count("changed")},
      skipped = skipped + ${count("skipped")}, failed = failed + ${count("failed")} where id = ${id}`);
}

async function finish(tx: Tx, workspaceId: string, { id, state, made, changed, failed }: ContactImport, now: Date): Promise<void> {
  const isCheck = state === "checking";
  await tx.run(
    sql`update contact_imports set state = ${isCheck ? "checked" : "done"}, finished_at = ${isCheck ? null : now} where id = ${id}`,
  );
  if (isCheck) return;
  emit(tx, [contactsImported({ workspaceId, subjectId: id, detail: { made, changed, failed } })], now);
}
