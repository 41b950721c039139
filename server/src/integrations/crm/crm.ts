import type { GuardedClient } from "../../platform/index.ts";
import type { Facts, Field, TheirDeal } from "./deal-facts.ts";
import type { OurDeal } from "./our-side.ts";

export interface Column<Id> {
  id: Id;
  name: string;
  stages: { id: Id; name: string }[];
}

export interface NewPerson {
  contactId: string;
  name: string;
  emails: string[];
  /** With their plus. */
  phones: string[];
}

/** One CRM that can be asked. Everything in it throws {Unanswered}. */
export interface Crm {
  /** Under which it changes deals here. */
  name: string;
  readColumns(): Promise<Column<string>[]>;
  readDeal(id: string): Promise<TheirDeal>;
  /** What changed since then, a page at a time. */
  changedDeals(since: Date): AsyncIterable<TheirDeal[]>;
  /** They know no key that makes a second wish the same as the first: ours stands in a field, and is looked for before one is made. */
  findDeal(ourId: string, personId: string): Promise<TheirDeal | null>;
  makeDeal(deal: OurDeal, personId: string): Promise<TheirDeal>;
  /** Only what changed goes. @returns the deal as it is now */
  changeDeal(id: string, fields: readonly Field[], deal: Pick<OurDeal, "facts" | "lostReason">): Promise<TheirDeal>;
  /** Their persons that have exactly this. `ours` is our id: none where they keep it not. */
  findPersons(by: "ours" | "email" | "phone", term: string): Promise<string[]>;
  makePerson(person: NewPerson): Promise<string>;
}

/** Keys of the fields there that hold our ids; null: they keep none. */
export interface FieldKeys {
  dealKey: string;
  personKey: string | null;
}

/** How a CRM is asked: where, and with what secret. */
export interface Access {
  http: GuardedClient;
  /** Without a slash at its end. */
  baseUrl: string;
  /** As it is now: some renew theirs. */
  readSecret(): Promise<string>;
  keepSecret(secret: string): Promise<void>;
}

/** One kind of CRM. */
export interface CrmKind {
  /** What a person copies out of the browser, down to where the API begins. */
  baseOf(url: URL): string;
  /** Asks them, which shows that address and secret are right, and makes or finds the fields for our ids. @throws {Unanswered} */
  prove(access: Access): Promise<FieldKeys>;
  open(access: Access & FieldKeys): Crm;
}

/** Ends of phones are alike however they are written. */
export const lastDigits = (phone: string): string => phone.replace(/\D/g, "").slice(-9);

/** Of what a CRM writes; null: none that is one. */
export function timeOf(written: string | null | undefined): Date | null {
  const at = written == null ? Number.NaN : Date.parse(written);
  return Number.isNaN(at) ? null : new Date(at);
}

const MOST_TITLE = 200;
const MOST_CENTS = 100_000_000_000_000;

/** Title and value as deals here may have them. @param amount in units of the currency */
export const titleAndValue = (title: string, amount: number | null | undefined, currency: string): Pick<Facts, "title" | "value"> => ({
  title: title.trim().slice(0, MOST_TITLE),
  value: { cents: Math.min(Math.max(Math.round((amount ?? 0) * 100), 0), MOST_CENTS), currency },
});
