import { sql, type Tx } from "../../platform/index.ts";
import { valuesColumn } from "../contact-fields/contact-values.ts";
import type { FieldValue } from "../contact-fields/field-value.ts";

/** What is known of a person, for rooms above that fill it in. */
export interface KnownContact {
  id: string;
  name: string | null;
  profileName: string | null;
  persona: string;
  /** By the keys of their fields. */
  fields: Record<string, FieldValue>;
  identities: { kind: string; value: string }[];
  /** When anything of it was changed last. */
  updatedAt: Date;
}

/** Of one that was merged, whoever it became. Null where there is none; sight is the caller's matter. */
export function readKnownContact(tx: Tx, contactId: string): Promise<KnownContact | null> {
  return tx.maybeOne(sql<KnownContact>`
    with recursive kept as (
      select id, merged_into from contacts where id = ${contactId}
      union select p.id, p.merged_into from contacts p join kept on p.id = kept.merged_into)
    select p.id, p.name, p.profile_name as "profileName", p.persona, coalesce(${valuesColumn}, '{}') as fields, p.updated_at as "updatedAt",
      coalesce((select json_agg(json_build_object('kind', i.kind, 'value', i.value) order by i.kind, i.value)
        from contact_identities i where i.workspace_id = p.workspace_id and i.contact_id = p.id), '[]') as identities
    from contacts p join kept on kept.id = p.id where p.merged_into is null`);
}

/** Whose an address is; null: nobody's. @param value in the form in which they match */
export async function findContactBy(tx: Tx, kind: "phone" | "email", value: string): Promise<string | null> {
  const row = await tx.maybeOne(
    sql<{ id: string }>`select contact_id as id from contact_identities where kind = ${kind} and value = ${value}`,
  );
  return row?.id ?? null;
}
