import { type Ctx, holdNames, notFound, sql, type Tx } from "../../platform/index.ts";
import { archivedRecord, codeTaken } from "../errors.ts";
import { siteChanged } from "../events.ts";
import { ensureNothingLies } from "../stock/site-stock.ts";
import { type Kept, named, type RecordKind } from "./record.ts";

export interface WrittenSite {
  name: string;
  code?: string | null;
  address?: string;
  /** Degrees; null: nobody said where. */
  place?: { latitude: number; longitude: number } | null;
  /** Its hours; null: the workspace's. */
  calendarId?: string | null;
  /** What is done there has to be signed for. */
  asksSignature?: boolean;
  /** Whose site it is: its people may report what stands there. Null: nobody's, or our own. */
  companyId?: string | null;
}

/** Where assets stand and orders are done. */
export interface Site extends Kept, Required<WrittenSite> {
  name: string;
  assetCount: number;
}

export const sites: RecordKind<Site, WrittenSite> = {
  noun: "site",
  changed: siteChanged,
  searched: sql`concat_ws(' ', r.folded_name, r.folded_code, prosa_fold(r.address))`,
  select: (rest) => sql<Site & { foldedName: string }>`
    select r.id, r.name, r.code, r.address, r.calendar_id as "calendarId", r.asks_signature as "asksSignature", r.company_id as "companyId", r.archived_at as "archivedAt", r.created_at as "createdAt",
      r.updated_at as "updatedAt", r.folded_name as "foldedName",
      case when r.latitude is not null then json_build_object('latitude', r.latitude, 'longitude', r.longitude) end as place,
      (select count(*)::int from assets a where a.workspace_id = r.workspace_id and a.site_id = r.id and a.archived_at is null) as "assetCount"
    from sites r ${rest}`,
  lock: (id) => sql`select 1 from sites where id = ${id} for update`,
  insert: (columns, values) => sql`insert into sites (${columns}) values (${values})`,
  update: (sets, id) => sql`update sites set ${sets} where id = ${id}`,
  ensureLoose: ensureNothingLies,
  async write(tx, ctx, { name, code, address, place, calendarId, asksSignature, companyId }, before) {
    const plainCode = trimmed(code);
    if (plainCode != null) await refuseTakenSite(tx, ctx, plainCode, before?.id ?? null);
    await ensureCalendar(tx, calendarId);
    await ensureCompany(tx, companyId);
    return named({
      name: name?.trim(),
      code: plainCode,
      address: address?.trim(),
      latitude: place === null ? null : place?.latitude,
      longitude: place === null ? null : place?.longitude,
      calendar_id: calendarId,
      asks_signature: asksSignature,
      company_id: companyId,
    });
  },
};

/** Empty is none. */
export const trimmed = (text: string | null | undefined): string | null | undefined =>
  text?.trim() === "" ? null : (text?.trim() ?? text);

async function refuseTakenSite(tx: Tx, ctx: Ctx, code: string, ownId: string | null): Promise<void> {
  await holdNames(tx, ctx.workspaceId, "sites");
  const taken = await tx.maybeOne(
    sql`select 1 from sites where workspace_id = current_workspace() and folded_code = prosa_fold(${code}) and id is distinct from ${ownId}::uuid`,
  );
  if (taken !== null) throw codeTaken({ code });
}

/** @throws {AppError} platform.not_found */
export async function ensureCalendar(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id == null) return;
  if ((await tx.maybeOne(sql`select 1 from calendars where id = ${id} and archived_at is null`)) === null)
    throw notFound({ what: "calendar" });
}

async function ensureCompany(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id == null) return;
  if ((await tx.maybeOne(sql`select 1 from companies where id = ${id} for share`)) === null) throw notFound({ what: "company" });
}

/** Held, so that it is there when something names it. @throws {AppError} platform.not_found; operations.archived */
export async function holdSite(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id == null) return;
  const site = await tx.maybeOne(
    sql<{ archivedAt: Date | null }>`select archived_at as "archivedAt" from sites where id = ${id} for share`,
  );
  if (site === null) throw notFound({ what: "site" });
  if (site.archivedAt !== null) throw archivedRecord({ what: "site" });
}
