import type { Page } from "playwright-core";
import type { State } from "./state.ts";
import { answer, change } from "./steady.ts";

const LISTS = /\/api\/v1\/conversations\?/;
const mine = () => "/inbox?view=mine";
const all = () => "/inbox?view=all";
const listed = (page: Page) => page.getByRole("option", { name: /Mariana Alves/ }).waitFor();
const desk = ["wide", "middle"] as const;

/** The list at the left, its menus, and what stands around it. */
export const inboxStates: State[] = [
  { name: "list", address: mine, act: listed },
  { name: "list-all", address: all, act: listed },
  {
    name: "list-compact",
    address: mine,
    arrange: (page, { moveMs }) =>
      change(page, "**/api/v1/me", moveMs, (me) => ({ ...me, preferences: { ...me.preferences, density: "compact" } })),
    act: listed,
  },
  {
    name: "list-hover",
    address: mine,
    sizes: desk,
    async act(page) {
      await listed(page);
      await page.getByRole("option", { name: /Jonas/ }).hover();
    },
  },
  {
    name: "list-snoozed",
    address: () => "/inbox?view=snoozed",
    arrange: (page, { moveMs }) =>
      change(page, LISTS, moveMs, (json) => ({
        ...json,
        items: json.items.map((one: object) => ({ ...one, snoozedUntil: "2026-11-19T18:00:00.000Z" })),
      })),
    act: (page) => page.getByRole("option", { name: /Ateliê/ }).waitFor(),
  },
  {
    name: "list-draft",
    address: mine,
    arrange: (page, { conversations }) =>
      page.addInitScript((id) => localStorage.setItem(`prosa.draft.${id}`, "rascunho"), conversations["Hotel Rio Mar"]),
    act: listed,
  },
  { name: "list-empty", address: mine, arrange: (page) => answer(page, LISTS, { items: [], nextCursor: null }) },
  { name: "list-error", address: mine, arrange: (page) => answer(page, LISTS, { code: "platform.internal", detail: "" }, 500) },
  {
    name: "list-loading",
    address: mine,
    arrange: (page) => page.route(LISTS, () => undefined),
    act: (page) => page.locator("[aria-busy=true]").first().waitFor(),
  },
  {
    name: "list-swiped",
    address: mine,
    sizes: ["phone"],
    async act(page) {
      await listed(page);
      await page.getByRole("option", { name: /Jonas/ }).evaluate((row) => {
        const fire = (type: string, x: number) =>
          row.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "touch", clientX: x, clientY: 10 }));
        fire("pointerdown", 100);
        fire("pointermove", 180);
      });
      await page.getByText("Resolver").waitFor();
    },
  },
  {
    name: "menu-filter",
    address: mine,
    async act(page) {
      await listed(page);
      await page.getByRole("button", { name: "Filtrar" }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "list-filtered",
    address: () => "/inbox?view=all&unread=true",
    sizes: ["wide"],
    act: listed,
  },
  {
    name: "menu-views",
    address: mine,
    sizes: ["middle", "phone"],
    async act(page) {
      await listed(page);
      await page.getByRole("button", { name: "Trocar de visão" }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "menu-account",
    address: mine,
    async act(page) {
      await listed(page);
      await page.getByRole("button", { name: "Minha conta" }).filter({ visible: true }).click();
      await page.getByRole("menu").waitFor();
      await page.keyboard.press("ArrowDown");
    },
  },
  {
    name: "rail-narrow",
    address: mine,
    sizes: ["wide"],
    arrange: (page) => page.addInitScript(() => localStorage.setItem("prosa.rail", "narrow")),
    act: listed,
  },
  {
    name: "shortcuts",
    address: mine,
    async act(page) {
      await listed(page);
      await page.keyboard.press("Shift+?");
      await page.getByRole("dialog").waitFor();
    },
  },
  {
    name: "tooltip",
    address: mine,
    sizes: ["wide"],
    async act(page) {
      await listed(page);
      await page.getByRole("button", { name: "Atalhos do teclado" }).hover();
      await page.getByRole("tooltip").waitFor();
    },
  },
  {
    name: "offline",
    address: mine,
    sizes: ["wide", "phone"],
    arrange: (page) => page.routeWebSocket("**/api/v1/socket", (socket) => socket.close()),
    act: (page) => page.getByText(/Sem conexão/).waitFor(),
  },
];
