import { personalData } from "../inbox/index.ts";
import { sql } from "../platform/index.ts";

/** What was told to other systems: bodies that name the person go; what those systems keep, they answer for. */
export const deliveryPersonalData = personalData({
  name: "webhook_deliveries",
  tell: async () => [],
  erase: (tx, { contactIds, conversationIds }) =>
    tx.run(sql`
      delete from webhook_deliveries where exists (
        select 1 from unnest(${[...contactIds, ...conversationIds]}::text[]) id where position(id in body) > 0)`),
});

/** Which person and deals there are theirs; what the CRM keeps, it answers for. Exchanges and links of deals go with the deals. */
export const crmPersonalData = personalData({
  name: "crm_links",
  tell: (tx, { contactIds }) =>
    tx.many(sql<object>`
      select 'person' as kind, p.external_id as "crmId", null as title from crm_persons p where p.contact_id = any(${contactIds})
      union all
      select 'deal', l.external_id, d.title from crm_deals l join deals d on d.workspace_id = l.workspace_id and d.id = l.deal_id
      where d.contact_id = any(${contactIds})`),
  async erase(tx, { contactIds }) {
    const deals = await tx.run(sql`
      delete from crm_deals l using deals d where d.workspace_id = l.workspace_id and d.id = l.deal_id and d.contact_id = any(${contactIds})`);
    await tx.run(sql`
      delete from crm_exchanges e using deals d where d.workspace_id = e.workspace_id and d.id = e.deal_id and d.contact_id = any(${contactIds})`);
    return deals + (await tx.run(sql`delete from crm_persons where contact_id = any(${contactIds})`));
  },
});
