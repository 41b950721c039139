import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { decodeBytes, mendWords } from "./charset.ts";
import { parseMail } from "./parse.ts";
import { fileInMail, readMail } from "./read-mail.ts";
import { textOfRtf } from "./rtf.ts";

const CASES = path.resolve(import.meta.dirname, "../../../../test/fixtures/email/cases");
const caseOf = (name: string) => readFileSync(path.join(CASES, `${name}.eml`));
const written = (head: string[], body: string) => Buffer.from([...head, "", body].join("\r\n"));
const ours = { settings: { address: "atendimento@climanorte.example" } };

async function messageOf(raw: Buffer) {
  const [event] = parseMail(await readMail(raw), ours);
  assert.ok(event?.type === "message" && event.content.kind === "text" && event.content.mail !== undefined, JSON.stringify(event));
  return { ...event, text: event.content.text, facts: event.content.mail, address: event.contact.keys[0]?.address };
}

test("what people wrote is shown: answers in between, drawn lines, forwards, layout, freight forms", async () => {
  const shown: Record<string, string> = {
    freight:
      "Bom dia, preciso de um orçamento:\n\nDe: Manaus, Rua A 10\nPara: Belém, Rua B 20\nData: 12/12/2026\n\nSão 12 caixas. Qual o valor?",
    told: 'Bom dia,\nA Maria do financeiro me escreveu:\n"vence dia 10"\nNo sistema aparece dia 5. Qual vale?',
    inline: "Respondo abaixo:\n\nSplit 12000\n\nSexta de manhã",
    interleaved: "Bom dia, respostas no meio do texto:\n\nRua das Palmeiras, 210, apto 31.\n\nDepois das 18h.",
    "header-on-three-lines": "Sexta está bom.",
    "outlook-spanish": "Perfecto, confirmo la visita.",
    "drawn-line": "Modelo: Split 12000\n____________________\nDefeito: pinga água no quarto do bebê, urgente.",
    "blockquote-as-layout": "O painel mostra:\n\nERRO E7 - compressor\nO que faço?",
    "blank-plain": "O pedido 4417 chegou quebrado.",
    "ascii-but-utf8": "Não consigo acessar a opção",
    winmail: "Aceitamos a proposta 318.",
    "signed-opaque": "Aceito a proposta 5512, podem agendar.",
  };
  for (const [name, text] of Object.entries(shown)) assert.equal((await messageOf(caseOf(name))).text, text, name);
  assert.match((await messageOf(caseOf("forward"))).text, /nota fiscal 7788/);
});

test("who is answered: Reply-To, a comma without quotes, Sender, the return path, or nobody", async () => {
  const form = await messageOf(caseOf("form-reply-to"));
  assert.deepEqual([form.address, form.facts.writtenBy], ["rita.1@exemplo.example", "Formulário do site <site.1@clientes.example>"]);
  const comma = await messageOf(caseOf("unquoted-comma"));
  assert.deepEqual([comma.address, comma.contact.profileName], ["carla.souza.1@exemplo.example", "Souza, Carla"]);
  const from = async (...head: string[]) => {
    const { address, contact } = await messageOf(written([...head, "Message-ID: <x@y.example>"], "oi"));
    return [address, contact.profileName];
  };
  assert.deepEqual(await from("From: Ana", "Sender: ana@cliente.example"), ["ana@cliente.example", "Ana"]);
  assert.deepEqual(await from("Return-Path: <ana@cliente.example>"), ["ana@cliente.example", undefined]);
  assert.deepEqual(await from("From: Ana ana@cliente.example"), ["ana@cliente.example", "Ana"]);
  const nobody = await messageOf(caseOf("no-address"));
  assert.match(nobody.address ?? "", /^[0-9a-f]{12}@no-address\.invalid$/);
  assert.deepEqual([nobody.text, nobody.facts.withoutAddress, nobody.contact.profileName], ["minhas palavras", true, "sem endereco"]);
  const list = await from("From: ana@cliente.example", "Reply-To: lista@grupo.example", "List-Id: <grupo.example>");
  assert.equal(list[0], "ana@cliente.example");
  const nameless = await messageOf(caseOf("no-name"));
  assert.deepEqual([nameless.contact.profileName, nameless.contact.nameIfNew], [undefined, "vera.aspas.1"]);
});

