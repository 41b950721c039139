import { defineRoom, GATE, type Page } from "../shell/room.ts";
import { readNext, readToken } from "./paths.ts";
import { teamWords } from "./words/words.ts";

const gate = () => import("./login-page.tsx");
const page = { words: [teamWords], signedOut: true } satisfies Partial<Page>;

/** The pages at the gate: whoever is signed in never loads them. */
export const team = defineRoom({
  place: 100,
  pages: [
    { ...page, path: GATE.to, readSearch: readNext, component: async () => (await gate()).LoginPage },
    { ...page, path: "/new-password", readSearch: readToken, component: async () => (await gate()).NewPasswordPage },
    { ...page, path: "/invitation", readSearch: readToken, component: async () => (await gate()).InvitationPage },
    { ...page, path: "/setup", readSearch: readToken, component: async () => (await gate()).SetupPage },
  ],
});
