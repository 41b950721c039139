import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api, type Contact, unwrap } from "../api/client.ts";
import { readField } from "../inbox/queries.ts";
import { type ContactsSearch, contactsListQuery } from "./contacts-search.ts";

/** What this room asks the server for: the key under which it is kept, and how it is fetched. One contact is the inbox's query. */

/** Contacts as the address narrows and sorts them, page by page. What is there stays while the next answer is on its way. */
export function contactList(search: ContactsSearch) {
  const query = contactsListQuery(search);
  return infiniteQueryOptions({
    queryKey: ["contacts", query],
    queryFn: ({ pageParam }) =>
      unwrap(
        api.GET("/api/v1/contacts", { params: { query: { ...query, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) } } }),
      ),
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Companies by name, those that what is typed finds, page by page. */
export const companyList = (search: string) =>
  infiniteQueryOptions({
    queryKey: ["companies", { search }],
    queryFn: ({ pageParam }) => {
      const query = { limit: 50, ...(search === "" ? {} : { search }), ...(pageParam === "" ? {} : { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/companies", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });

export const companyQuery = (companyId: string) =>
  queryOptions({ queryKey: ["companies", companyId], queryFn: () => companyOf(companyId) });
export type Company = Awaited<ReturnType<typeof companyOf>>;
const companyOf = (companyId: string) => unwrap(api.GET("/api/v1/companies/{companyId}", { params: { path: { companyId } } }));

/** Who works for a company, by name, page by page. */
export const companyContacts = (companyId: string) =>
  infiniteQueryOptions({
    queryKey: ["contacts", { companyId }],
    queryFn: ({ pageParam }) => {
      const query = { companyId, sort: "name" as const, limit: 50, ...(pageParam === "" ? {} : { cursor: pageParam }) };
      return unwrap(api.GET("/api/v1/contacts", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });

/** What shows companies. */
export const companiesRefresh = [["companies"], ["contacts"], ["contact"]];

/** Pairs that may be one person. */
export const duplicatesQuery = queryOptions({ queryKey: ["duplicates"], queryFn: () => readDuplicates() });
const readDuplicates = () => unwrap(api.GET("/api/v1/contacts/duplicates"));
export type Duplicate = Awaited<ReturnType<typeof readDuplicates>>["items"][number];

/** What a filter of contacts may ask about. */
export const contactFieldsQuery = queryOptions({
  queryKey: ["fields", "contact"],
  queryFn: async () => (await unwrap(api.GET("/api/v1/fields", { params: { query: { subject: "contact" } } }))).items.map(readField),
  staleTime: Number.POSITIVE_INFINITY,
});

/** What the workspace wants to know of its contacts, in its order. */
export const contactFieldList = queryOptions({
  queryKey: ["contact-fields"],
  queryFn: () => unwrap(api.GET("/api/v1/contact-fields")),
  staleTime: 60_000,
});
export type ContactField = Awaited<ReturnType<NonNullable<(typeof contactFieldList)["queryFn"]>>>["items"][number];

/** Conditions that are kept, by name. */
export const segmentList = queryOptions({
  queryKey: ["segments"],
  queryFn: () => unwrap(api.GET("/api/v1/segments")),
  staleTime: 60_000,
});
export type Segment = Awaited<ReturnType<NonNullable<(typeof segmentList)["queryFn"]>>>["items"][number];

/** How many a condition finds. */
export const contactCount = (filter: object) =>
  queryOptions({
    queryKey: ["contacts", "count", filter],
    queryFn: () => unwrap(api.GET("/api/v1/contacts/count", { params: { query: { filter: JSON.stringify(filter) } } })),
    staleTime: 60_000,
  });

/** Files that came in, the newest first. */
export const importList = queryOptions({ queryKey: ["contact-imports"], queryFn: () => unwrap(api.GET("/api/v1/contact-imports")) });

const AT_WORK = ["checking", "running", "undoing"];

/** One file; asked for again while it is worked on. */
export const importQuery = (importId: string) =>
  queryOptions({
    queryKey: ["contact-imports", importId],
    queryFn: () => importOf(importId),
    refetchInterval: ({ state: { data } }) => (data !== undefined && AT_WORK.includes(data.state) ? 1_000 : false),
  });
export type ContactImport = Awaited<ReturnType<typeof importOf>>;
const importOf = (importId: string) => unwrap(api.GET("/api/v1/contact-imports/{importId}", { params: { path: { importId } } }));

/** What shows segments, and what a condition may ask. */
export const segmentsRefresh = [["segments"], ["fields"], ["contacts"]];

/** What shows fields, and what a condition may ask. */
export const fieldsRefresh = [["contact-fields"], ["fields"], ["contacts"], ["contact"], ["variables"]];

/** What a contact said about being written to. */
export const consentsQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["contact", contactId, "consents"],
    queryFn: () => unwrap(api.GET("/api/v1/contacts/{contactId}/consents", { params: { path: { contactId } } })),
  });

/** Their conversations over all channels, newest first. */
export const talksQuery = (contactId: string) =>
  queryOptions({
    queryKey: ["conversations", { contactId }],
    queryFn: () => unwrap(api.GET("/api/v1/conversations", { params: { query: { contactId, limit: 100 } } })),
  });

/** What a contact is called, as far as anything is known; null where nothing is. */
export const nameOf = ({ name, profileName, identities }: Pick<Contact, "name" | "profileName" | "identities">): string | null =>
  name ?? profileName ?? identities[0]?.value ?? null;
