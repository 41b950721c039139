// Longer than most: one mailbox, a real SMTP and IMAP conversation, and everything that strangers put into mails.
import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import http from "node:http";
import { test } from "node:test";
import { ImapFlow } from "imapflow";
import { sendMessage } from "../../src/inbox/messages/send-message.ts";
import { createCtx } from "../../src/platform/index.ts";
import { inventAccount, registerAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";

const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Mail");
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

const append = (raw: string) =>
  app.control("POST", "/_control/webhook", {
    kind: "email",
    account: account.id,
    base64: Buffer.from(raw.replaceAll("\n", "\r\n")).toString("base64"),
  });
let counter = 0;
interface Written {
  from?: string;
  to?: string;
  id?: string;
  subject?: string;
  headers?: string[];
  body?: string;
}
async function mail({
  from = "Ana <ana@cliente.example>",
  to = account.id,
  id,
  subject = "Orçamento",
  headers = [],
  body = "oi",
}: Written) {
  counter += 1;
  const messageId = id ?? `<m${counter}@cliente.example>`;
  await append([`Message-ID: ${messageId}`, `From: ${from}`, `To: ${to}`, `Subject: ${subject}`, ...headers, "", body, ""].join("\n"));
  return messageId;
}
const messageWith = (providerMessageId: string) =>
  until(async () => {
    const [row] = await app.rows("select id, conversation_id from messages where provider_message_id = $1", [providerMessageId]);
    return row === undefined ? null : (await app.call(workspace, "GET", `/messages/${row.id}`)).body;
  });
const send = async (conversationId: string, text: string) =>
  (await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, { kind: "text", text })).body;
const settled = (id: string, status: string) =>
  until(async () => {
    const { body } = await app.call(workspace, "GET", `/messages/${id}`);
    return body.status === status ? body : null;
  });
const sentMails = async () => (await app.control("GET", "/_control/sent")).items.filter((one: any) => one.kind === "email");

test("an answer joins its thread by the reply address or by what it quotes; the subject alone joins nothing", async () => {
  const first = await messageWith(await mail({ subject: "Re: Enc: Orçamento da obra" }));
  assert.equal((await app.call(workspace, "GET", `/conversations/${first.conversationId}`)).body.subject, "Orçamento da obra");
  const sent = await settled((await send(first.conversationId, "Segue o orçamento")).id, "sent");
  const [left] = (await sentMails()).slice(-1);
  assert.equal(left.body.subject, "Re: Orçamento da obra");
  assert.equal(left.body.headers["in-reply-to"], first.providerMessageId);
  assert.equal(left.body.headers["auto-submitted"], "no");
  const replyTo = /<?([^<>\s]+)>?$/.exec(left.body.headers["reply-to"])?.[1] as string;
  assert.match(replyTo, /\+c\.[a-z2-7]{42}@/);

  const byAddress = await messageWith(await mail({ to: replyTo.toUpperCase(), subject: "outra coisa" }));
  assert.equal(byAddress.conversationId, first.conversationId);
  const byQuote = await messageWith(await mail({ headers: [`In-Reply-To: ${sent.providerMessageId}`] }));
  assert.equal(byQuote.conversationId, first.conversationId);
  assert.equal(byQuote.replyTo.id, sent.id);
  const strangers = ["<x1@elsewhere.example>", "<x2@elsewhere.example>", "<x3@elsewhere.example>"];
  const farAway = await messageWith(
    await mail({ headers: [`In-Reply-To: ${strangers[2]}`, `References: ${sent.providerMessageId} ${strangers.join(" ")}`] }),
  );
  assert.equal(farAway.conversationId, first.conversationId);
  const bySubject = await messageWith(await mail({ subject: "Re: Orçamento da obra" }));
  assert.notEqual(bySubject.conversationId, first.conversationId);
  const forged = replyTo.replace(/\+c\.(.)/, (_all, letter) => `+c.${letter === "a" ? "b" : "a"}`);
  const byForgery = await messageWith(await mail({ to: forged }));
  assert.notEqual(byForgery.conversationId, first.conversationId, "nobody else makes a reply address");

  const stranger = await messageWith(await mail({ from: "Zé <ze@outro.example>", to: replyTo }));
  assert.equal(stranger.conversationId, first.conversationId);
  assert.equal(stranger.content.mail.joinedBy, "ze@outro.example");
  assert.equal(stranger.author.name, "Zé");
  const answer = await settled((await send(first.conversationId, "Obrigada aos dois")).id, "sent");
  assert.ok(answer.id);
  assert.equal((await sentMails()).at(-1).to, "ana@cliente.example", "whoever joined gets no answer by itself");
});

