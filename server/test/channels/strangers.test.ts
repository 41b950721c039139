// Longer than most: what the payloads of others broke, once for each kind, as a person would see it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { inventAccount, registerAccount, type SimulatedAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";

// Live: the simulated providers sign and deliver over real HTTP.
const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Strangers");
const accounts = new Map<string, SimulatedAccount & { channelId: string }>();
for (const kind of ["whatsapp_cloud", "messenger", "instagram", "telegram", "twilio", "evolution", "megaapi", "waha", "wppconnect"]) {
  const account = inventAccount(kind, app.simulator.url);
  const { name, settings, credentials } = account;
  const { status, body } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
  assert.equal(status, 201, JSON.stringify(body));
  await registerAccount(app.simulator.url, account, { webhookUrl: body.webhookUrl });
  await app.call(workspace, "POST", `/channels/${body.id}/validate`);
  accounts.set(kind, { ...account, channelId: body.id });
}
const accountOf = (kind: string) => accounts.get(kind) as SimulatedAccount & { channelId: string };
const cloud = accountOf("whatsapp_cloud");

/** A body of a stranger, with our account's own names in it. */
function filled(kind: string, body: object): Buffer {
  const { settings, credentials } = accountOf(kind);
  const known: Record<string, string> = {
    ...settings,
    ...credentials,
    displayNumber: `5592${cloud.id.slice(-8)}`,
    ourTemplate: "boas_vindas",
  };
  return Buffer.from(JSON.stringify(body).replaceAll(/\{\{(\w+)\}\}/g, (all, name: string) => known[name] ?? all));
}

async function deliver(kind: string, body: object | string): Promise<void> {
  const bytes = typeof body === "string" ? Buffer.from(body) : filled(kind, body);
  const { status } = await app.control("POST", "/_control/webhook", {
    kind,
    account: accountOf(kind).id,
    base64: bytes.toString("base64"),
  });
  assert.equal(status, 200);
  await until(async () => (await app.rows("select 1 from jobs where kind = 'channels.normalise' limit 1")).length === 0);
}

async function play(name: string): Promise<void> {
  const { door, steps } = JSON.parse(readFileSync(path.join(import.meta.dirname, "../fixtures/strangers", `${name}.json`), "utf8"));
  for (const step of steps) await deliver(door, step);
}

const conversations = async (kind: string): Promise<any[]> =>
  (await app.call(workspace, "GET", `/conversations?channelId=${accountOf(kind).channelId}&limit=100`)).body.items;
const withAddress = async (kind: string, address: string): Promise<any> =>
  (await conversations(kind)).find((one) => one.contact.address === address);
const timeline = async (conversationId: string): Promise<any[]> =>
  (await app.call(workspace, "GET", `/conversations/${conversationId}/messages?limit=100`)).body.items.reverse();
const linesOf = async (kind: string, address: string): Promise<any[]> => {
  const conversation = await withAddress(kind, address);
  return conversation === undefined ? [] : timeline(conversation.id);
};
const notices = async (kind: string): Promise<string[]> =>
  (await app.rows("select kind from channel_notices where channel_id = $1", [accountOf(kind).channelId])).map((row) => row.kind);
const send = (conversationId: string, body: object) => app.call(workspace, "POST", `/conversations/${conversationId}/messages`, body);

const now = () => Math.floor(Date.now() / 1000);
const whatsapp = (value: object) => ({
  object: "whatsapp_business_account",
  entry: [
    {
      id: "{{businessAccountId}}",
      changes: [
        { field: "messages", value: { messaging_product: "whatsapp", metadata: { phone_number_id: "{{phoneNumberId}}" }, ...value } },
      ],
    },
  ],
});
const textFrom = (from: string, id: string, body: string, at = now(), more: object = {}) =>
  whatsapp({
    contacts: [{ profile: { name: `Pessoa ${from.slice(-4)}` }, wa_id: from }],
    messages: [{ from, id, timestamp: String(at), type: "text", text: { body }, ...more }],
  });
const baileys = (from: string, id: string, data: object) => ({
  event: "messages.upsert",
  instance: "{{instance}}",
  data: { key: { remoteJid: `${from}@s.whatsapp.net`, fromMe: false, id }, pushName: "Pessoa", messageTimestamp: now(), ...data },
  sender: "5592900000000@s.whatsapp.net",
});

