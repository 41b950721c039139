import type { Static, TSchema } from "typebox";
import { Check } from "typebox/value";
import { notTheirs, Unanswered } from "../answers.ts";
import {
  type Access,
  type Column,
  type Crm,
  type CrmKind,
  type FieldKeys,
  lastDigits,
  type NewPerson,
  timeOf,
  titleAndValue,
} from "../crm.ts";
import type { Field, TheirDeal } from "../deal-facts.ts";
import type { OurDeal } from "../our-side.ts";
import { ContactsShape, DealShape, DealsShape, FieldsShape, MadeShape, NamedShape, type RdDeal } from "./shapes.ts";
import { askWithToken } from "./tokens.ts";

/** RD Station CRM by its API v2. */
export const rdStation: CrmKind = {
  baseOf: ({ origin, pathname }) => origin + pathname.replace(/\/+$/, ""),
  async prove(access) {
    const { data } = await ask(access, { path: "/deals/custom_fields?page[size]=100", shape: FieldsShape });
    const own = data.find(({ name, label }) => name === OUR_FIELD || label === OUR_FIELD);
    if (own === undefined) throw new Unanswered({ failure: "field_missing" });
    return { dealKey: own.slug, personKey: null };
  },
  open: (account) => ({
    name: "RD Station",
    readColumns: () => readColumns(account),
    readDeal: (id) => readDeal(account, id),
    changedDeals: (since) => changedDeals(account, since),
    findDeal: (ourId) => findDeal(account, ourId),
    makeDeal: (deal, personId) => makeDeal(account, deal, personId),
    changeDeal: (id, fields, deal) => changeDeal(account, id, fields, deal),
    findPersons: (by, term) => findPersons(account, by, term),
    makePerson: (person) => makePerson(account, person),
  }),
};

type Account = Access & FieldKeys;

/** Holds our id of a deal; their API makes no fields, a person does. */
const OUR_FIELD = "Prosa deal id";
const PAGE = 100;
/** Beyond so many rows of one question they answer none. */
const MOST_PAGES = 10_000 / PAGE;

interface Wish<T extends TSchema> {
  method?: "POST" | "PUT";
  /** After the version, with its query. */
  path: string;
  body?: object;
  /** Of `data` in the answer. */
  shape: T;
}

async function ask<T extends TSchema>(
  access: Access,
  { method, path, body, shape }: Wish<T>,
): Promise<{ data: Static<T>; hasNext: boolean }> {
  const answer = (await askWithToken(access, {
    ...(method === undefined ? {} : { method }),
    path: `/crm/v2${path}`,
    body: body === undefined ? undefined : { data: body },
  })) as { data?: unknown; links?: { next?: unknown } | null } | null;
  const data = answer?.data;
  if (!Check(shape, data)) throw notTheirs(answer);
  // Their link leads to an address that answers 404: only that there is one counts.
  return { data, hasNext: typeof answer?.links?.next === "string" };
}

async function readColumns(account: Account): Promise<Column<string>[]> {
  const { data: pipelines } = await ask(account, { path: `/pipelines?page[size]=${PAGE}`, shape: NamedShape });
  const columns: Column<string>[] = [];
  for (const { id, name } of pipelines) {
    const { data } = await ask(account, { path: `/pipelines/${id}/stages?page[size]=${PAGE}`, shape: NamedShape });
    columns.push({ id, name, stages: data.map((stage) => ({ id: stage.id, name: stage.name })) });
  }
  return columns;
}

async function readDeal(account: Account, id: string): Promise<TheirDeal> {
  try {
    return dealOf((await ask(account, { path: `/deals/${id}`, shape: DealShape })).data);
  } catch (error) {
    if (error instanceof Unanswered && error.status === 404) throw new Unanswered({ failure: "deleted_there" });
    throw error;
  }
}

async function* changedDeals(account: Account, since: Date): AsyncGenerator<TheirDeal[]> {
  let from = since;
  for (;;) {
    let last: Date | null = null;
    for (let page = 1, hasNext = true; hasNext && page <= MOST_PAGES; page += 1) {
      const asked = await ask(account, { path: `/deals?${changedQuery(from, page)}`, shape: DealsShape });
      const deals = asked.data.map(dealOf);
      yield deals;
      last = deals.at(-1)?.updatedAt ?? last;
      hasNext = asked.hasNext;
      if (!hasNext) return;
    }
    // The window of one question is full: the next begins where it ended.
    if (last === null || last <= from) return;
    from = last;
  }
}

