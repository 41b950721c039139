import { readPlace, readReport } from "../../../../language/reports.ts";
import type { Catalogue } from "../../../../language/types.ts";
import { fold } from "../../../../rules/fold.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** An asset as reports name it. */
export interface NamedAsset {
  id: string;
  code: string;
  name: string;
  siteId: string | null;
  /** Empty: it stands nowhere in particular. */
  site: string;
  synonyms: string[];
}

interface NamedSite {
  id: string;
  name: string;
}

/** What somebody may report about, as `language/` reads it. */
export interface ReportCatalogue extends Catalogue {
  assets: readonly NamedAsset[];
  places: readonly NamedSite[];
}

/** As many catalogues as stay ready: what finds names in texts is made once for each. */
const KEPT = 100;
const ready = new Map<string, { stamp: string; catalogue: ReportCatalogue }>();

/**
 * Everything that is not in the archive; with a company only what stands at its sites. Read again when something in it has changed.
 * @param companyId null: all of the workspace
 */
export async function catalogueOf(tx: Tx, workspaceId: string, companyId: string | null): Promise<ReportCatalogue> {
  const key = `${workspaceId} ${companyId ?? ""}`;
  const { stamp } = await tx.one(sql<{ stamp: string }>`
    select concat_ws(' ', (select concat_ws(' ', count(*), max(updated_at)) from assets where workspace_id = current_workspace()),
      (select concat_ws(' ', count(*), max(updated_at)) from sites where workspace_id = current_workspace())) as stamp`);
  const before = ready.get(key);
  ready.delete(key);
  const kept = before?.stamp === stamp ? before : { stamp, catalogue: await read(tx, companyId) };
  ready.set(key, kept);
  const [oldest] = ready.keys();
  if (ready.size > KEPT && oldest !== undefined) ready.delete(oldest);
  return kept.catalogue;
}

/** More than this nobody tells apart by words; the rest is found by its code and its label. */
const LIMIT = 5_000;

async function read(tx: Tx, companyId: string | null): Promise<ReportCatalogue> {
  const isTheirs = companyId === null ? sql`true` : sql`s.company_id = ${companyId}`;
  const places = await tx.many(sql<NamedSite & { code: string | null }>`
    select s.id, s.name, s.code from sites s where s.workspace_id = current_workspace() and s.archived_at is null and ${isTheirs}
    order by s.folded_name, s.id limit ${LIMIT}`);
  const assets = await tx.many(sql<NamedAsset>`
    select a.id, a.code, a.name, a.site_id as "siteId", coalesce(s.name, '') as site, array_append(a.synonyms, a.code) as synonyms
    from assets a left join sites s on s.workspace_id = a.workspace_id and s.id = a.site_id and s.archived_at is null
    where a.workspace_id = current_workspace() and a.archived_at is null and ${isTheirs} order by a.folded_name, a.id limit ${LIMIT}`);
  return { places, sites: places.map(({ name }) => name), assets };
}

/** The asset whose code stands in the text as it is written on the machine: surer than any name. */
export function assetByCode(text: string, { assets }: ReportCatalogue): NamedAsset | null {
  const said = ` ${wordsOnly(text)} `;
  const found = assets.filter(({ code }) => wordsOnly(code).length >= 3 && said.includes(` ${wordsOnly(code)} `));
  return found.length === 1 ? (found[0] ?? null) : null;
}

/** The one asset that the text names beyond doubt, by code or by name. */
export function namedIn(text: string, catalogue: ReportCatalogue): NamedAsset | null {
  const byCode = assetByCode(text, catalogue);
  if (byCode !== null) return byCode;
  const { assets } = readPlace(text, catalogue);
  const [only] = assets;
  const { asset } = readReport(text, catalogue);
  const isNamed = assets.length === 1 && only !== undefined && asset !== null && asset.value === only.name;
  return isNamed ? (catalogue.assets.find((one) => one === only) ?? null) : null;
}

const wordsOnly = (text: string): string =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
