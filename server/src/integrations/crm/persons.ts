import { sql, type Tx } from "../../platform/index.ts";
import type { Crm } from "./crm.ts";

/** Who a deal is with, as far as another system may know. */
interface Buyer {
  contactId: string;
  name: string | null;
  emails: string[];
  /** With their plus. */
  phones: string[];
  /** The person there; null: not known yet. */
  externalId: string | null;
}

/** Several people there could be this one: a person decides, none is made. */
export class AmbiguousPerson extends Error {}

export const readBuyer = (tx: Tx, contactId: string): Promise<Buyer> =>
  tx.one(sql<Buyer>`
    select c.id as "contactId", coalesce(c.name, c.profile_name) as name,
      (select external_id from crm_persons p where p.workspace_id = c.workspace_id and p.contact_id = c.id) as "externalId",
      array(select address from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'email' order by value limit 5) as emails,
      array(select value from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'phone' order by value limit 5) as phones
    from contacts c where c.id = ${contactId}`);

/** The buyer's person there: known, found by our id, an address or a phone, or made. @throws {Unanswered} @throws {AmbiguousPerson} */
export async function personOf(crm: Crm, buyer: Buyer): Promise<string> {
  if (buyer.externalId !== null) return buyer.externalId;
  const { contactId, name, emails, phones } = buyer;
  const [own] = await crm.findPersons("ours", contactId);
  return (
    own ??
    (await theOne(crm, "email", emails)) ??
    (await theOne(crm, "phone", phones)) ??
    crm.makePerson({ contactId, name: name ?? emails[0] ?? phones[0] ?? contactId, emails, phones })
  );
}

/** The one person that has one of these; null: none has. @throws {AmbiguousPerson} */
async function theOne(crm: Crm, by: "email" | "phone", terms: string[]): Promise<string | null> {
  const ids = new Set<string>();
  for (const term of terms) for (const id of await crm.findPersons(by, term)) ids.add(id);
  if (ids.size > 1) throw new AmbiguousPerson();
  return [...ids][0] ?? null;
}
