/// <reference lib="dom" />
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { BrowserContext, BrowserContextOptions, Cookie, Page } from "playwright-core";
import { isProving } from "../server/test/cast/proofs.ts";
import { accessibilityProblems } from "./accessibility.ts";
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

async function open(address: string, { width = 1440, ...options }: { width?: number } & BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "pt-BR", ...options });
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
/** For what the page does not show: a predicate of the browser's own would not be waited for. */
async function until(check: () => Promise<boolean>) {
  const deadline = Date.now() + 30_000;
  while (!(await check())) {
    assert.ok(Date.now() < deadline, `waited in vain: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
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

test("what the server refuses is never said to be done, and undo puts back the state that was", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Condomínio Aquarela").click();
  await replyField(page).waitFor();
  const id = openId(page);
  const refuse = Promise.withResolvers<void>();
  await page.route(`**/api/v1/conversations/${id}`, async (route) => {
    if (route.request().method() !== "PATCH") return route.continue();
    await refuse.promise;
    await route.fulfill({
      status: 500,
      contentType: "application/problem+json",
      body: JSON.stringify({ code: "platform.internal", detail: "quebrou" }),
    });
  });
  await page.getByRole("button", { name: /^Resolver/ }).click();
  await row(page, "Condomínio Aquarela").waitFor({ state: "detached" });
  refuse.resolve();
  await page.getByText(/Não deu certo/).waitFor();
  await row(page, "Condomínio Aquarela").waitFor();
  assert.equal(await page.getByText("Conversa resolvida").count(), 0);
  await page.unroute(`**/api/v1/conversations/${id}`);

  await page.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem", { name: "Marcar como aguardando" }).click();
  await row(page, "Condomínio Aquarela").waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Resolver/ }).click();
  await page.getByText("Conversa resolvida").waitFor();
  await page.getByRole("button", { name: "Desfazer" }).click();
  await until(async () => (await api(page, `/conversations/${id}`)).state === "waiting");
  await page.context().close();
});

test("passing by leaves a conversation unread; staying reads it, and what is marked by hand stays unread", async () => {
  const page = await open("/inbox?view=all");
  const unread = page.getByRole("option", { name: /, [1-9]\d* não lidas?/ }).first();
  await unread.click();
  await page.waitForURL(/inbox\/[0-9a-f-]{36}/);
  const id = openId(page);
  const count = async () => (await api(page, `/conversations/${id}`)).unreadCount as number;
  const before = await count();
  assert.ok(before > 0);
  await page.waitForTimeout(1_000);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(3_500);
  assert.equal(await count(), before, "a second is no reading");
  await page.locator(`#row-${id}`).click();
  await until(async () => (await count()) === 0);
  await page.keyboard.press("u");
  await page.waitForTimeout(4_500);
  assert.ok((await count()) > 0, "it was marked as unread, and is not read again by being open");
  await page.context().close();
});

test("a page without network says so within 3 s, and so does one whose server answers nothing", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Mariana Alves").waitFor();
  await page.waitForTimeout(1_500);
  await page.context().setOffline(true);
  await page.getByText(/Sem conexão/).waitFor({ timeout: isProving ? 3_000 : 30_000 });
  await page.context().setOffline(false);
  await page.getByText(/Sem conexão/).waitFor({ state: "detached" });
  await page.context().close();

  const context = await browser.newContext({ locale: "pt-BR", viewport: { width: 1440, height: 900 } });
  await context.addCookies(await signIn());
  let swallows = false;
  await context.routeWebSocket(/api\/v1\/socket/, (client) => {
    const server = client.connectToServer();
    client.onMessage((message) => !swallows && server.send(message));
    server.onMessage((message) => !swallows && client.send(message));
  });
  const silent = await openTab(context, "/inbox?view=mine");
  await row(silent, "Mariana Alves").waitFor();
  await silent.waitForTimeout(1_500);
  swallows = true;
  await silent.getByText(/Sem conexão/).waitFor({ timeout: isProving ? 3_300 : 30_000 });
  await context.close();
});

