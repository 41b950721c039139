import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { howMuch } from "../../../../test/cast/proofs.ts";
import { isSigned, sendgrid } from "../sendgrid/index.ts";
import { outcomeOfError } from "../sendgrid/send.ts";
import { foldQuoted } from "./fold-quoted.ts";
import { htmlToText } from "./html-to-text.ts";
import { parseMail } from "./parse.ts";
import { fileInMail, readMail } from "./read-mail.ts";
import { outcomeOfSmtp } from "./smtp.ts";
import { readTrace, verifiedDomains, withTrace } from "./trace.ts";

const FIXTURES = path.resolve(import.meta.dirname, "../../../../test/fixtures/email");
const bytes = (name: string) => readFileSync(path.join(FIXTURES, name));

test("a mail with a picture in its words and a file beside them", async () => {
  const raw = bytes("01_multipart_attachment.eml");
  const mail = await readMail(withTrace(raw, { domains: verifiedDomains(raw, "mail.example.com"), isTruncated: false }));
  assert.deepEqual(
    [mail.from?.name, mail.from?.address, mail.subject],
    ["Joana Araújo", "joana.teste@example.org", "Registo de motorista – dúvida"],
  );
  assert.deepEqual(
    mail.files.map(({ name, kind }) => [name, kind]),
    [["comprovativo maçã.pdf", "document"]],
  );
  assert.match(mail.html ?? "", /src="data:image\/png;base64,/);
  assert.deepEqual(mail.verifiedDomains.length > 0, true);
  assert.equal((await fileInMail(raw, `part:${mail.files[0]?.part}`))?.subarray(0, 5).toString(), "%PDF-");
  assert.equal(await fileInMail(raw, "part:99"), null);
  assert.equal(await fileInMail(raw, "../../etc/passwd"), null);
});

test("an answer in another charset: its words, without what it quotes", async () => {
  const [event] = parseMail(await readMail(bytes("03_customer_reply_thread.eml")));
  assert.ok(event?.type === "message" && event.content.kind === "text");
  assert.equal(event.content.text, "O meu NIF é 123456789.\n\nObrigada");
  assert.deepEqual(event.thread?.references.slice(0, 2), ["<msg_01KFXOUT0001@mail.example.com>", "<msg_01KFXOUT0001@mail.example.com>"]);
  assert.equal(event.thread?.key, "<CAFix0001@mail.example.org>");
});

test("a report of non-delivery is a status of the mail that it names, and speaks of the address", async () => {
  const events = parseMail(await readMail(bytes("05_bounce_dsn.eml")));
  assert.deepEqual(
    events.map((event) => (event.type === "status" ? [event.providerMessageId, event.status, event.failure?.code] : event.type)),
    [["<msg_01KFXOUT0002@mail.example.com>", "failed", "mail_bounced"], "unreachable"],
  );
});

test("quotes of many programs, and words that only look like them", () => {
  const cases: [string, string][] = [
    ["Sim\n\nOn Mon, 2 Feb 2026 at 10:00, Ana <a@b.c> wrote:\n> x", "Sim"],
    ["Sim\n\nEl mié, 4 feb 2026 a las 9:00, Ana escribió:\n> x", "Sim"],
    ["Sim\n\n-----Mensagem original-----\nDe: Ana\nx", "Sim"],
    ["Sim\n\nDe: Ana <a@b.c>\nEnviada em: segunda\nPara: Rui\nAssunto: x\n\ntexto", "Sim"],
    ["> pergunta\nresposta\n> outra", "> pergunta\nresposta\n> outra"],
    ["oi\n-- \nAna\nGerente", "oi"],
    ["De: mim para você\ncom carinho", "De: mim para você\ncom carinho"],
    ["On time, always", "On time, always"],
    ["> só citação", "> só citação"],
  ];
  const bare = { subject: null, hasFiles: false };
  for (const [whole, own] of cases) assert.equal(foldQuoted(whole, bare).text, own);
  const answered = { ...bare, answered: ["pergunta\n\noutra"] };
  assert.equal(foldQuoted("> pergunta\nresposta\n> outra\n> minha", answered).text, "resposta\n> minha");
  assert.deepEqual(foldQuoted("> só citação", { ...answered, hasFiles: true, answered: ["Só citação"] }), { text: "", wasCut: true });
});

test("the words of a page", () => {
  assert.equal(
    htmlToText("<p>Olá&nbsp;<b>Ana</b></p><ul><li>um<li>dois</ul><script>x()</script><style>p{}</style>"),
    "Olá Ana\n\n• um\n• dois",
  );
  assert.equal(
    htmlToText("<p>Sim.</p><blockquote>Ana escreveu:<br>Vem?<p>Abraço</p></blockquote>fim"),
    "Sim.\n\nAna escreveu:\nVem?\nAbraço\n\nfim",
  );
});

test("the trace is believed on the very first line only", () => {
  const raw = Buffer.from("X-Prosa-Trace: domains=evil.example; truncated=0\r\nFrom: a@evil.example\r\n\r\nx");
  assert.deepEqual(readTrace(withTrace(raw, { domains: [], isTruncated: true })), { domains: [], isTruncated: true, arrivedAt: null });
  const arrivedAt = new Date("2026-11-27T10:00:00Z");
  assert.deepEqual(readTrace(withTrace(raw, { domains: [], isTruncated: false, arrivedAt })), {
    domains: [],
    isTruncated: false,
    arrivedAt,
  });
  assert.deepEqual(verifiedDomains(Buffer.from("Authentication-Results: other; dkim=pass header.d=x.example\r\n\r\n"), "mx"), []);
});

test("whatever a mail holds, reading it gives events or one clear error", async () => {
  const samples = ["01_multipart_attachment.eml", "03_customer_reply_thread.eml", "05_bounce_dsn.eml"].map(bytes);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...samples),
      fc.array(fc.tuple(fc.nat(2_000), fc.uint8Array({ maxLength: 12 })), { maxLength: 12 }),
      async (sample, edits) => {
        const changed = Buffer.from(sample);
        for (const [at, piece] of edits)
          changed.set(piece.subarray(0, Math.max(0, changed.length - (at % changed.length))), at % changed.length);
        for (const event of parseMail(await readMail(changed))) assert.ok(event.type);
      },
    ),
    { numRuns: howMuch({ short: 300, long: 5_000 }) },
  );
});

