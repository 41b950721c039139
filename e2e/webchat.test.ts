/// <reference lib="dom" />
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { emptyDocument } from "../flow/schema.ts";
import { accessibilityProblems } from "./accessibility.ts";
import { startDemo } from "./browser.ts";

// A visitor of a page of another origin, whose policy is as strict as one can be, and a customer on two devices.
const demo = await startDemo();
const { base, browser } = demo;
const account = demo.channels.find(({ kind }) => kind === "webchat") as Record<string, string>;
const { host } = new URL(base);

const site = http.createServer((_request, response) => {
  const policy = `default-src 'none'; script-src ${base}; connect-src ${base} ws://${host}; img-src ${base}; media-src ${base}`;
  response.setHeader("content-type", "text/html; charset=utf-8");
  response.setHeader("content-security-policy", policy);
  response.end(`<!doctype html><html lang="pt-BR"><head><title>Loja</title>
    <script src="${base}/widget.js" data-chat="${account["id"]}" async></script></head><body><main><h1>Loja</h1></main></body></html>`);
});
await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
after(() => site.close());
const shop = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;

const desk = await browser.newContext();
const call = async (method: string, path: string, data?: unknown) => {
  const answer = await desk.request.fetch(`${base}/api/v1${path}`, {
    method,
    headers: { origin: base },
    ...(data === undefined ? {} : { data }),
  });
  assert.ok(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`);
  return answer.status() === 204 ? null : answer.json();
};
await call("POST", "/login", demo.login);
await call("PATCH", `/channels/${account["id"]}`, { settings: { domains: "127.0.0.1" } });

async function until<Found>(find: () => Promise<Found | undefined | null | false>): Promise<Found> {
  for (const deadline = Date.now() + 60_000; ; ) {
    const found = await find();
    if (found) return found;
    assert.ok(Date.now() < deadline, `waited in vain: ${find}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** The shadow root is closed to pages; a test opens it, before the page's scripts run. */
async function visitor(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(() => {
    const attach = Element.prototype.attachShadow;
    Element.prototype.attachShadow = function (options) {
      return attach.call(this, { ...options, mode: "open" });
    };
  });
  await page.goto(shop);
  return page;
}
const newContext = () => browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "pt-BR" });
const conversationOf = (text: string) =>
  until(async () => {
    const { items } = await call("GET", `/conversations?channelId=${account["id"]}&limit=50`);
    for (const one of items) {
      const { items: lines } = await call("GET", `/conversations/${one.id}/messages?limit=100`);
      if (lines.some((line: { text: string | null }) => line.text === text)) return one.id as string;
    }
    return undefined;
  });
const reply = (id: string, text: string) => call("POST", `/conversations/${id}/messages`, { kind: "text", text });
const write = async (page: Page, text: string) => {
  await page.getByRole("textbox", { name: "Escreva aqui" }).fill(text);
  await page.keyboard.press("Enter");
};
const log = (page: Page) => page.getByRole("log", { name: "Mensagens" });

