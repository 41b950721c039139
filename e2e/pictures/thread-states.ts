import type { Page } from "playwright-core";
import { everyKind } from "./messages.ts";
import type { Cast, State } from "./state.ts";
import { answer, change, NOON } from "./steady.ts";

const MESSAGES = /\/conversations\/[^/]+\/messages\?/;
const of =
  (name: string) =>
  ({ conversations }: Cast) =>
    `/inbox/${conversations[name]}?view=mine`;
const mariana = of("Mariana Alves");
const ready = (page: Page) => page.getByText("Perfeito!").first().waitFor();
const field = (page: Page) => page.getByRole("textbox", { name: "Responder", exact: true });
const desk = ["wide", "middle"] as const;

async function arrangeEveryKind(page: Page, { moveMs }: Cast) {
  await answer(page, /\/attachments\/file/, {}, 404);
  await change(page, MESSAGES, moveMs, (json) => ({ ...json, items: everyKind(json.items, NOON) }));
}

/** The conversation as the pictures need it: some of its fields are others. */
const altered =
  (fields: object) =>
  (page: Page, { conversations, moveMs }: Cast) =>
    change(page, `**/api/v1/conversations/${conversations["Mariana Alves"]}`, moveMs, (json) => ({ ...json, ...fields }));

const PDF = {
  id: "picture",
  kind: "document",
  state: "stored",
  fileName: "contrato.pdf",
  mediaType: "application/pdf",
  size: 20_000,
  pages: 2,
};
const PAGE = '<svg xmlns="http://www.w3.org/2000/svg" width="700" height="990"><rect width="700" height="990" fill="#fff"/></svg>';

/** Mouse over the place where the thread is scrolled, `share` of the way back to its beginning. */
const scrollTo = (page: Page, share: number) =>
  page.getByRole("feed").evaluate((feed, part) => {
    const box = feed.parentElement as HTMLElement;
    box.scrollTop = -part * (box.scrollHeight - box.clientHeight);
  }, share);

const everyKindState = (share: number): State => ({
  name: `thread-every-kind-${Math.round(share * 100)}`,
  address: mariana,
  arrange: arrangeEveryKind,
  async act(page) {
    await page.getByText("Citação perdida").waitFor();
    await page.getByText("Proposta revisada").first().waitFor();
    await page.locator("article img").first().waitFor();
    await scrollTo(page, share);
  },
});

