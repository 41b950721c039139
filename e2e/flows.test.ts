/// <reference lib="dom" />
import assert from "node:assert/strict";
import { test } from "node:test";
import type { BrowserContext, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { accessibilityProblems } from "./accessibility.ts";
import { startDemo } from "./browser.ts";

// A person who never saw the editor draws a menu, tries it, brings it live, and takes it back: by mouse, and by keys alone.
const demo = await startDemo();
const PHOTO = await sharp({ create: { width: 320, height: 200, channels: 3, background: { r: 40, g: 90, b: 150 } } })
  .jpeg()
  .toBuffer();
const { base, browser } = demo;

async function signIn(width = 1440): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width, height: 900 }, locale: "pt-BR" });
  await context.request.post(`${base}/api/v1/login`, { data: demo.login, headers: { origin: base } });
  return { context, page: await context.newPage() };
}

interface Drawn {
  id: string;
  document: { first: string | null; blocks: { id: string; type: string; exits: Record<string, string> }[] };
  publishedVersion: number | null;
  isActive: boolean;
}
const flowOf = async (page: Page): Promise<Drawn> => {
  const id = /flows\/([0-9a-f-]{36})/.exec(page.url())?.[1];
  return (await page.request.get(`${base}/api/v1/flows/${id}`)).json();
};
/** What the page does not show is asked for until it is so. */
async function until(check: () => Promise<boolean>) {
  const deadline = Date.now() + 30_000;
  while (!(await check())) {
    assert.ok(Date.now() < deadline, `waited in vain: ${check}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
const node = (page: Page, text: string) => page.locator(".react-flow__node").filter({ hasText: text });
const library = (page: Page) => page.getByRole("complementary", { name: "Blocos" });
const inspector = (page: Page) => page.getByRole("complementary", { name: "Propriedades" });
const saved = (page: Page) => page.locator("[data-saving=saved]").waitFor();
const exitField = (page: Page, exit: string) => inspector(page).getByLabel(`${exit} →`);

async function drag(page: Page, from: Locator, to: Locator) {
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  assert.ok(start !== null && end !== null);
  await page.mouse.move(start.x + start.width / 2, start.y + start.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2, { steps: 8 });
  await page.mouse.up();
}

async function newFlow(page: Page, name: string) {
  await page.goto(`${base}/flows`);
  await page.getByRole("button", { name: "Novo fluxo" }).first().click();
  await page.getByLabel("Nome", { exact: true }).fill(name);
  await page.getByRole("button", { name: "Criar fluxo" }).click();
  await page.getByRole("heading", { level: 1, name }).waitFor();
}

/** The words of a message block that was just added and is chosen. */
async function writeMessage(page: Page, name: string, words: string) {
  await inspector(page).getByLabel("Nome do bloco").fill(name);
  await inspector(page).getByLabel("Mensagem", { exact: true }).fill(words);
}

test("a menu with three branches is drawn by mouse, tried, published, changed, and rolled back", async () => {
  const { context, page } = await signIn();
  await newFlow(page, "Menu do mouse");
  await library(page).getByRole("button", { name: "Escolha" }).click();
  await inspector(page).getByLabel("Pergunta").fill("Como posso ajudar?");
  for (const [place, title] of ["Técnico", "Limpeza", "Orçamento"].entries()) {
    if (place === 2) await inspector(page).getByRole("button", { name: "Opção", exact: true }).click();
    await inspector(page)
      .getByRole("textbox", { name: `Opção ${place + 1}` })
      .fill(title);
  }
  await node(page, "Como posso ajudar?").getByText("Orçamento").waitFor();

  // Each message is added beside what is chosen, and wired to the next open way.
  for (const title of ["Técnico", "Limpeza"]) {
    await node(page, "Como posso ajudar?").getByText("Escolha", { exact: true }).click();
    await library(page).getByRole("button", { name: "Mensagem", exact: true }).click();
    await writeMessage(page, `Sobre ${title}`, `Vamos falar de ${title}.`);
  }
  // One comes from the library by dragging, and its wire is pulled.
  await page.getByRole("button", { name: "Enquadrar" }).click();
  await library(page)
    .getByRole("button", { name: "Mensagem", exact: true })
    .dragTo(page.locator(".react-flow__pane"), { targetPosition: { x: 250, y: 560 } });
  await writeMessage(page, "Sobre Orçamento", "Vamos falar de orçamento.");
  const menu = (await flowOf(page)).document.first ?? "";
  await drag(
    page,
    page.locator(`[data-nodeid="${menu}"][data-handleid="choice:o3"]`),
    node(page, "Sobre Orçamento").locator(".react-flow__handle-left"),
  );
  await saved(page);
  await until(async () => (await flowOf(page)).document.blocks[0]?.exits["choice:o3"] !== undefined);
  const drawn = await flowOf(page);
  assert.equal(new Set(Object.values(drawn.document.blocks[0]?.exits ?? {})).size, 3, "three ways lead to three blocks");

  // Moved by mouse and by arrow keys; both are undone.
  const places = async () => (await (await page.request.get(`${base}/api/v1/flows/${drawn.id}`)).json()).layout.blocks[menu];
  const before = await places();
  await node(page, "Como posso ajudar?").getByText("Escolha", { exact: true }).click();
  await node(page, "Como posso ajudar?").focus();
  await page.keyboard.press("ArrowDown");
  await until(async () => (await places()).y > before.y);
  await page.keyboard.press("Control+z");
  await until(async () => (await places()).y === before.y);

  // Copied and pasted with ids of their own, and taken back.
  await page.keyboard.press("Control+d");
  await until(async () => (await flowOf(page)).document.blocks.length === 5);
  await page.keyboard.press("Control+z");
  await until(async () => (await flowOf(page)).document.blocks.length === 4);

  await page.getByRole("button", { name: /^Testar/ }).click();
  const trial = page.getByRole("complementary", { name: "Teste" });
  await trial.getByLabel("Escreva como o contato").fill("oi");
  await page.keyboard.press("Enter");
  await trial.getByRole("button", { name: "Limpeza" }).click();
  await trial.getByText("Vamos falar de Limpeza.").waitFor();
  await trial.getByText("Fim do fluxo").waitFor();
  await trial.getByLabel("Canal do teste").selectOption("email");
  await trial.getByText(/1\. Técnico\s+2\. Limpeza\s+3\. Orçamento/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await trial.getByRole("button", { name: "Fechar teste" }).click();

  await page.getByRole("button", { name: "Publicar v1" }).click();
  await page.getByText("Nada impede a publicação").waitFor();
  await page.getByRole("button", { name: "Publicar agora" }).click();
  await page.getByText("A v1 está no ar").waitFor();
  assert.equal((await flowOf(page)).isActive, true);

  await node(page, "Sobre Limpeza").getByText("Sobre Limpeza").click();
  await inspector(page).getByLabel("Mensagem", { exact: true }).fill("Limpeza agora só às terças.");
  await page.getByRole("button", { name: "Publicar v2" }).click();
  await page.getByRole("dialog").getByText("Mudou", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Publicar agora" }).click();
  await page.getByText("A v2 está no ar").waitFor();

  await page.getByRole("button", { name: "Versões" }).click();
  await page.getByRole("button", { name: "Voltar à v1" }).click();
  await page.getByText("A v1 está de novo no ar, como v3").waitFor();
  await node(page, "Sobre Limpeza").getByText("Vamos falar de Limpeza.").waitFor();
  assert.equal((await flowOf(page)).publishedVersion, 3);
  await context.close();
});

test("the same by keys alone", async () => {
  const { context, page } = await signIn();
  await newFlow(page, "Menu do teclado");
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  /** Adds by the layer of blocks, searched by name. */
  const add = async (name: string) => {
    await press("a");
    await page.getByRole("dialog").getByLabel("Buscar bloco").waitFor();
    await page.keyboard.type(name);
    await press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  /** Chosen in the layer that finds. */
  const find = async (name: string) => {
    await press("l");
    await page.getByRole("dialog").getByLabel("Localizar neste fluxo").waitFor();
    await page.keyboard.type(name);
    await press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  };
  await page.locator("body").press("Escape");
  await add("sim ou nao");
  // Enter leads from what is chosen to its words.
  await inspector(page).getByLabel("Pergunta").waitFor();
  await press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Quer falar com alguém?");
  await inspector(page).getByLabel("Nome do bloco").focus();
  await page.keyboard.type("Pergunta");
  await blur(page);
  for (const words of ["Vou chamar.", "Até logo."]) {
    await find("Pergunta");
    await add("mensagem");
    await inspector(page).getByLabel("Mensagem", { exact: true }).waitFor();
    await press("Enter");
    await page.keyboard.type(words);
    await blur(page);
  }
  await until(async () => Object.keys((await flowOf(page)).document.blocks[0]?.exits ?? {}).length === 2);
  // The exits are a list: the second way is led elsewhere, and back.
  await find("Pergunta");
  await press("c");
  const yes = exitField(page, "Sim");
  await until(() => yes.evaluate((field) => field === document.activeElement));
  await page.keyboard.type("Até");
  await until(async () => {
    const { exits = {} } = (await flowOf(page)).document.blocks[0] ?? {};
    return exits["yes"] !== undefined && exits["yes"] === exits["no"];
  });
  await press("Control+z");
  await until(async () => {
    const { exits = {} } = (await flowOf(page)).document.blocks[0] ?? {};
    return exits["yes"] !== exits["no"];
  });
  await blur(page);
  await press("t");
  const trial = page.getByRole("complementary", { name: "Teste" });
  await trial.getByLabel("Escreva como o contato").focus();
  await page.keyboard.type("oi");
  await press("Enter");
  await trial.getByText("Quer falar com alguém?").waitFor();
  await page.keyboard.type("sim");
  await press("Enter");
  await trial.getByText("Vou chamar.").waitFor();
  await page.getByRole("button", { name: "Publicar v1" }).focus();
  await press("Enter");
  await page.getByText("Nada impede a publicação").waitFor();
  await page.getByRole("button", { name: "Publicar agora" }).focus();
  await press("Enter");
  await page.getByText("A v1 está no ar").waitFor();
  await context.close();
});

/** Out of the field, as Tab would at its end. */
const blur = (page: Page) => page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());

test("two people who draw at once lose nothing: the second is told, and keeps what they drew", async () => {
  const { context, page } = await signIn();
  await newFlow(page, "A quatro mãos");
  await library(page).getByRole("button", { name: "Mensagem", exact: true }).click();
  await writeMessage(page, "Minha", "Escrito por mim.");
  await saved(page);
  const { id, document } = await flowOf(page);
  const read = async () => (await page.request.get(`${base}/api/v1/flows/${id}`)).json();
  await until(async () => JSON.stringify((await read()).document).includes("Escrito por mim."));
  // The same login in another place: what counts is the revision.
  const { revision, layout } = await read();
  const other = {
    ...document,
    blocks: [{ id: "b1", type: "say_text", name: "Deles", text: { "pt-BR": "Deles." }, exits: {} }],
    first: "b1",
  };
  const put = await page.request.put(`${base}/api/v1/flows/${id}/draft`, {
    data: { document: other, layout, revision },
    headers: { origin: base },
  });
  assert.equal(put.status(), 200);
  await inspector(page).getByLabel("Mensagem", { exact: true }).fill("Escrito por mim, e mais.");
  await page.getByRole("dialog", { name: "Outra pessoa salvou este fluxo" }).waitFor();
  await page.getByRole("button", { name: "Ver diferenças" }).click();
  await page.getByRole("dialog").getByText("Removido").waitFor();
  await page.getByRole("button", { name: "Guardar a minha como cópia" }).click();
  await page.getByRole("heading", { level: 1, name: "A quatro mãos (minha cópia)" }).waitFor();
  assert.ok(JSON.stringify((await flowOf(page)).document).includes("Escrito por mim, e mais."));
  assert.ok(JSON.stringify((await read()).document).includes("Deles."));
  await context.close();
});

test("on a phone the flow is a list that is edited; everything is accessible, in the dark too", async () => {
  const { context, page } = await signIn(390);
  await page.goto(`${base}/flows`);
  await page.getByRole("link", { name: "Menu do mouse" }).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("link", { name: "Menu do mouse" }).click();
  await page.getByRole("button", { name: /^Sobre Técnico/ }).click();
  await inspector(page).getByLabel("Mensagem", { exact: true }).waitFor();
  await page.emulateMedia({ colorScheme: "dark" });
  assert.deepEqual(await accessibilityProblems(page), []);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await context.close();
});

/** What the customer types on the playground's phone, and what they read there. */
function phoneOf(page: Page) {
  const phone = page.getByRole("region", { name: "Celular do cliente" });
  let person: unknown;
  let address = "";
  page.on("request", (request) => {
    if (!request.url().endsWith("/actions")) return;
    address = request.url();
    person = request.postDataJSON().person;
  });
  const reads = (words: string | RegExp) => phone.getByText(words).last().waitFor();
  return {
    reads,
    async write(text: string, answer: string | RegExp) {
      await phone.getByLabel("Mensagem", { exact: true }).fill(text);
      await phone.getByRole("button", { name: "Enviar pelo celular" }).click();
      await reads(answer);
    },
    async tap(name: string, answer: string | RegExp) {
      await phone.getByRole("button", { name }).last().click();
      await reads(answer);
    },
    async photo(answer: string | RegExp) {
      await phone.locator("input[type=file]").setInputFiles({ name: "foto.jpg", mimeType: "image/jpeg", buffer: PHOTO });
      await reads(answer);
    },
    /** As phones do that keep every pixel: a picture that comes as a file. */
    async photoAsDocument(answer: string | RegExp) {
      const action = { kind: "file", type: "document", mimeType: "image/jpeg", fileName: "foto.jpg", base64: PHOTO.toString("base64") };
      assert.ok((await page.request.post(address, { data: { person, action }, headers: { origin: base } })).ok());
      await reads(answer);
    },
  };
}

test("a driver registers on the phone, is approved by a reviewer, and hears of it; figures and replay tell how", async () => {
  const { context, page } = await signIn();
  const ahead = async (minutes: number) =>
    assert.ok((await page.request.post(`${base}/api/v1/playground/clock`, { data: { minutes }, headers: { origin: base } })).ok());
  await page.goto(`${base}/playground`);
  const { write, tap, photo, photoAsDocument, reads } = phoneOf(page);
  await write("Iniciar Cadastro", /Boas-vindas!/);
  await tap("Iniciar Cadastro", /nome completo/);
  await write("tiago manuel rocha", /Qual é o seu NIF/);
  await write("245378912", /NIF não é válido/);
  await photo(/Recebi uma foto/);
  await write("245 378 910", /telefone em Portugal/);
  await ahead(61);
  await reads(/Ainda está aí\?/);
  await write("912 345 678", /Qual é o seu e-mail/);
  await write("tiago@example.com", /Qual é o seu endereço/);
  await write("Rua das Flores 12", /código postal/);
  await write("4000123", /Em que cidade/);
  await write("Porto", /FRENTE da sua habilitação/);
  await photo(/Agora o VERSO/);
  await photoAsDocument(/Por fim, um comprovante/);
  await photo(/Confira os seus dados/);
  await write("corrigir", /quer corrigir/);
  await write("Cidade", /Em que cidade/);
  await write("Braga", /Cidade: Braga/);
  await write("confirmar", /48 horas/);

  await page.goto(`${base}/registrations?search=Tiago`);
  await page.getByRole("link", { name: /Tiago Manuel Rocha/i }).click();
  await page.getByRole("button", { name: "Corrigir Cidade" }).click();
  await page.getByRole("textbox", { name: "Cidade" }).fill("Guimarães");
  await page.getByRole("button", { name: "Guardar" }).click();
  await page.getByText("Guimarães").waitFor();
  const today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Manaus" }).format(); // where the demonstration lives
  await page.getByLabel(/^Data que está em/).fill(today);
  await page.getByRole("button", { name: "Confirmar data" }).click();
  const approve = page.getByRole("button", { name: /Aprovar cadastro/ });
  // Eight seconds may be over before a slow machine has drawn the page.
  await page.route("**/approve", (route) => route.continue({ postData: { ...route.request().postDataJSON(), undoSeconds: 60 } }));
  await approve.click();
  await page.getByRole("button", { name: "Desfazer decisão" }).click();
  await page
    .getByText(/decisão desfeita\.$/)
    .first()
    .waitFor();
  await page.unroute("**/approve");
  await approve.click();
  await page.getByText(/^Aprovado por /).waitFor();
  await page.goto(`${base}/playground`);
  await reads(/foi aprovado/);

  // What happened stands on the canvas, and each conversation behind a number is shown again.
  await page.goto(`${base}/flows`);
  await page
    .getByRole("link", { name: /motorista/i })
    .first()
    .click();
  await node(page, "NIF").first().click();
  await inspector(page).getByText("Últimos 30 dias").waitFor();
  await inspector(page).getByRole("button", { name: "Ver conversas" }).click();
  await inspector(page).getByRole("link", { name: "Rever no fluxo" }).first().click();
  const replay = page.getByRole("complementary", { name: "Revendo uma conversa" });
  await replay.getByText(/NIF não é válido/).waitFor();
  await replay.getByRole("button", { name: "Passo anterior" }).click();
  await replay.getByText(/Cidade: Braga/).waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.request.delete(`${base}/api/v1/playground/clock`, { headers: { origin: base } });
  await context.close();
});

test("a rule is written as a sentence, is said what it would have done, goes live, and is read on a phone", async () => {
  const { context, page } = await signIn();
  await page.goto(`${base}/automations`);
  await page.getByRole("button", { name: "Nova regra" }).click();
  await page.getByRole("button", { name: "Salvar e ativar" }).click();
  await page.getByRole("alert").filter({ hasText: "Dê um nome à regra." }).first().waitFor();
  await page.getByLabel("Nome da regra").fill("Sem resposta há três horas");
  await page.getByRole("spinbutton", { name: "Calado há" }).fill("3");
  await page.getByRole("textbox", { name: "Texto" }).fill("Ainda posso ajudar?");
  await page.getByRole("button", { name: "Acrescentar espera" }).click();
  await page.getByRole("button", { name: "Acrescentar ação" }).click();
  await page.getByRole("button", { name: "Calcular" }).click();
  await page
    .getByRole("region", { name: "O que teria disparado em 30 dias" })
    .getByText(/\d+ pessoa/)
    .waitFor();
  await page.getByRole("button", { name: "Salvar e ativar" }).click();
  await page.getByRole("switch", { name: "Sem resposta há três horas ligada", checked: true }).waitFor();
  const { items } = await (await page.request.get(`${base}/api/v1/automations`)).json();
  const kept = items.find(({ name }: { name: string }) => name === "Sem resposta há três horas");
  assert.deepEqual(
    [kept.isOn, kept.trigger, kept.steps.map(({ kind }: { kind: string }) => kind)],
    [true, { kind: "silence", minutes: 180 }, ["act", "wait", "act"]],
  );
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${width} px`);
  }
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByRole("button", { name: "Todas as regras" }).click();
  await page.getByRole("link", { name: /Cliente calado há 48 h/ }).waitFor();
  await context.close();
});