test("whoever writes from a number that its owner left is another person", async () => {
  await play("wa-recycled-number");
  const ana = await withAddress("whatsapp_cloud", "+5511900000002");
  const bruno = await withAddress("whatsapp_cloud", "+5511900000001");
  assert.deepEqual([ana.contact.name, bruno.contact.name], ["Ana Exemplo", "Bruno Outro"]);
  assert.notEqual(ana.contact.id, bruno.contact.id);
  assert.deepEqual(
    (await timeline(bruno.id)).map(({ text }) => text),
    ["quem é?"],
  );
  // What Ana wrote before she left, and what comes late, is hers.
  await deliver("whatsapp_cloud", textFrom("5511900000001", "wamid.rn0", "antes", 1_795_000_005));
  assert.ok((await timeline(ana.id)).some(({ text }) => text === "antes"));
});

test("an answer goes to the number that the person wrote from last", async () => {
  const [first, second, user] = ["5592988880001", "5592988880002", "BR.doischips"];
  const from = (number: string, id: string, at: number) => textFrom(number, id, `de ${number}`, at, { from_user_id: user });
  await deliver("whatsapp_cloud", from(first, "wamid.chip1", now() - 300));
  await deliver("whatsapp_cloud", from(second, "wamid.chip2", now() - 200));
  await deliver("whatsapp_cloud", from(first, "wamid.chip3", now() - 100));
  const conversation = await withAddress("whatsapp_cloud", `+${first}`);
  assert.equal((await timeline(conversation.id)).length, 3);
  const { body } = await send(conversation.id, { kind: "text", text: "para onde a pergunta estava" });
  await until(async () => (await app.call(workspace, "GET", `/messages/${body.id}`)).body.providerMessageId);
  const { items } = await app.control("GET", "/_control/sent");
  assert.equal(items.at(-1).body.to, `+${first}`);
});

test("a message to us gives back the conversation that another system held", async () => {
  await play("wa-standby-then-messages");
  const rita = await withAddress("whatsapp_cloud", "+5511900000003");
  assert.equal(rita.heldBy, null);
  assert.deepEqual(
    (await timeline(rita.id)).map(({ text }) => text),
    ["oi robô", "agora com vocês"],
  );
});

test("a copy for another system never hides the message that comes to us under the same id", async () => {
  const message = { from: "5511900000031", id: "wamid.same", timestamp: String(now()), type: "text", text: { body: "oi" } };
  const metadata = { phone_number_id: "{{phoneNumberId}}" };
  const copy = { field: "standby", value: { metadata, standby: { messages: [message] } } };
  await deliver("whatsapp_cloud", { object: "whatsapp_business_account", entry: [{ id: "1", changes: [copy] }] });
  await deliver("whatsapp_cloud", whatsapp({ messages: [message] }));
  assert.equal((await withAddress("whatsapp_cloud", "+5511900000031")).unreadCount, 1);
});

test("news of another business account stop nothing of ours", async () => {
  const sql = `insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, parameter_format, components, synced_at)
    select workspace_id, gen_random_uuid(), id, '77', 'boas_vindas', 'pt_BR', 'UTILITY', 'APPROVED', 'positional', '[]', now() from channels where id = $1`;
  await app.rows(sql, [cloud.channelId]);
  await play("wa-foreign-account-deleted");
  await play("wa-foreign-template-rejected");
  assert.equal((await app.call(workspace, "GET", `/channels/${cloud.channelId}`)).body.status, "active");
  const status = async () => (await app.rows("select status from message_templates where external_id = '77'"))[0].status;
  assert.equal(await status(), "APPROVED");
  assert.ok((await notices("whatsapp_cloud")).includes("unknown_account"));
  // The same of our own account does.
  const value = { event: "PAUSED", message_template_id: 77, message_template_name: "boas_vindas", message_template_language: "pt-BR" };
  const change = { field: "message_template_status_update", value };
  await deliver("whatsapp_cloud", {
    object: "whatsapp_business_account",
    entry: [{ id: "{{businessAccountId}}", time: now(), changes: [change] }],
  });
  assert.equal(await status(), "PAUSED");
});

test("our own number is never a customer, and of an echo the sender's address says nothing", async () => {
  await play("evolution-echo-alternate-is-ours");
  const found = (await conversations("evolution")).filter(({ lastMessage }) => lastMessage?.text?.startsWith("para a "));
  assert.equal(found.length, 2);
  assert.equal(
    found.some(({ contact }) => contact.address === "+5592900000000"),
    false,
  );
});

