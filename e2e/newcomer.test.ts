/// <reference lib="dom" />
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Cookie, Page } from "playwright-core";
import { accessibilityProblems } from "./accessibility.ts";
import { startDemo } from "./browser.ts";

// The README's path, as a person walks it: start, sign in, play the customer, answer, see the blue checks.
const demo = await startDemo();
const { base, browser } = demo;

async function open(
  width: number,
  address: string,
  options: { dark?: boolean; held?: Held } = {},
): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 844 : 900 },
    locale: "pt-BR",
    colorScheme: options.dark === true ? "dark" : "light",
    permissions: ["microphone"],
  });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  await context.addCookies(await signIn());
  const { held } = options;
  if (held !== undefined) await page.route(held.file, async (route) => held.until.then(() => route.continue()));
  await page.goto(base + address);
  return { page, problems };
}
/** Parts of the program that arrive late, as on a slow line. */
interface Held {
  file: RegExp;
  until: Promise<void>;
}
/** One login for all pages: ten a minute are allowed. */
let cookies: Promise<Cookie[]> | undefined;
function signIn(): Promise<Cookie[]> {
  cookies ??= (async () => {
    const context = await browser.newContext();
    await context.request.post(`${base}/api/v1/login`, { data: demo.login, headers: { origin: base } });
    return context.cookies();
  })();
  return cookies;
}
const row = (page: Page, name: string) => page.getByRole("option", { name: new RegExp(name) });

test("a newcomer signs in with what the program printed", async () => {
  const page = await (await browser.newContext({ locale: "pt-BR" })).newPage();
  await page.goto(base);
  await page.waitForURL(/login/);
  await page.getByLabel("E-mail").fill(demo.login.email);
  await page.getByLabel("Senha").fill("wrong password");
  await page.getByRole("button", { name: "Entrar" }).click();
  await page
    .getByRole("alert")
    .getByText(/E-mail ou senha errados/)
    .waitFor();
  await page.getByLabel("Senha").fill(demo.login.password);
  await page.getByRole("button", { name: "Entrar" }).click();
  await page.getByRole("heading", { name: "Minhas" }).waitFor();
  await row(page, "Mariana Alves").waitFor();
  await page.close();
});

