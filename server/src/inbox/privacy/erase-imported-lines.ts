import { sql, type Tx } from "../../platform/index.ts";

/** The lines of sheets out of which these people came, or by which they changed; other lines of the sheets stay. */
export async function eraseImportedLines(tx: Tx, contactIds: string[]): Promise<void> {
  const rows = await tx.many(sql<{ importId: string; number: number }>`
    delete from contact_import_rows where workspace_id = current_workspace() and contact_id = any(${contactIds})
    returning import_id as "importId", number`);
  for (const [importId, theirs] of Map.groupBy(rows, (row) => row.importId))
    await tx.run(sql`
      update contact_import_pieces p set lines = coalesce((
        select jsonb_agg(line order by place) from jsonb_array_elements(p.lines) with ordinality one(line, place)
        where not (line->>'number')::int = any(${theirs.map(({ number }) => number)}::int[])), '[]')
      where p.import_id = ${importId} and exists (
        select 1 from jsonb_array_elements(p.lines) line where (line->>'number')::int = any(${theirs.map(({ number }) => number)}::int[]))`);
}