/** One conversation: its messages, what hangs over them, and where it is answered. */
export const threadStates: State[] = [
  { name: "thread", address: mariana, act: ready },
  ...[0, 0.17, 0.34, 0.5, 0.67, 0.84, 1].map(everyKindState),
  {
    name: "thread-hover",
    address: mariana,
    sizes: ["wide"],
    async act(page) {
      await ready(page);
      await page.getByText("Perfeito!").last().hover();
    },
  },
  { name: "thread-error", address: mariana, arrange: (page) => answer(page, MESSAGES, { code: "platform.internal" }, 500) },
  { name: "thread-held", address: mariana, sizes: ["wide", "phone"], arrange: altered({ heldBy: "bot" }), act: ready },
  { name: "thread-resolved", address: mariana, sizes: ["wide", "phone"], arrange: altered({ state: "resolved" }), act: ready },
  { name: "thread-templates", address: of("Loja Encanto"), act: (page) => page.getByLabel("Variável 1").waitFor() },
  {
    name: "thread-window-soon",
    address: mariana,
    sizes: ["wide"],
    arrange: altered({ windowClosesAt: "2026-11-19T17:00:00.000Z" }),
    act: ready,
  },
  {
    name: "thread-referral",
    address: mariana,
    sizes: ["wide"],
    arrange: altered({ referral: { headline: "Limpeza de split", url: "https://example.com/anuncio" } }),
    act: ready,
  },
  {
    name: "thread-reader",
    address: mariana,
    sizes: ["wide", "phone"],
    arrange: (page, { moveMs }) => change(page, "**/api/v1/me", moveMs, (me) => ({ ...me, capabilities: ["conversations.read"] })),
    act: ready,
  },
  ...menu("menu-more", "Mais ações"),
  ...menu("menu-snooze", "Adiar", desk),
  ...menu("menu-assign", /Responsável/, desk),
  ...menu("menu-emoji", "Emoji", desk),
  ...menu("menu-add", "Adicionar", ["phone"]),
  {
    name: "menu-reaction",
    address: mariana,
    sizes: ["wide"],
    async act(page) {
      await ready(page);
      await page.getByText("Perfeito!").last().hover();
      await page.getByRole("article").filter({ hasText: "Perfeito!" }).getByRole("button", { name: "Reagir" }).click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "context-open",
    address: mariana,
    sizes: ["middle", "phone"],
    async act(page) {
      await ready(page);
      await page.keyboard.press(".");
      await page.getByRole("complementary", { name: /contato/i }).waitFor();
    },
  },
  {
    name: "context-rename",
    address: mariana,
    sizes: ["wide"],
    async act(page) {
      await ready(page);
      await page
        .getByRole("complementary", { name: /contato/i })
        .getByRole("button")
        .first()
        .click();
      await page.getByLabel("Nome").waitFor();
    },
  },
  {
    name: "viewer-picture",
    address: mariana,
    async act(page) {
      await page.getByRole("button", { name: /Imagem enviada por/ }).click();
      await page.getByRole("dialog").getByRole("img").waitFor();
    },
  },
  {
    name: "viewer-pages",
    address: mariana,
    async arrange(page, { moveMs }) {
      await page.route("**/attachments/picture/pages/*", (route) => route.fulfill({ contentType: "image/svg+xml", body: PAGE }));
      await change(page, MESSAGES, moveMs, (json) => ({
        ...json,
        items: json.items.map((one: object, index: number) => (index === 0 ? { ...one, kind: "document", attachments: [PDF] } : one)),
      }));
    },
    async act(page) {
      await page.getByRole("button", { name: "Abrir", exact: true }).click();
      await page.getByText("Página 2 de 2").waitFor();
    },
  },
  {
    name: "mail-original",
    address: mariana,
    async arrange(page, cast) {
      await arrangeEveryKind(page, cast);
      await page.route("**/original/page*", (route) => route.fulfill({ contentType: "text/html", body: "<p>Bom dia</p>" }));
      await answer(page, "**/original", { hasPage: true, text: "Bom dia", remoteImages: 2 });
    },
    async act(page) {
      await page.getByRole("button", { name: "Ver o e-mail inteiro" }).click();
      await page.getByText(/imagens de fora/).waitFor();
    },
  },
  {
    name: "toast-undo",
    address: mariana,
    async act(page) {
      await ready(page);
      await page.keyboard.press("Shift+E");
      await page.getByText("Conversa resolvida").waitFor();
    },
  },
  {
    name: "compose-typed",
    address: mariana,
    async act(page) {
      await ready(page);
      await field(page).fill("Bom dia, Mariana.\nJá estamos a caminho.");
    },
  },
  {
    name: "compose-note",
    address: mariana,
    async act(page) {
      await ready(page);
      await page.keyboard.press("n");
      await page.getByRole("button", { name: "Salvar nota" }).waitFor();
    },
  },
  {
    name: "compose-quote",
    address: mariana,
    sizes: desk,
    async act(page) {
      await ready(page);
      await page.getByText("Perfeito!").last().hover();
      await page.getByRole("article").filter({ hasText: "Perfeito!" }).getByRole("button", { name: "Citar" }).click();
      await page.getByRole("button", { name: "Não citar" }).waitFor();
      await page.mouse.move(0, 0);
    },
  },
  {
    name: "compose-files",
    address: mariana,
    async act(page) {
      await ready(page);
      let count = 0;
      await page.route("**/api/v1/uploads**", (route) => {
        count += 1;
        if (count === 1) return route.fulfill({ status: 201, json: { id: "1", kind: "document" } });
        if (count === 2) return route.fulfill({ status: 415, json: { code: "inbox.forbidden_type", detail: "" } });
        return undefined; // the third one stays on its way
      });
      const file = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from("tudo certo") });
      await page.locator("input[type=file]").setInputFiles(["laudo.txt", "script.exe", "planta-baixa.dwg"].map(file));
      await page.getByText(/planta-baixa/).waitFor();
      await page.waitForTimeout(400);
    },
  },
  {
    name: "compose-recording",
    address: mariana,
    async act(page) {
      await ready(page);
      await page.getByRole("button", { name: "Gravar áudio" }).click();
      await page.getByText(/Gravando/).waitFor();
    },
  },
  {
    name: "compose-templates",
    address: mariana,
    sizes: desk,
    async act(page) {
      await ready(page);
      await page.getByRole("button", { name: "Modelos" }).click();
      await page.getByRole("button", { name: "Enviar modelo" }).waitFor();
    },
  },
];

function menu(name: string, button: string | RegExp, sizes?: State["sizes"]): State[] {
  const act = async (page: Page) => {
    await ready(page);
    await page.getByRole("main").getByRole("button", { name: button, exact: true }).click();
    await page.getByRole("menu").waitFor();
  };
  return [{ name, address: mariana, act, ...(sizes === undefined ? {} : { sizes }) }];
}
