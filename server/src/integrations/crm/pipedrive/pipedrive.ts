import type { Static, TSchema } from "typebox";
import { Check } from "typebox/value";
import { askCrm, notTheirs, Unanswered } from "../answers.ts";
import { type Access, type Crm, type CrmKind, type FieldKeys, lastDigits, type NewPerson, timeOf, titleAndValue } from "../crm.ts";
import type { Field, TheirDeal } from "../deal-facts.ts";
import type { OurDeal } from "../our-side.ts";
import {
  CreatedShape,
  DealShape,
  DealsShape,
  FieldShape,
  FieldsShape,
  FoundShape,
  NamedShape,
  type PipedriveDeal,
  StagesShape,
} from "./shapes.ts";

/** Pipedrive by its API token. */
export const pipedrive: CrmKind = {
  // The company's own pages say which page one looks at; the API is at the root.
  baseOf: ({ origin, hostname, pathname }) => origin + (hostname.endsWith(".pipedrive.com") ? "" : pathname.replace(/\/+$/, "")),
  prove: async (access) => ({
    dealKey: await fieldKey(access, "dealFields", "Prosa deal id"),
    personKey: await fieldKey(access, "personFields", "Prosa contact id"),
  }),
  open: (company) => ({
    name: "Pipedrive",
    readColumns: () => readColumns(company),
    readDeal: (id) => readDeal(company, id),
    changedDeals: (since) => changedDeals(company, since),
    findDeal: (ourId, personId) => findDeal(company, ourId, personId),
    makeDeal: (deal, personId) => makeDeal(company, deal, personId),
    changeDeal: (id, fields, deal) => changeDeal(company, id, fields, deal),
    findPersons: (by, term) => findPersons(company, by, term),
    makePerson: (person) => makePerson(company, person),
  }),
};

type Company = Access & FieldKeys;

/** Where Pipedrive answers: the token is sent to no other host. */
const HOSTS = [".pipedrive.com"];

interface Wish<T extends TSchema> {
  method?: "POST" | "PATCH";
  /** With its query. */
  path: string;
  body?: object;
  /** Of `data` in the answer. */
  shape: T;
}

/** @returns `data` of the answer, and where its next page begins */
async function ask<T extends TSchema>(
  { http, baseUrl, readSecret }: Access,
  { method, path, body, shape }: Wish<T>,
): Promise<{ data: Static<T>; nextCursor: string | null }> {
  const answer = (await askCrm(http, {
    ...(method === undefined ? {} : { method }),
    url: baseUrl + path,
    body,
    headers: { "x-api-token": await readSecret() },
    onlyHosts: HOSTS,
  })) as { data?: unknown; additional_data?: { next_cursor?: unknown } | null } | null;
  const data = answer?.data;
  if (!Check(shape, data)) throw notTheirs(answer);
  const cursor = answer?.additional_data?.next_cursor;
  return { data, nextCursor: typeof cursor === "string" && cursor !== "" ? cursor : null };
}

/** Of the field there that holds our ids: by it a deal is found again whose answer was lost. */
async function fieldKey(access: Access, kind: "dealFields" | "personFields", name: string): Promise<string> {
  const { data } = await ask(access, { path: `/api/v1/${kind}?limit=500`, shape: FieldsShape });
  const known = data.find((field) => field.name === name);
  if (known !== undefined) return known.key;
  const body = { name, field_type: "varchar" };
  return (await ask(access, { method: "POST", path: `/api/v1/${kind}`, body, shape: FieldShape })).data.key;
}

async function readColumns(company: Company) {
  const { data: pipelines } = await ask(company, { path: "/api/v2/pipelines?limit=500", shape: NamedShape });
  const { data: stages } = await ask(company, { path: "/api/v2/stages?limit=500", shape: StagesShape });
  return pipelines.map(({ id, name }) => ({
    id: String(id),
    name,
    stages: stages.filter((stage) => stage.pipeline_id === id).map((stage) => ({ id: String(stage.id), name: stage.name })),
  }));
}

async function readDeal(company: Company, id: string): Promise<TheirDeal> {
  const { data } = await ask(company, { path: `/api/v2/deals/${id}`, shape: DealShape });
  if (data.is_deleted === true) throw new Unanswered({ failure: "deleted_there" });
  return dealOf(data);
}

