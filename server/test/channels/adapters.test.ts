// Longer than most: what every adapter must be able to do, once for all of them, against its simulated provider.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import http from "node:http";
import path from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { inventAccount, registerAccount, SIMULATED_KINDS, type SimulatedAccount } from "../../src/playground/index.ts";
import { startApp, until } from "../cast/harness.ts";

// Live: workers run, simulated providers answer over real HTTP.
const app = await startApp({ live: true });
const workspace = await app.addWorkspace("Adapters");
const photo = await sharp({ create: { width: 320, height: 200, channels: 3, background: "#2a7" } })
  .jpeg()
  .toBuffer();
let counter = 0;

interface Connected {
  id: string;
  kind: string;
  account: string;
}

/** Accounts that the fixtures speak of. */
const FIXTURE_SETTINGS: Record<string, Record<string, string>> = {
  messenger: { pageId: "300000000000001" },
  instagram: { instagramId: "17841400000000001" },
};

async function connect(kind: string): Promise<Connected> {
  const invented = inventAccount(kind, app.simulator.url);
  const settings = { ...invented.settings, ...FIXTURE_SETTINGS[kind] };
  const id = FIXTURE_SETTINGS[kind] === undefined ? invented.id : (Object.values(FIXTURE_SETTINGS[kind])[0] as string);
  const account: SimulatedAccount = { ...invented, settings, id };
  const { name, credentials } = account;
  const created = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
  assert.equal(created.status, 201, JSON.stringify(created.body));
  assert.equal(created.raw.toString().includes(Object.values(credentials)[0] as string), false, "no secret comes back");
  assert.equal(created.body.externalId, id);
  await registerAccount(app.simulator.url, account, { webhookUrl: created.body.webhookUrl });
  const { body } = await app.call(workspace, "POST", `/channels/${created.body.id}/validate`);
  assert.equal(body.ok, true, JSON.stringify(body));
  assert.equal((await app.call(workspace, "GET", `/channels/${created.body.id}`)).body.status, "active");
  return { id: created.body.id, kind, account: id };
}

const channels = new Map<string, Connected>();
for (const kind of SIMULATED_KINDS) channels.set(kind, await connect(kind));
// The gateways' own pace of one message a second has its test elsewhere; here it would only take time.
await app.rows("update channels set throughput_per_second = 40 where throughput_per_second < 40");
// Jobs are gone before anybody can look at them.
await app.rows("create table seen_jobs (key text, raw_event_id uuid)");
await app.rows(`create function keep_seen() returns trigger language plpgsql security definer set search_path = public as
  $$ begin insert into seen_jobs values (new.key, (new.payload->>'rawEventId')::uuid); return null; end $$`);
await app.rows(
  "create trigger keep_seen after insert on jobs for each row when (new.kind = 'channels.normalise') execute function keep_seen()",
);
const channelOf = (kind: string) => channels.get(kind) as Connected;
/** SNS hears nothing. */
const hearing = SIMULATED_KINDS.filter((kind) => kind !== "sns");

function newPerson() {
  counter += 1;
  return { waId: `5592955${String(counter).padStart(6, "0")}`, userId: `BR.adapter${counter}`, name: `Pessoa ${counter}` };
}
type Person = ReturnType<typeof newPerson>;

const act = (kind: string, person: Person, action: object) =>
  app.control("POST", "/_control/act", { kind, account: channelOf(kind).account, person, action });
const timeline = async (conversationId: string): Promise<any[]> =>
  (await app.call(workspace, "GET", `/conversations/${conversationId}/messages?limit=100`)).body.items;
const phone = async (kind: string, person: Person): Promise<any[]> =>
  (await app.control("GET", `/_control/chat?kind=${kind}&account=${encodeURIComponent(channelOf(kind).account)}&userId=${person.userId}`))
    .messages;
const fault = (faults: object) => app.control("PUT", "/_control/faults", faults);
const send = (conversationId: string, body: object) => app.call(workspace, "POST", `/conversations/${conversationId}/messages`, body);
const settled = (id: string, wanted: string[]) =>
  until(async () => {
    const { body } = await app.call(workspace, "GET", `/messages/${id}`);
    return wanted.includes(body.status) || (wanted.includes("parked") && body.isParked) ? body : null;
  });

