import { type Ctx, sql } from "../../platform/index.ts";
import { createContact } from "../contacts/create-contact.ts";

/** Some of the demonstration's contacts stand in an old phone book too: with the number as it is dialled at home. */
export async function demoDuplicates(ctx: Ctx): Promise<void> {
  const found = await ctx.transaction((tx) =>
    tx.many(sql<{ name: string; phone: string }>`
      select coalesce(p.name, p.profile_name) as name, i.value as phone from contacts p join contact_identities i on i.workspace_id = p.workspace_id and i.contact_id = p.id
      where p.merged_into is null and i.kind = 'phone' and i.value like '+55%' and coalesce(p.name, p.profile_name) is not null order by p.created_at desc, p.id desc limit 2`),
  );
  for (const { name, phone } of found) await createContact(ctx, { name, identities: [{ kind: "phone", value: phone.slice(3) }] });
}
