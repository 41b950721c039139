import { type Ctx, sql } from "../../platform/index.ts";
import { contactVisibleTo, type Fragment } from "../conversations/sight.ts";

/** Who contacts work for. */
export interface Company {
  id: string;
  name: string;
  /** Whose number it is: CNPJ in BR, NIF in PT. */
  taxId: { country: string; id: string } | null;
  /** Of its mail and site, such as `sol.example`. */
  domain: string | null;
  note: string;
  /** Of those that the asker sees; counted no further than {@link COUNTED}. */
  contactCount: number;
  createdAt: Date;
}

/** Beyond this a number says no more, and counting takes time. */
export const COUNTED = 1_000;

/** Columns of a company `k`, as the asker may see them. */
export const companyColumns = (actor: Ctx["actor"]): Fragment => sql`
  k.id, k.name, case when k.tax_id is not null then json_build_object('country', k.tax_country, 'id', k.tax_id) end as "taxId", k.domain, k.note,
    k.created_at as "createdAt",
    (select count(*)::int from (select 1 from contacts p where p.workspace_id = k.workspace_id and p.company_id = k.id and p.merged_into is null
      and ${contactVisibleTo(actor)} limit ${COUNTED}) counted) as "contactCount"`;