test("a mail from our own address is nobody's, unless its Reply-To names somebody", async () => {
  const own = (...head: string[]) => written(["From: Loja <Atendimento+site@climanorte.example>", ...head], "copiado");
  const [copy] = parseMail(await readMail(own()), ours);
  assert.ok(copy?.type === "notice");
  assert.deepEqual([copy.notice.kind, copy.notice.body["text"]], ["mail_from_ourselves", "copiado"]);
  assert.equal((await messageOf(own("Reply-To: ana@cliente.example"))).address, "ana@cliente.example");
});

test("bytes decide the charset, and no sign of replacement is for good", () => {
  const bytes = (text: string, encoding: BufferEncoding = "utf8") => new Uint8Array(Buffer.from(text, encoding));
  assert.equal(decodeBytes(bytes("opção"), "us-ascii"), "opção");
  assert.equal(decodeBytes(bytes("opção"), "iso-8859-1"), "opção");
  assert.equal(decodeBytes(bytes("opção", "latin1"), "utf-8"), "opção");
  assert.equal(decodeBytes(bytes("café", "latin1"), undefined), "café");
  assert.equal(decodeBytes(new Uint8Array([0xcf, 0xd2, 0xe8, 0xe5]), "koi8-r"), "орХЕ");
  assert.equal(decodeBytes(new Uint8Array([0x80, 0x20, 0x93]), "nobody-knows"), "€ “");
  const patched = new Uint8Array([...bytes("ação não é só "), 0xe9, ...bytes(" ünd")]);
  assert.equal(decodeBytes(patched, "utf-8"), "ação não é só é ünd");
  assert.equal(decodeBytes(bytes("$B%F%9%H(B".replaceAll("$", "\u001b$").replace("(B", "\u001b(B")), "iso-2022-jp"), "テスト");
  const decoded = (value: string) => Buffer.from(/\?B\?(.*)\?=/.exec(mendWords(value))?.[1] ?? "", "base64").toString();
  assert.equal(decoded("=?utf-8?Q?Instala=C3?= =?utf-8?Q?=A7=C3=A3o_?=\r\n =?iso-8859-1?Q?conclu=EDda?="), "Instalação concluída");
  assert.equal(decoded("=?utf-8?Q?Jo=E3o?="), "João");
});

test("raw Latin-1 headers and cut words read as they were meant", async () => {
  const mail = await readMail(caseOf("latin1-headers"));
  assert.deepEqual([mail.from?.name, mail.subject, mail.text.trim()], ["João Conceição", "Instalação não concluída", "Não ligou ainda."]);
  const cut = await messageOf(
    written(["From: =?utf-8?Q?A=2C_B?= <a@b.example>", "Subject: =?utf-8?B?4pyF?= =?utf-8?Q?=C3?= =?utf-8?Q?=A9?="], "x"),
  );
  assert.deepEqual([cut.facts.subject, cut.contact.profileName, cut.address], ["✅é", "A, B", "a@b.example"]);
});

test("envelopes open: Outlook's with its files; an encrypted one stays a file and says so", async () => {
  const winmail = await messageOf(caseOf("winmail"));
  assert.deepEqual(
    winmail.files?.map(({ media }) => media.fileName),
    ["proposta.pdf"],
  );
  const file = await fileInMail(caseOf("winmail"), winmail.files?.[0]?.media.providerMediaId ?? "");
  assert.equal(file?.subarray(0, 5).toString(), "%PDF-");
  const enveloped = "MIAGCSqGSIb3DQEHA6CAMIACAQAxADCABgkqhkiG9w0BBwGgAAAAAAAA";
  const head = ["From: a@b.example", 'Content-Type: application/pkcs7-mime; name="smime.p7m"', "Content-Transfer-Encoding: base64"];
  const sealed = await messageOf(written(head, enveloped));
  assert.deepEqual([sealed.facts.sealed, sealed.files?.length, sealed.text], [true, 1, ""]);
  const rtf = Buffer.from("{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 Ol\\'e1, {\\b Ana}!\\par S\\u243?\\~isso}");
  const head16 = Buffer.alloc(16);
  head16.write("MELA", 8);
  assert.equal(textOfRtf(Buffer.concat([head16, rtf])), "Olá, Ana!\nSó isso");
});