/** A person writes; resolves with the conversation that it made. */
async function write(kind: string, text = "oi", person = newPerson()) {
  await act(kind, person, { kind: "text", text });
  const conversation = await until(async () => {
    const { body } = await app.call(workspace, "GET", `/conversations?channelId=${channelOf(kind).id}&limit=100`);
    return body.items.find(
      (one: any) => one.lastMessage?.text === text && (one.contact.name === person.name || one.contact.address !== null),
    );
  });
  return { person, conversation };
}

/** The furthest that a provider tells. */
const LAST: Record<string, string> = { telegram: "sent", sns: "sent", twilio: "delivered", email: "sent" };
const lastOf = (kind: string) => LAST[kind] ?? "read";

for (const kind of hearing) {
  test(`${kind}: a text comes in with the person's name, an answer reaches the phone and its marks move`, async () => {
    const text = `oi de ${kind} ${counter}`;
    const { person, conversation } = await write(kind, text);
    const id = conversation.id;
    if (kind !== "twilio")
      await until(async () => (await app.call(workspace, "GET", `/conversations/${id}`)).body.contact.name === person.name);
    const { status, body } = await send(id, { kind: "text", text: "Bom dia! <b>não é HTML</b> & *é* _isso_" });
    assert.equal(status, 201);
    const end = await settled(body.id, [lastOf(kind)]);
    assert.ok(end.providerMessageId);
    const lines = await phone(kind, person);
    assert.equal(lines.filter(({ from }) => from === "business").length, 1);
    assert.equal(lines.at(-1).body.body, "Bom dia! <b>não é HTML</b> & *é* _isso_");
    // Echoes of what we sent ourselves make no second message.
    await app.control("POST", "/_control/settled");
    assert.equal((await timeline(id)).length, 2);
  });

  test(`${kind}: the same webhook three times makes one message`, async () => {
    await fault({ duplicates: 2 });
    const text = `três vezes ${kind}`;
    const { conversation } = await write(kind, text);
    await app.control("POST", "/_control/settled");
    await fault({});
    assert.equal((await timeline(conversation.id)).filter((one) => one.text === text).length, 1);
  });

  test(`${kind}: a photo comes in and is shown, and one goes out as the channel can show it`, async () => {
    const { person, conversation } = await write(kind, `foto ${kind}`);
    await act(kind, person, {
      kind: "file",
      type: "image",
      mimeType: "image/jpeg",
      base64: photo.toString("base64"),
      fileName: "foto.jpg",
    });
    const received = await until(async () =>
      (await timeline(conversation.id)).find((one) => one.direction === "in" && one.attachments[0]?.state === "stored"),
    );
    assert.equal(received.attachments[0].mediaType, "image/jpeg");
    const stored = await app.call(workspace, "GET", `/attachments/${received.attachments[0].id}/content`);
    assert.deepEqual(stored.raw, photo);

    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(photo)], { type: "image/jpeg" }), "resposta.jpg");
    const upload = await fetch(`http://127.0.0.1:${app.config.port}/api/v1/uploads`, {
      method: "POST",
      headers: { authorization: `Bearer ${workspace.apiKey}` },
      body: form,
    });
    const { id: attachmentId } = (await upload.json()) as { id: string };
    const content = { kind: "image", attachmentId, text: "Aqui está" };
    const preview = await app.call(workspace, "POST", `/conversations/${conversation.id}/messages/preview`, content);
    assert.equal(preview.status, 200);
    const sent = await send(conversation.id, content);
    assert.equal(sent.status, 201, JSON.stringify(sent.body));
    const lines = await until(async () => {
      const all = (await phone(kind, person)).filter(({ from }) => from === "business");
      return all.length === preview.body.parts.length ? all : null;
    });
    const words = lines.map(({ body }) => `${body.body ?? ""} ${body.caption ?? ""}`).join(" ");
    assert.match(words, /Aqui está/, "the caption is not lost");
    if (preview.body.changes.includes("media_as_link")) {
      const link = /https?:\/\/\S+\/files\/\S+/.exec(words)?.[0] as string;
      const file = await fetch(link);
      assert.equal(file.status, 200);
      assert.deepEqual(Buffer.from(await file.arrayBuffer()), photo);
      assert.equal((await fetch(`${link}x`)).status, 404, "a changed link opens nothing");
    } else assert.ok(lines.some(({ type }) => type === "image"));
  });

  test(`${kind}: a menu is answered by a tap or by its number, and both mean the same`, async () => {
    const { person, conversation } = await write(kind, `menu ${kind}`);
    const menu = {
      kind: "buttons",
      text: "Como prefere?",
      buttons: [
        { id: "pix", title: "PIX" },
        { id: "card", title: "Cartão" },
      ],
    };
    assert.equal((await send(conversation.id, menu)).status, 201);
    const line = await until(async () => (await phone(kind, person)).find(({ from }) => from === "business"));
    const button = line.type === "interactive" ? line.body.action.buttons[1].reply : undefined;
    if (button !== undefined) await act(kind, person, { kind: "tap", ...button, of: line.id });
    else assert.match(line.body.body, /1\. PIX\n2\. Cartão/);
    await act(kind, person, { kind: "text", text: " 2. " });
    await act(kind, person, { kind: "text", text: "cartao" });
    const answers = await until(async () => {
      const found = (await timeline(conversation.id)).filter((one) => one.direction === "in" && one.kind === "choice");
      return found.length === (button === undefined ? 2 : 3) ? found : null;
    });
    for (const answer of answers) assert.deepEqual([answer.content.id, answer.text], ["card", "Cartão"]);
  });

  test(`${kind}: a person's events wait for their own, and for nobody else's`, async () => {
    const [one, other] = [newPerson(), newPerson()];
    const words = ["um", "dois", "outro"].map((word) => `${word}chave${kind.replaceAll("_", "")}`);
    await act(kind, one, { kind: "text", text: words[0] });
    await act(kind, other, { kind: "text", text: words[2] });
    await act(kind, one, { kind: "text", text: words[1] });
    const keyOf = (word: string | undefined) =>
      until(async () => {
        const [row] = await app.rows(
          "select s.key from seen_jobs s join raw_events e on e.id = s.raw_event_id where e.channel_id = $1 and position(convert_to($2, 'UTF8') in e.body) > 0",
          [channelOf(kind).id, word],
        );
        return row?.key as string | undefined;
      });
    const [first, second, others] = [await keyOf(words[0]), await keyOf(words[1]), await keyOf(words[2])];
    assert.match(first, /^\S+ \S/, "the key names the person");
    assert.equal(second, first);
    assert.notEqual(others, first);
  });

  test(`${kind}: what is written leaves in that order, and what a person writes stays in theirs`, async () => {
    const { person, conversation } = await write(kind, `ordem ${kind}`);
    for (let n = 1; n <= 3; n += 1) {
      await act(kind, person, { kind: "text", text: `deles ${n}` });
      await until(async () => (await timeline(conversation.id)).some((one) => one.text === `deles ${n}`));
    }
    const theirs = (await timeline(conversation.id)).filter((one) => one.direction === "in").map((one) => one.text);
    assert.deepEqual(theirs.toReversed(), [`ordem ${kind}`, "deles 1", "deles 2", "deles 3"]);
    const wanted = Array.from({ length: 6 }, (_, n) => `nosso ${n}`);
    for (const text of wanted) assert.equal((await send(conversation.id, { kind: "text", text })).status, 201);
    const lines = await until(async () => {
      const ours = (await phone(kind, person)).filter(({ from }) => from === "business");
      return ours.length === wanted.length ? ours : null;
    });
    assert.deepEqual(
      lines.map(({ body }) => body.body),
      wanted,
    );
  });

  test(`${kind}: a long text leaves whole, in pieces where it must`, async () => {
    const { person, conversation } = await write(kind, `longo ${kind}`);
    const words = Array.from({ length: 1200 }, (_, index) => `palavra${index}`).join(" ");
    const { status } = await send(conversation.id, { kind: "text", text: words.slice(0, 9_900) });
    assert.equal(status, 201);
    const wanted = words.slice(0, 9_900).split(" ").join("");
    await until(async () => {
      const lines = (await phone(kind, person)).filter(({ from }) => from === "business");
      return (
        lines
          .map(({ body }) => body.body)
          .join("")
          .split(" ")
          .join("") === wanted
      );
    }, 25_000);
  });

  // Mails come over a connection of ours: there is nothing to sign.
  if (kind === "email") continue;
  test(`${kind}: a wrong signature leaves no trace, and what is unknown is taken and kept`, async () => {
    const { account, id } = channelOf(kind);
    const raw = (body: string, signature?: string) =>
      app.control("POST", "/_control/webhook", {
        kind,
        account,
        base64: Buffer.from(body).toString("base64"),
        ...(signature === undefined ? {} : { signature }),
      });
    const count = async (body: string) =>
      Number(
        (
          await app.rows("select count(*) from raw_events where channel_id = $1 and position($2::bytea in body) > 0", [
            id,
            Buffer.from(body),
          ])
        )[0].count,
      );
    if (!["megaapi", "wppconnect"].includes(kind)) assert.equal((await raw('{"a":1}', "wrong")).status, 401);
    else {
      const address = `http://127.0.0.1:${app.config.port}/webhooks/${id}`;
      for (const query of ["", "?token=", "?token=wrong"])
        assert.equal((await fetch(address + query, { method: "POST", body: "{}" })).status, 401);
    }
    assert.equal(await count('{"a":1}'), 0);
    const surprise = kind === "twilio" ? "Surprise=1" : JSON.stringify({ object: "surprise", event: "surprise", surprise: { x: 1 } });
    assert.equal((await raw(surprise)).status, 200);
    assert.equal(await count("urprise"), 1);
  });
}