test("with no key at all the phone asks, is answered with the source, asks for a person, and the team sees what was said", async () => {
  const { page, problems } = await open(1440, "/playground");
  const phone = page.getByRole("region", { name: "Celular do cliente" });
  const ask = async (text: string, answer: RegExp) => {
    await phone.getByPlaceholder(/Mensagem/).fill(text);
    await page.keyboard.press("Enter");
    await phone.getByText(answer).last().waitFor();
  };
  for (const [question, answer] of [
    ["Quanto custa a limpeza de um cassete?", /R\$ 350.*Fonte: Preços de limpeza/s],
    ["Atendem em Iranduba?", /terças e quintas.*Fonte: Bairros e cidades atendidas/s],
    ["Qual a garantia do serviço?", /90 dias.*Fonte: Garantia dos serviços/s],
    ["Parcela em quantas vezes no cartão?", /4 vezes sem juros.*Fonte: Dá para parcelar/s],
    ["Emitem nota fiscal?", /NFS-e.*Fonte: Vocês emitem nota fiscal/s],
    ["Apareceu erro E5", /10 minutos.*Fonte: O que significa o erro E5/s],
    ["O que inclui o contrato anual?", /duas limpezas.*Fonte: Contrato de manutenção/s],
    ["Tem multa se eu cancelar a visita?", /4 horas antes.*Fonte: Posso remarcar/s],
    ["Compram ar usado?", /Não compramos usados.*Fonte: Vocês compram/s],
    ["Quanto custa a carga de gás?", /R\$ 320.*Fonte: Quanto custa a carga/s],
  ] as const)
    await ask(question, answer);
  await ask("Quero falar com uma pessoa", /passar você para uma pessoa da equipe/);
  await page.goto(`${base}/inbox?view=all`);
  await row(page, "Ana Beatriz").first().click();
  await page
    .getByText(/Perguntou: .*Compram ar usado/)
    .first()
    .waitFor();
  const help = page.getByRole("region", { name: "Ajuda para responder" });
  await help.getByRole("button", { name: "Resumir conversa" }).click();
  await help.getByText(/Perguntou: “/).waitFor();
  await help.getByRole("link", { name: /Vocês compram aparelho usado/ }).click();
  await page
    .locator("article[aria-current=true]")
    .getByText(/Não compramos usados/)
    .waitFor();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("the playground sends text, photo and voice; the team answers; blue checks arrive", async () => {
  const { page, problems } = await open(1440, "/playground");
  await page.getByRole("button", { name: /Primeira mensagem/ }).click();
  const team = page.getByRole("region", { name: "O que a equipe vê" });
  await team.getByText("Oi! Vocês atendem no sábado?").waitFor();
  await page.getByRole("button", { name: /Mandar uma foto/ }).click();
  await team.getByRole("button", { name: /Imagem enviada por/ }).waitFor();
  await page.getByRole("button", { name: /Mandar um áudio/ }).click();
  await team.getByRole("button", { name: "Tocar" }).waitFor();
  await team.getByLabel("Responder", { exact: true }).last().fill("Atendemos sim, das 8h às 12h!");
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Celular do cliente" }).getByText("Atendemos sim, das 8h às 12h!").waitFor();
  await team.getByRole("article", { name: /Você/ }).getByRole("img", { name: "Lida" }).waitFor();
  await page.getByText("webhook.received").first().waitFor();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a gateway is connected in steps: invented keys, a QR code, the phone, and a test message that arrives", async () => {
  const { page, problems } = await open(1440, "/channels");
  await page.getByRole("button", { name: "Conectar canal" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /WAHA/ }).click();
  await dialog.getByRole("button", { name: "Usar conta simulada" }).click();
  await dialog.getByRole("button", { name: "Conectar", exact: true }).click();
  await dialog.getByRole("button", { name: "Verificar" }).click();
  await dialog.getByText("Nenhum celular pareado").waitFor();
  await dialog.getByRole("img", { name: /QR/ }).waitFor();
  await dialog.getByRole("button", { name: /celular simulado/ }).click();
  await dialog.getByLabel("Para qual número?").fill("+55 92 98888-1234");
  await dialog.getByRole("button", { name: "Enviar teste" }).click();
  await dialog.getByRole("img", { name: /Entregue|Lida/ }).waitFor();
  await dialog.getByRole("button", { name: "Concluir" }).click();
  const card = page.getByRole("listitem", { name: "WhatsApp · WAHA" });
  await card.getByText("Ativo").waitFor();
  await page.getByRole("tab", { name: "Eventos com falha" }).click();
  await page.getByText("Nada parado.").waitFor();
  await page.getByRole("tab", { name: "Alertas" }).click();
  await page.getByLabel("Nome").fill("Plantão");
  await page.getByLabel("Endereço de e-mail").fill("plantao@example.com");
  await page.getByRole("button", { name: "Adicionar destino" }).click();
  await page
    .getByRole("listitem", { name: "Plantão" })
    .getByRole("button", { name: /Silenciar/ })
    .click();
  await page.getByText(/Silenciado até/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a mailbox is connected in steps, and a test mail leaves", async () => {
  const { page, problems } = await open(1440, "/channels");
  await page.getByRole("button", { name: "Conectar canal" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: /SMTP, IMAP/ }).click();
  await dialog.getByRole("button", { name: "Usar conta simulada" }).click();
  await dialog.getByRole("button", { name: "Conectar", exact: true }).click();
  await dialog.getByRole("button", { name: "Verificar" }).click();
  await dialog.getByLabel("Para qual endereço?").fill("ana@example.com");
  await dialog.getByRole("button", { name: "Enviar teste" }).click();
  await dialog.getByRole("img", { name: /Enviada|Entregue|Lida/ }).waitFor();
  await dialog.getByRole("button", { name: "Concluir" }).click();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("wrong keys are explained, and nothing typed is lost", async () => {
  const { page } = await open(1440, "/channels");
  await page.getByRole("button", { name: "Conectar canal" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Telegram" }).click();
  await dialog.getByLabel(/Token do bot/).fill("123456:errado");
  await dialog.getByRole("button", { name: "Conectar", exact: true }).click();
  // The check runs by itself; what is wrong stands at the field, where it is mended.
  await dialog.getByRole("alert").getByText("O provedor recusa a chave.").waitFor();
  assert.equal(await dialog.getByLabel(/Token do bot/).getAttribute("aria-invalid"), "true");
  await page.keyboard.press("Escape");
  const first = page.getByRole("listitem").filter({ hasText: "Telegram" }).first();
  assert.equal(
    await page.getByRole("main").getByRole("listitem").first().getAttribute("aria-label"),
    await first.getAttribute("aria-label"),
  );
  await first.getByRole("button", { name: "Trocar a chave" }).click();
  await page
    .getByRole("dialog")
    .getByLabel(/Token do bot/)
    .waitFor();
  await page.context().close();
});

for (const [tab, kind] of [
  ["Instagram", "Instagram"],
  ["Telegram", "Telegram"],
  ["SMS", "SMS"],
  ["E-mail", "E-mail"],
] as const) {
  test(`the playground speaks ${kind} both ways, with a photo`, async () => {
    const { page, problems } = await open(1440, "/playground");
    await page.getByRole("button", { name: tab }).click();
    await page.getByRole("button", { name: /Primeira mensagem/ }).click();
    const team = page.getByRole("region", { name: "O que a equipe vê" });
    // Ana's number wrote by WhatsApp before: her timeline over all channels may hold the same words twice.
    await team.getByText("Oi! Vocês atendem no sábado?").last().waitFor();
    await page.getByRole("button", { name: /Mandar uma foto/ }).click();
    await team.getByRole("button", { name: /Imagem enviada por/ }).waitFor();
    await team.getByPlaceholder(`Responder no ${kind}`).fill("Atendemos sim!");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Celular do cliente" }).getByText("Atendemos sim!").waitFor();
    assert.deepEqual(problems, []);
    await page.context().close();
  });
}

test("the inbox is worked by keyboard: next, reply, note, resolve, undo", async () => {
  const { promise: until, resolve: arrive } = Promise.withResolvers<void>();
  const { page, problems } = await open(1440, "/inbox?view=mine", { held: { file: /assets\/thread-(?!skeleton)[^/]*\.js/, until } });
  await row(page, "Mariana Alves").waitFor();
  await page.keyboard.press("j");
  await page.waitForURL(/inbox\/[0-9a-f-]{36}/);
  const first = page.url();
  // The list can be worked with before the thread has loaded: what is asked of it then is done when it is there.
  await page.keyboard.press("n");
  arrive();
  await page.getByRole("button", { name: "Salvar nota" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("j");
  await page.waitForFunction((before) => window.location.href !== before, first);
  await page.keyboard.press("k");
  await page.waitForFunction((before) => window.location.pathname === new URL(before).pathname, first);
  // At once after the change, as fast fingers do: the key belongs to the conversation that is opening.
  await page.keyboard.press("n");
  await page.getByRole("button", { name: "Salvar nota" }).waitFor();
  await page.keyboard.type("Só para a equipe");
  await page.getByRole("button", { name: "Salvar nota" }).click();
  await page.getByRole("article").getByText("Só para a equipe").waitFor();
  await page.keyboard.press("e");
  await page.getByText("Conversa resolvida").waitFor();
  await page.keyboard.press("z");
  await page.keyboard.press("Shift+?");
  await page.getByRole("dialog").getByText("Resolver e abrir a próxima").waitFor();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("what was typed survives a reload, and an answer is there while the server is away", async () => {
  const { page } = await open(1440, "/inbox?view=mine");
  await row(page, "Hotel Rio Mar").click();
  const field = page.getByPlaceholder("Responder no WhatsApp");
  await field.fill("rascunho que fica");
  await page.reload();
  assert.equal(await field.inputValue(), "rascunho que fica");
  await page.context().setOffline(true);
  await field.fill("escrita sem rede");
  await page.keyboard.press("Enter");
  const bubble = page.getByRole("article").filter({ hasText: "escrita sem rede" });
  await bubble.getByRole("img", { name: "Na fila" }).waitFor();
  await page.context().setOffline(false);
  await bubble.getByRole("img", { name: /Entregue|Lida/ }).waitFor();
  assert.equal(await bubble.count(), 1, "it is there once");
  await page.context().close();
});

test("a part of the page that is still to come when the connection breaks is waited for, and takes nothing with it", async () => {
  const { page } = await open(1440, "/inbox?view=mine");
  const away = /\/assets\/(ticket-panel|modal)-[^/]*\.js/;
  await page.route(away, (route) => route.abort());
  const lost = page.waitForEvent("requestfailed", { predicate: (request) => away.test(request.url()) });
  await row(page, "Hotel Rio Mar").click();
  const field = page.getByPlaceholder("Responder no WhatsApp");
  await field.fill("continua aqui");
  await lost;
  await page.waitForRequest(away);
  assert.equal(await field.inputValue(), "continua aqui");
  await page.unroute(away);
  await page.getByRole("heading", { name: "Atendimento" }).waitFor();
  assert.equal(await field.inputValue(), "continua aqui");
  await field.fill("");
  await page.context().close();
});

test("a voice note is recorded in the browser, leaves as WhatsApp wants it, and can be played", async () => {
  const { page, problems } = await open(1440, "/inbox?view=mine");
  await row(page, "Mariana Alves").click();
  await page.getByRole("button", { name: "Gravar áudio" }).click();
  await page.getByText(/Gravando 0:01/).waitFor();
  await page.getByRole("button", { name: "Parar e anexar" }).click();
  await page.getByRole("button", { name: /^Tirar/ }).waitFor();
  await page.getByRole("button", { name: "Enviar", exact: true }).click();
  const bubble = page
    .getByRole("article", { name: /Você/ })
    .filter({ has: page.getByRole("button", { name: "Tocar" }) })
    .last();
  await bubble.getByRole("img", { name: /Entregue|Lida/ }).waitFor();
  await bubble.getByRole("button", { name: "Tocar" }).click();
  await page.getByRole("button", { name: "Pausar" }).waitFor();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a send while the file still goes up leaves when it is there, with its words", async () => {
  const { page } = await open(1440, "/inbox?view=mine");
  await row(page, "Hotel Rio Mar").click();
  const upload = Promise.withResolvers<void>();
  await page.route("**/api/v1/uploads**", async (route) => {
    if (route.request().method() === "POST") await upload.promise;
    await route.continue();
  });
  await page.locator("input[type=file]").setInputFiles({ name: "laudo.txt", mimeType: "text/plain", buffer: Buffer.from("tudo certo") });
  await page.getByPlaceholder("Responder no WhatsApp").fill("segue o laudo");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /Sai após/ }).waitFor();
  upload.resolve();
  const bubble = page.getByRole("article", { name: /Você/ }).filter({ hasText: "laudo.txt" });
  await bubble.getByText("segue o laudo").waitFor();
  await bubble.getByRole("img", { name: /Entregue|Lida/ }).waitFor();
  assert.equal(await bubble.count(), 1);
  await page.context().close();
});

test("on a phone one row answers: note, text, and the microphone while nothing is written", async () => {
  const { page, problems } = await open(390, "/inbox?view=mine");
  await row(page, "Sérgio Bastos").click();
  await page.getByRole("button", { name: "Gravar áudio" }).waitFor();
  await page.getByRole("button", { name: "Adicionar" }).click();
  await page.getByRole("menuitem", { name: "Nota" }).click();
  await page.keyboard.type("Do celular, só para a equipe");
  await page.getByRole("button", { name: "Salvar nota" }).click();
  await page.getByRole("article").getByText("Do celular, só para a equipe").waitFor();
  await page.getByRole("button", { name: "Adicionar" }).click();
  await page.getByRole("menuitem", { name: "Responder" }).click();
  await page.keyboard.type("Chego em dez minutos");
  assert.equal(await page.getByRole("button", { name: "Gravar áudio" }).count(), 0);
  await page.getByRole("button", { name: "Enviar", exact: true }).click();
  await page
    .getByRole("article")
    .filter({ hasText: "Chego em dez minutos" })
    .getByRole("img", { name: /Entregue|Lida/ })
    .waitFor();
  await page.getByRole("button", { name: "Mais ações" }).click();
  await page.getByRole("menuitem", { name: "Detalhes do contato" }).click();
  await page.getByRole("complementary", { name: /Contato|contato/ }).waitFor();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("on a phone the title changes the view, and a row is swiped away and brought back", async () => {
  const { page, problems } = await open(390, "/inbox?view=mine");
  await page.getByRole("button", { name: "Trocar de visão" }).click();
  await page.getByRole("menuitemradio", { name: /Todas/ }).click();
  await page.getByRole("heading", { name: "Todas" }).waitFor();
  await row(page, "Supermercado Bom Preço").waitFor();
  assert.equal(await page.getByText(/^\d+ novas$/).count(), 0, "what another list shows is not news");
  const victim = row(page, "Condomínio Aquarela");
  await victim.waitFor();
  const swipe = (to: number) =>
    victim.evaluate(async (element, way) => {
      const fire = (type: string, x: number) =>
        element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerType: "touch", clientX: x, clientY: 10 }));
      fire("pointerdown", 150);
      for (let step = 1; step <= 10; step += 1) {
        fire("pointermove", 150 + (way * step) / 10);
        await new Promise(requestAnimationFrame);
      }
      fire("pointerup", 150 + way);
    }, to);
  await swipe(60);
  assert.equal(await victim.count(), 1, "a short way does nothing");
  await swipe(120);
  await page.getByText("Conversa resolvida").waitFor();
  await victim.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Desfazer" }).click();
  await victim.waitFor();
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("a closed window offers templates, filled in, and one leaves", async () => {
  const { page } = await open(1024, "/inbox?view=mine", { dark: true });
  await row(page, "Loja Encanto").click();
  await page.getByText(/A janela de 24 h do WhatsApp fechou/).waitFor();
  await page.getByRole("option", { name: /lembrete_visita/ }).click();
  await page.getByLabel("Variável 1").fill("8h");
  await page.getByRole("button", { name: "Enviar modelo" }).click();
  await page.getByRole("article").getByText("Lembrete: nossa visita é amanhã às 8h.").waitFor();
  await page.context().close();
});

test("the list is narrowed to what is unread, and to one channel, and the address keeps it", async () => {
  const { page } = await open(1440, "/inbox?view=all");
  await row(page, "Hotel Rio Mar").waitFor();
  await page.getByRole("button", { name: "Filtrar" }).click();
  await page.getByRole("menuitemcheckbox", { name: "Só não lidas" }).click();
  await row(page, "Hotel Rio Mar").waitFor({ state: "detached" });
  await row(page, "Jonas Tavares").waitFor();
  await page.getByRole("button", { name: "Filtrar" }).click();
  await page.getByRole("menuitemcheckbox", { name: "WhatsApp Clima Norte" }).click();
  await page.waitForURL(/channel=/);
  await page.reload();
  await row(page, "Jonas Tavares").waitFor();
  assert.equal(await row(page, "Hotel Rio Mar").count(), 0);
  await page.context().close();
});

test("conditions narrow the list, stand in the address, and are taken out one by one", async () => {
  const { page, problems } = await open(1440, "/inbox?view=all");
  await row(page, "Hotel Rio Mar").waitFor();
  const before = await page.getByRole("option").count();
  await page.getByRole("button", { name: "Filtrar" }).click();
  await page.getByRole("menuitem", { name: "Mais filtros…" }).click();
  const dialog = page.getByRole("dialog", { name: "Filtrar conversas" });
  await dialog.getByLabel("Campo").selectOption({ label: "Nome do contato" });
  await dialog.getByRole("button", { name: "Aplicar" }).click();
  await dialog.getByRole("alert").getByText("Diga com o que comparar.").waitFor();
  await dialog.getByRole("textbox", { name: "Valor" }).fill("hotel");
  await dialog.getByRole("button", { name: "Condição", exact: true }).click();
  const second = dialog.getByRole("group", { name: "Condição 2" });
  await second.getByLabel("Campo").selectOption({ label: "Prioridade" });
  await second.getByRole("button", { name: /^Valor/ }).click();
  await page.getByRole("radio", { name: "normal" }).check();
  await page.keyboard.press("Escape");
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Aplicar" }).click();
  await page.waitForURL(/filter=/);
  const bar = page.getByRole("region", { name: "Filtros em uso" });
  await bar.getByText("Nome do contato contém “hotel”").waitFor();
  await row(page, "Jonas Tavares").waitFor({ state: "detached" });
  await row(page, "Hotel Rio Mar").waitFor();
  await page.reload();
  await bar.getByRole("button", { name: /Remover: Nome/ }).click();
  await row(page, "Jonas Tavares").waitFor();
  await page.goBack();
  await row(page, "Jonas Tavares").waitFor({ state: "detached" });
  await bar.getByRole("button", { name: "Limpar" }).click();
  await row(page, "Jonas Tavares").waitFor();
  assert.equal(await page.getByRole("option").count(), before);
  assert.deepEqual(problems, []);
  await page.goto(`${base}/inbox?view=all&filter=${encodeURIComponent('{"field":"contact.name","operator":"equals","value":"ninguém"}')}`);
  await page.getByText("Nada corresponde").waitFor();
  await page.goto(
    `${base}/inbox?view=all&filter=${encodeURIComponent('{"all":[{"field":"contact.shoes","operator":"equals","value":"42"}]}')}`,
  );
  await page.getByText("Este filtro não pode ser usado").waitFor();
  await page.getByRole("button", { name: "Editar o filtro" }).click();
  await dialog.getByText("Este campo não existe mais: escolha outro.").waitFor();
  await page.context().close();
});

test("several conversations are selected and changed together, and it is taken back", async () => {
  const { page, problems } = await open(1440, "/inbox?view=all");
  await row(page, "Hotel Rio Mar").click();
  await page.keyboard.press("x");
  const bar = page.getByRole("region", { name: "Conversas selecionadas" });
  await bar.getByText("1 selecionada", { exact: true }).waitFor();
  await page.keyboard.press("j");
  await page.waitForURL((url) => !url.pathname.endsWith("inbox"));
  await page.keyboard.press("X");
  await bar.getByText("2 selecionadas").waitFor();
  assert.equal(await page.getByRole("option", { checked: true }).count(), 2);
  assert.deepEqual(await accessibilityProblems(page), []);
  const chosen = await page.getByRole("option", { checked: true }).evaluateAll((all) => all.map(({ id }) => id));
  await bar.getByRole("button", { name: "Ações" }).click();
  await page.getByRole("menuitem", { name: "Mudar a prioridade" }).click();
  await page.getByRole("dialog").getByLabel("Prioridade").selectOption("urgent");
  const priorities = () =>
    Promise.all(
      chosen.map(
        async (id) => (await (await page.context().request.get(`${base}/api/v1/conversations/${id.replace("row-", "")}`)).json()).priority,
      ),
    );
  const before = await priorities();
  await page.getByRole("button", { name: "Fazer em 2 conversas" }).click();
  await page.getByRole("status").getByText("2 feitas").waitFor();
  assert.deepEqual(await priorities(), ["urgent", "urgent"]);
  const undone = page.waitForResponse((response) => response.url().includes("/actions/conversation.prioritise"));
  await page.getByRole("button", { name: /Desfazer/ }).click();
  await undone;
  await page.waitForTimeout(500);
  assert.deepEqual(await priorities(), before);
  assert.deepEqual(problems, []);
  await page.context().close();
});

test("two members who look at the same conversation see each other", async () => {
  const one = await open(1440, "/inbox?view=mine");
  await row(one.page, "Dra. Helena Prado").click();
  // The same person in a second tab is nobody else: nothing is shown.
  const two = await open(1440, new URL(one.page.url()).pathname);
  await two.page.getByPlaceholder("Responder no WhatsApp").waitFor();
  await one.page.waitForTimeout(300);
  assert.equal(await one.page.getByText("também está aqui").count(), 0);
  await one.page.context().close();
  await two.page.context().close();
});

/** What stands where nothing of a page is still loading. */
const PAGES: [address: string, ready: (page: Page) => Promise<void>][] = [
  [
    "/inbox?view=mine",
    async (page) => {
      await row(page, "Mariana Alves").click();
      await page.getByText("Perfeito!").waitFor();
    },
  ],
  ["/channels", (page) => page.getByRole("listitem", { name: /Evolution API/ }).waitFor()],
  ["/settings/contact-fields", (page) => page.getByText("Plano de manutenção").waitFor()],
  ["/contacts/import", (page) => page.getByLabel("Arquivo CSV").waitFor()],
  ["/settings/labels", (page) => page.getByText("Orçamento").waitFor()],
  ["/settings/entry-rules", (page) => page.getByText("Pedidos de orçamento").waitFor()],
  [
    "/channels",
    async (page) => {
      await page.getByRole("tab", { name: "Alertas" }).click();
      await page.getByLabel("Nome").waitFor();
    },
  ],
  [
    "/channels",
    async (page) => {
      await page.getByRole("tab", { name: "Eventos com falha" }).click();
      await page.getByText(/Nada parado/).waitFor();
    },
  ],
];

/** Each theme and each layout once: colours do not depend on the width, nor the layout on the theme. Between them lies one more width. */
for (const { dark, widths } of [
  { dark: false, widths: [1440, 1024] },
  { dark: true, widths: [390] },
]) {
  const theme = dark ? "dark" : "light";
  test(`${theme}, at ${widths.join(" and ")} px, nothing is wider than the screen, and the accessibility checker finds nothing`, async () => {
    for (const [address, ready] of PAGES) {
      const { page } = await open(widths[0] as number, address, { dark });
      await ready(page);
      assert.deepEqual(await accessibilityProblems(page), [], `${address} ${theme}`);
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        await page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth);
        const cut = page.getByRole("main").getByRole("button").last();
        const box = (await cut.count()) === 0 ? null : await cut.boundingBox();
        assert.ok(box === null || box.x + box.width <= width, `${address}: a button leaves the screen at ${width}`);
      }
      await page.context().close();
    }
  });
}
