import { defineRoom } from "../shell/room.ts";
import { IdCard } from "../ui/icons.generated.ts";
import { readRegistrationsSearch, toRegistration, toRegistrationForms, toRegistrations } from "./paths.ts";
import { registrationsFace } from "./words/face-words.ts";

const { phrase } = registrationsFace;
const says = phrase("nav.registrations");
const forms = phrase("nav.registrationForms");
const target = toRegistrations();
const right = "registrations.read";
// The pages and the section wait for their own words: they are no part of the first load.
const words: [] = [];
const page = {
  component: async () => (await import("./registrations-page.tsx")).RegistrationsPage,
  words,
  readSearch: readRegistrationsSearch,
  title: says,
};
const section = [
  { key: "registrations", right, component: async () => (await import("./registration-section.tsx")).RegistrationSection, words },
];

export const registrations = defineRoom({
  place: 35,
  face: registrationsFace,
  pages: [
    { path: "/registrations", ...page },
    { path: "/registrations/$registrationId", ...page },
    {
      path: "/settings/registration-forms",
      component: async () => (await import("./forms/forms-page.tsx")).FormsPage,
      words,
      title: forms,
    },
  ],
  rail: [{ group: "work", icon: IdCard, label: says, target, right }],
  settings: [{ group: "conversations", icon: IdCard, label: forms, target: toRegistrationForms(), right: "registration_forms.manage" }],
  palette: [
    { says, target, right },
    { says: phrase("shortcuts.newRegistration"), target: toRegistrations({ isNew: true }), right: "registrations.submit" },
  ],
  found: [{ kind: "registrations", title: says, icon: IdCard, target: ({ id }) => toRegistration(id) }],
  message: [
    {
      says: phrase("shortcuts.newRegistration"),
      icon: IdCard,
      target: (from) => toRegistrations({ isNew: true, ...from }),
      right: "registrations.submit",
    },
  ],
  panel: section,
  contactPage: section,
  live: [{ kinds: "registration.", refresh: () => ({ soon: [["registrations"]] }) }],
});
