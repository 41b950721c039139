import { randomInt } from "node:crypto";
import { type Ctx, holdNames, notFound, sql, type Tx } from "../../platform/index.ts";
import { archivedRecord, codeTaken } from "../errors.ts";
import { assetChanged } from "../events.ts";
import { holdContractor } from "./contractors.ts";
import { type Kept, named, type RecordKind } from "./record.ts";
import { holdSite } from "./sites.ts";

export interface WrittenAsset {
  name: string;
  /** As people read it on the machine; unlike capitals and accents are alike. */
  code: string;
  kind?: string;
  manufacturer?: string;
  model?: string;
  serial?: string;
  /** What else is known of it: name and value. */
  specifications?: Record<string, string>;
  /** Other names that people call it by. */
  synonyms?: string[];
  siteId?: string | null;
  contractorId?: string | null;
  /** `2026-01-31` */
  purchasedOn?: string | null;
  costCents?: number | null;
  warrantyUntil?: string | null;
}

/** Something that is maintained. */
export interface Asset extends Kept, Required<WrittenAsset> {
  name: string;
  code: string;
  /** What its label says; nobody guesses it. */
  labelCode: string;
  siteName: string | null;
  contractorName: string | null;
  hasPhoto: boolean;
  hasManual: boolean;
  openOrders: number;
}

export const assets: RecordKind<Asset, WrittenAsset> = {
  noun: "asset",
  changed: assetChanged,
  searched: sql`concat_ws(' ', r.folded_name, r.folded_code, prosa_fold(concat_ws(' ', r.model, r.serial, r.kind, r.manufacturer, array_to_string(r.synonyms, ' '))))`,
  select: (rest) => sql<Asset & { foldedName: string }>`
    select r.id, r.code, r.label_code as "labelCode", r.name, r.kind, r.manufacturer, r.model, r.serial, r.specifications, r.synonyms,
      r.site_id as "siteId", r.contractor_id as "contractorId", r.purchased_on::text as "purchasedOn", r.cost_cents as "costCents",
      r.warranty_until::text as "warrantyUntil", r.photo_id is not null as "hasPhoto", r.manual_id is not null as "hasManual",
      r.archived_at as "archivedAt", r.created_at as "createdAt", r.updated_at as "updatedAt", r.folded_name as "foldedName",
      (select s.name from sites s where s.workspace_id = r.workspace_id and s.id = r.site_id) as "siteName",
      (select k.name from contractors k where k.workspace_id = r.workspace_id and k.id = r.contractor_id) as "contractorName",
      (select count(*)::int from work_orders o where o.workspace_id = r.workspace_id and o.asset_id = r.id and o.is_open) as "openOrders"
    from assets r ${rest}`,
  lock: (id) => sql`select 1 from assets where id = ${id} for update`,
  insert: (columns, values) => sql`insert into assets (${columns}) values (${values})`,
  update: (sets, id) => sql`update assets set ${sets} where id = ${id}`,
  async write(tx, ctx, written, before) {
    const { siteId, contractorId, specifications, synonyms } = written;
    const code = written.code?.trim();
    if (code !== undefined) await refuseTaken(tx, ctx, code, before?.id ?? null);
    if (siteId !== before?.siteId) await holdSite(tx, siteId);
    if (contractorId !== before?.contractorId) await holdContractor(tx, contractorId);
    return named({
      code,
      label_code: before === null ? makeLabelCode() : undefined,
      name: written.name?.trim(),
      kind: written.kind?.trim(),
      manufacturer: written.manufacturer?.trim(),
      model: written.model?.trim(),
      serial: written.serial?.trim(),
      specifications: specifications === undefined ? undefined : JSON.stringify(specifications),
      synonyms: synonyms?.map((one) => one.trim()).filter((one) => one !== ""),
      site_id: siteId,
      contractor_id: contractorId,
      purchased_on: written.purchasedOn,
      cost_cents: written.costCents,
      warranty_until: written.warrantyUntil,
    });
  },
};

/** Without letters and digits that people mix up. 16 of 31 are 79 bits. */
const LETTERS = "23456789abcdefghjkmnpqrstuvwxyz";

const makeLabelCode = (): string => Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join("");

async function refuseTaken(tx: Tx, ctx: Ctx, code: string, ownId: string | null): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "assets");
  const taken = await tx.maybeOne(
    sql`select 1 from assets where workspace_id = current_workspace() and folded_code = prosa_fold(${code}) and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw codeTaken({ code });
}

/** Held, so that it is there when something names it. @throws {AppError} platform.not_found; operations.archived */
export async function holdAsset(tx: Tx, id: string): Promise<Pick<Asset, "siteId" | "contractorId">> {
  const asset = await tx.maybeOne(sql<Pick<Asset, "siteId" | "contractorId" | "archivedAt">>`
    select site_id as "siteId", contractor_id as "contractorId", archived_at as "archivedAt" from assets where id = ${id} for share`);
  if (asset === null) throw notFound({ what: "asset" });
  if (asset.archivedAt !== null) throw archivedRecord({ what: "asset" });
  return asset;
}