/** Bodies as the provider posts them. Twilio's are forms, SendGrid's are forms with a mail or its fields in them. */
function fixturesOf(kind: string): [string, Buffer][] {
  if (kind === "email" || kind === "sendgrid") return mailFixtures(kind);
  const meta: Record<string, string> = { messenger: "fb", instagram: "ig" };
  const prefix = meta[kind];
  const folder = path.join(import.meta.dirname, "../fixtures", prefix === undefined ? kind : "meta");
  return readdirSync(folder)
    .filter((name) =>
      prefix === undefined
        ? name.startsWith("wh_") && name.endsWith(".json")
        : name.startsWith(`${prefix}-`) && !/-(error|request|send-response|user-profile)/.test(name),
    )
    .map((name) => {
      const bytes = readFileSync(path.join(folder, name));
      return [name, kind === "twilio" ? Buffer.from(new URLSearchParams(JSON.parse(bytes.toString("utf8"))).toString()) : bytes];
    });
}

function mailFixtures(kind: string): [string, Buffer][] {
  const folder = path.join(import.meta.dirname, "../fixtures/email");
  const mails = readdirSync(folder)
    .filter((name) => name.endsWith(".eml"))
    .map((name): [string, Buffer] => [name, readFileSync(path.join(folder, name))]);
  if (kind === "email") return mails;
  const form = (fields: Record<string, string>) =>
    Buffer.from(
      `${Object.entries(fields)
        .map(([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
        .join("")}--b--\r\n`,
    );
  return [
    ...mails.map(([name, bytes]): [string, Buffer] => [name, form({ dkim: "{@example.org : pass}", email: bytes.toString("latin1") })]),
    ["wh_sendgrid_events.json", readFileSync(path.join(folder, "wh_sendgrid_events.json"))],
    ["wh_sendgrid_inbound_parse.json", form(JSON.parse(readFileSync(path.join(folder, "wh_sendgrid_inbound_parse.json"), "utf8")))],
  ];
}

