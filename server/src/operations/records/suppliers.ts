import { notFound, sql, type Tx } from "../../platform/index.ts";
import { archivedRecord } from "../errors.ts";
import { supplierChanged } from "../events.ts";
import { type Kept, named, type RecordKind } from "./record.ts";
import { trimmed } from "./sites.ts";

export interface WrittenSupplier {
  name: string;
  taxId?: string | null;
  email?: string | null;
  phone?: string | null;
  note?: string;
}

/** Whom one buys from. */
export interface Supplier extends Kept, Required<WrittenSupplier> {
  name: string;
}

export const suppliers: RecordKind<Supplier, WrittenSupplier> = {
  noun: "supplier",
  changed: supplierChanged,
  searched: sql`concat_ws(' ', r.folded_name, prosa_fold(r.tax_id), prosa_fold(r.email))`,
  select: (rest) => sql<Supplier & { foldedName: string }>`
    select r.id, r.name, r.tax_id as "taxId", r.email, r.phone, r.note, r.archived_at as "archivedAt", r.created_at as "createdAt",
      r.updated_at as "updatedAt", r.folded_name as "foldedName" from suppliers r ${rest}`,
  lock: (id) => sql`select 1 from suppliers where id = ${id} for update`,
  insert: (columns, values) => sql`insert into suppliers (${columns}) values (${values})`,
  update: (sets, id) => sql`update suppliers set ${sets} where id = ${id}`,
  async write(_tx, _ctx, { name, taxId, email, phone, note }) {
    return named({ name: name?.trim(), tax_id: trimmed(taxId), email: trimmed(email), phone: trimmed(phone), note });
  },
};

/** Held, so that it is there when something names it. @throws {AppError} platform.not_found; operations.archived */
export async function holdSupplier(tx: Tx, id: string): Promise<{ name: string }> {
  const supplier = await tx.maybeOne(
    sql<{ name: string; archivedAt: Date | null }>`select name, archived_at as "archivedAt" from suppliers where id = ${id} for share`,
  );
  if (supplier === null) throw notFound({ what: "supplier" });
  if (supplier.archivedAt !== null) throw archivedRecord({ what: "supplier" });
  return supplier;
}
