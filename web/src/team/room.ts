import { defineRoom, GATE, type Page } from "../shell/room.ts";
import { readNext, readToken } from "./paths.ts";
import { auditWords } from "./settings/audit/words/words.ts";
import { settingsWords } from "./settings/words/words.ts";
import { teamWords } from "./words/words.ts";

const gate = () => import("./login-page.tsx");
const page = { words: [teamWords], signedOut: true } satisfies Partial<Page>;

/** The pages at the gate, which whoever is signed in never loads, and those of settings, which few open: the first load knows one address of them. */
export const team = defineRoom({
  place: 100,
  pages: [
    { ...page, path: GATE.to, readSearch: readNext, component: async () => (await gate()).LoginPage },
    { ...page, path: "/new-password", readSearch: readToken, component: async () => (await gate()).NewPasswordPage },
    { ...page, path: "/invitation", readSearch: readToken, component: async () => (await gate()).InvitationPage },
    { ...page, path: "/setup", readSearch: readToken, component: async () => (await gate()).SetupPage },
    {
      path: "/settings/$section",
      words: [settingsWords, auditWords],
      component: async () => (await import("./settings/section-page.tsx")).SectionPage,
    },
  ],
  loadSettings: async (language) => (await import("./settings/entries.ts")).loadEntries(language),
});