/** Of somebody who wrote already. */
const lastMail = (words: string) =>
  [
    "From: Joana <joana.teste@example.org>",
    "To: Apoio <apoio@example.com>",
    `Message-ID: <${words.replaceAll(" ", "-")}@mail.example.org>`,
    `Date: ${new Date().toUTCString()}`,
    "Subject: this far",
    "Content-Type: text/plain",
    "",
    words,
    "",
  ].join("\r\n");

for (const kind of hearing.filter((one) => one !== "whatsapp_cloud")) {
  test(`${kind}: every fixture is taken with 200 and accounted for, and a second replay changes no row`, async () => {
    const { account, id } = channelOf(kind);
    const fixtures = fixturesOf(kind);
    assert.ok(fixtures.length >= 5);
    const give = (body: Buffer) => app.control("POST", "/_control/webhook", { kind, account, base64: body.toString("base64") });
    let times = 0;
    const replay = async () => {
      for (const [name, body] of fixtures) {
        const { status } = await give(body);
        assert.equal(status, 200, name);
      }
      if (kind === "email") {
        // A mailbox is fetched from afterwards, in its order: when the last one is here, all are.
        const words = `this far ${++times}`;
        await give(Buffer.from(lastMail(words)));
        await until(async () => (await app.rows("select 1 from messages where channel_id = $1 and text = $2", [id, words])).length > 0);
      }
      await until(async () => {
        const rows = await app.rows("select 1 from jobs where kind = 'channels.normalise'");
        return rows.length === 0;
      });
    };
    await replay();
    assert.deepEqual(await app.rows("select error from raw_event_failures where channel_id = $1", [id]), []);
    const state = async () =>
      (
        await app.rows(
          `select count(*) as messages, (select count(*) from channel_notices where channel_id = $1) as notices,
             (select count(*) from contact_identities) as identities, (select count(*) from reactions) as reactions,
             md5(string_agg(m.id::text || m.status || coalesce(m.text, '') || coalesce(m.deleted_at::text, ''), ',' order by m.id)) as hash
           from messages m where channel_id = $1 and coalesce(text, '') not like 'this far %'`,
          [id],
        )
      )[0];
    const after = await state();
    assert.ok(Number(after.messages) > 0);
    await replay();
    // Connection events without a time are told apart by their arrival: each counts.
    const stamped = ["megaapi", "wppconnect"].includes(kind) ? { notices: after.notices } : {};
    assert.deepEqual({ ...(await state()), ...stamped }, after);
    // Some of them say that the phone is gone.
    await app.call(workspace, "PATCH", `/channels/${id}`, { status: "active" });
  });
}

