import { notFound, sql, type Tx } from "../../platform/index.ts";
import { archivedRecord } from "../errors.ts";
import { contractorChanged } from "../events.ts";
import { type Kept, named, type RecordKind } from "./record.ts";
import { ensureCalendar, trimmed } from "./sites.ts";

/** Minutes of business time until an order is done, by its priority; what is not named goes by the workspace's own. */
type DeadlineMinutes = Partial<Record<"low" | "normal" | "high" | "urgent", number>>;

export interface WrittenContractor {
  name: string;
  sla?: DeadlineMinutes;
  /** The hours in which it works; null: the site's or the workspace's. */
  calendarId?: string | null;
  email?: string | null;
  phone?: string | null;
  /** What it does has to be signed for. */
  asksSignature?: boolean;
}

/** A firm that does orders by contract. */
export interface Contractor extends Kept, Required<WrittenContractor> {
  name: string;
}

export const contractors: RecordKind<Contractor, WrittenContractor> = {
  noun: "contractor",
  changed: contractorChanged,
  searched: sql`r.folded_name`,
  select: (rest) => sql<Contractor & { foldedName: string }>`
    select r.id, r.name, r.sla, r.calendar_id as "calendarId", r.email, r.phone, r.asks_signature as "asksSignature", r.archived_at as "archivedAt", r.created_at as "createdAt",
      r.updated_at as "updatedAt", r.folded_name as "foldedName" from contractors r ${rest}`,
  lock: (id) => sql`select 1 from contractors where id = ${id} for update`,
  insert: (columns, values) => sql`insert into contractors (${columns}) values (${values})`,
  update: (sets, id) => sql`update contractors set ${sets} where id = ${id}`,
  async write(tx, _ctx, { name, sla, calendarId, email, phone, asksSignature }) {
    await ensureCalendar(tx, calendarId);
    return named({
      name: name?.trim(),
      sla: sla === undefined ? undefined : JSON.stringify(sla),
      calendar_id: calendarId,
      email: trimmed(email),
      phone: trimmed(phone),
      asks_signature: asksSignature,
    });
  },
};

/** Held, so that it is there when something names it. @throws {AppError} platform.not_found; operations.archived */
export async function holdContractor(tx: Tx, id: string | null | undefined): Promise<void> {
  if (id == null) return;
  const row = await tx.maybeOne(
    sql<{ archivedAt: Date | null }>`select archived_at as "archivedAt" from contractors where id = ${id} for share`,
  );
  if (row === null) throw notFound({ what: "contractor" });
  if (row.archivedAt !== null) throw archivedRecord({ what: "contractor" });
}
