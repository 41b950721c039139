import type { Page } from "playwright-core";
import type { State } from "./state.ts";
import { answer, change } from "./steady.ts";

const CHANNELS = "**/api/v1/channels";
const channels = () => "/channels";
const card = (page: Page, name: RegExp) => page.getByRole("listitem", { name });
const listed = (page: Page) => card(page, /WhatsApp Clima Norte/).waitFor();
const tab = async (page: Page, name: string) => {
  await listed(page);
  await page.getByRole("main").getByText(name, { exact: true }).first().click();
};

const TROUBLE = [
  { breaker: "open", breakerOpenedAt: "2026-11-19T15:58:00.000Z", fallbackSince: "2026-11-19T15:58:00.000Z" },
  { status: "error", statusReason: "provider_190" },
  {
    status: "inactive",
    quality: "GREEN",
    tokenExpiresAt: "2026-11-29T12:00:00.000Z",
    checkedAt: "2026-11-19T15:58:00.000Z",
    latencyMs: 12,
  },
  { status: "configuring", lastReport: { method: "list", listed: 40, missing: ["a"], recovered: 1, unconfirmed: 0, unmarked: 0 } },
];

const DEAD = ["malformed", "failed", "failed"].map((reason, index) => ({
  id: `dead-${index}`,
  channelId: "",
  reason,
  error: reason === "malformed" ? "SyntaxError: Unexpected token" : "TypeError: cannot read properties of undefined",
  receivedAt: "2026-11-19T15:40:00.000Z",
  failedAt: `2026-11-19T15:4${index}:00.000Z`,
  body: '{"entry":[{"id":"728341178105493","changes":[{"field":"messages"}]}]}',
}));

const TARGETS = [
  { id: "1", kind: "email", name: "Plantão", silencedUntil: null, disabledReason: null },
  { id: "2", kind: "slack", name: "Canal da equipe", silencedUntil: "2026-11-19T18:00:00.000Z", disabledReason: "gone" },
];

const CHECK = {
  ok: false,
  steps: [
    { step: "credentials", ok: true, facts: { name: "Clima Norte", number: "+55 92 3333-0000" } },
    { step: "webhook", ok: false, advice: "phone_not_paired" },
  ],
};

/** Accounts, what failed, alerts, and the dialogs that connect and mend an account. */
export const channelStates: State[] = [
  { name: "channels", address: channels, act: listed },
  {
    name: "channels-trouble",
    address: channels,
    arrange: (page, { moveMs }) =>
      change(page, CHANNELS, moveMs, (json) => ({
        ...json,
        items: json.items.map((one: object, index: number) => ({ ...one, ...TROUBLE[index] })),
      })),
    act: listed,
  },
  { name: "channels-none", address: channels, arrange: (page) => answer(page, CHANNELS, { items: [], nextCursor: null }) },
  { name: "channels-loading", address: channels, sizes: ["wide"], arrange: (page) => page.route(CHANNELS, () => undefined) },
  {
    name: "channels-checked",
    address: channels,
    sizes: ["wide"],
    async act(page) {
      await answer(page, "**/validate", CHECK);
      await card(page, /WhatsApp Clima Norte/)
        .getByRole("button", { name: "Verificar" })
        .click();
      await page.getByRole("status").getByRole("listitem").first().waitFor();
    },
  },
  {
    name: "channels-dead",
    address: channels,
    arrange: (page) => answer(page, "**/api/v1/raw-events?*", { items: DEAD, nextCursor: "more" }),
    async act(page) {
      await tab(page, "Eventos com falha");
      await page.getByText("SyntaxError").first().waitFor();
    },
  },
  {
    name: "channels-dead-none",
    address: channels,
    async act(page) {
      await tab(page, "Eventos com falha");
      await page.getByText("Nada parado").waitFor();
    },
  },
  {
    name: "channels-alerts",
    address: channels,
    arrange: (page) => answer(page, "**/api/v1/alert-targets", { items: TARGETS, nextCursor: null }),
    async act(page) {
      await tab(page, "Alertas");
      await page.getByText("Plantão").waitFor();
    },
  },
  {
    name: "connect-kinds",
    address: channels,
    async act(page) {
      await openConnect(page);
      await page
        .getByRole("dialog")
        .getByRole("button", { name: /Telegram/ })
        .waitFor();
    },
  },
  {
    name: "connect-keys",
    address: channels,
    async act(page) {
      await openKeys(page, /WhatsApp Cloud API/);
      await answer(page, CHANNELS, { code: "channels.invalid_settings", detail: "errado" }, 422);
      for (const input of await page.getByRole("dialog").locator("input").all()) await input.fill("1");
      await page.getByRole("button", { name: "Conectar", exact: true }).click();
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "connect-mail",
    address: channels,
    async act(page) {
      await openKeys(page, /SMTP, IMAP/);
      await page.getByText("Mais campos").click();
    },
  },
  {
    name: "connect-ready",
    address: channels,
    async act(page) {
      await openKeys(page, /WAHA/);
      const told = { id: "new", kind: "waha", name: "WAHA", webhookUrl: "https://prosa.example/webhooks/1", settings: {} };
      await answer(page, CHANNELS, told, 201);
      await answer(page, "**/validate", CHECK);
      await answer(page, "**/pairing", { state: "waiting", code: "ABCD-1234" });
      for (const input of await page.getByRole("dialog").locator("input:not([type=checkbox])").all()) await input.fill("1");
      await page.getByRole("button", { name: "Conectar", exact: true }).click();
      await page.getByRole("dialog").getByRole("button", { name: "Verificar" }).click();
      await page.getByText("ABCD-1234").waitFor();
    },
  },
  {
    name: "channel-settings",
    address: channels,
    async act(page) {
      await card(page, /WhatsApp Clima Norte/)
        .getByRole("button", { name: "Ajustes" })
        .click();
      await page.getByLabel("Nome do canal").waitFor();
    },
  },
  {
    name: "channel-test",
    address: channels,
    async act(page) {
      await card(page, /WhatsApp Clima Norte/)
        .getByRole("button", { name: "Mensagem de teste" })
        .click();
      await page.getByLabel("Para qual número?").waitFor();
    },
  },
];

async function openConnect(page: Page) {
  await listed(page);
  await page.getByRole("button", { name: "Conectar canal" }).click();
}

async function openKeys(page: Page, product: RegExp) {
  await openConnect(page);
  await page.getByRole("dialog").getByRole("button", { name: product }).click();
  await page.getByLabel("Nome do canal").waitFor();
}