/** How each trouble ends: what becomes of the message, and how often the provider took it. */
const TROUBLES: [name: string, outcome: unknown, ends: string[], taken: number[]][] = [
  ["answers 503 once", { http: 503 }, ["sent", "delivered", "read"], [1]],
  ["answers 429 once", { http: 429 }, ["sent", "delivered", "read"], [1]],
  ["resets the connection", "reset", ["unconfirmed", "sent", "delivered", "read"], [0, 1]],
  ["answers something unreadable", "malformed", ["unconfirmed", "sent", "delivered", "read"], [0, 1]],
  ["takes it and resets the connection", "accepted_then_reset", ["unconfirmed", "sent", "delivered", "read"], [1]],
];

test("the fault matrix: whatever a provider does, a message leaves once at most, and nobody believes otherwise", async () => {
  const kinds = SIMULATED_KINDS.filter((one) => one !== "sns");
  const cells = new Map(kinds.map((kind) => [kind, [] as string[]]));
  for (const [name, outcome, ends, taken] of TROUBLES) {
    const talks = await Promise.all(kinds.map(async (kind) => ({ kind, ...(await write(kind, `${name} ${kind}`)) })));
    await fault({ nextSends: { outcome, count: 1, each: true } });
    await Promise.all(
      talks.map(async ({ kind, person, conversation }) => {
        const { body } = await send(conversation.id, { kind: "text", text: `sob falha: ${name} ${kind}` });
        await settled(body.id, ends);
        // What an echo or a status still tells comes within a moment.
        await new Promise((resolve) => setTimeout(resolve, 1_500));
        const end = await settled(body.id, ends);
        const count = (await phone(kind, person)).filter((line) => line.from === "business").length;
        assert.ok(taken.includes(count), `${kind} ${name}: taken ${count} times`);
        if (end.status !== "unconfirmed") assert.equal(count, 1, `${kind} ${name}: ${end.status}, and yet it never arrived`);
        (cells.get(kind) as string[]).push(`${end.status} ×${count}`);
      }),
    );
  }
  await fault({});
  const row = (values: string[]) => `| ${values.join(" | ")} |`;
  const head = [row(["kind", ...TROUBLES.map(([name]) => name)]), row(["---", ...TROUBLES.map(() => "---")])];
  console.log(["", ...head, ...[...cells].map(([kind, values]) => row([kind, ...values]))].join("\n"));
});

test("Twilio is asked for a message whose answer was lost, and nothing is sent again", async () => {
  const { person, conversation } = await write("twilio", "resposta perdida");
  await fault({ nextSends: { outcome: "accepted_then_reset", count: 1 }, loseStatuses: true });
  const { body } = await send(conversation.id, { kind: "text", text: "chegou, e ninguém soube" });
  await settled(body.id, ["unconfirmed"]);
  await app.rows("update jobs set run_at = now() where kind = 'inbox.find_sent' and payload->>'messageId' = $1", [body.id]);
  const found = await settled(body.id, ["sent"]);
  assert.match(found.providerMessageId, /^SM/);
  await fault({});
  assert.equal((await phone("twilio", person)).filter(({ from }) => from === "business").length, 1);
});