test("a link into the product survives the login, one that leads away does not, and the page speaks the browser's language", async () => {
  const signInHere = async (address: string) => {
    const page = await (await browser.newContext({ locale: "pt-BR" })).newPage();
    await page.goto(base + address);
    await page.waitForURL(/login/);
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "email");
    await page.keyboard.type(demo.login.email);
    await page.getByLabel("Senha").fill(demo.login.password);
    await page.getByRole("button", { name: "Entrar" }).click();
    return page;
  };
  const wanted = await signInHere("/channels?tab=alerts");
  await wanted.waitForURL(`${base}/channels?tab=alerts`);
  await wanted.context().close();
  for (const away of ["//example.com/", "/\\example.com", "https://example.com", "javascript:alert(1)"]) {
    const page = await signInHere(`/login?next=${encodeURIComponent(away)}`);
    await page.getByRole("heading", { name: "Minhas" }).waitFor();
    assert.equal(new URL(page.url()).origin, base);
    await page.context().close();
  }

  for (const [locale, title, missing] of [
    ["es-AR", "Entrar", "Completa este campo."],
    ["en-GB", "Sign in", "Fill in this field."],
  ] as const) {
    const foreign = await (await browser.newContext({ locale })).newPage();
    await foreign.goto(`${base}/login`);
    await foreign.getByRole("heading", { name: title }).waitFor();
    await foreign.getByRole("button", { name: title, exact: true }).click();
    assert.equal(await foreign.locator("input[name=email]").evaluate((field) => (field as HTMLInputElement).validationMessage), missing);
    await foreign.context().close();
  }
});

test("what is not there is said in words: a conversation, a page", async () => {
  const page = await open("/inbox/01a1fc32-0d5f-7351-a3ea-32faefa5f017?view=mine");
  await page.getByText("Isto não existe").waitFor();
  await page.goto(`${base}/nada/disso`);
  await page.getByText("Isto não existe").waitFor();
  await page.getByRole("link", { name: "Ir para o início" }).click();
  await row(page, "Mariana Alves").waitFor();
  await page.context().close();
});

