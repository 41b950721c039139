/// <reference lib="dom" />
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Cookie, Page } from "playwright-core";
import { startDemo } from "./browser.ts";

// What a person who works all day must be able to rely on: nothing sent that was not meant, nothing said that is not so.
const demo = await startDemo();
const { base, browser } = demo;

let cookies: Promise<Cookie[]> | undefined;
/** One login for all pages: ten a minute are allowed. */
function signIn(): Promise<Cookie[]> {
  cookies ??= (async () => {
    const context = await browser.newContext();
    await context.request.post(`${base}/api/v1/login`, { data: demo.login, headers: { origin: base } });
    return context.cookies();
  })();
  return cookies;
}

async function open(address: string, { width = 1440 } = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "pt-BR" });
  await context.addCookies(await signIn());
  return openTab(context, address);
}
async function openTab(context: BrowserContext, address: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(base + address);
  return page;
}

const row = (page: Page, name: string) => page.getByRole("option", { name: new RegExp(name) });
const replyField = (page: Page) => page.getByPlaceholder("Responder no WhatsApp");
const noteField = (page: Page) => page.getByPlaceholder(/Nota para a equipe/);
const api = async (page: Page, path: string) => (await page.request.get(`${base}/api/v1${path}`)).json();
/** What the inbox has chosen, or has open. */
const openId = (page: Page) => page.url().match(/inbox\/([0-9a-f-]{36})/)?.[1] ?? "";

test("a note that was begun never becomes a message to the customer", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Mariana Alves").click();
  await replyField(page).waitFor();
  const id = openId(page);
  const before = (await api(page, `/conversations/${id}/messages`)).items.length;
  await page.keyboard.press("n");
  await page.keyboard.type("cliente difícil, cuidado");
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.waitForFunction((left) => !window.location.pathname.endsWith(left), id);
  await page.keyboard.press("k");
  await page.waitForFunction((left) => window.location.pathname.endsWith(left), id);
  await page.keyboard.press("r");
  await replyField(page).waitFor();
  assert.equal(await replyField(page).inputValue(), "", "the answer is another draft");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await page.waitForTimeout(500);
  assert.equal((await api(page, `/conversations/${id}/messages`)).items.length, before, "nothing was sent");
  await page.getByRole("button", { name: "Nota", exact: true }).click();
  assert.equal(await noteField(page).inputValue(), "cliente difícil, cuidado", "and the note is still there");
  await page.context().close();
});

test("what was begun follows the person to another tab and another device, with its file", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Hotel Rio Mar").click();
  await replyField(page).waitFor();
  const address = new URL(page.url()).pathname;
  await page.locator("input[type=file]").setInputFiles({ name: "orcamento.txt", mimeType: "text/plain", buffer: Buffer.from("42") });
  await replyField(page).fill("segue o orçamento");
  const tab = await openTab(page.context(), address);
  const device = await open(address);
  for (const other of [tab, device]) {
    await other.waitForFunction(() => (document.querySelector("textarea") as HTMLTextAreaElement | null)?.value === "segue o orçamento");
    await other.getByRole("button", { name: "Tirar orcamento.txt" }).waitFor();
  }
  await replyField(device).fill("segue o orçamento revisto");
  for (const other of [page, tab])
    await other.waitForFunction(
      () => (document.querySelector("textarea") as HTMLTextAreaElement | null)?.value === "segue o orçamento revisto",
    );
  await replyField(page).press("Enter");
  await page.getByRole("article").filter({ hasText: "orcamento.txt" }).getByText("segue o orçamento revisto").waitFor();
  await device.waitForFunction(() => (document.querySelector("textarea") as HTMLTextAreaElement | null)?.value === "");
  assert.equal(await device.getByRole("button", { name: "Tirar orcamento.txt" }).count(), 0, "what was sent is nobody's draft");
  await device.context().close();
  await page.context().close();
});

test("words typed for a field that is not there do nothing else", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Loja Encanto").click();
  await page.getByText(/A janela de 24 h do WhatsApp fechou/).waitFor();
  await page.getByRole("option", { name: /lembrete_visita/ }).waitFor();
  const id = openId(page);
  await page.keyboard.press("r");
  await page.keyboard.type("bem, e o orçamento?");
  await page.waitForTimeout(300);
  assert.equal(openId(page), id, "no other conversation was opened");
  assert.equal((await api(page, `/conversations/${id}`)).state, "open", "and this one is as it was");
  assert.equal(await page.getByLabel("Buscar modelo").inputValue(), "bem, e o orçamento?");
  await page.context().close();
});

test("while the template picker is open its keys are its own, and Escape closes it and nothing else", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Sérgio Bastos").click();
  await replyField(page).waitFor();
  const id = openId(page);
  await page.getByRole("button", { name: "Modelos" }).click();
  await page.getByRole("option", { name: /lembrete_visita/ }).click();
  await page.keyboard.type("eee");
  await page.keyboard.press("j");
  await page.waitForTimeout(200);
  assert.equal(openId(page), id);
  assert.equal((await api(page, `/conversations/${id}`)).state, "open");
  await page.keyboard.press("Escape");
  await page.getByRole("option", { name: /lembrete_visita/ }).waitFor({ state: "detached" });
  assert.equal(openId(page), id, "the conversation stays open");
  await page.context().close();
});

// Last: the program ends with it.
test("a program that is told to end says so in every open page within 3 s, and is gone within 10 s under load", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Mariana Alves").waitFor();
  await page.waitForTimeout(1_500);
  let loading = true;
  const load = Array.from({ length: 8 }, async () => {
    while (loading) await page.request.get(`${base}/api/v1/conversations?limit=100`).catch(() => undefined);
  });
  const asked = performance.now();
  const ended = demo.end();
  await page.getByText(/Sem conexão/).waitFor({ timeout: 20_000 });
  const saidAfter = performance.now() - asked;
  await ended;
  const goneAfter = performance.now() - asked;
  loading = false;
  await Promise.all(load);
  assert.ok(saidAfter < 3_000, `the page said so after ${Math.round(saidAfter)} ms`);
  assert.ok(goneAfter < 10_000, `the program was gone after ${Math.round(goneAfter)} ms`);
  await page.context().close();
});
