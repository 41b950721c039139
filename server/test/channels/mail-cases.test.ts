import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";

const CASES = path.resolve(import.meta.dirname, "../fixtures/email/cases");
const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Mail as it comes");
const account = inventAccount("email", app.simulator.url);
const { body: channel } = await app.call(workspace, "POST", "/channels", {
  kind: "email",
  name: "Atendimento",
  settings: account.settings,
  credentials: account.credentials,
});
await registerAccount(app.simulator.url, account, {});
await app.call(workspace, "POST", `/channels/${channel.id}/validate`);
await app.rows("update channels set throughput_per_second = 40");

const deliver = (raw: Buffer) =>
  app.control("POST", "/_control/webhook", { kind: "email", account: account.id, base64: raw.toString("base64") });
const deliverCase = (name: string, ourId = "") => {
  const raw = readFileSync(path.join(CASES, `${name}.eml`), "latin1").replaceAll("{{OWN}}", account.id);
  return deliver(Buffer.from(raw.replaceAll("{{OURID}}", ourId).replaceAll("{{OURBARE}}", ourId.replaceAll(/[<>]/g, "")), "latin1"));
};
const write = (head: string[], body: string) => deliver(Buffer.from([`To: ${account.id}`, ...head, "", body, ""].join("\r\n")));
const messagesWith = (text: string) => app.rows("select id, conversation_id from messages where text like $1", [`%${text}%`]);
const messageWith = (text: string) =>
  until(async () => {
    const [row] = await messagesWith(text);
    return row === undefined ? null : (await app.call(workspace, "GET", `/messages/${row.id}`)).body;
  });
const conversation = async (id: string) => (await app.call(workspace, "GET", `/conversations/${id}`)).body;
const send = async (conversationId: string, text: string) => {
  const { body } = await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, { kind: "text", text });
  return until(async () => {
    const { body: now } = await app.call(workspace, "GET", `/messages/${body.id}`);
    return ["sent", "failed"].includes(now.status) ? now : null;
  });
};
const sentMails = async () => (await app.control("GET", "/_control/sent")).items.filter((one: any) => one.kind === "email");
const question = async (name: string) => {
  await write([`From: ${name} <${name}@exemplo.example>`, `Message-ID: <q-${name}@exemplo.example>`], `pergunta de ${name}`);
  return messageWith(`pergunta de ${name}`);
};

test("two mails with one Message-ID are two messages, a repeat is none, and both can be answered", async () => {
  await deliverCase("same-id-1");
  await messageWith("5571 agendada");
  await deliverCase("same-id-2");
  const second = await messageWith("6102 foi recusada");
  await write(["From: aviso.1@transp.example", "Subject: Coleta 5571", "Message-ID: <same-h.1@clientes.example>"], "outra vez, diferente");
  await messageWith("outra vez, diferente");
  const again = readFileSync(path.join(CASES, "same-id-1.eml"), "latin1");
  await deliver(Buffer.from(`Received: by another.example\r\n${again}`, "latin1"));
  await write(["From: z@transp.example", "Message-ID: <later@transp.example>"], "o seguinte chegou");
  await messageWith("o seguinte chegou");
  assert.equal((await messagesWith("5571 agendada")).length, 1, "the same mail by another way is the same");
  await send(second.conversationId, "recebido");
  assert.equal((await sentMails()).at(-1).body.headers["in-reply-to"], "<same-h.1@clientes.example>");
});

test("the answer to a form goes to the person whom it names, and the message says who sent it", async () => {
  await deliverCase("form-reply-to");
  const message = await messageWith("orçamento para dois splits");
  assert.match(message.content.mail.writtenBy, /Formulário do site/);
  await send(message.conversationId, "Olá, Rita");
  assert.equal((await sentMails()).at(-1).to, "rita.1@exemplo.example");
});

test("a mail without a sender's address is read, and answering it says why it cannot be", async () => {
  await deliverCase("no-address");
  const message = await messageWith("minhas palavras");
  assert.equal(message.content.mail.withoutAddress, true);
  const refused = await app.call(workspace, "POST", `/conversations/${message.conversationId}/messages`, { kind: "text", text: "quem é?" });
  assert.equal(refused.status, 422, JSON.stringify(refused.body));
});

