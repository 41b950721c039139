import { emit, sql, type Tx } from "../../platform/index.ts";
import { removeNamedBy } from "../companies/name-companies.ts";
import { type ContactField, readContactFields } from "../contact-fields/contact-field.ts";
import { writeValues } from "../contact-fields/contact-values.ts";
import { contactsImported } from "../events.ts";
import type { ContactImport } from "./import.ts";
import type { Before } from "./import-piece.ts";

/** Rows that are taken back in one transaction. */
const PIECE = 200;

interface Row {
  number: number;
  outcome: "made" | "changed";
  contactId: string;
  before: Before | null;
  writtenAt: Date;
}

/**
 * Takes some rows back, the last first: of two rows about one person the later is undone before the earlier. Who was changed, written to
 * or merged since stays as they are, and is counted.
 * @returns false when there was nothing more
 */
export async function undoPiece(tx: Tx, workspaceId: string, { id }: ContactImport, now: Date): Promise<boolean> {
  const rows = await tx.many(sql<Row>`
    select number, outcome, contact_id as "contactId", before, written_at as "writtenAt" from contact_import_rows
    where workspace_id = ${workspaceId} and import_id = ${id} and outcome <> 'failed' order by number desc limit ${PIECE}`);
  if (rows.length === 0) {
    await removeNamedBy(tx, workspaceId, id);
    await tx.run(sql`update contact_imports set state = 'undone' where id = ${id}`);
    emit(tx, [contactsImported({ workspaceId, subjectId: id, detail: { made: 0, changed: 0, failed: 0 } })], now);
    return false;
  }
  await tx.many(sql`select id from contacts where id = any(${rows.map(({ contactId }) => contactId)}) order by id for update`);
  const fields = await readContactFields(tx);
  let kept = 0;
  for (const row of rows) if (!(await undoRow(tx, workspaceId, row, fields))) kept += 1;
  await tx.run(sql`delete from contact_import_rows where import_id = ${id} and number = any(${rows.map(({ number }) => number)}::int[])`);
  await tx.run(sql`update contact_imports set kept = kept + ${kept} where id = ${id}`);
  return true;
}

/** @returns false where somebody had to do with the person since */
async function undoRow(
  tx: Tx,
  workspaceId: string,
  { outcome, contactId, before, writtenAt }: Row,
  fields: readonly ContactField[],
): Promise<boolean> {
  if (outcome === "changed" && before === null) return true; // a later line about somebody of the same piece
  const untouched = await tx.maybeOne(sql`
    select 1 from contacts p where p.id = ${contactId} and p.updated_at = ${writtenAt} and p.merged_into is null
      and not exists (select 1 from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id and i.last_seen_at > ${writtenAt})`);
  if (untouched === null) return false;
  if (outcome === "changed") {
    await giveBack(tx, workspaceId, contactId, before as Before, fields); // written with the row
    return true;
  }
  const gone = await tx.run(sql`
    delete from contacts p where p.id = ${contactId}
      and not exists (select 1 from conversations c where c.workspace_id = p.workspace_id and c.contact_id = p.id)
      and not exists (select 1 from contact_consents s where s.workspace_id = p.workspace_id and s.contact_id = p.id)
      and not exists (select 1 from contact_merges g where g.workspace_id = p.workspace_id and p.id in (g.kept_id, g.merged_id))`);
  return gone > 0;
}

async function giveBack(tx: Tx, workspaceId: string, contactId: string, before: Before, fields: readonly ContactField[]): Promise<void> {
  await tx.run(sql`
    update contacts set name = ${before.name}, persona = ${before.persona}, lifecycle = ${before.lifecycle},
      company_id = case when ${before.companyId !== undefined} then (select k.id from companies k where k.id = ${before.companyId ?? null}) else company_id end, updated_at = ${before.updatedAt} where id = ${contactId}`);
  const values = fields.flatMap((field) =>
    Object.hasOwn(before.fields, field.key) ? [{ field, value: before.fields[field.key] ?? null }] : [],
  );
  await writeValues(tx, workspaceId, [{ contactId, values }]);
  await tx.run(sql`
    delete from contact_identities where contact_id = ${contactId} and (kind, value) in (
      select * from unnest(${before.added.map(({ kind }) => kind)}::text[], ${before.added.map(({ value }) => value)}::text[]))`);
}