async function* changedDeals(company: Company, since: Date): AsyncGenerator<TheirDeal[]> {
  const query = new URLSearchParams({ limit: "500", updated_since: `${since.toISOString().slice(0, 19)}Z` });
  for (let cursor: string | null = ""; cursor !== null; ) {
    if (cursor !== "") query.set("cursor", cursor);
    const page: { data: PipedriveDeal[]; nextCursor: string | null } = await ask(company, {
      path: `/api/v2/deals?${query}`,
      shape: DealsShape,
    });
    yield page.data.map(dealOf);
    cursor = page.nextCursor;
  }
}

async function findDeal(company: Company, ourId: string, personId: string): Promise<TheirDeal | null> {
  const query = new URLSearchParams({ person_id: personId, limit: "500" });
  const { data } = await ask(company, { path: `/api/v2/deals?${query}`, shape: DealsShape });
  const known = data.find(({ custom_fields }) => plain(custom_fields?.[company.dealKey]) === ourId);
  return known === undefined ? null : dealOf(known);
}

async function makeDeal(company: Company, deal: OurDeal, personId: string): Promise<TheirDeal> {
  const isClosed = deal.facts.place === "won" || deal.facts.place === "lost";
  const body = {
    ...bodyOf(["title", "value", "place"], deal),
    ...(isClosed ? { stage_id: Number(deal.firstPlace) } : {}),
    person_id: Number(personId),
    custom_fields: { [company.dealKey]: deal.id },
  };
  return dealOf((await ask(company, { method: "POST", path: "/api/v2/deals", body, shape: DealShape })).data);
}

const changeDeal: (company: Company, ...change: Parameters<Crm["changeDeal"]>) => Promise<TheirDeal> = async (company, id, fields, deal) =>
  dealOf((await ask(company, { method: "PATCH", path: `/api/v2/deals/${id}`, body: bodyOf(fields, deal), shape: DealShape })).data);

async function findPersons(company: Company, by: "ours" | "email" | "phone", term: string): Promise<string[]> {
  const field = by === "ours" ? "custom_fields" : by;
  const end = lastDigits(term);
  const query = new URLSearchParams({
    term: by === "phone" ? end : term,
    fields: field,
    exact_match: String(by !== "phone"),
    limit: "100",
  });
  const { data } = await ask(company, { path: `/api/v2/persons/search?${query}`, shape: FoundShape });
  const found = data.items.map(({ item }) => item);
  // Their search of phones is one of words: what it finds is looked at again.
  const meant = by === "phone" ? found.filter(({ phones = [] }) => phones.some((written) => lastDigits(written) === end)) : found;
  return meant.map(({ id }) => String(id));
}

async function makePerson(company: Company, { contactId, name, emails, phones }: NewPerson): Promise<string> {
  const labelled = (values: string[]) => values.map((value, index) => ({ value, primary: index === 0, label: "work" }));
  const body = {
    name,
    emails: labelled(emails),
    phones: labelled(phones),
    ...(company.personKey === null ? {} : { custom_fields: { [company.personKey]: contactId } }),
  };
  return String((await ask(company, { method: "POST", path: "/api/v2/persons", body, shape: CreatedShape })).data.id);
}

function bodyOf(fields: readonly Field[], { facts, lostReason }: Pick<OurDeal, "facts" | "lostReason">): object {
  const parts = {
    title: { title: facts.title },
    value: { value: facts.value.cents / 100, currency: facts.value.currency },
    place: placeBody(facts.place, lostReason),
  };
  return Object.assign({}, ...fields.map((field) => parts[field]));
}

function placeBody(place: string | null, lostReason: string | null): object {
  if (place === "won") return { status: "won" };
  if (place === "lost") return { status: "lost", lost_reason: lostReason ?? "" };
  return { status: "open", stage_id: Number(place) };
}

const dealOf = (deal: PipedriveDeal): TheirDeal => ({
  id: String(deal.id),
  facts: {
    ...titleAndValue(deal.title, deal.value, deal.currency ?? ""),
    place: deal.status === "won" || deal.status === "lost" ? deal.status : String(deal.stage_id),
  },
  lostReason: deal.lost_reason ?? null,
  updatedAt: timeOf(deal.update_time),
  stagedAt: timeOf(deal.stage_change_time),
  closedAt: timeOf(deal.close_time),
});

/** Fields of one's own come as they are, or with their type. */
function plain(value: unknown): unknown {
  return typeof value === "object" && value !== null && "value" in value ? value.value : value;
}