test("the words of a message stand beside whatever else it holds", async () => {
  await play("messenger-text-hidden");
  const lines = await linesOf("messenger", "70002");
  assert.deepEqual(
    lines.map(({ kind, text }) => [kind, text]),
    [
      ["text", "Quero este, entregam sexta?"],
      ["text", "https://loja.example/x olha este"],
    ],
  );
  assert.deepEqual(
    lines.map(({ content }) => content.others[0].title),
    ["Split 12000", "Loja"],
  );
});

test("whatever wraps a message of WhatsApp's protocol is opened", async () => {
  await play("baileys-wrappers");
  const lines = await linesOf("evolution", "+5511900000005");
  assert.deepEqual(
    lines.map(({ kind }) => kind),
    ["video", "voice", "sticker", "text"],
  );
});

test("every message keeps the ad that it came from, and the conversation shows the latest", async () => {
  await play("wa-second-ad");
  const davi = await withAddress("whatsapp_cloud", "+5511900000007");
  assert.deepEqual([davi.referral.sourceId, davi.referral.clickId, davi.referral.ref], ["AD-2", "clid-2", "r2"]);
  assert.deepEqual(
    (await timeline(davi.id)).map(({ content }) => content.referral.sourceId),
    ["AD-1", "AD-2"],
  );
  // An older one that comes late changes nothing.
  const referral = { source_type: "ad", source_id: "AD-0" };
  await deliver("whatsapp_cloud", textFrom("5511900000007", "wamid.ad0", "anúncio 0", 1_795_000_500, { referral }));
  assert.equal((await withAddress("whatsapp_cloud", "+5511900000007")).referral.sourceId, "AD-2");
});

test("a gateway's ad is the ad of the message, too", async () => {
  const externalAdReply = { title: "Promo", sourceType: "ad", sourceId: "1202", sourceUrl: "https://fb.me/abc", ctwaClid: "ARA" };
  const message = { extendedTextMessage: { text: "Quero saber mais", contextInfo: { externalAdReply } } };
  await deliver("evolution", baileys("5592977770001", "ADG1", { message }));
  assert.equal((await withAddress("evolution", "+5592977770001")).referral.sourceId, "1202");
});

test("what another system knew becomes a note, also when it comes before the first message", async () => {
  await play("wa-summary-lost");
  const notes = async (address: string) =>
    (await linesOf("whatsapp_cloud", address)).filter(({ isNote }) => isNote).map(({ text }) => text);
  assert.deepEqual(await notes("+5511900000009"), ["pediu segunda via"]);
  assert.deepEqual(await notes("+5511900000010"), ["quer trocar a data"]);
});

test("unknown content leaves a notice at any depth, and its neighbours come through", async () => {
  const before = (await notices("whatsapp_cloud")).length;
  await play("known-field-unknown-content");
  assert.ok((await notices("whatsapp_cloud")).length - before >= 9);
  assert.deepEqual(
    (await linesOf("whatsapp_cloud", "+5511900000011")).map(({ text }) => text),
    ["x"],
  );
});

test("what becomes of a payment does not touch the delivery of the message", async () => {
  await play("wa-payment-status");
  assert.deepEqual(
    (await linesOf("whatsapp_cloud", "+5511900000012")).map(({ status }) => status),
    ["sent"],
  );
  assert.ok((await notices("whatsapp_cloud")).includes("status_of:payment"));
});

test("nothing of a group becomes a conversation with one of its members", async () => {
  await play("wa-group");
  await play("waha-group-vote");
  assert.equal(await withAddress("whatsapp_cloud", "+5511900000013"), undefined);
  assert.equal(await withAddress("waha", "+5511900000015"), undefined);
  assert.ok((await notices("whatsapp_cloud")).includes("group_ignored"));
  assert.ok((await notices("waha")).includes("group_ignored"));
});

test("a gateway that says that the phone is gone is believed", async () => {
  const { channelId } = accountOf("megaapi");
  await play("megaapi-disconnected");
  const { body } = await app.call(workspace, "GET", `/channels/${channelId}`);
  // The check that follows may have found it well again.
  assert.ok((await notices("megaapi")).includes("connection:phone_disconnected"), body.status);
});

