import { type Ctx, holdNames, notFound, sql, type Tx } from "../../platform/index.ts";
import { archivedRecord, codeTaken } from "../errors.ts";
import { type Kept, named, type RecordKind } from "../records/record.ts";
import { partHasStock } from "./errors.ts";
import { partChanged } from "./events.ts";

export interface WrittenPart {
  /** As it stands on the shelf. */
  code: string;
  name: string;
  /** How people call it. */
  synonyms?: string[];
  /** What it is counted in: un, m, kg. */
  unit: string;
}

/** What lies of a part at one site. Quantities in thousandths of its unit. */
interface HeldPart {
  siteId: string;
  quantity: number;
  reserved: number;
  minimum: number | null;
  isLow: boolean;
}

export interface Part extends Kept, Required<WrittenPart> {
  name: string;
  quantity: number;
  /** Ten-thousandths of the currency a unit, over all sites. */
  averageCost: number;
  held: HeldPart[];
}

export const parts: RecordKind<Part, WrittenPart> = {
  noun: "part",
  changed: partChanged,
  searched: sql`concat_ws(' ', r.folded_name, r.folded_code, prosa_fold(array_to_string(r.synonyms, ' ')))`,
  select: (rest) => sql<Part & { foldedName: string }>`
    select r.id, r.code, r.name, r.synonyms, r.unit, r.archived_at as "archivedAt", r.created_at as "createdAt", r.updated_at as "updatedAt",
      r.folded_name as "foldedName", coalesce(held.quantity, 0)::bigint as quantity, coalesce(held.average, 0)::bigint as "averageCost",
      coalesce(held.sites, '[]') as held
    from parts r left join lateral (
      select sum(b.quantity) as quantity, round(sum(b.value) / nullif(sum(b.quantity), 0)) as average,
        json_agg(json_build_object('siteId', b.site_id, 'quantity', b.quantity, 'reserved', b.reserved, 'minimum', b.minimum,
          'isLow', b.low_since is not null) order by b.site_id) as sites
      from stock_balances b where b.workspace_id = r.workspace_id and b.part_id = r.id
    ) held on true ${rest}`,
  lock: (id) => sql`select 1 from parts where id = ${id} for update`,
  insert: (columns, values) => sql`insert into parts (${columns}) values (${values})`,
  update: (sets, id) => sql`update parts set ${sets} where id = ${id}`,
  ensureLoose: ensureNoneLeft,
  async write(tx, ctx, { code, name, synonyms, unit }, before) {
    if (code !== undefined) await refuseTakenCode(tx, ctx, code.trim(), before?.id ?? null);
    return named({
      code: code?.trim(),
      name: name?.trim(),
      synonyms: synonyms?.map((one) => one.trim()).filter((one) => one !== ""),
      unit: unit?.trim(),
    });
  },
};

/** Held until the end, so that two of one code at once are told apart. */
async function refuseTakenCode(tx: Tx, ctx: Ctx, code: string, ownId: string | null): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "parts");
  const taken = await tx.maybeOne(
    sql`select 1 from parts where workspace_id = current_workspace() and folded_code = prosa_fold(${code}) and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw codeTaken({ code });
}

/** What stands in the archive is not moved any more. @throws {AppError} platform.not_found, operations.archived */
export async function holdPart(tx: Tx, id: string): Promise<{ id: string; name: string; unit: string }> {
  const part = await tx.maybeOne(sql<{ id: string; name: string; unit: string; archivedAt: Date | null }>`
    select id, name, unit, archived_at as "archivedAt" from parts where id = ${id} for share`);
  if (part === null) throw notFound({ what: "part" });
  if (part.archivedAt !== null) throw archivedRecord({ what: "part" });
  return part;
}

/** @throws {AppError} operations.part_has_stock while some of it lies anywhere or is on its way */
async function ensureNoneLeft(tx: Tx, partId: string): Promise<void> {
  const left = await tx.maybeOne(sql`
    select 1 from stock_balances where part_id = ${partId} and quantity > 0
    union all select 1 from stock_transfers where part_id = ${partId} and state = 'in_transit' limit 1`);
  if (left !== null) throw partHasStock();
}