test("what is quoted is folded away and can be read; a machine's answer is marked", async () => {
  const body = "Pode ser amanhã.\n\nEm qua., 25 de nov. de 2026 às 10:00, Atendimento <a@b.example>\nescreveu:\n> Quando?\n\n-- \nAna";
  const message = await messageWith(await mail({ body }));
  assert.equal(message.text, "Pode ser amanhã.");
  assert.equal(message.content.mail.hasOriginal, true);
  const { body: original } = await app.call(workspace, "GET", `/messages/${message.id}/original`);
  assert.match(original.text, /> Quando\?/);
  const automatic = await messageWith(await mail({ headers: ["Auto-Submitted: auto-replied"], body: "Estou de férias" }));
  assert.equal(automatic.content.mail.automatic, true);
});

test("only the mailbox's own server can vouch for a sender", async () => {
  const forged = [
    "Authentication-Results: evil.example; dkim=pass header.d=cliente.example",
    "X-Prosa-Trace: domains=cliente.example; truncated=0",
  ];
  const unverified = await messageWith(await mail({ headers: forged }));
  assert.equal(unverified.content.mail.verified, false);
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { settings: { authServer: "mx.climanorte.example" } });
  const spoofed = await messageWith(
    await mail({ headers: ["Authentication-Results: mx.climanorte.example; dkim=pass header.d=outra.example"] }),
  );
  assert.equal(spoofed.content.mail.verified, false, "a signature of another domain says nothing");
  // The mailbox is opened anew with the changed settings.
  await until(async () => {
    const headers = ["Authentication-Results: mx.climanorte.example; spf=fail;\n dkim=pass header.d=cliente.example"];
    return (await messageWith(await mail({ headers }))).content.mail.verified;
  });
});

test("a mail that comes back fails with the server's words, and the address is not tried again until it writes", async () => {
  const { conversationId } = await messageWith(await mail({ from: "bounce.rui@cliente.example" }));
  const { id } = await send(conversationId, "chega?");
  const failed = await settled(id, "failed");
  assert.equal(failed.failure.code, "mail_bounced");
  assert.match(failed.failure.message, /User unknown/);
  await until(async () => (await app.rows("select 1 from contact_identities where unreachable_at is not null")).length === 1);
  const refused = await app.call(workspace, "POST", `/conversations/${conversationId}/messages`, { kind: "text", text: "e agora?" });
  assert.deepEqual([refused.status, refused.body.code], [422, "inbox.unreachable"]);
  await messageWith(await mail({ from: "bounce.rui@cliente.example", body: "voltei" }));
  assert.deepEqual(await app.rows("select 1 from contact_identities where unreachable_at is not null"), []);
});

test("a stranger's report of a mail that never left makes nobody unreachable, nor does one about another person's", async () => {
  const { conversationId } = await messageWith(await mail({ from: "vitima@cliente.example" }));
  const { conversationId: own } = await messageWith(await mail({ from: "atacante@cliente.example" }));
  const toVictim = await settled((await send(conversationId, "sua visita")).id, "sent");
  const toAttacker = await settled((await send(own, "bom dia")).id, "sent");
  const report = (messageId: string) =>
    mail({
      from: "mailer-daemon@cliente.example",
      headers: ["MIME-Version: 1.0", "Content-Type: multipart/report; report-type=delivery-status; boundary=r"],
      body: [
        "--r\n\nfailed\n--r\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n",
        "Final-Recipient: rfc822; vitima@cliente.example\nAction: failed\nStatus: 5.1.1\n",
        `--r\nContent-Type: text/rfc822-headers\n\nMessage-ID: ${messageId}\n\n--r--`,
      ].join("\n"),
    });
  await report("<invented@climanorte.example>");
  // Who got a mail of ours knows its id, and no other.
  await report(toAttacker.providerMessageId);
  await settled(toAttacker.id, "failed");
  await messageWith(await mail({ from: "depois@cliente.example", body: "tudo lido até aqui" }));
  assert.deepEqual(await app.rows("select value from contact_identities where unreachable_at is not null and value like 'vitima%'"), []);
  assert.equal((await app.call(workspace, "GET", `/messages/${toVictim.id}`)).body.status, "sent");
});