test("a gateway whose phone is gone stops its channel, and everything leaves in order when it is back", async () => {
  for (const kind of ["megaapi", "waha", "wppconnect", "evolution"]) {
    const { person, conversation } = await write(kind, `telefone ${kind}`);
    const { id, account } = channelOf(kind);
    const pair = (paired: boolean) => app.control("PUT", "/_control/paired", { kind, account, paired });
    await pair(false);
    await until(async () => (await app.call(workspace, "GET", `/channels/${id}`)).body.status === "error");
    const ids: string[] = [];
    for (const text of ["um", "dois", "três"]) ids.push((await send(conversation.id, { kind: "text", text })).body.id);
    for (const message of ids) await settled(message, ["parked"]);
    const waiting = await app.call(workspace, "POST", `/channels/${id}/pairing`);
    assert.equal(waiting.body.state, "waiting", kind);
    assert.match(waiting.body.qr, /^data:image\/(png|svg\+xml);base64,/);
    await pair(true);
    for (const message of ids) await settled(message, ["sent", "delivered", "read"]);
    assert.equal((await app.call(workspace, "POST", `/channels/${id}/pairing`)).body.state, "paired");
    const arrived = (await phone(kind, person)).filter(({ from }) => from === "business").map(({ body }) => body.body);
    assert.deepEqual(arrived, ["um", "dois", "três"], kind);
  }
});

test("a large webhook is read only of a gateway that proved who it is", async () => {
  const { id } = channelOf("wppconnect");
  const address = `http://127.0.0.1:${app.config.port}/webhooks/${id}`;
  const large = (length: number, query: string) =>
    fetch(address + query, { method: "POST", body: Buffer.alloc(length, "x") }).then(
      ({ status }) => status,
      () => "cut off",
    );
  assert.ok([401, "cut off"].includes(await large(8_000_000, "?token=guessed")));
  const telegram = `http://127.0.0.1:${app.config.port}/webhooks/${channelOf("telegram").id}`;
  const other = await fetch(telegram, { method: "POST", body: Buffer.alloc(8_000_000, "x") }).then(
    ({ status }) => status,
    () => "cut off",
  );
  assert.ok([401, 413, "cut off"].includes(other));
});

test("WPPConnect: the words of a large webhook stay; one that is malformed is refused", async () => {
  const text = `${"ã".repeat(40_000)} fim`;
  const { id, account } = channelOf("wppconnect");
  const person = newPerson();
  await act("wppconnect", person, { kind: "text", text });
  const stored = () => app.rows("select text from messages where channel_id = $1 and length(text) > 30000", [id]);
  const [message] = await until(async () => ((await stored()).length === 1 ? stored() : null));
  assert.equal(message?.text, text);
  const base64 = Buffer.from(`{"event":"onmessage","body":"${"x".repeat(80_000)}`).toString("base64");
  const { status } = await app.control("POST", "/_control/webhook", { kind: "wppconnect", account, base64 });
  assert.equal(status, 400);
});

test("SendGrid: a mail nested beyond reason is taken, since it would not come again, and becomes a dead letter", async () => {
  const { id, account } = channelOf("sendgrid");
  const deep = Array.from({ length: 1_000 }, (_, level) => `Content-Type: multipart/mixed; boundary="b${level}"\n\n--b${level}`).join("\n");
  const mail = `Message-ID: <deep@x.example>\nFrom: a@x.example\nMIME-Version: 1.0\n${deep}\n\nfim`;
  const base64 = Buffer.from(`--b\r\nContent-Disposition: form-data; name="email"\r\n\r\n${mail}\r\n--b--\r\n`).toString("base64");
  const { status } = await app.control("POST", "/_control/webhook", { kind: "sendgrid", account, base64 });
  assert.equal(status, 200);
  const [failure] = await until(async () => {
    const rows = await app.rows("select error from raw_event_failures where channel_id = $1", [id]);
    return rows.length === 1 ? rows : null;
  });
  assert.match(failure?.error, /nesting depth/i);
});