test("an invitation shows its title, time and place, once", async () => {
  const calendar = [
    "BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VTIMEZONE\nTZID:America/Manaus\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE",
    "BEGIN:VEVENT\nSUMMARY:Vistoria\\, 3º\n  andar\nDTSTART;TZID=America/Manaus:20261127T100000\nDTEND;TZID=America/Manaus:20261127T113000",
    "LOCATION:Rua A\\, 10\nEND:VEVENT\nEND:VCALENDAR",
  ].join("\n");
  const part = (type: string) => `--b\nContent-Type: ${type}\n\n${calendar}\n`;
  const body = `--b\nContent-Type: text/plain\n\n \n${part("text/calendar; method=REQUEST")}${part('application/ics; name="invite.ics"')}--b--`;
  const shown = await messageOf(written(["From: a@b.example", "Content-Type: multipart/mixed; boundary=b"], body));
  assert.equal(shown.text, "📅 Vistoria, 3º andar\n2026-11-27 10:00 – 11:30 (America/Manaus)\nRua A, 10");
  assert.deepEqual(
    shown.files?.map(({ media }) => media.fileName),
    ["invite.ics"],
  );
});

test("pictures are files where nothing else is there; nameless files have an ending; too many are counted", async () => {
  for (const name of ["picture-only", "pasted-picture"]) assert.equal((await messageOf(caseOf(name))).files?.length, 1, name);
  const pdf = await messageOf(caseOf("nameless-pdf"));
  assert.deepEqual(
    pdf.files?.map(({ media }) => media.fileName),
    ["file.pdf"],
  );
  const many = await messageOf(caseOf("55-files"));
  assert.deepEqual([many.files?.length, many.facts.omittedFiles], [50, 5]);
  const gmail = caseOf("pasted-picture")
    .toString()
    .replace("--b1\n", "--b1\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\n[image: print.png]\n\nEnviado do meu iPhone\n--a\n")
    .replace("</html>\n", "</html>\n--a--\n");
  assert.equal((await messageOf(Buffer.from(gmail))).files?.length, 1, "signs of a picture are no words");
});

test("every recipient of a report; reports in prose and in plain words; receipts", async () => {
  const id = "<01a2140a-21fe-77ab-b3c7-69cd8539af53@climanorte.example>";
  const seen = async (raw: Buffer) =>
    parseMail(await readMail(raw), ours).map((event) =>
      event.type === "status" ? [event.providerMessageId, event.status] : event.type === "unreachable" ? event.key.value : event.type,
    );
  const filled = (name: string) => Buffer.from(caseOf(name).toString().replaceAll("{{OURID}}", id));
  assert.deepEqual(await seen(filled("report-prose-first")), [[id, "failed"]]);
  assert.deepEqual(await seen(filled("refusal-in-words")), [[id, "failed"], "g1h.1@exemplo.example"]);
  const two = filled("report-prose-first")
    .toString()
    .replace("Status: 5.3.0", "Status: 5.1.1\n\nFinal-Recipient: rfc822; bia@cliente.example\nAction: failed\nStatus: 5.1.2");
  assert.deepEqual(await seen(Buffer.from(two)), [[id, "failed"], "ana@cliente.example", [id, "failed"], "bia@cliente.example"]);
  const qmail = `Hi. This is the qmail-send program.\nI'm afraid I wasn't able to deliver your message.\n\n<ana@cliente.example>:\n550 5.1.1 no such user\n\n--- Below this line is a copy of the message.\n\nMessage-ID: ${id}\n`;
  assert.deepEqual(await seen(written(["Return-Path: <>", "From: MAILER-DAEMON@mx.example", "Subject: failure notice"], qmail)), [
    [id, "failed"],
    "ana@cliente.example",
  ]);
  const receipt = `--r\n\nLida.\n--r\nContent-Type: message/disposition-notification\n\nOriginal-Message-ID: ${id}\nDisposition: manual-action/MDN-sent-manually; displayed\n\n--r--`;
  const type = "Content-Type: multipart/report; report-type=disposition-notification; boundary=r";
  assert.deepEqual(await seen(written(["From: ana@cliente.example", type], receipt)), [[id, "read"]]);
  const person = await seen(written(["From: ana@cliente.example", "Subject: mail delivery failed?"], "recebi 550 5.1.1, e agora?"));
  assert.deepEqual(person, ["message"], "a person who speaks of it is a person");
});
