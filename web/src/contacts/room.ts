import { defineRoom } from "../shell/room.ts";
import { Contact, ListChecks, ShieldCheck } from "../ui/icons.generated.ts";
import { readContactsSearch, readImportSearch } from "./contacts-search.ts";
import { fieldsWords } from "./fields/words/words.ts";
import { importWords } from "./imports/words/words.ts";
import { toContact, toContactFields, toContacts, toErasures } from "./paths.ts";
import { privacyWords } from "./privacy/words/words.ts";
import { contactsFace, contactsWords } from "./words/words.ts";

const { phrase } = contactsFace;
const words = [contactsWords];
const reading = "contacts.read";

export const contacts = defineRoom({
  place: 30,
  face: contactsFace,
  pages: [
    {
      path: "/contacts",
      component: async () => (await import("./contacts-page.tsx")).ContactsPage,
      words,
      readSearch: readContactsSearch,
      title: phrase("nav.contacts"),
    },
    {
      path: "/contacts/import",
      component: async () => (await import("./imports/import-page.tsx")).ImportPage,
      words: [contactsWords, importWords],
      readSearch: readImportSearch,
      title: phrase("nav.importContacts"),
    },
    {
      path: "/contacts/duplicates",
      component: async () => (await import("./duplicates/duplicates-page.tsx")).DuplicatesPage,
      words,
    },
    { path: "/companies", component: async () => (await import("./companies/companies-page.tsx")).CompaniesPage, words },
    { path: "/companies/$companyId", component: async () => (await import("./companies/company-page.tsx")).CompanyPage, words },
    {
      path: "/contacts/$contactId",
      component: async () => (await import("./contact-page.tsx")).ContactPage,
      words: [contactsWords, privacyWords],
    },
    {
      path: "/settings/erasures",
      component: async () => (await import("./privacy/erasures-page.tsx")).ErasuresPage,
      words: [privacyWords],
      title: phrase("nav.erasures"),
    },
    {
      path: "/settings/contact-fields",
      component: async () => (await import("./fields/fields-page.tsx")).FieldsPage,
      words: [fieldsWords],
      title: phrase("nav.contactFields"),
    },
  ],
  settings: [
    {
      group: "conversations",
      icon: ListChecks,
      label: phrase("nav.contactFields"),
      target: toContactFields(),
      right: "contact_fields.manage",
    },
    { group: "team", icon: ShieldCheck, label: phrase("nav.erasures"), target: toErasures(), right: "contacts.personal_data" },
  ],
  rail: [
    { group: "work", icon: Contact, label: phrase("nav.contacts"), target: toContacts(), right: reading, tab: phrase("nav.contacts") },
  ],
  panel: [{ key: "company", right: reading, component: async () => (await import("./companies/company-panel.tsx")).CompanyPanel, words }],
  shortcuts: [{ keys: "g c", says: phrase("shortcuts.goContacts"), target: toContacts() }],
  palette: [{ says: phrase("shortcuts.goContacts"), target: toContacts(), right: reading }],
  found: [
    {
      kind: "contacts",
      title: phrase("nav.contacts"),
      icon: Contact,
      target: ({ contactId }) => (contactId === null ? toContacts() : toContact(contactId)),
    },
  ],
  live: [
    { kinds: "contact.", refresh: () => ({ soon: [["contacts"], ["contact"], ["duplicates"], ["erasures"]] }) },
    { kinds: "company.", refresh: () => ({ soon: [["companies"], ["contacts"], ["contact"]] }) },
    { kinds: "message.received", refresh: () => ({ soon: [["contacts"]] }) },
    { kinds: "conversation.", refresh: () => ({ soon: [["contacts"]] }) },
  ],
});