test("a visitor is greeted by a flow, waits, is answered, reloads, goes offline and back, sends a photo, is rated", async () => {
  const { items: queues } = await call("GET", "/queues");
  const flow = await call("POST", "/flows", {
    name: "Recepção do site",
    document: {
      ...emptyDocument("pt-BR"),
      starts: [{ on: "keyword", words: ["cotovia"], match: "word" }],
      first: "hello",
      blocks: [
        { id: "hello", type: "say_text", text: { "pt-BR": "Sou o atendimento automático da loja." }, exits: { next: "people" } },
        { id: "people", type: "hand_over", to: "queue", toId: queues[0].id, exits: {} },
      ],
    },
    layout: { blocks: {}, notes: [] },
  });
  await call("POST", `/flows/${flow.id}/publish`, {});
  await call("PATCH", `/flows/${flow.id}`, { isActive: true });

  const context = await newContext();
  const page = await visitor(context);
  const warnings: string[] = [];
  page.on("console", (message) => message.type() === "error" && warnings.push(message.text()));
  page.on("pageerror", (error) => warnings.push(error.message));
  await page.getByRole("button", { name: "Abrir conversa" }).click();
  await log(page).getByText("Oi! Como podemos ajudar?").waitFor();
  await write(page, "cotovia: preciso de ajuda");
  await log(page).getByText("Sou o atendimento automático da loja.").waitFor({ timeout: 60_000 });
  await log(page)
    .getByText(/Você é o número \d+ da fila|Você fala com/)
    .first()
    .waitFor({ timeout: 60_000 });
  assert.deepEqual(await accessibilityProblems(page), []);

  const id = await conversationOf("cotovia: preciso de ajuda");
  await reply(id, "Bom dia, aqui é a Camila.");
  await log(page).getByText("Bom dia, aqui é a Camila.").waitFor({ timeout: 30_000 });
  await page
    .getByText(/Você fala com/)
    .first()
    .waitFor();
  await until(async () => {
    const { items } = await call("GET", `/conversations/${id}/messages?limit=20`);
    return items.find((line: { text: string; status: string }) => line.text === "Bom dia, aqui é a Camila." && line.status === "read");
  });

  await page.reload();
  await page.getByRole("button", { name: /^Abrir conversa/ }).click();
  await log(page).getByText("Bom dia, aqui é a Camila.").waitFor({ timeout: 30_000 });

  await context.setOffline(true);
  await write(page, "escrito sem rede");
  await log(page).getByText("escrito sem rede").waitFor();
  await context.setOffline(false);
  await conversationOf("escrito sem rede");
  await until(async () => (await log(page).getByText("escrito sem rede").count()) === 1);
  const photo = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#2a7" } })
    .jpeg()
    .toBuffer();
  await page.locator("input[type=file]").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: photo });
  await log(page).getByRole("img", { name: "foto.jpg" }).waitFor({ timeout: 30_000 });
  await until(async () => {
    const { items } = await call("GET", `/conversations/${id}/messages?limit=20`);
    return items.find(
      (line: { kind: string; attachments: { state: string }[] }) => line.kind === "image" && line.attachments[0]?.state === "stored",
    );
  });

  const { items: tickets } = await call("GET", `/tickets?conversationId=${id}`);
  const { items: reasons } = await call("GET", "/desk/close-reasons");
  await call("POST", `/tickets/${tickets[0].id}/close`, {
    reasonId: reasons.find(({ name }: { name: string }) => name === "Resolvido").id,
  });
  await log(page)
    .getByRole("button", { name: /5 · Ótimo/ })
    .click({ timeout: 30_000 });
  await until(async () => {
    const { items } = await call("GET", `/tickets?conversationId=${id}`);
    return items[0]?.score === 5 || items[0]?.rating?.score === 5;
  });
  assert.deepEqual(
    warnings.filter((text) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(text)),
    [],
  );
  await context.close();
});

test("a customer finds their chat on a second device, and whoever comes after them on the first one does not", async () => {
  const sign = (userId: string) => ({
    userId,
    signature: createHmac("sha256", account["identitySecret"] as string)
      .update(userId)
      .digest("hex"),
  });
  const identify = (page: Page, userId: string) =>
    page.evaluate((identity) => (window as unknown as { Prosa: { identify(given: object): void } }).Prosa.identify(identity), sign(userId));
  const [first, second] = [await newContext(), await newContext()];
  const one = await visitor(first);
  await one.getByRole("button", { name: "Abrir conversa" }).waitFor();
  await identify(one, "cliente-7");
  await one.getByRole("button", { name: "Abrir conversa" }).click();
  await write(one, "meu pedido 7");
  await conversationOf("meu pedido 7");
  const two = await visitor(second);
  await two.getByRole("button", { name: "Abrir conversa" }).waitFor();
  await identify(two, "cliente-7");
  await two.getByRole("button", { name: "Abrir conversa" }).click();
  await log(two).getByText("meu pedido 7").waitFor({ timeout: 30_000 });
  await identify(one, "cliente-8");
  await until(async () => (await log(one).getByText("meu pedido 7").count()) === 0);
  await Promise.all([first.close(), second.close()]);
});
