import { defineRoom, GATE, type Page, SECOND_FACTOR_GATE, SHUT_OUT_GATE } from "../shell/room.ts";
import { readGate, readToken } from "./paths.ts";
import { teamWords } from "./words/words.ts";

const settings = () => import("./settings/section-page.tsx");

type GatePage = "LoginPage" | "NewPasswordPage" | "InvitationPage" | "SetupPage";
const gate = (path: string, name: GatePage, readSearch: NonNullable<Page["readSearch"]> = readToken): Page => ({
  path,
  readSearch,
  words: [teamWords],
  signedOut: true,
  component: async () => (await import("./login-page.tsx"))[name],
});

/** The pages at the gate, which whoever is signed in never loads, and those of settings, which few open: the first load knows one address of them. */
export const team = defineRoom({
  place: 100,
  pages: [
    gate(GATE.to, "LoginPage", readGate),
    gate("/new-password", "NewPasswordPage"),
    gate("/invitation", "InvitationPage"),
    gate("/setup", "SetupPage"),
    {
      path: SECOND_FACTOR_GATE.to,
      words: [teamWords],
      signedOut: true,
      component: async () => (await import("./second-factor-page.tsx")).SecondFactorPage,
    },
    {
      path: SHUT_OUT_GATE.to,
      words: [teamWords],
      signedOut: true,
      component: async () => (await import("./workspaces/shut-out-page.tsx")).ShutOutPage,
    },
    // Its words come behind it: named here, they would be a part of the first load.
    { path: "/settings/$section", words: [], component: async () => (await settings()).Page },
  ],
  person: [
    {
      key: "workspaces",
      component: async () => (await import("./workspaces/workspace-menu.tsx")).WorkspaceMenu,
      words: [teamWords],
    },
  ],
  more: settings,
});
