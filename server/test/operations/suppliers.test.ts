// A mailbox that is read and written for real, beside the WhatsApp account.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, type TestMember, textWebhook, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Suppliers");
const account = inventAccount("email", app.simulator.url);
const { body: channel } = await app.call(workspace, "POST", "/channels", {
  kind: "email",
  name: "Compras",
  settings: account.settings,
  credentials: account.credentials,
});
await registerAccount(app.simulator.url, account, {});
await app.call(workspace, "POST", `/channels/${channel.id}/validate`);
const bruna = await app.addMember(workspace, "Bruna Compras", "buyer");
const bruno = await app.addMember(workspace, "Bruno Teixeira", "manager");

const browsers = new Map<TestMember, Promise<Record<string, string>>>();
async function as(member: TestMember | null, method: string, address: string, body?: unknown) {
  if (member === null) return app.call(workspace, method, address, body);
  const headers = browsers.get(member) ?? app.signIn(member);
  browsers.set(member, headers);
  return app.call(null, method, address, body, await headers);
}
async function ok(member: TestMember | null, method: string, address: string, body?: unknown) {
  const answer = await as(member, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
let counter = 0;
const PHONE = "5592988001122";
const writes = (text: string, from = PHONE) =>
  app.receive(
    workspace.channel,
    textWebhook({ from, id: `wamid.supplier.${++counter}`, text, at: Math.floor(Date.now() / 1000), name: "Refrigera" }),
  );
const mails = async () => (await app.control("GET", "/_control/sent")).items.filter((one: any) => one.kind === "email");
const answers = (subject: string, inReplyTo: string, body: string) =>
  app.control("POST", "/_control/webhook", {
    kind: "email",
    account: account.id,
    base64: Buffer.from(
      [
        `Message-ID: <a${++counter}@refrigera.example>`,
        "From: Vendas <vendas@refrigera.example>",
        `To: ${account.id}`,
        `Subject: ${subject}`,
        `In-Reply-To: ${inReplyTo}`,
        "",
        body,
        "",
      ].join("\r\n"),
    ).toString("base64"),
  });
const detail = (at: string) => ok(bruna, "GET", at);
const lettersWith = (at: string, kind: string, count: number) =>
  until(async () => {
    const letters = (await detail(at)).letters.filter((letter: any) => letter.kind === kind);
    return letters.length >= count ? letters : null;
  });

const part = await ok(null, "POST", "/parts", { name: "Rolamento 608ZZ", code: "ROL-608", unit: "un" });
const refrigera = await ok(null, "POST", "/suppliers", { name: "Refrigera", email: "Vendas@refrigera.example", phone: `+${PHONE}` });
const polo = await ok(null, "POST", "/suppliers", { name: "Polo Frio", phone: "+55 92 98800-3344" });
async function request() {
  const made = await ok(null, "POST", "/purchases", { isUrgent: true, lines: [{ partId: part.id, quantity: 5_000 }] });
  return { ...made, at: `/purchases/${made.id}` };
}

test("suppliers are asked by mail and WhatsApp, and what they answer stands with the purchase", async () => {
  await writes("bom dia, aqui é da Refrigera");
  const purchase = await request();
  await until(async () => (await ok(null, "GET", "/conversations")).items.length > 0);
  const asked = await ok(bruna, "POST", `${purchase.at}/ask-quotes`, {
    supplierIds: [refrigera.id, polo.id],
    media: ["email", "whatsapp"],
    note: "Pagamento em 28 dias",
  });
  assert.deepEqual(
    asked.items.map(({ supplier, medium, code }: any) => [supplier, medium, code]),
    [
      ["Refrigera", "email", null],
      ["Refrigera", "whatsapp", null],
      ["Polo Frio", "email", "operations.no_way_to_supplier"],
      ["Polo Frio", "whatsapp", "inbox.window_closed"],
    ],
    "what cannot leave is told, and nothing of it stays",
  );
  assert.equal((await app.rows("select 1 from contacts where name = 'Polo Frio'")).length, 0);
  const known = "select distinct contact_id from contact_identities where value in ('vendas@refrigera.example', $1)";
  assert.equal((await app.rows(known, [`+${PHONE}`])).length, 1, "one contact by both");
  assert.equal((await detail(purchase.at)).state, "quoting");
  const [mail] = await until(async () => ((await mails()).length > 0 ? mails() : null));
  assert.match(mail.body.text, /Cotação \d{4}:\n\n• 5 un Rolamento 608ZZ\n\nPagamento em 28 dias/);
  const messageId = await until(async () => {
    const [row] = await app.rows(
      "select provider_message_id as id from messages m join purchase_letters l on l.message_id = m.id join channels h on h.id = m.channel_id where h.kind = 'email' and m.status = 'sent'",
    );
    return row?.id ?? null;
  });
  await answers("Re: Cotação", messageId, "Sai por 12,00 cada, 3 dias");
  await writes("no zap faço 11,50");
  const letters = await lettersWith(purchase.at, "answer", 2);
  assert.deepEqual(letters.map(({ supplier, channelKind, text }: any) => [supplier.name, channelKind, text.trim()]).toSorted(), [
    ["Refrigera", "email", "Sai por 12,00 cada, 3 dias"],
    ["Refrigera", "whatsapp_cloud", "no zap faço 11,50"],
  ]);
  const kinds = (await detail(purchase.at)).steps.map(({ kind }: any) => kind);
  assert.deepEqual(kinds.filter((kind: string) => kind === "quote_asked" || kind === "answered").length, 4);
  const vera = await app.addMember(workspace, "Vera Campo", "technician");
  const unseen = (await ok(vera, "GET", purchase.at)).letters;
  assert.deepEqual([...new Set(unseen.map(({ text }: any) => text))], [null], "who does not see the conversation reads no word of it");
});

test("an answer goes to the purchase that it names, else to the newest under way; the order leaves as a PDF by both", async () => {
  const [first, second] = [await request(), await request()];
  for (const { at } of [first, second]) await ok(bruna, "POST", `${at}/ask-quotes`, { supplierIds: [refrigera.id], media: ["whatsapp"] });
  await writes(`da cotação ${String(first.number).padStart(4, "0")}: 10,00`);
  await writes("e da outra: 9,00");
  assert.match((await lettersWith(first.at, "answer", 1))[0].text, /10,00/);
  assert.match((await lettersWith(second.at, "answer", 1))[0].text, /9,00/);
  const [line] = (await detail(first.at)).lines;
  await ok(bruna, "PUT", `${first.at}/quotes/${refrigera.id}`, { prices: [{ lineId: line.id, unitPrice: 100_000 }], deliveryDays: 3 });
  const [quote] = (await detail(first.at)).quotes;
  await ok(bruna, "POST", `${first.at}/choose`, { quoteId: quote.id });
  await ok(bruna, "POST", `${first.at}/ask-approval`);
  if ((await detail(first.at)).state === "awaiting_approval") await ok(bruno, "POST", `${first.at}/approve`, {});
  const before = (await mails()).length;
  await ok(bruna, "POST", `${first.at}/order`);
  const orders = await lettersWith(first.at, "order", 2);
  assert.deepEqual(orders.map(({ channelKind, fileCount }: any) => [channelKind, fileCount]).toSorted(), [
    ["email", 1],
    ["whatsapp_cloud", 1],
  ]);
  const mail = (await until(async () => ((await mails()).length > before ? mails() : null))).at(-1);
  assert.match(mail.body.text, /Segue o nosso pedido de compra/);
  assert.match(mail.body.headers["content-type"], /^multipart\/mixed/);
  const sent = (await detail(first.at)).steps.filter(({ kind }: any) => kind === "order_sent");
  assert.deepEqual(sent.map(({ by, detail }: any) => [by, detail.medium]).toSorted(), [
    ["Bruna Compras", "email"],
    ["Bruna Compras", "whatsapp"],
  ]);
  const pdf = await as(bruna, "GET", `${first.at}/pdf`);
  assert.equal(pdf.status, 200);
  await writes("obrigado pelo pedido!");
  await until(async () => (await app.rows("select 1 from messages where text = 'obrigado pelo pedido!'")).length > 0);
  assert.equal(
    (await as(bruna, "POST", `${first.at}/ask-quotes`, { supplierIds: [refrigera.id], media: ["email"] })).body.code,
    "operations.purchase_state",
  );
});

test("the timeline of an order holds the letters and steps of what was bought for it, and the purchase what technicians wrote", async () => {
  const order = await ok(null, "POST", "/work-orders", { title: "Trocar o rolamento" });
  const made = await ok(null, "POST", "/purchases", { workOrderId: order.id, lines: [{ partId: part.id, quantity: 1_000 }] });
  const purchase = { id: made.id, number: made.number };
  await ok(bruna, "POST", `/purchases/${made.id}/ask-quotes`, { supplierIds: [refrigera.id], media: ["whatsapp"] });
  await writes(`da cotação ${String(made.number).padStart(4, "0")}: 8,00`);
  await lettersWith(`/purchases/${made.id}`, "answer", 1);
  const { letters, purchaseSteps } = await ok(bruno, "GET", `/work-orders/${order.id}`);
  assert.deepEqual(
    letters.map(({ kind, supplier, purchase }: any) => [kind, supplier.name, purchase]),
    [
      ["ask", "Refrigera", purchase],
      ["answer", "Refrigera", purchase],
    ],
  );
  assert.match(letters[1].text, /8,00/);
  assert.deepEqual(
    purchaseSteps.map(({ kind, purchase }: any) => [kind, purchase]),
    [["requested", purchase]],
    "what a letter tells is not told twice",
  );
  const messageId = letters[1].messageId;
  await app.rows(
    `insert into work_order_messages (workspace_id, message_id, order_id, conversation_id, added_at)
     values ($1, $2, $3, $4, now())`,
    [workspace.id, messageId, order.id, letters[1].conversationId],
  );
  assert.deepEqual(
    (await detail(`/purchases/${made.id}`)).messages.map(({ id }: any) => id),
    [messageId],
  );
  const edson = await app.addMember(workspace, "Edson Longe", "technician");
  assert.deepEqual((await ok(edson, "GET", `/purchases/${made.id}`)).messages, [], "of an order that they do not see");
  await app.rows("update work_orders set technician_id = $2 where id = $1", [order.id, edson.memberId]);
  const unseen = (await ok(edson, "GET", `/work-orders/${order.id}`)).letters;
  assert.deepEqual([...new Set(unseen.map(({ text }: any) => text))], [null], "words of a conversation stay with who sees it");
});