test("an account is changed: keys are replaced, optional ones taken away, and it does not become another one", async () => {
  const [first, second] = [inventAccount("email", app.simulator.url), inventAccount("email", app.simulator.url)];
  const make = async ({ settings, credentials }: SimulatedAccount) =>
    (await app.call(workspace, "POST", "/channels", { kind: "email", name: "Mudança", settings, credentials })).body.id as string;
  await registerAccount(app.simulator.url, first);
  const [id] = [await make(first), await make(second)];
  const change = (body: object) => app.call(workspace, "PATCH", `/channels/${id}`, body);
  const check = async () => (await app.call(workspace, "POST", `/channels/${id}/validate`)).body.ok as boolean;
  assert.equal(await check(), true);
  await change({ credentials: { password: "wrong" } });
  assert.equal(await check(), false);
  const mended = await change({ credentials: { password: first.credentials["password"] }, settings: { senderName: "Clima Norte" } });
  assert.deepEqual([await check(), mended.body.settings.senderName], [true, "Clima Norte"]);
  const renamed = await change({ name: "Outro nome", settings: { senderName: null, plusAddressing: null, unheardOf: "x" } });
  assert.equal(renamed.body.name, "Outro nome");
  assert.deepEqual(Object.keys(renamed.body.settings).sort(), ["address", "imapHost", "imapPort", "smtpHost", "smtpPort"]);
  assert.equal(await check(), true, "the password is still there");
  for (const [body, status, code] of [
    [{ settings: { smtpHost: null, address: null } }, 400, "channels.missing_fields"],
    [{ settings: { address: second.id } }, 409, "channels.exists"],
    [{ settings: { senderName: "" } }, 400, "platform.invalid_request"],
  ] as const) {
    const answer = await change(body);
    assert.deepEqual([answer.status, answer.body.code], [status, code], JSON.stringify(answer.body));
  }
  assert.equal(await check(), true, "what was refused changed nothing");
  const remove = (channelId: string) => app.call(workspace, "DELETE", `/channels/${channelId}`);
  const used = channelOf("telegram").id;
  assert.deepEqual(
    [(await remove(used)).body.code, (await app.call(workspace, "GET", `/channels/${used}`)).status],
    ["channels.in_use", 200],
  );
  assert.equal((await remove(id)).status, 200);
  assert.deepEqual([(await remove(id)).status, (await app.call(workspace, "GET", `/channels/${id}`)).status], [404, 404]);
  const { body: audit } = await app.call(workspace, "GET", "/audit-log?limit=20");
  const entry = audit.items.find((one: any) => one.action === "channel.changed" && one.detail.changed.includes("password"));
  assert.equal(JSON.stringify(audit).includes(first.credentials["password"] as string), false);
  assert.ok(entry);
  assert.ok(audit.items.some((one: any) => one.action === "channel.removed" && one.subjectId === id));
});

test("a stored secret stays where it was given for: whoever moves an account gives its secrets again", async () => {
  const heard: string[] = [];
  const thief = http.createServer((request, response) => {
    heard.push(JSON.stringify(request.headers));
    response.end("{}");
  });
  await new Promise<void>((resolve) => thief.listen(0, "127.0.0.1", resolve));
  const elsewhere = `http://127.0.0.1:${(thief.address() as { port: number }).port}`;
  const moves: Record<string, Record<string, string>[]> = {
    waha: [{ baseUrl: elsewhere }],
    wppconnect: [{ baseUrl: elsewhere }],
    evolution: [{ baseUrl: elsewhere }],
    megaapi: [{ baseUrl: elsewhere }],
    sns: [{ region: "eu-north-1" }, { region: "x.thief.example/" }],
    email: [{ smtpHost: "thief.example" }, { smtpPort: "26" }, { imapHost: "thief.example" }, { imapPort: "144" }],
  };
  for (const [kind, changes] of Object.entries(moves)) {
    const { settings, credentials } = inventAccount(kind, app.simulator.url);
    const { body } = await app.call(workspace, "POST", "/channels", { kind, name: "Mudança", settings, credentials });
    const change = (given: object) => app.call(workspace, "PATCH", `/channels/${body.id}`, given);
    const [secret] = Object.keys(credentials);
    for (const moved of changes) {
      const refused = await change({ settings: moved });
      assert.deepEqual([refused.status, refused.body.code], [400, "channels.secret_needed"], `${kind} ${JSON.stringify(moved)}`);
      assert.match(refused.body.detail, new RegExp(`credentials.${secret}`));
      await app.call(workspace, "POST", `/channels/${body.id}/validate`);
    }
    assert.equal((await change({ settings, name: "Igual" })).status, 200, "what stays the same asks for nothing");
    assert.equal((await change({ settings: changes[0], credentials })).status, 200, "with its secrets it may move");
    await app.call(workspace, "DELETE", `/channels/${body.id}`);
  }
  thief.close();
  assert.deepEqual(heard, []);
});