/** Without an order the same page differs from one question to the next. */
const changedQuery = (since: Date, page: number) =>
  new URLSearchParams({
    filter: `updated_at:>="${since.toISOString().slice(0, 19).replace("T", " ")}"`,
    "sort[updated_at]": "asc",
    "page[number]": String(page),
    "page[size]": String(PAGE),
  });

/** A property that they do not know filters nothing: what is found is looked at again. */
async function findDeal(account: Account, ourId: string): Promise<TheirDeal | null> {
  const query = new URLSearchParams({ filter: `@${account.dealKey}:${ourId}`, "page[size]": String(PAGE) });
  const { data } = await ask(account, { path: `/deals?${query}`, shape: DealsShape });
  const known = data.find(({ custom_fields }) => custom_fields?.[account.dealKey] === ourId);
  return known === undefined ? null : dealOf(known);
}

/** They begin every deal open: one that is closed here is closed there in a second step. */
async function makeDeal(account: Account, deal: OurDeal, personId: string): Promise<TheirDeal> {
  const { title, value, place } = deal.facts;
  const isClosed = place === "won" || place === "lost";
  const body = {
    name: title,
    one_time_price: value.cents / 100,
    status: "ongoing",
    stage_id: isClosed ? deal.firstPlace : place,
    contact_ids: [personId],
    custom_fields: { [account.dealKey]: deal.id },
  };
  const { data } = await ask(account, { method: "POST", path: "/deals", body, shape: DealShape });
  return isClosed ? changeDeal(account, data.id, ["place"], deal) : dealOf(data);
}

const changeDeal: (account: Account, ...change: Parameters<Crm["changeDeal"]>) => Promise<TheirDeal> = async (account, id, fields, deal) =>
  dealOf((await ask(account, { method: "PUT", path: `/deals/${id}`, body: bodyOf(fields, deal), shape: DealShape })).data);

async function findPersons(account: Account, by: "ours" | "email" | "phone", term: string): Promise<string[]> {
  // They keep none of our ids of people, and a space begins another condition.
  if (by === "ours" || /\s/.test(term)) return [];
  const query = new URLSearchParams({ filter: `${by}:${term}`, "page[number]": "1", "page[size]": String(PAGE) });
  const { data } = await ask(account, { path: `/contacts?${query}`, shape: ContactsShape });
  const has = ({ emails = [], phones = [] }: (typeof data)[number]) =>
    by === "email"
      ? emails.some(({ email }) => email?.toLowerCase() === term.toLowerCase())
      : phones.some(({ phone }) => lastDigits(phone ?? "") === lastDigits(term));
  return data.filter(has).map(({ id }) => id);
}

async function makePerson(account: Account, { name, emails, phones }: NewPerson): Promise<string> {
  const body = { name, emails: emails.map((email) => ({ email })), phones: phones.map((phone) => ({ phone, type: "mobile" })) };
  return (await ask(account, { method: "POST", path: "/contacts", body, shape: MadeShape })).data.id;
}

/** Their deals have no reason of ours, and no currency. */
function bodyOf(fields: readonly Field[], { facts }: Pick<OurDeal, "facts">): object {
  const { title, value, place } = facts;
  const isClosed = place === "won" || place === "lost";
  const parts = {
    title: { name: title },
    value: { one_time_price: value.cents / 100 },
    place: isClosed ? { status: place } : { status: "ongoing", stage_id: place },
  };
  return Object.assign({}, ...fields.map((field) => parts[field]));
}

const dealOf = ({ id, name, status, one_time_price, stage_id, updated_at, closed_at }: RdDeal): TheirDeal => ({
  id,
  facts: { ...titleAndValue(name, one_time_price, ""), place: status === "won" || status === "lost" ? status : stage_id },
  lostReason: null,
  updatedAt: timeOf(updated_at),
  stagedAt: null,
  closedAt: timeOf(closed_at),
});