test("the focus is always somewhere: on another page, after a dialog, and when a name is edited", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Hotel Rio Mar").click();
  await page.getByRole("button", { name: "Editar nome" }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "contact-name");
  await page.keyboard.press("Escape");
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-label") === "Editar nome");
  await page.keyboard.press("Shift+?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
  await page.getByRole("link", { name: "Canais" }).click();
  await page.getByRole("heading", { name: "Canais" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("i");
  await page.getByRole("heading", { name: "Minhas" }).waitFor();
  assert.notEqual(await page.evaluate(() => document.activeElement?.tagName), "BODY");
  await page.context().close();
});

test("time that was sent ahead goes back, and what is written meanwhile and afterwards arrives in its order", async () => {
  const page = await open("/playground");
  const team = page.getByRole("region", { name: "O que a equipe vê" });
  const write = async (text: string) => {
    await page.getByPlaceholder(/Mensagem/).fill(text);
    await page.keyboard.press("Enter");
    await team.getByRole("article").filter({ hasText: text }).waitFor();
  };
  await write("antes");
  await page.getByRole("button", { name: "+24 horas" }).click();
  await page.getByRole("button", { name: "+24 horas" }).click();
  await page.getByText(/48 h\s+à frente/).waitFor();
  await write("amanhã e depois");
  await page.getByRole("button", { name: "Voltar ao agora" }).click();
  await page.getByRole("button", { name: "Voltar ao agora" }).waitFor({ state: "detached" });
  await write("de volta");
  const words = await team.getByRole("article").allInnerTexts();
  const places = ["antes", "amanhã e depois", "de volta"].map((text) => words.findLastIndex((one) => one.includes(text)));
  assert.deepEqual(
    places,
    places.toSorted((a, b) => a - b),
    words.join(" | "),
  );
  await page.context().close();
});

test("people are found, opened, written down once, and corrected, also on a phone", async () => {
  for (const width of [1440, 390]) {
    const page = await open("/contacts", { width });
    const fits = async () =>
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${page.url()} at ${width}`);
    const table = page.getByRole("table", { name: "Contatos" });
    await table.waitFor();
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.getByRole("searchbox").fill("mariana alv");
    await page.waitForURL(/q=mariana/);
    await until(async () => (await table.locator("tbody tr").count()) === 1);
    await table.getByRole("link", { name: /Mariana Alves/ }).click();
    const talks = page.getByRole("region", { name: "Conversas" });
    await talks.getByRole("link").first().waitFor();
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.goBack();
    assert.equal(await page.getByRole("searchbox").inputValue(), "mariana alv", "the address keeps it");

    const phone = `+55 92 98888-${width}`.padEnd(18, "0");
    await page.getByRole("button", { name: "Novo contato" }).click();
    const dialog = page.getByRole("dialog");
    const fill = async (name: string) => {
      await dialog.getByLabel("Nome").fill(name);
      await dialog.getByLabel("Telefone").fill(phone);
      await dialog.getByRole("button", { name: "Novo contato" }).click();
    };
    await fill(`Zélia ${width}`);
    await page.getByRole("heading", { name: `Zélia ${width}` }).waitFor();
    const made = page.url();
    await page.getByRole("button", { name: "Editar" }).click();
    await dialog.getByLabel("Nome").fill(`Zélia Prado ${width}`);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("heading", { name: `Zélia Prado ${width}` }).waitFor();
    await fits();

    const company = `Ar Puro ${width}`;
    await page.getByRole("button", { name: "Editar" }).click();
    await dialog.getByLabel("Empresa").fill(company);
    await dialog.getByRole("button", { name: `Cadastrar a empresa “${company}”` }).click();
    await dialog.getByRole("button", { name: "Tirar a empresa" }).waitFor();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("link", { name: company }).click();
    await page
      .getByRole("table", { name: "Contatos" })
      .getByRole("link", { name: `Zélia Prado ${width}` })
      .waitFor();
    await page.getByRole("button", { name: "Editar" }).click();
    await dialog.getByLabel("CNPJ").fill("11.222.333/0001-82");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByRole("alert").waitFor();
    await dialog.getByLabel("CNPJ").fill("");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.waitFor({ state: "detached" });
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.getByRole("link", { name: "Empresas" }).click();
    await page.getByRole("searchbox").fill(company);
    await page.getByRole("table", { name: "Empresas" }).getByRole("link", { name: company }).waitFor();
    await fits();

    await page.goto(`${base}/contacts`);
    await page.getByRole("button", { name: "Novo contato" }).click();
    await dialog.getByLabel("Nome").fill(`Zélia Prado ${width}`);
    await dialog.getByLabel("Telefone").fill(phone.slice(4));
    await dialog.getByRole("button", { name: "Novo contato" }).click();
    await page.getByRole("heading", { name: `Zélia Prado ${width}` }).waitFor();
    await page.goto(`${base}/contacts/duplicates`);
    const pair = page.getByRole("region", { name: `Zélia Prado ${width} · Zélia Prado ${width}` });
    await pair.getByText("mesmo telefone, escrito de outro jeito").waitFor();
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await pair.getByRole("button", { name: "Não é a mesma pessoa" }).click();
    await pair.waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Desfazer" }).click();
    await pair.getByRole("button", { name: "Mesclar os dois" }).click();
    await pair.waitFor({ state: "detached" });
    await page.goto(made);
    await page.getByRole("region", { name: "Unidos a este contato" }).waitFor();

    await page.goto(`${base}/contacts`);
    await page.getByRole("button", { name: "Novo contato" }).click();
    await fill("Outra");
    await dialog.getByRole("alert").waitFor();
    await dialog.getByRole("link", { name: "Abrir esse contato" }).click();
    await page.waitForURL(made);
    await page.context().close();
  }
});

test("keep a view, answer with a canned reply, send another message tomorrow, and do with one macro what is always done together", async () => {
  for (const width of [1440]) {
    const page = await open("/inbox?view=all&unread=true", { width });
    const fits = async () =>
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `${page.url()} at ${width}`);
    const dialog = page.getByRole("dialog");
    const name = `Não lidas ${width}`;
    await page.getByRole("button", { name: "Salvar visão" }).click();
    await dialog.getByLabel("Nome da visão").fill(name);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await page.waitForURL(/saved=/);
    await page.getByRole("heading", { name }).waitFor();
    const saved = new URL(page.url()).searchParams.get("saved") ?? "";
    await page.goto(`${base}/inbox?saved=${saved}`);
    await page.waitForURL(/unread=true/);
    await page.getByRole("heading", { name }).waitFor();
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.getByRole("button", { name: "Filtrar", exact: true }).click();
    await page.getByRole("menuitem", { name: "Remover esta visão" }).click();
    await page.waitForURL((url) => !url.search.includes("saved"));
    await page.getByRole("button", { name: /Desfazer/ }).click();
    await page.getByRole("heading", { name }).waitFor();

    await page.goto(`${base}/inbox?view=mine`);
    await row(page, "Mariana Alves").click();
    // A note that was begun in it is what it opens with.
    await page.getByRole("button", { name: "Responder", exact: true }).click();
    await replyField(page).waitFor();
    const id = openId(page);
    const waiting = async () => (await api(page, `/conversations/${id}/scheduled-messages`)).items;
    await replyField(page).pressSequentially("/AGUÁ");
    await page.getByRole("option", { name: /^\/aguarde/ }).waitFor();
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await page.keyboard.press("Enter");
    await until(async () => (await replyField(page).inputValue()).startsWith("Só um momento, Mariana"));
    await page.getByRole("button", { name: "Agendar envio" }).click();
    await page.getByRole("menuitem", { name: "Amanhã às 9h" }).click();
    const strip = page.getByRole("list", { name: "Mensagens agendadas" });
    await strip.getByText(/Só um momento, Mariana/).waitFor();
    assert.equal(await replyField(page).inputValue(), "", "it waits, and is written no longer");
    assert.deepEqual(
      (await waiting()).map(({ state, message }: any) => [state, message.text]),
      [["pending", "Só um momento, Mariana: já vou verificar."]],
    );
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await strip.getByRole("button", { name: "Mudar a mensagem agendada" }).click();
    await dialog.getByLabel("Mensagem").fill("Bom dia, já verifiquei");
    await dialog.getByLabel("Não enviar se o cliente responder antes").check();
    await dialog.getByRole("button", { name: "Agendar" }).click();
    await strip.getByText("Bom dia, já verifiquei").waitFor();
    await until(async () => (await waiting())[0].unlessAnswered === true);
    await strip.getByRole("button", { name: "Cancelar o envio" }).click();
    await until(async () => (await waiting()).length === 0);

    await page.goto(`${base}/settings/macros`);
    await page.getByRole("button", { name: "Nova macro" }).click();
    await dialog.getByLabel("Nome da macro").fill("Marcar como urgente");
    await dialog.getByRole("combobox", { name: "Ação 1", exact: true }).selectOption({ label: "Mudar a prioridade" });
    await dialog.getByLabel("Prioridade").selectOption("urgent");
    await fits();
    assert.deepEqual(await accessibilityProblems(page), []);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.waitFor({ state: "detached" });
    await page.goto(`${base}/inbox/${id}?view=all`);
    const priority = async () => (await api(page, `/conversations/${id}`)).priority;
    const before = await priority();
    await page.getByRole("button", { name: "Mais ações" }).click();
    await page.getByRole("menuitem", { name: "Marcar como urgente" }).click();
    await until(async () => (await priority()) === "urgent");
    await page.getByRole("button", { name: /Desfazer/ }).click();
    await until(async () => (await priority()) === before);
    await page.context().close();
  }
});

/** What was mailed to an address, which the program keeps instead of sending it. */
function mailsTo(email: string): string[] {
  const folder = path.join(demo.dataDir, "mails");
  return readdirSync(folder)
    .map((file) => readFileSync(path.join(folder, file), "utf8").replaceAll("=\r\n", "").replaceAll("=\n", "").replaceAll("=3D", "="))
    .filter((text) => text.includes(email));
}

/** A colleague who was invited by mail, and is signed in. */
async function newColleague(inviter: Page, name: string, role: string): Promise<BrowserContext> {
  const email = `${name.toLowerCase().replaceAll(" ", ".")}@climanorte.example`;
  const headers = { origin: base };
  const invited = await inviter.request.post(`${base}/api/v1/invitations`, { data: { email, role }, headers });
  assert.equal(invited.status(), 201, await invited.text());
  const token = /invite_[A-Za-z0-9_-]{43}/.exec(mailsTo(email)[0] ?? "")?.[0];
  const password = "a long test password";
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "pt-BR" });
  const accepted = await context.request.post(`${base}/api/v1/invitations/acceptance`, { data: { token, name, password }, headers });
  assert.equal(accepted.status(), 201, await accepted.text());
  await context.request.post(`${base}/api/v1/login`, { data: { email, password }, headers });
  return context;
}

test("a colleague mentions and assigns: the bell rises, what was told is opened and read, and its preferences are kept", async () => {
  const owner = await open("/inbox?view=all");
  await row(owner, "Sérgio Bastos").click();
  await replyField(owner).waitFor();
  const id = openId(owner);
  const colleague = await newColleague(owner, "Bruno Leal", "agent");
  const page = await openTab(colleague, "/channels");
  const bell = page.getByRole("complementary").getByRole("link", { name: "Notificações" });
  await bell.waitFor();

  await owner.reload();
  await replyField(owner).waitFor();
  await owner.getByRole("button", { name: "Nota", exact: true }).click();
  await noteField(owner).pressSequentially("@bruno");
  const named = owner.getByRole("listbox", { name: "Mencionar" }).getByRole("option", { name: /Bruno Leal/ });
  await named.waitFor();
  assert.deepEqual(await accessibilityProblems(owner), []);
  await noteField(owner).press("Enter");
  assert.equal(await noteField(owner).inputValue(), "@Bruno Leal ");
  await noteField(owner).pressSequentially("pode ver?");
  await noteField(owner).press("Enter");
  await owner.getByRole("article").filter({ hasText: "pode ver?" }).waitFor();
  await bell.filter({ hasText: "1" }).waitFor();
  const members = (await api(owner, "/members")).items as { id: string; name: string }[];
  const assigneeId = members.find(({ name }) => name === "Bruno Leal")?.id;
  await owner.request.patch(`${base}/api/v1/conversations/${id}`, { data: { assigneeId }, headers: { origin: base } });
  // Its deadline may be told beside it.
  await until(async () => (await api(page, "/notices")).unread.all >= 2);
  await bell.filter({ hasText: /[2-9]/ }).waitFor();

  await bell.click();
  const told = page.getByRole("link", { name: /Camila Duarte mencionou você/ });
  await told.waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await told.click();
  await page.waitForURL((url) => url.pathname === `/inbox/${id}`);
  await replyField(page).waitFor();
  await until(async () => (await api(page, "/notices")).unread.all === 0);
  await bell.filter({ hasText: /\d/ }).waitFor({ state: "detached" });

  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${base}/settings/notifications`);
  const box = page.getByRole("checkbox", { name: "Menção a mim em nota: Som" });
  await box.click();
  await until(
    async () =>
      (await api(page, "/me/notice-preferences")).kinds.find(({ kind }: { kind: string }) => kind === "inbox.mentioned").media.sound ===
      false,
  );
  for (const address of ["/notifications", "/settings/notifications"]) {
    await page.goto(base + address);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, address);
    assert.deepEqual(await accessibilityProblems(page), []);
  }
  await colleague.close();
  await owner.context().close();
});

test("a field is made, a sheet with two bad lines comes in, its people are filtered, kept as a segment, and go out again", async () => {
  const page = await open("/settings/contact-fields");
  await page.getByText("Plano de manutenção").waitFor();
  await page.getByRole("button", { name: "Novo campo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nome do campo").fill("Elevadores do prédio");
  await dialog.getByLabel("Tipo").selectOption("number");
  assert.equal(await dialog.getByLabel("Chave").inputValue(), "elevadores_do_predio");
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Salvar campo" }).click();
  await page.getByText("Elevadores do prédio", { exact: true }).waitFor();

  await page.goto(`${base}/contacts`);
  await page.getByRole("button", { name: "Importar e exportar" }).click();
  await page.getByRole("menuitem", { name: "Importar" }).click();
  const sheet = [
    "Nome;Telefone;Elevadores do prédio",
    "Açucena Importada;+55 92 98600-0001;12",
    "Dora Importada;+55 92 98600-0002;3",
    "Sem número;;4",
    "Errada;+55 92 98600-0003;muitos",
  ].join("\r\n");
  await page.getByLabel("Arquivo CSV").setInputFiles({ name: "predios.csv", mimeType: "text/csv", buffer: Buffer.from(sheet, "latin1") });
  await page.getByText("4 linhas em predios.csv").waitFor();
  assert.equal(await page.getByRole("combobox", { name: "Elevadores do prédio" }).inputValue(), "field:elevadores_do_predio");
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("button", { name: "Só conferir" }).click();
  await page.getByText("Assim ficaria").waitFor();
  await page.getByText("Elevadores do prédio: não é um número").waitFor();
  await page.getByRole("button", { name: "Importar agora" }).click();
  await page.getByText("Importação concluída").waitFor();
  await page.getByText(/2 contatos novos .* 2 linhas com problema/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);

  const filter = { all: [{ field: "contact.field.elevadores_do_predio", operator: "at_least", value: 10 }] };
  await page.goto(`${base}/contacts?filter=${encodeURIComponent(JSON.stringify(filter))}`);
  const table = page.getByRole("table", { name: "Contatos" });
  await table.getByRole("link", { name: /Açucena Importada/ }).waitFor();
  assert.equal(await table.locator("tbody tr").count(), 1);
  await page.getByRole("button", { name: "Guardar como segmento" }).click();
  await dialog.getByLabel("Nome do segmento").fill("Prédios altos");
  await dialog.getByRole("button", { name: "Guardar", exact: true }).click();
  const segments = page.getByRole("navigation", { name: "Segmentos" });
  await segments.getByRole("link", { name: "Prédios altos" }).click();
  await until(async () => (await table.locator("tbody tr").count()) === 1);
  await page.getByRole("button", { name: "Colunas" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Elevadores do prédio" }).click();
  await page.keyboard.press("Escape");
  await table.getByText("12", { exact: true }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  const saved = page.waitForEvent("download");
  await page.getByRole("button", { name: "Importar e exportar" }).click();
  await page.getByRole("menuitem", { name: "Exportar" }).click();
  const file = await (await saved).createReadStream();
  const text = Buffer.concat(await file.toArray()).toString("utf8");
  assert.match(text, /;Açucena Importada;\+5592986000001;/);
  assert.equal(text.trimEnd().split("\r\n").length, 2, "a heading, and the one person of the segment");
  await page.context().close();
});

test("invite a colleague, who comes by the mail's link; change their role, make a key and use it, and read it all in the audit log", async () => {
  const page = await open("/settings/members");
  const dialog = page.getByRole("dialog");
  const email = "rita.settings@climanorte.example";
  await page.getByRole("button", { name: "Convidar uma pessoa" }).click();
  await dialog.getByLabel("E-mail").fill(email);
  await dialog.getByLabel("Papel").selectOption("viewer");
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Enviar convite" }).click();
  const shown = await dialog.getByRole("textbox", { name: "Link do convite" }).inputValue();
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Pronto" }).click();
  const invitations = page.getByRole("region", { name: "Convites em aberto" });
  await invitations.getByText(email).waitFor();
  await invitations.getByRole("button", { name: `Enviar de novo a ${email}` }).click();
  const again = await dialog.getByRole("textbox", { name: "Link do convite" }).inputValue();
  assert.notEqual(again, shown, "a new link, and the old one ends");
  await dialog.getByRole("button", { name: "Pronto" }).click();

  const mailed = mailsTo(email).flatMap((text) => text.match(/invite_[A-Za-z0-9_-]{43}/g) ?? []);
  const token = new URL(again).searchParams.get("token") ?? "";
  assert.ok(mailed.includes(token), "the mail has the same link");
  const colleague = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "pt-BR" });
  const theirs = await openTab(colleague, `/invitation?token=${token}`);
  await theirs.getByLabel("Seu nome").fill("Rita Moraes");
  await theirs.getByLabel("Senha").fill("a long test password");
  await theirs.getByRole("button", { name: "Aceitar" }).click();
  await theirs.getByLabel("E-mail").fill(email);
  await theirs.getByLabel("Senha").fill("a long test password");
  await theirs.getByRole("button", { name: "Entrar" }).click();
  await theirs.waitForURL((url) => url.pathname.startsWith("/inbox"));
  await theirs.goto(`${base}/settings/members`);
  await theirs.getByText(/Seu papel não permite isso/).waitFor();
  const list = theirs.getByRole("navigation", { name: "Configurações" });
  await list.getByRole("link", { name: "Segurança" }).waitFor();
  assert.equal(await list.getByRole("link", { name: "Chaves de API" }).count(), 0, "what they may not is not offered");
  await list.getByRole("link", { name: "Perfil" }).click();
  await theirs.getByLabel("Seu nome").fill("Rita M. Moraes");
  await theirs.getByRole("button", { name: "Salvar" }).click();
  await until(async () => (await api(theirs, "/me")).name === "Rita M. Moraes");

  await page.reload();
  const line = page.getByRole("listitem").filter({ hasText: email });
  await line.getByText("Rita M. Moraes").waitFor();
  assert.equal(await invitations.count(), 0, "nothing is open");
  await line.getByRole("button", { name: "Mudar Rita M. Moraes" }).click();
  await dialog.getByLabel("Papel").selectOption("supervisor");
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await line.getByText("Supervisor").waitFor();
  const own = page.getByRole("listitem").filter({ hasText: demo.login.email });
  await own.getByRole("button", { name: /^Mudar / }).click();
  await dialog.getByLabel("Papel").selectOption("agent");
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await dialog.getByText(/precisa de pelo menos um dono/).waitFor();
  await dialog.getByRole("button", { name: "Voltar" }).click();

  await page.getByRole("link", { name: "Chaves de API" }).click();
  await page.getByRole("button", { name: "Nova chave" }).click();
  await dialog.getByLabel("Nome da chave").fill("Relatório semanal");
  await dialog.getByRole("button", { name: "Nova chave" }).click();
  await dialog.getByText("Marque pelo menos uma coisa.").waitFor();
  await dialog.getByLabel("Ler conversas, mensagens e arquivos").check();
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Nova chave" }).click();
  const key = await dialog.getByRole("textbox", { name: "Chave", exact: true }).inputValue();
  await dialog.getByRole("button", { name: "Pronto" }).click();
  const asked = () => fetch(`${base}/api/v1/conversations`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal((await asked()).status, 200);
  assert.equal(
    (await fetch(`${base}/api/v1/contacts`, { headers: { authorization: `Bearer ${key}` } })).status,
    403,
    "no more than was ticked",
  );
  await page.reload();
  await page.getByRole("listitem").filter({ hasText: "Relatório semanal" }).getByText(/usada/).waitFor();
  await page.getByRole("button", { name: "Revogar Relatório semanal" }).click();
  await dialog.getByRole("button", { name: "Revogar a chave" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("listitem").filter({ hasText: "Relatório semanal" }).waitFor({ state: "detached" });
  assert.equal((await asked()).status, 401);

  await page.getByRole("link", { name: "Auditoria" }).click();
  const table = page.getByRole("table");
  await table.getByText("revogou uma chave de API").waitFor();
  await page.getByLabel("Ato", { exact: true }).selectOption("member.role_changed");
  await table.getByText("mudou o papel de alguém").waitFor();
  await table.getByText("revogou uma chave de API").waitFor({ state: "detached" });
  await table.getByRole("button", { name: "Detalhes" }).first().click();
  await table.getByText(/"to": "supervisor"/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "Baixar planilha" }).click();
  const sheet = Buffer.concat(await (await (await saved).createReadStream()).toArray()).toString("utf8");
  assert.match(sheet, /;member\.role_changed;member;/);
  assert.doesNotMatch(sheet, /api_key\.revoked/);
  await page.getByRole("button", { name: "Limpar filtros" }).click();
  await page.getByLabel("Procurar na auditoria").fill("relatório semanal");
  await table.getByText("criou uma chave de API").waitFor();
  await until(async () => (await api(page, "/audit-log?action=audit_log.exported")).items.length === 1);

  await page.goto(`${base}/settings/members`);
  await line.getByRole("button", { name: "Tirar Rita M. Moraes da empresa" }).click();
  await dialog.getByText("Não tem conversas abertas.").waitFor();
  await dialog.getByRole("button", { name: "Tirar da empresa" }).click();
  await dialog.waitFor({ state: "detached" });
  await line.waitFor({ state: "detached" });
  assert.equal((await theirs.request.get(`${base}/api/v1/me`)).status(), 403);
  await colleague.close();

  await page.emulateMedia({ colorScheme: "dark" });
  await page.setViewportSize({ width: 390, height: 844 });
  for (const [section, ready] of [
    ["profile", page.getByLabel("Seu nome")],
    ["security", page.getByText("este navegador")],
    ["members", own],
    ["keys", page.getByRole("button", { name: "Nova chave" })],
    ["audit", table],
    ["workspace", page.getByLabel("Nome da empresa")],
  ] as const) {
    await page.goto(`${base}/settings/${section}`);
    await ready.waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, section);
    assert.deepEqual(await accessibilityProblems(page), [], section);
  }
  await page.context().close();
});

test("a word without its accents finds a message, which is opened by keyboard alone, and with the thumb on a phone", async () => {
  for (const width of [1440, 390]) {
    const page = await open("/contacts", { width });
    await page.getByRole("table", { name: "Contatos" }).waitFor();
    if (width === 1440) await page.keyboard.press("Control+k");
    else {
      await page.getByRole("button", { name: "Mais", exact: true }).click();
      await page.getByRole("menuitem", { name: "Procurar em tudo" }).click();
    }
    const field = page.getByRole("combobox", { name: "O que você procura?" });
    await field.waitFor();
    assert.deepEqual(await accessibilityProblems(page), []);
    await field.fill("CLINICAS garantia");
    const messages = page.getByRole("group", { name: "Mensagens" });
    const hit = messages.getByRole("option").first();
    await hit.waitFor();
    assert.match(await hit.innerText(), /clínica/);
    assert.deepEqual(await accessibilityProblems(page), []);
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `fits ${width}`);
    if (width === 390) await hit.click();
    else {
      await until(async () => {
        const isThere = (await hit.getAttribute("aria-selected")) === "true";
        if (!isThere) await page.keyboard.press("ArrowDown");
        return isThere;
      });
      await page.keyboard.press("Enter");
    }
    await page.waitForURL(/inbox\/.*message=/);
    const id = new URL(page.url()).searchParams.get("message") ?? "";
    await page.locator(`#message-${id}`).waitFor();
    await page.context().close();
  }
});

test("a task is written beside a conversation, found under its day, finished with the keyboard, brought back and put off", async () => {
  for (const width of [1440, 390]) {
    const title = `Mandar o contrato ${width}`;
    const page = await open("/inbox?view=mine");
    await row(page, "Mariana Alves").click();
    const beside = page.getByRole("complementary", { name: "Contexto do contato" }).getByRole("region", { name: "Tarefas" });
    await beside.getByRole("textbox", { name: "Nova tarefa" }).fill(title);
    await beside.getByRole("button", { name: "Para quando: Sem data" }).click();
    await page.getByRole("menuitemradio", { name: "Hoje" }).click();
    await beside.getByRole("textbox", { name: "Nova tarefa" }).press("Enter");
    await beside.getByRole("button", { name: title }).waitFor();
    await page.setViewportSize({ width, height: 900 });

    await page.goto(`${base}/tasks`);
    const own = page.getByRole("listitem").filter({ hasText: title });
    const under = (group: string) => page.getByRole("list", { name: group, exact: true }).getByRole("button", { name: title });
    await under("Hoje").waitFor();
    await own.getByRole("link", { name: "Mariana Alves" }).waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), true, `tasks at ${width}`);
    assert.deepEqual(await accessibilityProblems(page), []);
    await under("Hoje").focus();
    await page.keyboard.press("e");
    await own.waitFor({ state: "detached" });
    await page.getByRole("button", { name: /Desfazer/ }).click();
    await under("Hoje").click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Dia").fill("");
    await dialog.getByLabel("Prioridade").selectOption("Urgente");
    assert.deepEqual(await accessibilityProblems(page), []);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await under("Sem data").waitFor();
    await own.getByText("Urgente").waitFor();
    await own.getByRole("link", { name: "Mariana Alves" }).click();
    await page.waitForURL(/inbox/);
    const { contact } = await api(page, `/conversations/${openId(page)}`);
    await page.goto(`${base}/contacts/${contact.id}`);
    const onPage = page.getByRole("region", { name: "Tarefas" });
    await onPage.getByRole("checkbox", { name: `Feita: ${title}` }).click();
    await onPage.getByRole("button", { name: title }).waitFor({ state: "detached" });
    await page.goto(`${base}/tasks?state=done`);
    await own.getByRole("checkbox", { name: `Feita: ${title}`, checked: true }).waitFor();
    await page.context().close();
  }
});

/** The browser has the page, the parts that it needs, and what stands in it. */
const isKept = (page: Page, words: string) =>
  page.waitForFunction(async (sought) => {
    const parts = await caches.open("prosa-parts").then((cache) => cache.keys());
    const kept = await caches.match("/kept", { cacheName: "prosa-kept" }).then((found) => found?.text());
    return parts.length > 10 && kept?.includes(sought) === true;
  }, words);

// Last: the program ends with it.
test("a program that is told to end says so in every open page and is gone; what was read last is read on without it", async () => {
  const page = await open("/inbox?view=mine");
  await row(page, "Mariana Alves").waitFor();
  const phone = await open("/inbox?view=mine", { width: 390, serviceWorkers: "allow" });
  await row(phone, "Hotel Rio Mar").click();
  await phone.getByRole("article").first().waitFor();
  const { items } = await api(phone, `/conversations/${openId(phone)}/messages?limit=20`);
  const { text } = items.find((one: { kind: string }) => one.kind === "text");
  // Only parts that were loaded can be kept: on a slow machine some still come when the words are there.
  await phone.waitForLoadState("networkidle");
  await isKept(phone, text);
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
  console.log(`# said after ${Math.round(saidAfter)} ms, gone after ${Math.round(goneAfter)} ms`);
  if (isProving) assert.ok(saidAfter < 3_000 && goneAfter < 10_000);
  await page.context().close();

  // What was read last is read on, over a new start of the page too, and what is written waits.
  await phone.reload();
  await phone.getByText(text).waitFor();
  await replyField(phone).fill("escrita no elevador");
  await phone.keyboard.press("Enter");
  const waiting = phone.getByRole("article").filter({ hasText: "escrita no elevador" }).getByRole("img", { name: "Na fila" });
  await waiting.waitFor();
  await phone.reload();
  await waiting.waitFor();
  await phone.context().close();
});