test("a deal is moved along the board by its menu, and lost with a reason", async () => {
  const { context, page } = await signIn();
  await page.goto(`${base}/leads`);
  const card = page.locator("article").first();
  await card.waitFor();
  const id = /deal=([0-9a-f-]{36})/.exec((await card.getByRole("link").first().getAttribute("href")) ?? "")?.[1];
  const deal = async () => (await page.request.get(`${base}/api/v1/deals/${id}`)).json();
  const { stage, pipelineId } = await deal();
  const { items: pipelines } = await (await page.request.get(`${base}/api/v1/pipelines`)).json();
  const stages = pipelines.find((one: { id: string }) => one.id === pipelineId).stages as { id: string; name: string; kind: string }[];
  const next = stages.find((one) => one.kind === "open" && one.id !== stage.id);
  const lost = stages.find((one) => one.kind === "lost");
  const move = async (to: { name: string } | undefined) => {
    await page
      .locator("article")
      .filter({ has: page.locator(`a[href*="${id}"]`) })
      .getByRole("button", { name: /para outra etapa$/ })
      .click();
    await page.getByRole("menuitem", { name: to?.name ?? "", exact: true }).click();
  };
  await move(next);
  await until(async () => (await deal()).stage.id === next?.id);
  await move(lost);
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").fill("Ficou com outro fornecedor");
  await dialog.locator("button[type=submit]").click();
  await until(async () => (await deal()).lostReason === "Ficou com outro fornecedor");
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.setViewportSize({ width: 390, height: 900 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth));
  await context.close();
});

