import { useParams } from "@tanstack/react-router";
import type { Target } from "../shell/room.ts";
import type { ContactsSearch } from "./contacts-search.ts";

export const toContacts = (search: ContactsSearch = {}): Target => ({ to: "/contacts", search });

export const toContactFields = (): Target => ({ to: "/settings/contact-fields" });

export const toErasures = (): Target => ({ to: "/settings/erasures" });

export const toImport = (importId?: string): Target => ({ to: "/contacts/import", search: importId === undefined ? {} : { importId } });

export const toCompanies = (): Target => ({ to: "/companies" });

export const toCompany = (companyId: string): Target => ({ to: "/companies/$companyId", params: { companyId } });

export const toDuplicates = (): Target => ({ to: "/contacts/duplicates" });

export const toContact = (contactId: string): Target => ({ to: "/contacts/$contactId", params: { contactId } });

/** The contact that the address names. */
export const useContactId = (): string => useParams({ strict: false, select: ({ contactId }: { contactId?: string }) => contactId ?? "" });

/** The company that the address names. */
export const useCompanyId = (): string => useParams({ strict: false, select: ({ companyId }: { companyId?: string }) => companyId ?? "" });