test("a hostile page shows its words and nothing else: no script, no address is called", async () => {
  const calls: string[] = [];
  const listener = http.createServer((request, response) => {
    calls.push(request.url ?? "");
    response.end();
  });
  await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
  const { port } = listener.address() as { port: number };
  const elsewhere = `http://127.0.0.1:${port}`;
  const html = [
    `<html><head><style>@import url(${elsewhere}/style); body{background:url(${elsewhere}/bg)}</style><base href="${elsewhere}"></head>`,
    `<body background="${elsewhere}/bg2" onload="fetch('${elsewhere}/load')"><script>fetch("${elsewhere}/script")</script>`,
    `<p style="color:red;background-image:url(${elsewhere}/bg3);position:fixed">Olá <b>Ana</b></p>`,
    `<img src="${elsewhere}/pixel"><img src=x onerror=alert(1)><img src="data:image/svg+xml;base64,PHN2Zy8+">`,
    `<a href="javascript:alert(1)">a</a><a href=" JaVaScRiPt:alert(1)">b</a><a href="https://ok.example/x">c</a>`,
    `<form action="${elsewhere}/form"><input name=q></form><iframe src="${elsewhere}/frame"></iframe><object data="${elsewhere}/o"></object>`,
    `<svg><script>alert(1)</script></svg><math><mtext></mtext></math><meta http-equiv="refresh" content="0;url=${elsewhere}/meta">`,
    `<link rel=stylesheet href="${elsewhere}/l"><video src="${elsewhere}/v" autoplay></video><table background="${elsewhere}/t"><tr><td>célula</td></tr></table>`,
  ].join("");
  const message = await messageWith(await mail({ headers: ["MIME-Version: 1.0", "Content-Type: text/html; charset=utf-8"], body: html }));
  assert.match(message.text, /Olá Ana/);
  assert.doesNotMatch(message.text, /fetch|@import/);
  const { body: original } = await app.call(workspace, "GET", `/messages/${message.id}/original`);
  assert.deepEqual([original.hasPage, original.remoteImages], [true, 1]);
  for (const query of ["", "?images=true"]) {
    const page = await app.call(workspace, "GET", `/messages/${message.id}/original/page${query}`);
    assert.equal(page.status, 200);
    assert.match(String(page.headers["content-security-policy"]), /^sandbox allow-popups[^;]*; default-src 'none';/);
    assert.doesNotMatch(String(page.headers["content-security-policy"]), /allow-scripts|allow-same-origin/);
    const shown = String(page.body).replace(/^.*<\/style>/s, "");
    assert.doesNotMatch(
      shown,
      /script|onerror|onload|url\(|127\.0\.0\.1|svg|<form|<iframe|<object|<meta|<link|<base|<video|position|background-image/i,
    );
    assert.match(shown, /href="https:\/\/ok\.example\/x" target="_blank" rel="noopener noreferrer nofollow"/);
    assert.match(shown, /célula/);
  }
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(calls, [], "a private address is not called, also when somebody asks for the pictures");
  listener.close();
});

test("a mail beyond all reason becomes a dead letter, and the next one comes through", async () => {
  const deep = Array.from({ length: 1_000 }, (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\n\n--b${level}`).join("\n");
  await append(`Message-ID: <deep@x.example>\nFrom: a@x.example\nMIME-Version: 1.0\n${deep}\n\nfim`);
  await append(`Message-ID: <long@x.example>\nFrom: a@x.example\nX-Long: ${"x".repeat(2 * 1024 * 1024)}\n\noi`);
  await append("");
  await append("\u0000\u0001 not a mail at all");
  const next = await messageWith(await mail({ body: "tudo bem por aqui" }));
  assert.equal(next.text, "tudo bem por aqui");
  const failures = await until(async () => {
    const rows = await app.rows("select error from raw_event_failures where channel_id = $1", [channel.id]);
    return rows.length === 2 ? rows : null;
  });
  assert.ok(
    failures.every(({ error }) => /nest|header/i.test(error)),
    JSON.stringify(failures),
  );
});

/** What lies in the folder of sent mails, as the person's own program shows it. */
async function sentFolder(): Promise<string[]> {
  const { imapPort } = account.settings;
  const auth = { user: account.id, pass: account.credentials["password"] ?? "" };
  const client = new ImapFlow({ host: "127.0.0.1", port: Number(imapPort), secure: false, doSTARTTLS: false, logger: false, auth });
  await client.connect();
  try {
    await client.mailboxOpen("Sent", { readOnly: true });
    const mails: string[] = [];
    for await (const { source } of client.fetch("1:*", { source: true })) mails.push(source?.toString() ?? "");
    return mails;
  } finally {
    client.close();
  }
}

test("where somebody asks for it, a copy of what left lies in Sent", async () => {
  const { conversationId } = await messageWith(await mail({ subject: "Cópia" }));
  await settled((await send(conversationId, "sem cópia")).id, "sent");
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { settings: { keepSent: "on" } });
  const { id } = await send(conversationId, "Guarda esta, com ç e ã");
  await settled(id, "sent");
  const [copy, ...others] = await until(async () => ((await sentFolder()).length > 0 ? sentFolder() : null));
  assert.deepEqual(others, []);
  assert.match(copy ?? "", new RegExp(`^Message-ID: <${id}@`, "m"));
  assert.match(copy ?? "", /Guarda esta, com =C3=A7 e =C3=A3/);
  const [left] = (await sentMails()).slice(-1);
  assert.equal(left.body.headers["message-id"], `<${id}@${account.id.split("@")[1]}>`);
  await app.call(workspace, "PATCH", `/channels/${channel.id}`, { settings: { keepSent: null } });
});

test("a mail whose answer was lost is looked for in Sent: found there it did leave, and nothing is sent again", async () => {
  const { conversationId } = await messageWith(await mail({ subject: "Resposta perdida" }));
  const look = (id: string) =>
    app.rows("update jobs set run_at = now() where kind = 'inbox.find_sent' and payload->>'messageId' = $1", [id]);
  const looked = (id: string) =>
    until(
      async () => (await app.rows("select 1 from jobs where kind = 'inbox.find_sent' and payload->>'messageId' = $1", [id])).length === 0,
    );
  const loseAnswer = async (text: string) => {
    await app.control("PUT", "/_control/faults", { nextSends: { outcome: "accepted_then_reset", count: 1 } });
    const { id } = await send(conversationId, text);
    await settled(id, "unconfirmed");
    await look(id);
    await looked(id);
    return (await app.call(workspace, "GET", `/messages/${id}`)).body;
  };
  assert.equal((await loseAnswer("ninguém sabe")).status, "unconfirmed", "this server keeps nothing: a person decides");
  const keeps = { ...account, settings: { ...account.settings, keepsSent: "on" } };
  await registerAccount(app.simulator.url, keeps);
  const found = await loseAnswer("foi, e ninguém soube");
  assert.deepEqual([found.status, found.providerMessageId], ["sent", `<${found.id}@${account.id.split("@")[1]}>`]);
  assert.equal((await sentMails()).filter(({ body }: any) => body.text.includes("ninguém soube")).length, 1);
  await app.control("PUT", "/_control/faults", {});
});

test("names and subjects make no second header", async () => {
  const { conversationId } = await messageWith(
    await mail({ from: '"Ana\\"; Bcc: x@y.example" <ana2@cliente.example>', subject: "a =?utf-8?Q?=0D=0ABcc:_victim@x.example?=" }),
  );
  await settled((await send(conversationId, "linha\r\n.\r\nBcc: victim@x.example")).id, "sent");
  const left = (await sentMails()).at(-1);
  assert.equal(left.body.headers["bcc"], undefined);
  assert.equal(left.to, "ana2@cliente.example");
  assert.match(left.body.text, /^linha\n\.\nBcc: victim@x\.example$/);
});

test("a connection that was cut is made again, and what came meanwhile is read", async () => {
  await app.control("PUT", "/_control/faults", { down: true });
  const id = await mail({ body: "enquanto vocês estavam fora" });
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  assert.deepEqual(await app.rows("select 1 from messages where provider_message_id = $1", [id]), []);
  await app.control("PUT", "/_control/faults", {});
  assert.equal((await messageWith(id)).text, "enquanto vocês estavam fora");
});

test("several files come as one message, a long one goes by name", async () => {
  const part = (name: string, type: string) =>
    `--p\nContent-Type: ${type}; name="${name}"\nContent-Disposition: attachment; filename="${name}"\n\nx${name}`;
  const body = [
    "--p",
    "Content-Type: text/plain",
    "",
    "dois anexos",
    part("../../a.txt", "text/plain"),
    part("b.pdf", "application/pdf"),
    "--p--",
  ].join("\n");
  const id = await mail({ headers: ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="p"'], body });
  const message = await until(async () => {
    const found = await messageWith(id);
    return found.attachments.length === 2 && found.attachments.every((one: any) => one.state === "stored") ? found : null;
  });
  assert.equal(message.text, "dois anexos");
  assert.deepEqual(
    message.attachments.map((one: any) => one.fileName),
    ["a.txt", "b.pdf"],
  );
  const { raw } = await app.call(workspace, "GET", `/attachments/${message.attachments[1].id}/content`);
  assert.equal(raw.toString().trim(), "xb.pdf");
});

test("a large mail comes with its files as they are, and another one beside it waits for nobody", async () => {
  const bytes = randomBytes(3 * 1024 * 1024);
  const base64 = (bytes.toString("base64").match(/.{1,76}/g) ?? []).join("\n");
  const part = [
    "--p",
    "Content-Type: application/zip",
    'Content-Disposition: attachment; filename="planta.zip"',
    "Content-Transfer-Encoding: base64",
  ];
  const body = ["--p", "Content-Type: text/plain", "", "segue a planta", ...part, "", base64, "--p--"].join("\n");
  const headers = ["MIME-Version: 1.0", 'Content-Type: multipart/mixed; boundary="p"'];
  const [large, small] = [await mail({ headers, body }), await mail({ body: "recebeu?" })];
  const message = await until(async () => {
    const found = await messageWith(large);
    return found.attachments[0]?.state === "stored" ? found : null;
  });
  assert.deepEqual([message.text, message.attachments[0].fileName], ["segue a planta", "planta.zip"]);
  const { raw } = await app.call(workspace, "GET", `/attachments/${message.attachments[0].id}/content`);
  assert.ok(bytes.equals(raw));
  assert.equal((await messageWith(small)).text, "recebeu?");
});

test("a mail server on a private address is not called unless the operator allows it, and the check says so", async () => {
  const settings = { address: "x@interno.example", smtpHost: "127.0.0.1", smtpPort: "25", imapHost: "localhost", imapPort: "143" };
  const made = await app.call(workspace, "POST", "/channels", { kind: "email", name: "Interno", settings, credentials: { password: "x" } });
  const { body } = await app.call(workspace, "POST", `/channels/${made.body.id}/validate`);
  assert.deepEqual(
    body.steps.map((one: any) => [one.step, one.ok, one.advice]),
    [
      ["smtp", false, "address_refused"],
      ["imap", false, "address_refused"],
    ],
  );
  const wrong = await app.call(workspace, "POST", "/channels", {
    kind: "email",
    name: "Senha errada",
    settings: { ...account.settings, address: "outro@climanorte.example" },
    credentials: { password: "errada" },
  });
  const checked = await app.call(workspace, "POST", `/channels/${wrong.body.id}/validate`);
  assert.deepEqual(
    checked.body.steps.map((one: any) => one.advice),
    ["mail_login_refused", "mail_login_refused"],
  );
  assert.doesNotMatch(JSON.stringify(checked.body), /errada/);
});

test("a person who answers a mail whose end nobody knew proves that it came", async () => {
  const { conversationId } = await messageWith(await mail({ from: "eva@cliente.example" }));
  await app.control("PUT", "/_control/faults", { nextSends: { outcome: "accepted_then_reset", count: 1 } });
  const { id } = await send(conversationId, "chegou?");
  await settled(id, "unconfirmed");
  const left = (await sentMails()).at(-1);
  await messageWith(await mail({ from: "eva@cliente.example", headers: [`In-Reply-To: ${left.id}`], body: "chegou" }));
  const proven = await settled(id, "sent");
  assert.equal(proven.providerMessageId, left.id);
});

test("what nobody asked for says how to end it: by one click of the mail program, or by what is ticked on a page", async () => {
  const first = await messageWith(await mail({ from: "Rui <rui@cliente.example>" }));
  const { contact } = (await app.call(workspace, "GET", `/conversations/${first.conversationId}`)).body;
  const actor = { kind: "automation" as const, id: null, name: "Rule", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const rule = createCtx({
    db: app.db,
    clock: { now: () => new Date() },
    log: app.log,
    workspaceId: workspace.id,
    actor,
    correlationId: "test",
  });
  // No hour is quiet: a rule may write now, whenever the suite runs.
  const never = { quietFrom: "00:00", quietTo: "00:00", most: 3, inDays: 7 };
  assert.equal((await app.call(null, "PUT", "/first-writing-settings", never, await app.signIn(workspace))).status, 200);
  const content = { kind: "text" as const, text: "Sentimos sua falta" };
  const id = await sendMessage(rule, app.prosa.delivery, { conversationId: first.conversationId, content });
  await settled(id, "sent");
  const [left] = (await sentMails()).slice(-1);
  const { headers } = left.body;
  assert.equal(headers["list-unsubscribe-post"], "List-Unsubscribe=One-Click");
  const address = /^<(.+)>$/.exec(headers["list-unsubscribe"])?.[1] as string;
  assert.ok(left.body.text.includes(`Descadastre-se: ${address}`), left.body.text);

  const post = (body: string | FormData, url = address) =>
    fetch(url, {
      method: "POST",
      body,
      ...(typeof body === "string" ? { headers: { "content-type": "application/x-www-form-urlencoded" } } : {}),
    });
  const said = async () =>
    (await app.call(workspace, "GET", `/contacts/${contact.id}/consents`)).body.items.map((one: any) => [one.purpose, one.state]);
  const shown = await (await fetch(address)).text();
  assert.match(shown, /<form method="post">/);
  assert.doesNotMatch(shown, /Rui|rui@/, "whoever has the address sees nothing of the person");
  assert.deepEqual(await said(), [], "looking says nothing");
  assert.equal((await post("List-Unsubscribe=One-Click")).status, 200);
  assert.deepEqual(await said(), [["automation", "withdrawn"]], "there was no yes to advertising to take back");
  await assert.rejects(sendMessage(rule, app.prosa.delivery, { conversationId: first.conversationId, content }), /withdrawn/);
  assert.match(await (await post("page=1&marketing=on&automation=on")).text(), /Salvo/);
  assert.deepEqual((await said()).slice(0, 2).toSorted(), [
    ["automation", "given"],
    ["marketing", "given"],
  ]);
  // Some programs send the click as multipart.
  const click = new FormData();
  click.set("List-Unsubscribe", "One-Click");
  assert.equal((await post(click)).status, 200);
  assert.deepEqual((await said()).slice(0, 2).toSorted(), [
    ["automation", "withdrawn"],
    ["marketing", "withdrawn"],
  ]);
  assert.equal((await post("page=1", `${address.slice(0, -3)}abc`)).status, 404);
  // An answer of a person carries nothing of it.
  await settled((await send(first.conversationId, "Bom dia")).id, "sent");
  assert.equal((await sentMails()).at(-1).body.headers["list-unsubscribe"], undefined);
});