test("a word of a connection that nobody knows means: look at once", async () => {
  await app.rows("create table seen_checks (channel_id text)");
  await app.rows(`create function keep_checks() returns trigger language plpgsql security definer set search_path = public as
    $$ begin insert into seen_checks values (new.payload->>'channelId'); return null; end $$`);
  await app.rows(
    "create trigger keep_checks after insert on jobs for each row when (new.kind = 'channels.check') execute function keep_checks()",
  );
  await deliver("evolution", {
    event: "connection.update",
    instance: "{{instance}}",
    data: { state: "banned_maybe" },
    date_time: "2026-11-27T10:00:00Z",
  });
  const seen = await app.rows("select 1 from seen_checks where channel_id = $1", [accountOf("evolution").channelId]);
  assert.equal(seen.length > 0, true);
});

test("a message that could not be read leaves a line in the conversation of whoever wrote", async () => {
  await play("undecryptable");
  for (const address of ["+5511900000011", "+5511900000012"])
    assert.deepEqual(
      (await linesOf("evolution", address)).map(({ kind, content }) => [kind, content.label]),
      [["unsupported", "unreadable"]],
    );
  const key = { remoteJid: "5511900000041@s.whatsapp.net", fromMe: false, id: "VO1", isViewOnce: true };
  await deliver("evolution", baileys("5511900000041", "VO1", { key, message: {}, messageStubType: 2 }));
  assert.equal((await linesOf("evolution", "+5511900000041"))[0].content.label, "view_once");
});

test("signals of the protocol are no bubbles, no unread, no session", async () => {
  await play("signal-only-bubbles");
  assert.equal(await withAddress("evolution", "+5511900000018"), undefined);
  const notice = {
    event: "onmessage",
    session: "{{session}}",
    id: "false_5511900000042@c.us_E2E",
    type: "e2e_notification",
    from: "5511900000042@c.us",
  };
  await deliver("wppconnect", { ...notice, to: "5592900000000@c.us", t: now(), sender: { id: "5511900000042@c.us" } });
  assert.equal(await withAddress("wppconnect", "+5511900000042"), undefined);
});

test("a quote finds its message when that comes later", async () => {
  await play("quote-before-quoted");
  const lines = await linesOf("whatsapp_cloud", "+5511900000019");
  assert.deepEqual(lines.find(({ text }) => text === "sim, essa").replyTo.text, "a de sexta?");
});

test("Telegram: a hidden link is shown, a place moves, a reaction that has no letter stays", async () => {
  await play("telegram");
  const lines = await linesOf("telegram", "80001");
  assert.equal(lines[0].text, "veja aqui (https://loja.example/p/9)");
  assert.deepEqual(
    [lines[1].kind, lines[1].content.latitude, lines[1].content.longitude, lines[1].editedAt],
    ["location", -3.2, -60.1, null],
  );
  assert.equal(lines[0].reactions.length, 1);
});

test("a text from a short code or a word is shown under that name", async () => {
  for (const from of ["68849", "BANCO"]) {
    const form = new URLSearchParams({
      MessageSid: `SM${from}`,
      AccountSid: "{{x}}",
      From: from,
      To: accountOf("twilio").id,
      Body: `código de ${from}`,
      NumMedia: "0",
    });
    await deliver("twilio", form.toString());
    assert.deepEqual(
      (await linesOf("twilio", from.toLowerCase())).map(({ text }) => text),
      [`código de ${from}`],
    );
  }
});

test("what a customer sends through a broadcast list is that customer's message", async () => {
  const key = { remoteJid: "1700000000@broadcast", fromMe: false, id: "BL1", participant: "5592977770022@s.whatsapp.net" };
  await deliver("evolution", baileys("", "BL1", { key, message: { conversation: "por lista" } }));
  assert.deepEqual(
    (await linesOf("evolution", "+5592977770022")).map(({ text }) => text),
    ["por lista"],
  );
});

test("a hidden number whose phone stands beside it is the person with that phone", async () => {
  const payload = {
    id: "false_5592977770041@c.us_3A1",
    timestamp: now(),
    from: "5592977770041@c.us",
    fromMe: false,
    body: "pelo número",
    hasMedia: false,
  };
  await deliver("waha", { id: "e1", event: "message.any", session: "{{session}}", me: { id: "5592900000000@c.us" }, payload });
  const _data = { key: { remoteJidAlt: "5592977770041@s.whatsapp.net" } };
  const hidden = { ...payload, id: "false_19900041@lid_3A2", from: "19900041@lid", body: "pelo lid", _data };
  await deliver("waha", { id: "e2", event: "message.any", session: "{{session}}", me: { id: "5592900000000@c.us" }, payload: hidden });
  assert.deepEqual(
    (await linesOf("waha", "+5592977770041")).map(({ text }) => text),
    ["pelo número", "pelo lid"],
  );
});

