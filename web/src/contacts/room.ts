import { defineRoom } from "../shell/room.ts";
import { Contact } from "../ui/icons.generated.ts";
import { readContactsSearch } from "./contacts-search.ts";
import { toContact, toContacts } from "./paths.ts";
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
    { path: "/contacts/$contactId", component: async () => (await import("./contact-page.tsx")).ContactPage, words },
  ],
  rail: [
    { group: "work", icon: Contact, label: phrase("nav.contacts"), target: toContacts(), right: reading, tab: phrase("nav.contacts") },
  ],
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
    { kinds: "contact.", refresh: () => ({ soon: [["contacts"], ["contact"]] }) },
    { kinds: "message.received", refresh: () => ({ soon: [["contacts"]] }) },
    { kinds: "conversation.", refresh: () => ({ soon: [["contacts"]] }) },
  ],
});