for (const kind of ["waha", "evolution", "wppconnect"])
  test(`${kind}: received by polling, words and photo come once, and the marks of an answer move`, async () => {
    const account = inventAccount(kind, app.simulator.url);
    const settings = { ...account.settings, receive: "polling" };
    const { name, credentials } = account;
    const { body: channel } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
    await registerAccount(app.simulator.url, account, {}); // no webhook goes anywhere
    await app.call(workspace, "PATCH", `/channels/${channel.id}`, { status: "active" });
    await app.rows("update channels set throughput_per_second = 40 where id = $1", [channel.id]);
    const person = newPerson();
    const act = (action: object) => app.control("POST", "/_control/act", { kind, account: account.id, person, action });
    await act({ kind: "text", text: "sem webhook" });
    const file = { kind: "file", type: "image", mimeType: "image/jpeg", base64: photo.toString("base64"), fileName: "foto.jpg" };
    await act(file);
    const conversation = await until(
      async () => (await app.call(workspace, "GET", `/conversations?channelId=${channel.id}&limit=10`)).body.items[0],
    );
    await until(async () => (await timeline(conversation.id)).some(({ attachments }) => attachments[0]?.state === "stored"));
    const { body: answer } = await send(conversation.id, { kind: "text", text: "recebido" });
    // WPPConnect's unread messages say nothing of ours.
    if (kind !== "wppconnect") await settled(answer.id, ["delivered", "read"]);
    const lines = await timeline(conversation.id);
    assert.deepEqual(lines.map(({ kind }) => kind).sort(), ["image", "text", "text"], "each once");
  });

test("a gateway on a private address is not called unless the operator allows it", async () => {
  for (const baseUrl of [
    "http://127.0.0.1:5432",
    "https://10.0.0.7",
    "http://169.254.169.254/latest",
    "https://[::ffff:127.0.0.1]",
    "ftp://example.com",
  ]) {
    const settings = { baseUrl, session: `inside-${counter++}` };
    const { body } = await app.call(workspace, "POST", "/channels", {
      kind: "waha",
      name: "Inside",
      settings,
      credentials: { apiKey: "k" },
    });
    const { body: check } = await app.call(workspace, "POST", `/channels/${body.id}/validate`);
    assert.deepEqual([check.ok, check.steps[0].advice], [false, "host_not_allowed"], baseUrl);
  }
});

test("Messenger: a member may answer for seven days, a machine for one", async () => {
  const { conversation } = await write("messenger", "janela de sete dias");
  await app.rows("update conversations set window_closes_at = now() - interval '1 hour' where id = $1", [conversation.id]);
  const shown = (await app.call(workspace, "GET", `/conversations/${conversation.id}`)).body;
  assert.ok(Date.parse(shown.humanAgentUntil) > Date.now() + 5 * 86_400_000);
  assert.equal((await send(conversation.id, { kind: "text", text: "da máquina" })).body.code, "inbox.window_closed");
  const cookie = await app.signIn(workspace);
  const { status, body } = await app.call(
    null,
    "POST",
    `/conversations/${conversation.id}/messages`,
    { kind: "text", text: "da pessoa" },
    cookie,
  );
  assert.equal(status, 201, JSON.stringify(body));
  await settled(body.id, ["sent", "delivered", "read"]);
  const { items } = await app.control("GET", "/_control/sent");
  const tags = items.filter((one: any) => one.callbackData === body.id).map((one: any) => [one.body.messaging_type, one.body.tag]);
  assert.deepEqual(tags, [["MESSAGE_TAG", "HUMAN_AGENT"]]);
});

test("SMS: PARAR withdraws consent", async () => {
  const { conversation } = await write("twilio", "PARAR");
  const { contact } = (await app.call(workspace, "GET", `/conversations/${conversation.id}`)).body;
  await until(async () => (await app.call(workspace, "GET", `/contacts/${contact.id}`)).body.marketingConsent === "withdrawn");
});

test("SNS only sends, and says so", async () => {
  const { id } = channelOf("sns");
  const { status, body } = await app.call(workspace, "POST", `/channels/${id}/test-message`, { to: "+5592988887777" });
  assert.equal(status, 201, JSON.stringify(body));
  await settled(body.id, ["sent"]);
  const address = `http://127.0.0.1:${app.config.port}/webhooks/${id}`;
  assert.equal((await fetch(address, { method: "POST", body: "{}" })).status, 401);
});