test("what a business wrote in a form of WhatsApp's is read", async () => {
  const hydratedTemplate = {
    hydratedTitleText: "Pedido 88",
    hydratedContentText: "Seu código é 4471.",
    hydratedButtons: [{ urlButton: { displayText: "Rastrear", url: "https://loja.example/r" } }],
  };
  await deliver("evolution", baileys("5592977770111", "TM1", { message: { templateMessage: { hydratedTemplate } } }));
  const [line] = await linesOf("evolution", "+5592977770111");
  assert.deepEqual([line.kind, line.text], ["text", "Pedido 88\nSeu código é 4471.\nRastrear\nhttps://loja.example/r"]);
});

test("a card of the old kind names its person", async () => {
  const card =
    "BEGIN:VCARD\nVERSION:2.1\nFN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Jos=C3=A9=20da=\n=20Concei=C3=A7=C3=A3o\nTEL;CELL:+5592991000099\nEND:VCARD";
  const payload = {
    id: "false_5592977770151@c.us_3A",
    timestamp: now(),
    from: "5592977770151@c.us",
    fromMe: false,
    body: null,
    hasMedia: false,
    vCards: [card],
  };
  await deliver("waha", { id: "e3", event: "message.any", session: "{{session}}", payload });
  assert.equal((await linesOf("waha", "+5592977770151"))[0].content.contacts[0].name, "José da Conceição");
});

const instagram = (sender: string, message: object) => ({
  object: "instagram",
  entry: [
    {
      id: "{{instagramId}}",
      time: Date.now(),
      messaging: [{ sender: { id: sender }, recipient: { id: "{{instagramId}}" }, timestamp: Date.now(), message }],
    },
  ],
});

test("unsending takes away all photos of a message, also where it says so in words", async () => {
  const image = (id: number) => ({ type: "image", payload: { url: `https://lookaside.fbsbx.com/x?asset_id=${id}` } });
  await deliver("instagram", instagram("9100001", { mid: "m1", attachments: [image(1), image(2)] }));
  const [line] = await linesOf("instagram", "9100001");
  assert.equal(line.attachments.length, 2);
  await deliver("instagram", instagram("9100001", { mid: "m1", is_deleted: "true" }));
  const lines = await linesOf("instagram", "9100001");
  assert.ok(lines.length === 1 && lines.every(({ deletedAt }) => deletedAt !== null));
});

test("each answer to a story names its own, and a shared post is its picture and not a link that ends", async () => {
  const story = (id: string) => ({ story: { id, url: `https://lookaside.fbsbx.com/x?asset_id=${id}` } });
  await deliver("instagram", instagram("9100002", { mid: "s1", text: "este?", reply_to: story("777") }));
  await deliver("instagram", instagram("9100002", { mid: "s2", text: "e este?", reply_to: story("888") }));
  assert.deepEqual(
    (await linesOf("instagram", "9100002")).map(({ content }) => content.referral.sourceId),
    ["777", "888"],
  );
  await deliver(
    "instagram",
    instagram("9100003", { mid: "p1", attachments: [{ type: "share", payload: { url: "https://lookaside.fbsbx.com/x?asset_id=9" } }] }),
  );
  const [post] = await linesOf("instagram", "9100003");
  assert.deepEqual([post.kind, post.text, post.attachments.length], ["image", null, 1]);
});

test("an Argentine number is one person, with its 9 and without", async () => {
  await deliver("whatsapp_cloud", textFrom("5491155556789", "wamid.ar1", "com 9"));
  await deliver("whatsapp_cloud", textFrom("541155556789", "wamid.ar2", "sem 9"));
  assert.deepEqual(
    (await linesOf("whatsapp_cloud", "+5491155556789")).map(({ text }) => text),
    ["com 9", "sem 9"],
  );
});

test("an edit that comes late takes its place in the history", async () => {
  const edit = (id: string, body: string, at: number) =>
    whatsapp({
      messages: [
        {
          from: "5511900000051",
          id,
          timestamp: String(at),
          type: "edit",
          edit: { original_message_id: "wamid.e0", message: { type: "text", text: { body } } },
        },
      ],
    });
  await deliver("whatsapp_cloud", textFrom("5511900000051", "wamid.e0", "um", now() - 60));
  await deliver("whatsapp_cloud", edit("wamid.e2", "três", now() - 20));
  await deliver("whatsapp_cloud", edit("wamid.e1", "dois", now() - 40));
  const [line] = await linesOf("whatsapp_cloud", "+5511900000051");
  const history = await app.rows("select text from message_revisions where message_id = $1 order by revised_at", [line.id]);
  assert.deepEqual([line.text, ...history.map(({ text }) => text)], ["três", "um", "dois"]);
});

