import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Moving");
const rita = await app.addMember(workspace, "Rita Alves", "administrator");
const bia = await app.addMember(workspace, "Bia Lima", "manager");
const cookies = new Map<TestMember, Promise<Record<string, string>>>();
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  return app.call(null, method, address, body, await headers);
}
const url = `${app.simulator.url}/chatwoot`;
const put = (path: string, body: unknown) =>
  fetch(`${url}/_accounts/${path}`, { method: "PUT", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const askedSince = async (): Promise<{ path: string; key: string }[]> =>
  ((await (await fetch(`${url}/_asked`)).json()) as { items: { path: string; key: string }[] }).items;

const INBOX = { id: 5, name: "WhatsApp", channel_type: "Channel::Whatsapp" };
const file = (name: string) => ({ id: 1, file_type: "image", data_url: `${url}/rails/active_storage/blobs/redirect/${name}` });
const person = (id: number, more: object = {}) => ({
  id,
  name: `Pessoa ${id}`,
  email: null,
  phone_number: `+55119${String(55_500_000 + id)}`,
  custom_attributes: {},
  contact_inboxes: [],
  ...more,
});
const message = (id: number, more: object = {}) => ({
  id,
  content: `mensagem ${id}`,
  message_type: id % 2 === 1 ? 0 : 1,
  content_type: "text",
  content_attributes: {},
  created_at: 1_789_000_000 + id * 60,
  private: false,
  source_id: null,
  status: "read",
  sender: id % 2 === 1 ? { id: 12, name: "Pessoa 12", type: "contact" } : { id: 3, name: "Rita", type: "user" },
  attachments: [],
  ...more,
});
const conversation = (id: number, sender: object, messages: object[], more: object = {}) => ({
  id,
  inbox_id: 5,
  status: "resolved",
  labels: ["motorista"],
  meta: { sender, assignee: { id: 3 } },
  created_at: 1_789_000_000 + id,
  last_activity_at: 1_789_100_000,
  additional_attributes: {},
  messages,
  ...more,
});
const people = [
  ...Array.from({ length: 18 }, (_, index) => person(12 + index)),
  person(40, {
    phone_number: null,
    contact_inboxes: [{ source_id: "5511955550040", inbox: INBOX }],
    custom_attributes: { plate: "ABC1D23" },
  }),
  person(41, { phone_number: "+5511955550041", email: "nao é um endereço" }),
];
const account = {
  key: "right-key",
  inboxes: [INBOX, { id: 6, name: "Site", channel_type: "Channel::WebWidget" }],
  agents: [
    { id: 3, name: "Rita", email: rita.login.email.toUpperCase() },
    { id: 4, name: "Otávio Prado", email: "otavio@antiga.example" },
  ],
  labels: [{ id: 1, title: "motorista", color: "#1f93ff" }],
  canned: [{ id: 1, short_code: "ola", content: "Olá {{contact.name}}, protocolo {{conversation.id}}" }],
  contacts: people,
  conversations: [
    conversation(
      678,
      people[0] as object,
      Array.from({ length: 230 }, (_, index) => message(1_001 + index)),
    ),
    conversation(
      679,
      people[0] as object,
      [
        message(2_001, { content: null, attachments: [file("foto.png")] }),
        message(2_002, { content: "Só entre nós", private: true, sender: { id: 4, name: "Otávio", type: "user" } }),
        message(2_003, { content: "Conversa aberta por Rita", message_type: 2 }),
        message(2_004, {
          content: "Respondo",
          content_attributes: { in_reply_to: 2_001 },
          sender: { id: 4, name: "Otávio", type: "user" },
        }),
        message(2_005, { content: null, attachments: [file("gone.png")] }),
        message(2_006, { content: "Este foi apagado", content_attributes: { deleted: true } }),
      ],
      { status: "open" },
    ),
    conversation(680, people[18] as object, [
      message(3_001, {
        content: null,
        attachments: [{ file_type: "location", coordinates_lat: -23.5, coordinates_long: -46.6, fallback_title: "Loja" }],
      }),
    ]),
    conversation(681, people[1] as object, [message(4_001)], { inbox_id: 6 }),
    { id: 682, inbox_id: "odd", created_at: 1_789_000_999, messages: [] },
  ],
};
assert.equal((await put("7", account)).status, 204);
await app.call(workspace, "POST", "/contact-fields", { key: "plate", label: "Placa", type: "text" });
const known = (
  await app.call(workspace, "POST", "/contacts", { name: "Nome daqui", identities: [{ kind: "phone", value: "+5511955500013" }] })
).body.id;

/** Connected, its first inbox placed. */
async function connect(): Promise<string> {
  const { status, body } = await as(rita, "POST", "/moves", { url: `${url}/app/accounts/7/dashboard`, accountId: 7, key: "right-key" });
  assert.equal(status, 201, JSON.stringify(body));
  const placed = await as(rita, "PATCH", `/moves/${body.id}`, { perMinute: 6_000, inboxes: [{ id: 5, channelId: workspace.channel.id }] });
  assert.equal(placed.status, 200, JSON.stringify(placed.body));
  return body.id;
}
/** Until it rests, or a job is put off. */
async function ended(id: string) {
  for (let tries = 0; tries < 40; tries += 1) {
    await app.runJobs();
    const { body } = await as(rita, "GET", `/moves/${id}`);
    if (!["running", "checking"].includes(body.state) || body.problem !== null) return body;
    app.clock.advance(1_000);
  }
  throw new Error("it goes on and on");
}
const totals = async () =>
  (
    await app.rows(
      `select (select count(*)::int from contacts where workspace_id = $1) as contacts, (select count(*)::int from conversations where workspace_id = $1) as conversations,
         (select count(*)::int from messages where workspace_id = $1) as messages, (select count(*)::int from attachments where workspace_id = $1) as files,
         (select count(*)::int from sessions where workspace_id = $1) as sessions, (select count(*)::int from labels where workspace_id = $1) as labels,
         (select count(*)::int from canned_replies where workspace_id = $1) as canned,
         (select count(*)::int from webhook_deliveries where workspace_id = $1 and kind not in ('move.changed', 'label.changed')) as told`,
      [workspace.id],
    )
  )[0];

test("a wrong key and an inner address are refused at once, and only administrators connect", async () => {
  const connectWith = (more: object) => as(rita, "POST", "/moves", { url, accountId: 7, key: "right-key", ...more });
  assert.deepEqual((await connectWith({ key: "wrong" })).body.code, "moving.not_answered");
  assert.match((await connectWith({ url: "https://127.0.0.1:1" })).body.detail, /address_refused/);
  assert.equal((await connectWith({ url: "ftp://example.com" })).body.code, "moving.bad_address");
  assert.equal((await as(bia, "POST", "/moves", { url, accountId: 7, key: "right-key" })).status, 403);
});

test("a check counts and writes nothing", async () => {
  const id = await connect();
  const before = await totals();
  assert.equal((await as(rita, "POST", `/moves/${id}/check`)).status, 202);
  const { state, counts } = await ended(id);
  assert.equal(state, "checked");
  assert.deepEqual(await totals(), before);
  assert.deepEqual([counts["contacts.made"], counts["contacts.known"], counts["labels.made"], counts["canned.made"]], [19, 1, 1, 1]);
  assert.deepEqual([counts["conversations.made"], counts["conversations.left"]], [3, 1]);
  await as(rita, "DELETE", `/moves/${id}`);
});

test("people, conversations, words and files come along whole; nothing begins; twice changes nothing", async () => {
  await as(bia, "POST", "/webhook-endpoints", { name: "All", url: "https://example.com/hook", kinds: [] });
  const id = await connect();
  await askedSince();
  await as(rita, "POST", `/moves/${id}/run`);
  const { state, counts, problem } = await ended(id);
  assert.deepEqual([state, problem], ["done", null]);
  assert.deepEqual([counts["messages.made"], counts["messages.left"], counts["files.kept"], counts["files.failed"]], [236, 1, 1, 1]);
  const asked = await askedSince();
  assert.ok(asked.some(({ path }) => path.includes("/storage/foto.png")));
  assert.ok(
    asked.every(({ path, key }) => key === (path.includes("/api/v1/") ? "right-key" : "")),
    "the key goes to the API alone",
  );
  const { items: problems } = (await as(rita, "GET", `/moves/${id}/problems`)).body;
  const told = problems.map(({ kind, theirId, problem: what }: any) => `${kind} ${theirId} ${what}`);
  assert.deepEqual(told, [
    "canned ola unknown_variable",
    "contact 41 not_email",
    "conversation 679 file_gone",
    "conversation 682 not_understood",
  ]);

  const [talk] = await app.rows(
    `select c.id, c.state, c.unread_count, c.message_count::int as count, c.session_id, c.assignee_id from conversations c
     join contact_identities i on i.workspace_id = c.workspace_id and i.contact_id = c.contact_id and i.kind = 'phone' and i.value = '+5511955500012' where c.workspace_id = $1`,
    [workspace.id],
  );
  assert.deepEqual([talk.state, talk.unread_count, talk.count, talk.session_id, talk.assignee_id], ["open", 0, 235, null, rita.memberId]);
  const { body: page } = await as(rita, "GET", `/conversations/${talk.id}/messages?limit=10`);
  const line = (text: string) => page.items.find((one: any) => one.content?.text === text || one.text === text);
  assert.equal(line("Só entre nós")?.isNote ?? line("Só entre nós")?.content?.isNote, true, JSON.stringify(page.items.slice(0, 3)));
  const rows = await app.rows(
    `select text, author_kind, author_name, author_id, status, occurred_at, reply_to_id is not null as answers, deleted_at is not null as deleted from messages
     where conversation_id = $1 order by occurred_at, arrival`,
    [talk.id],
  );
  assert.deepEqual([rows[0].text, rows[0].occurred_at.getTime()], ["mensagem 1001", (1_789_000_000 + 1_001 * 60) * 1_000]);
  assert.deepEqual([rows[1].author_kind, rows[1].author_id, rows[1].status], ["member", rita.memberId, "read"]);
  const answer = rows.find(({ text }: any) => text === "Respondo");
  assert.deepEqual([answer.author_kind, answer.author_name, answer.answers], ["echo", "Otávio Prado", true]);
  assert.equal(rows.at(-1).deleted, true);
  assert.equal((await app.rows("select name from contacts where id = $1", [known]))[0].name, "Nome daqui");
  assert.deepEqual(await app.rows("select text from contact_values where workspace_id = $1", [workspace.id]), [{ text: "ABC1D23" }]);
  const { items: canned } = (await as(rita, "GET", "/canned-replies")).body;
  assert.equal(canned[0].text, "Olá {{contact.name}}, protocolo [conversation.id]");
  const after = await totals();
  assert.deepEqual([after.sessions, after.told], [0, 0], "no session, and nothing told to other systems");

  for (const again of [id, await connect()]) {
    await as(rita, "POST", `/moves/${again}/run`);
    assert.equal((await ended(again)).state, "done");
    assert.deepEqual(await totals(), after);
  }
});

test("what is new since comes along by another run", async () => {
  const [, second] = account.conversations as any[];
  second.messages.push(message(2_007, { content: "Ainda está aí?" }));
  second.last_activity_at += 100;
  await put("7", account);
  const [{ id }] = (await as(rita, "GET", "/moves")).body.items;
  const before = await totals();
  await as(rita, "POST", `/moves/${id}/run`);
  assert.equal((await ended(id)).counts["messages.made"], 1);
  assert.equal((await totals()).messages, before.messages + 1);
});

test("it waits where they are down, stops where the key is refused, and goes on where it was", async () => {
  await put("8", { ...account, conversations: account.conversations.slice(0, 1), contacts: people.slice(0, 16) });
  const { body } = await as(rita, "POST", "/moves", { url, accountId: 8, key: "right-key" });
  await as(rita, "PATCH", `/moves/${body.id}`, { perMinute: 6_000, inboxes: [{ id: 5, channelId: workspace.channel.id }] });
  await put("8/fault", { status: 429, times: 1, retryAfter: 90 });
  await as(rita, "POST", `/moves/${body.id}/run`);
  assert.deepEqual([(await ended(body.id)).problem, (await ended(body.id)).state], ["unavailable", "running"]);
  assert.equal((await as(rita, "DELETE", `/moves/${body.id}`)).body.code, "moving.is_going");
  await put("8", { ...account, key: "another", conversations: account.conversations.slice(0, 1), contacts: people.slice(0, 16) });
  app.clock.advance(91_000);
  await app.runJobs();
  assert.deepEqual([(await ended(body.id)).problem, (await ended(body.id)).state], ["key_refused", "stopped"]);
  await put("8", { ...account, conversations: account.conversations.slice(0, 1), contacts: people.slice(0, 16) });
  await as(rita, "POST", `/moves/${body.id}/run`);
  assert.equal((await ended(body.id)).state, "done");
});