test("a mail from our own address makes no customer of us, and is kept as a notice", async () => {
  await deliverCase("from-ourselves");
  const [kept] = await until(async () => {
    const rows = await app.rows("select body from channel_notices where kind = 'mail_from_ourselves'");
    return rows.length > 0 ? rows : null;
  });
  assert.match(JSON.stringify(kept.body), /Enviada do Outlook/);
  assert.deepEqual(await messagesWith("Enviada do Outlook"), []);
});

test("a holiday notice and a receipt are kept and open nothing again; a receipt marks ours as read", async () => {
  const { conversationId } = await question("g2h.1");
  const ours = await send(conversationId, "quinta às 9h");
  await app.call(workspace, "PATCH", `/conversations/${conversationId}`, { state: "resolved" });
  const before = await conversation(conversationId);
  await deliverCase("out-of-office", ours.providerMessageId);
  const notice = await messageWith("Estou de férias");
  assert.deepEqual([notice.conversationId, notice.content.mail.autoReply], [conversationId, true]);
  const after = await conversation(conversationId);
  assert.deepEqual([after.state, after.unreadCount], ["resolved", before.unreadCount]);
  const fields = `Original-Message-ID: ${ours.providerMessageId}\r\nDisposition: manual-action/MDN-sent-manually; displayed`;
  await write(
    ["From: g2h.1@exemplo.example", "Content-Type: multipart/report; report-type=disposition-notification; boundary=r"],
    `--r\r\n\r\nlida\r\n--r\r\nContent-Type: message/disposition-notification\r\n\r\n${fields}\r\n\r\n--r--`,
  );
  await until(async () => (await app.call(workspace, "GET", `/messages/${ours.id}`)).body.status === "read");
  assert.equal((await conversation(conversationId)).state, "resolved");
});

test("a refusal in plain words fails our mail, and the mail server is no participant", async () => {
  const { conversationId } = await question("g1h.1");
  const ours = await send(conversationId, "quinta às 9h");
  await deliverCase("refusal-in-words", ours.providerMessageId);
  const failed = await until(async () => {
    const { body } = await app.call(workspace, "GET", `/messages/${ours.id}`);
    return body.status === "failed" ? body : null;
  });
  assert.match(failed.failure.message, /mailbox unavailable/);
  assert.deepEqual(await messagesWith("could not be delivered"), []);
});

test("an answer without brackets around the id joins its thread; a clock of 1999 changes no order", async () => {
  const { conversationId } = await question("g7h.1");
  const ours = await send(conversationId, "quinta às 9h");
  await deliverCase("id-without-brackets", ours.providerMessageId);
  assert.equal((await messageWith("Resposta sem colchetes")).conversationId, conversationId);
  await deliverCase("clock-of-1999");
  const old = await messageWith("data errada");
  assert.ok(Date.now() - Date.parse(old.occurredAt) < 3_600_000);
  assert.equal(old.content.mail.writtenAt, "1999-01-01T00:00:00.000Z");
});

test("what answers ours shows the words between and below our lines, marked or not", async () => {
  const { conversationId } = await question("bruna");
  const ours = await send(conversationId, "Qual é o modelo do aparelho?\nPodemos ir na quinta?");
  const answer = (body: string) => write(["From: bruna@exemplo.example", `In-Reply-To: ${ours.providerMessageId}`], body);
  await answer("> Qual é o modelo do aparelho?\nSplit 9000 da sala\n> Podemos ir na quinta?\nSim.");
  assert.equal((await messageWith("Split 9000")).text, "Split 9000 da sala\nSim.");
  const head = "De: Loja <a@loja.example>\nEnviado: quinta-feira, 26 de novembro de 2026 9:10\nPara: Bruna\nAssunto: Visita";
  await answer(`${head}\n\nQual é o modelo do aparelho?\nPodemos ir na quinta?\n\nJá disse, é o da cozinha.`);
  const below = await messageWith("o da cozinha");
  assert.equal(below.text, "Já disse, é o da cozinha.");
  const { body: original } = await app.call(workspace, "GET", `/messages/${below.id}/original`);
  assert.match(original.text, /Podemos ir na quinta/);
});