test("a campaign is written, planned, paused, sent and answered, and who says stop gets no more", async () => {
  const { context, page } = await signIn();
  const call = async (method: "post" | "put", address: string, data: object) => {
    const answer = await page.request[method](`${base}/api/v1${address}`, { data, headers: { origin: base } });
    assert.ok(answer.ok(), `${address}: ${await answer.text()}`);
    return answer.json();
  };
  // At whatever hour this runs.
  await call("put", "/first-writing-settings", { quietFrom: "00:00", quietTo: "00:00", most: 100, inDays: 1 });
  const waId = "5592988887001";
  const { id: contactId } = await call("post", "/contacts", { name: "Rita Prado", identities: [{ kind: "phone", value: `+${waId}` }] });
  await call("post", `/contacts/${contactId}/consents`, { purpose: "marketing", channelKind: null, state: "given", source: "Balcão" });

  await page.goto(`${base}/templates`);
  await page.getByRole("button", { name: "Novo modelo" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Nome", { exact: true }).fill("Volta às aulas");
  await dialog.getByLabel("Texto").fill("Oi, {{1}}! A revisão das férias começou. Quer marcar?");
  await dialog.getByLabel("Exemplo de {{1}}").fill("Rita");
  await dialog.getByRole("button", { name: "Acrescentar botão" }).click();
  await dialog.getByLabel("Botão 1").fill("Quero marcar");
  assert.deepEqual(await accessibilityProblems(page), []);
  await dialog.getByRole("button", { name: "Enviar para análise" }).click();
  await page.getByRole("row").filter({ hasText: "volta_as_aulas" }).getByText("Aprovado").waitFor();

  await page.goto(`${base}/campaigns`);
  await page.getByRole("link", { name: "Preventiva antes das chuvas" }).waitFor();
  await page.getByRole("button", { name: "Nova campanha" }).click();
  await page.getByRole("button", { name: "Salvar rascunho" }).click();
  await page.getByRole("alert").filter({ hasText: "Falta alguma coisa" }).waitFor();
  await page.getByLabel("Nome", { exact: true }).fill("Volta às aulas");
  await page.getByLabel("Modelo aprovado").selectOption({ label: "volta_as_aulas (pt_BR, marketing)" });
  await page.getByLabel(/____/).fill("{{contact.first_name | cliente}}");
  await page.getByRole("button", { name: "Só pessoas indicadas" }).click();
  await page.getByLabel("Acrescentar pessoa").fill("Rita Pra");
  await page.getByRole("button", { name: "Acrescentar Rita Prado" }).click();
  await page.getByLabel("Dias de descanso").fill("");
  await page.getByLabel("A partir das").fill("00:00");
  await page.getByLabel("Até as").fill("23:59");
  for (const day of [/^s[áa]b/, /^dom/]) await page.getByRole("checkbox", { name: day }).check();
  await page.getByRole("region", { name: "Quem recebe" }).getByText("1", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Salvar rascunho" }).click();
  await page.getByRole("button", { name: "Mostrar com pessoas de verdade" }).click();
  await page.getByText("Oi, Rita! A revisão das férias começou").waitFor();
  assert.deepEqual(await accessibilityProblems(page), []);
  await page.getByLabel("Começar em").fill("2030-01-01T10:00");
  await page.getByRole("button", { name: "Agendar" }).click();
  await page.getByText("Agendada").first().waitFor();
  await page.getByRole("button", { name: "Desfazer agendamento" }).click();
  await page.getByRole("button", { name: "Começar agora" }).click();
  await page.getByText("Concluída").first().waitFor();
  const row = page.getByRole("table", { name: "Destinatários" }).getByRole("row").filter({ hasText: "Rita Prado" });
  await row.getByText(/Enviada|Entregue|Lida/).waitFor();

  const channelId = demo.channels.find(({ kind }) => kind === "whatsapp_cloud")?.["id"] ?? "";
  const person = { userId: `BR.${waId}`, waId, name: "Rita Prado" };
  const say = (text: string) => call("post", `/playground/channels/${channelId}/actions`, { person, action: { kind: "text", text } });
  await say("Quero sim, pode ser na segunda?");
  await row.getByText("Quero sim, pode ser na segunda?").waitFor();
  await say("SAIR");
  await row.getByText("Saiu", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Duplicar" }).click();
  await page.getByText("pediu para não receber").waitFor();
  await page.getByRole("button", { name: "Começar agora" }).click();
  await page.getByRole("alert").filter({ hasText: "Ninguém deste público pode receber" }).waitFor();
  for (const width of [1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), `${width} px`);
  }
  await context.close();
});