test("what WhatsApp does not take is refused or made otherwise before it leaves, and NUL never breaks anything", async () => {
  await deliver("whatsapp_cloud", textFrom("5511900000061", "wamid.f0", "oi"));
  const { id } = await withAddress("whatsapp_cloud", "+5511900000061");
  const components = [
    { type: "HEADER", format: "IMAGE" },
    { type: "BODY", text: "Promoção!" },
    {
      type: "BUTTONS",
      buttons: [
        { type: "URL", text: "Ver", url: "https://x.example/{{1}}" },
        { type: "COPY_CODE", text: "Copiar" },
      ],
    },
  ];
  await app.rows(
    `insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, parameter_format, components, synced_at)
     select workspace_id, gen_random_uuid(), id, '78', 'promo', 'pt_BR', 'MARKETING', 'APPROVED', 'positional', $2, now() from channels where id = $1`,
    [cloud.channelId, JSON.stringify(components)],
  );
  const refused = await send(id, { kind: "template", name: "promo", language: "pt-br" });
  assert.equal(refused.status, 422);
  assert.match(JSON.stringify(refused.body), /header\.image.*buttons\.0.*buttons\.1/);
  const sent = await send(id, { kind: "text", text: "a\u0000b" });
  assert.equal(sent.status, 201);
  assert.equal(sent.body.text, "ab");
});

test("an administrator finds what a person sent by number, time and channel, reads it, and has any of it processed again", async () => {
  const { channelId } = cloud;
  const from = "5592988112233";
  const began = new Date(Date.now() - 60_000).toISOString();
  await deliver("whatsapp_cloud", textFrom(from, "wamid.KEPT1", "guardada uma vez"));
  await deliver("whatsapp_cloud", textFrom("5592988445566", "wamid.KEPT2", "de outra pessoa"));
  const list = async (query: string) => (await app.call(workspace, "GET", `/raw-events?${query}`)).body;
  const ofPerson = await list(`channelId=${channelId}&person=${encodeURIComponent("+55 92 8811-2233")}&since=${began}`);
  assert.equal(ofPerson.items.length, 1, "also without the ninth digit, with signs between");
  assert.match(ofPerson.items[0].body, /guardada uma vez/);
  assert.equal((await list(`person=88112233&until=${began}`)).items.length, 0);
  assert.equal((await list(`person=88112233&channelId=${accountOf("waha").channelId}`)).items.length, 0);
  const first = await list("person=wamid.KEPT&limit=1");
  assert.match(first.items[0].body, /de outra pessoa/, "the newest first");
  const second = await list(`person=wamid.KEPT&limit=1&cursor=${first.nextCursor}`);
  assert.match(second.items[0].body, /guardada uma vez/);
  const before = (await linesOf("whatsapp_cloud", `+${from}`)).length;
  const { status } = await app.call(workspace, "POST", `/raw-events/${ofPerson.items[0].id}/replay`);
  assert.equal(status, 202);
  await until(async () => (await app.rows("select 1 from jobs where kind = 'channels.normalise' limit 1")).length === 0);
  assert.equal((await linesOf("whatsapp_cloud", `+${from}`)).length, before, "and what was right did not change");
});

test("what is not understood stands in a list for administrators, with the body that it came in", async () => {
  for (const field of ["something_before", "something_new"])
    await deliver("whatsapp_cloud", {
      object: "whatsapp_business_account",
      entry: [{ id: "{{businessAccountId}}", changes: [{ field, value: { note: "nunca visto" } }] }],
    });
  const list = async (query: string) => (await app.call(workspace, "GET", `/channel-notices?channelId=${cloud.channelId}&${query}`)).body;
  const { items, nextCursor } = await list("limit=1");
  assert.match(JSON.stringify(items[0].body), /nunca visto/);
  const { body } = await app.call(workspace, "GET", "/raw-events?person=something_new");
  assert.equal(items[0].rawEventId, body.items[0].id);
  const older = await list(`limit=1&cursor=${nextCursor}`);
  assert.notEqual(older.items[0].id, items[0].id);
});
