/// <reference lib="dom" />
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { startDemo } from "./browser.ts";

// Every kind of channel as a business meets it: connected by the screen, checked, tested, and a photo each way. With PROSA_SHOTS a folder
// gets a picture of each step.
const demo = await startDemo();
const { base, browser } = demo;
const pdf = readFileSync(path.join(import.meta.dirname, "../server/test/fixtures/files/two-pages.pdf"));
const origins: unknown = JSON.parse(
  readFileSync(path.join(import.meta.dirname, "../server/test/fixtures/strangers/wa-origins.json"), "utf8"),
);
const photo = readFileSync(path.join(import.meta.dirname, "../server/src/demo/media/leak.jpg"));

const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "pt-BR" });
await context.request.post(`${base}/api/v1/login`, { data: demo.login, headers: { origin: base } });

const control = async (method: string, address: string, body?: unknown): Promise<any> =>
  (
    await fetch(demo.simulatorUrl + address, {
      method,
      headers: { "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  ).json();

/** A body as the provider would send it, signed by the simulator. */
async function deliver(kind: string, text: string) {
  const { items } = await control("GET", "/_control/accounts");
  const account = items.find((one: { kind: string }) => one.kind === kind).id;
  const { status } = await control("POST", "/_control/webhook", { kind, account, base64: Buffer.from(text).toString("base64") });
  assert.equal(status, 200);
}

async function shoot(page: Page, name: string) {
  const shots = process.env["PROSA_SHOTS"];
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: path.join(shots, `${name}.png`) });
}

interface Kind {
  kind: string;
  product: RegExp;
  /** Whom a test message goes to; where there is none, somebody has to write first. */
  testTo?: string;
  /** Its webhooks are set by hand, at the provider's. */
  byHand?: true;
  hasPhone?: true;
  /** It hears nothing. */
  isDeaf?: true;
  answer: string;
}
const PHONE = "+55 92 98888-1234";
const KINDS: Kind[] = [
  { kind: "whatsapp_cloud", product: /WhatsApp Cloud API/, testTo: PHONE, byHand: true, answer: "WhatsApp" },
  { kind: "instagram", product: /Instagram/, byHand: true, answer: "Instagram" },
  { kind: "messenger", product: /Messenger/, byHand: true, answer: "Messenger" },
  { kind: "telegram", product: /Telegram/, answer: "Telegram" },
  { kind: "email", product: /SMTP, IMAP/, testTo: "ana@example.com", answer: "E-mail" },
  { kind: "sendgrid", product: /SendGrid/, testTo: "ana@example.com", answer: "E-mail" },
  { kind: "twilio", product: /Twilio/, testTo: PHONE, byHand: true, answer: "SMS" },
  { kind: "sns", product: /AWS SNS/, testTo: PHONE, isDeaf: true, answer: "SMS" },
  { kind: "megaapi", product: /MegaAPI/, testTo: PHONE, hasPhone: true, answer: "WhatsApp" },
  { kind: "waha", product: /WAHA/, testTo: PHONE, hasPhone: true, answer: "WhatsApp" },
  { kind: "wppconnect", product: /WPPConnect/, testTo: PHONE, hasPhone: true, answer: "WhatsApp" },
  { kind: "evolution", product: /Evolution/, testTo: PHONE, hasPhone: true, answer: "WhatsApp" },
];

for (const [index, one] of KINDS.entries())
  test(`${one.kind} is connected by the screen, and a photo goes both ways`, async () => {
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("pageerror", (error) => problems.push(error.message));
    const account = await connect(page, one);
    if (one.isDeaf !== true) await talk(page, one, account, index);
    assert.deepEqual(problems, []);
    await page.close();
  });

test("an account gets new keys by the screen: wrong ones are explained, right ones let it go on", async () => {
  const page = await context.newPage();
  const { accessToken } = demo.channels.find(({ kind }) => kind === "whatsapp_cloud") as Record<string, string>;
  await page.goto(`${base}/channels`);
  const card = page.getByRole("listitem", { name: "WhatsApp Clima Norte" });
  await card.getByRole("button", { name: "Ajustes" }).click();
  const dialog = page.getByRole("dialog");
  const token = dialog.getByLabel("Token de acesso");
  assert.equal(await token.inputValue(), "", "a key is never shown again");
  await token.fill("invented");
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await dialog.getByText("O provedor recusa a chave").waitFor();
  await shoot(page, "keys-refused");
  await token.fill(accessToken as string);
  await dialog.getByLabel("Nome do canal").fill("WhatsApp renovado");
  await dialog.getByRole("button", { name: "Salvar" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("listitem", { name: "WhatsApp renovado" }).getByText("Ativo").waitFor();
  await page.close();
});

test("an account that was connected by mistake goes; one with conversations is kept, and why is said", async () => {
  const page = await context.newPage();
  const keys = { settings: {}, credentials: { botToken: "1:engano" } };
  await context.request.post(`${base}/api/v1/channels`, { data: { kind: "telegram", name: "Engano", ...keys }, headers: { origin: base } });
  const { items } = (await (await context.request.get(`${base}/api/v1/channels`)).json()) as { items: { id: string; name: string }[] };
  const withTalks = demo.channels.find(({ kind }) => kind === "whatsapp_cloud")?.["id"];
  const kept = items.find(({ id }) => id === withTalks)?.name as string;
  const dialog = page.getByRole("dialog");
  const remove = async (name: string) => {
    await page.goto(`${base}/channels`);
    await page.getByRole("listitem", { name }).getByRole("button", { name: "Ajustes" }).click();
    await dialog.getByRole("button", { name: "Remover conta" }).click();
    await dialog.getByRole("button", { name: "Remover de vez?" }).click();
  };
  await remove("Engano");
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("listitem", { name: "Engano" }).waitFor({ state: "detached" });
  await remove(kept);
  await dialog.getByRole("alert").getByText("Há conversas desta conta").waitFor();
  await shoot(page, "remove-refused");
  await page.close();
});

test("each message that an ad, a post or a story brought says so in its bubble, the second ad too", async () => {
  const page = await context.newPage();
  const text = JSON.stringify(origins)
    .replaceAll("PHONE_NUMBER_ID", demo.channels.find(({ kind }) => kind === "whatsapp_cloud")?.["phoneNumberId"] ?? "")
    .replaceAll('"NOW"', `"${Math.floor(Date.now() / 1000)}"`);
  await deliver("whatsapp_cloud", text);
  await page.goto(`${base}/inbox?view=all`);
  await page.getByRole("option", { name: /Carla dos Anúncios/ }).click();
  const timeline = page.getByRole("main");
  const bubble = (words: string) => timeline.locator("[id^=message-]").filter({ hasText: words });
  await bubble("Vi o primeiro").getByText("Veio do anúncio").waitFor();
  await bubble("Vi o primeiro").getByText("Limpeza de split").waitFor();
  await bubble("Vi o segundo").getByText("Veio de uma publicação").waitFor();
  await bubble("Vi o segundo").getByText("Instalação em dez vezes").waitFor();
  await bubble("Sem anúncio").waitFor();
  assert.equal(await bubble("Sem anúncio").getByText(/^Veio/).count(), 0);
  assert.equal((await timeline.getByRole("link", { name: /fb\.me/ }).count()) > 0, true, "a link leads to the ad");
  assert.equal(await page.locator('a[href^="javascript"]').count(), 0, "an address that is no web address is no link");
  await shoot(page, "origins");
  await page.close();
});

test("an administrator reads what is not understood, and finds all that a person sent", async () => {
  const page = await context.newPage();
  const phoneNumberId = demo.channels.find(({ kind }) => kind === "whatsapp_cloud")?.["phoneNumberId"] ?? "";
  const metadata = { phone_number_id: phoneNumberId };
  const change = { field: "field_of_tomorrow", value: { metadata, note: "nunca visto" } };
  await deliver("whatsapp_cloud", JSON.stringify({ object: "whatsapp_business_account", entry: [{ id: "1", changes: [change] }] }));
  await page.goto(`${base}/channels`);
  await page.getByRole("tab", { name: "Avisos" }).click();
  const notice = page.getByRole("row", { name: /ainda não se entende .*field_of_tomorrow/ });
  await notice.getByRole("button", { name: "Ver como veio" }).click();
  await page.getByText("nunca visto").waitFor();
  await shoot(page, "notices");
  await page.getByRole("tab", { name: "Recebidos" }).click();
  await page.getByLabel("Número, endereço ou id").fill("field_of_tomorrow");
  await page.getByRole("button", { name: "Buscar" }).click();
  const body = page.getByRole("row", { name: /field_of_tomorrow/ });
  await body.getByRole("button", { name: "Ver como veio" }).click();
  assert.equal((await page.getByRole("row", { name: /field_of_tomorrow/ }).count()) >= 1, true);
  await page.getByRole("button", { name: "Reprocessar" }).click();
  await page.getByText("1 evento volta à fila").waitFor();
  await shoot(page, "received");
  await page.close();
});

test("fields that few fill in wait behind a fold, which stays open while somebody writes in it", async () => {
  const page = await context.newPage();
  await page.goto(`${base}/channels`);
  await page.getByRole("button", { name: /Conectar canal/ }).click();
  await page.getByRole("button", { name: /SMTP, IMAP/ }).click();
  const sender = page.getByLabel(/Nome do remetente/);
  assert.equal(await sender.isVisible(), false);
  assert.ok(await page.getByLabel(/Senha/).isVisible());
  await page.getByText("Mais campos").click();
  await sender.fill("Ana");
  await sender.fill("");
  assert.ok(await sender.isVisible());
  await page.close();
});

test("a PDF is read page by page, without leaving the thread", async () => {
  const page = await context.newPage();
  const { items } = (await (await context.request.get(`${base}/api/v1/channels`)).json()) as {
    items: { kind: string; externalId: string }[];
  };
  const kind = "whatsapp_cloud";
  const account = items.find((one) => one.kind === kind)?.externalId;
  const person = { waId: "559297709999", userId: "BR.reader", name: "Visita com PDF" };
  const base64 = pdf.toString("base64");
  const action = { kind: "file", type: "document", mimeType: "application/pdf", base64, fileName: "contrato.pdf" };
  await control("POST", "/_control/act", { kind, account, person, action });
  await page.goto(`${base}/inbox?view=unassigned`);
  await page.getByRole("option").filter({ hasText: person.name }).click();
  await page.getByRole("button", { name: "Abrir", exact: true }).click();
  const viewer = page.getByRole("dialog", { name: "contrato.pdf" });
  for (const words of ["Página 1 de 2", "Página 2 de 2"]) {
    const shown = viewer.getByRole("img", { name: words });
    await shown.scrollIntoViewIfNeeded();
    assert.ok(await shown.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalHeight === 1_800)), words);
  }
  await shoot(page, "pdf");
  await page.keyboard.press("Escape");
  await viewer.waitFor({ state: "detached" });
  await page.close();
});

/** @returns the account as its provider knows it. */
async function connect(page: Page, { kind, product, testTo, byHand, hasPhone }: Kind): Promise<string> {
  await page.goto(`${base}/channels`);
  await page.getByRole("button", { name: "Conectar canal" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: product }).click();
  await dialog.getByRole("button", { name: "Usar conta simulada" }).click();
  await dialog.getByLabel("Nome do canal").fill(`Novo ${kind}`);
  await dialog.getByRole("button", { name: "Conectar", exact: true }).click();
  await dialog.getByRole("button", { name: "Verificar" }).waitFor();
  const { items } = (await (await context.request.get(`${base}/api/v1/channels`)).json()) as {
    items: { name: string; externalId: string; webhookUrl: string }[];
  };
  const { externalId, webhookUrl } = items.find(({ name }) => name === `Novo ${kind}`) as (typeof items)[0];
  // What a person pastes at the provider's page.
  if (byHand === true) {
    // A check that is done by then may name it too.
    await dialog.getByText(webhookUrl, { exact: true }).waitFor();
    await dialog.getByRole("button", { name: "Colar no provedor simulado" }).click();
    await dialog.getByRole("button", { name: "Colado" }).waitFor();
  }
  await dialog.getByRole("button", { name: "Verificar" }).click();
  if (hasPhone === true) {
    await dialog.getByText("Nenhum celular pareado").waitFor();
    await shoot(page, `${kind}-1-pair`);
    await dialog.getByRole("button", { name: /celular simulado/ }).click();
  }
  if (testTo === undefined) await dialog.getByText(/escreva/i).waitFor();
  else {
    await dialog.getByLabel(/^Para qual/).fill(testTo);
    await dialog.getByRole("button", { name: "Enviar teste" }).click();
    await dialog.getByRole("img", { name: /Enviada|Entregue|Lida/ }).waitFor();
  }
  await shoot(page, `${kind}-2-connected`);
  await dialog.getByRole("button", { name: "Concluir" }).click();
  await page
    .getByRole("listitem", { name: `Novo ${kind}` })
    .getByText("Ativo")
    .waitFor();
  return externalId;
}

async function talk(page: Page, { kind, answer }: Kind, account: string, index: number) {
  const person = { waId: `559297700${String(1000 + index)}`, userId: `BR.screen${index}`, name: `Visita ${kind}` };
  const act = (action: object) => control("POST", "/_control/act", { kind, account, person, action });
  await act({ kind: "text", text: `Chegou por ${kind}?` });
  await act({ kind: "file", type: "image", mimeType: "image/jpeg", base64: photo.toString("base64"), fileName: "foto.jpg" });
  await page.goto(`${base}/inbox?view=unassigned`);
  await page
    .getByRole("option")
    .filter({ hasText: new RegExp(`${person.name}|${person.waId}`) })
    .click();
  // The words stand in other places too: a score quotes what it is made of.
  await page.locator("[id^=message-]").getByText(`Chegou por ${kind}?`).last().waitFor();
  const picture = page
    .getByRole("button", { name: /Imagem enviada por/ })
    .first()
    .locator("img");
  await picture.waitFor();
  assert.ok(await picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0)), "the photo is drawn");
  await page.locator("input[type=file]").setInputFiles({ name: "resposta.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.getByRole("button", { name: /^Tirar/ }).waitFor();
  await page.getByPlaceholder(`Responder no ${answer}`).fill("Chegou! Segue a nossa.");
  await page.getByRole("button", { name: "Enviar", exact: true }).click();
  await page
    .getByRole("article", { name: /Você/ })
    .last()
    .getByRole("img", { name: /Enviada|Entregue|Lida/ })
    .waitFor();
  await shoot(page, `${kind}-3-talk`);
  const chat = await control("GET", `/_control/chat?kind=${kind}&account=${encodeURIComponent(account)}&userId=${person.userId}`);
  const bodies = (chat.messages as { from: string; body: Record<string, unknown> }[]).flatMap(({ from, body }) =>
    from === "business" ? [body] : [],
  );
  assert.ok(
    bodies.some((body) => JSON.stringify(body).includes("Segue a nossa")),
    "the words arrived",
  );
  assert.ok(
    (await Promise.all(bodies.map(fileOf))).some((bytes) => bytes?.equals(photo)),
    `the photo arrived: ${JSON.stringify(bodies)}`,
  );
}

/** The file of a message on the person's phone, or behind the link in its words. */
async function fileOf(body: Record<string, unknown>): Promise<Buffer | undefined> {
  const link = /https?:[^\s"\\]+\/files\/[^\s"\\]+/.exec(JSON.stringify(body))?.[0];
  const address = link ?? (typeof body["id"] === "string" ? `${demo.simulatorUrl}/_control/media/${body["id"]}` : undefined);
  return address === undefined ? undefined : Buffer.from(await (await fetch(address)).arrayBuffer());
}
