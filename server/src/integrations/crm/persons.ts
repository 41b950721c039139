import { type GuardedClient, sql, type Tx } from "../../platform/index.ts";
import { ask } from "./ask.ts";
import type { OpenConnection } from "./connection.ts";
import { CreatedShape, FoundShape } from "./shapes.ts";

/** Who a deal is with, as far as another system may know. */
interface Buyer {
  contactId: string;
  name: string | null;
  emails: string[];
  /** With their plus. */
  phones: string[];
  /** The person there; null: not known yet. */
  externalId: number | null;
}

/** Several people there could be this one: a person decides, none is made. */
export class AmbiguousPerson extends Error {}

export const readBuyer = (tx: Tx, contactId: string): Promise<Buyer> =>
  tx.one(sql<Buyer>`
    select c.id as "contactId", coalesce(c.name, c.profile_name) as name,
      (select external_id::float8 from crm_persons p where p.workspace_id = c.workspace_id and p.contact_id = c.id) as "externalId",
      array(select address from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'email' order by value limit 5) as emails,
      array(select value from contact_identities i where i.workspace_id = c.workspace_id and i.contact_id = c.id and i.kind = 'phone' order by value limit 5) as phones
    from contacts c where c.id = ${contactId}`);

/** The buyer's person there: known, found by our id, an address or a phone, or made. @throws {Unanswered} @throws {AmbiguousPerson} */
export async function personOf(http: GuardedClient, { account, personKey }: OpenConnection, buyer: Buyer): Promise<number> {
  if (buyer.externalId !== null) return buyer.externalId;
  const found = await find(http, account, buyer);
  if (found !== null) return found;
  const { contactId, name, emails, phones } = buyer;
  const labelled = (values: string[]) => values.map((value, index) => ({ value, primary: index === 0, label: "work" }));
  const body = {
    name: name ?? emails[0] ?? phones[0] ?? contactId,
    emails: labelled(emails),
    phones: labelled(phones),
    custom_fields: { [personKey]: contactId },
  };
  const { data } = await ask(http, account, { method: "POST", path: "/api/v2/persons", body, shape: CreatedShape });
  return data.id;
}

async function find(http: GuardedClient, account: OpenConnection["account"], { contactId, emails, phones }: Buyer): Promise<number | null> {
  const search = async (term: string, field: "custom_fields" | "email" | "phone") => {
    const query = new URLSearchParams({ term, fields: field, exact_match: String(field !== "phone"), limit: "100" });
    const { data } = await ask(http, account, { path: `/api/v2/persons/search?${query}`, shape: FoundShape });
    return data.items.map(({ item }) => item);
  };
  const own = await search(contactId, "custom_fields");
  if (own[0] !== undefined) return own[0].id;
  const byMail = await gather(emails, (email) => search(email, "email"));
  if (byMail !== null) return byMail;
  return gather(phones, async (phone) => {
    const end = lastDigits(phone);
    // Their search is one of words: what it finds is looked at again.
    return (await search(end, "phone")).filter((one) => (one.phones ?? []).some((written) => lastDigits(written) === end));
  });
}

const lastDigits = (phone: string): string => phone.replace(/\D/g, "").slice(-9);

/** The one person that is found; null: none is. @throws {AmbiguousPerson} */
async function gather(terms: string[], search: (term: string) => Promise<{ id: number }[]>): Promise<number | null> {
  const ids = new Set<number>();
  for (const term of terms) for (const { id } of await search(term)) ids.add(id);
  if (ids.size > 1) throw new AmbiguousPerson();
  return [...ids][0] ?? null;
}
