import { holdNames, newId, sql, type Tx } from "../../platform/index.ts";

/** For whom companies are found or made. */
interface Naming {
  workspaceId: string;
  /** The file that names them. */
  importId: string;
  now: Date;
}

/**
 * Companies by their names, however they are written; the ones that nobody wrote down yet are made. Of two with one name the older counts.
 * @returns the id of each name
 */
export async function nameCompanies(
  tx: Tx,
  { workspaceId, importId, now }: Naming,
  names: readonly string[],
): Promise<Map<string, string>> {
  if (names.length === 0) return new Map();
  const known = await find(tx, workspaceId, names);
  if (known.size === new Set(names).size) return known;
  // Two files that name one company at the same time make it once.
  await holdNames(tx, workspaceId, "companies");
  await tx.run(sql`
    insert into companies (workspace_id, id, name, import_id, created_at, updated_at)
    select ${workspaceId}, id, name, ${importId}, ${now}, ${now}
    from (select distinct on (prosa_fold(name)) id, name from unnest(${names.map(() => newId())}::uuid[], ${names}::text[]) given(id, name)) one
    where not exists (select 1 from companies k where k.workspace_id = ${workspaceId} and k.folded_name = prosa_fold(one.name))`);
  return find(tx, workspaceId, names);
}

async function find(tx: Tx, workspaceId: string, names: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.many(sql<{ name: string; id: string }>`
    select given.name, oldest.id from unnest(${[...new Set(names)]}::text[]) given(name) cross join lateral (
      select k.id from companies k where k.workspace_id = ${workspaceId} and k.folded_name = prosa_fold(given.name) order by k.created_at, k.id limit 1) oldest`);
  return new Map(rows.map(({ name, id }) => [name, id]));
}

/** The companies that a file made and in which nobody is, and which nobody changed since, go with it. */
export async function removeNamedBy(tx: Tx, workspaceId: string, importId: string): Promise<void> {
  await tx.run(sql`
    delete from companies k where k.workspace_id = ${workspaceId} and k.import_id = ${importId} and k.updated_at = k.created_at
      and not exists (select 1 from contacts p where p.workspace_id = k.workspace_id and p.company_id = k.id)`);
}