test("what a mail server's answer means", () => {
  const error = (fields: object) => Object.assign(new Error("x"), fields);
  assert.equal(outcomeOfSmtp(error({ responseCode: 550 }), true).status, "refused");
  assert.deepEqual(outcomeOfSmtp(error({ responseCode: 451 }), false), {
    status: "unavailable",
    code: "smtp_451",
    text: "x",
    scope: "recipient",
    retryAfterMs: 60_000,
  });
  assert.partialDeepStrictEqual(outcomeOfSmtp(error({ responseCode: 421 }), true), { status: "unavailable", scope: "message" });
  assert.partialDeepStrictEqual(outcomeOfSmtp(error({ code: "EAUTH", responseCode: 535 }), false), {
    status: "unavailable",
    scope: "channel",
  });
  assert.partialDeepStrictEqual(outcomeOfSmtp(error({ code: "ETIMEDOUT" }), false), { status: "unavailable", scope: "message" });
  assert.equal(outcomeOfSmtp(error({ code: "ETIMEDOUT" }), true).status, "unconfirmed");
});

test("SendGrid: its signature, its errors, its lists of events, and forms without the raw mail", async () => {
  const vector = JSON.parse(bytes("vec_sendgrid_event_signature.json").toString("utf8"));
  const headers = Object.fromEntries(
    Object.entries(vector.headers as Record<string, string>).map(([name, value]) => [name.toLowerCase(), value]),
  );
  assert.equal(isSigned(Buffer.from(vector.raw_body), headers, vector.public_key), true);
  assert.equal(isSigned(Buffer.from(vector.tampered_raw_body), headers, vector.public_key), false);
  assert.equal(isSigned(Buffer.from(vector.raw_body), {}, vector.public_key), false);
  assert.equal(isSigned(Buffer.from(vector.raw_body), headers, "no key"), false);
  const exchange = (name: string) => {
    const { response } = JSON.parse(bytes(name).toString("utf8"));
    return outcomeOfError(
      { status: response.status, headers: response.headers ?? {}, body: Buffer.from(JSON.stringify(response.body)) },
      0,
    );
  };
  assert.equal(exchange("api_sendgrid_error_400.json").status, "refused");
  assert.partialDeepStrictEqual(exchange("api_sendgrid_error_401.json"), { status: "unavailable", scope: "channel" });
  assert.partialDeepStrictEqual(exchange("api_sendgrid_error_429.json"), { status: "unavailable", scope: "message" });
  const events = sendgrid.parse(await sendgrid.readBody?.(bytes("wh_sendgrid_events.json")));
  assert.deepEqual(
    events.map((event) => (event.type === "status" ? event.status : event.type === "notice" ? event.notice.kind : event.type)),
    // Only mails of ours give along which one they are; the header that SendGrid shows is not in every event.
    ["sent", "event:delivered", "event:open", "event:bounce", "event:dropped", "consent", "consent"],
  );
  const own = { email: "x@cliente.example", timestamp: 1, prosa_mail_id: "<01a2140a-21fe-77ab-b3c7-69cd8539af53@a.example>" };
  const marks = sendgrid.parse([
    { ...own, event: "open" },
    { ...own, event: "open", sg_machine_open: true },
    { ...own, event: "bounce", status: "5.1.1", reason: "no such user" },
  ]);
  assert.deepEqual(
    marks.map((event) => (event.type === "status" ? [event.status, event.callbackData] : event.type)),
    [["read", own.prosa_mail_id.slice(1, 37)], "notice", ["failed", own.prosa_mail_id.slice(1, 37)], "unreachable"],
  );
});
