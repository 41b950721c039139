import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { queueChecks } from "../../src/channels/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Push");
const cookie = await app.signIn(workspace);
const call = (method: string, address: string, body?: unknown) => app.call(null, method, address, body, cookie);
const browser = () => app.control("POST", "/_control/push");
const shown = async (id: string): Promise<any[]> => (await app.control("GET", `/_control/push/${id}`)).items;

async function outage() {
  await app.control("PUT", "/_control/faults", { down: true });
  for (let n = 0; n < 3; n += 1) {
    app.clock.advance(5 * 60_000 + 1_000);
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await app.runJobs();
  }
  app.clock.advance(31_000);
  await app.runJobs();
}
async function heal() {
  await app.control("PUT", "/_control/faults", {});
  app.clock.advance(5 * 60_000 + 1_000);
  await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
  await app.runJobs();
  app.clock.advance(31_000);
  await app.runJobs();
}

test("a browser subscribes, is told of a channel in trouble, signed and sealed for it alone, and is forgotten when it is gone", async () => {
  const { body: key } = await call("GET", "/push/key");
  assert.equal(Buffer.from(key.publicKey, "base64url").length, 65);
  assert.equal((await call("GET", "/push/key")).body.publicKey, key.publicKey, "the key stays");
  const first = await browser();
  const { status, body, raw } = await call("POST", "/push/subscriptions", {
    endpoint: first.endpoint,
    keys: first.keys,
    device: "Firefox",
  });
  assert.equal(status, 201);
  assert.equal(raw.toString().includes(first.endpoint), false, "the address is a right to write: it does not come back");
  const again = await call("POST", "/push/subscriptions", { endpoint: first.endpoint, keys: first.keys, device: "Firefox" });
  assert.equal(again.status, 201);
  assert.deepEqual(
    (await call("GET", "/push/subscriptions")).body.items.map((one: any) => one.id),
    [again.body.id],
    "one browser is there once",
  );
  assert.notEqual(again.body.id, body.id);
  await outage();
  const [notice] = await shown(first.id);
  assert.equal(notice.title, "Prosa: Canal com problema");
  assert.equal(notice.path, "/channels");
  await app.control("PUT", `/_control/push/${first.id}/gone`);
  await heal();
  assert.deepEqual((await call("GET", "/push/subscriptions")).body.items, []);
  const [sealed] = await app.rows("select count(*)::int as count from push_subscriptions");
  assert.equal(sealed.count, 0);
});

test("addresses and keys that no browser has are refused, and a subscription is its member's own", async () => {
  const good = await browser();
  const attempt = (given: object) =>
    call("POST", "/push/subscriptions", { endpoint: good.endpoint, keys: good.keys, device: "x", ...given });
  for (const endpoint of [
    "https://127.0.0.1/x",
    "http://example.com/push",
    "https://[::1]/x",
    "https://user:pw@example.com/",
    "ftp://example.com/x/y",
  ])
    assert.equal((await attempt({ endpoint })).body.code, "team.bad_push_subscription", endpoint);
  assert.equal((await attempt({ keys: { p256dh: "AAAA", auth: "AAAA" } })).body.code, "team.bad_push_subscription");
  const { body } = await attempt({});
  assert.equal((await app.call(null, "GET", "/push/subscriptions")).status, 401);
  assert.equal((await call("DELETE", `/push/subscriptions/${body.id}`)).status, 200);
  assert.equal((await call("DELETE", `/push/subscriptions/${body.id}`)).status, 404);
});

const SECOND = 1_000;
const { newcomer, hear } = castOf(app, workspace);
const cookies = new Map<TestMember, Record<string, string>>();
/** In the browser of that member. */
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? (await app.signIn(member));
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, headers);
  await app.runJobs();
  return answer;
}
const told = async (member: TestMember, query = "") => (await as(member, "GET", `/notices${query}`)).body;
const titles = async (member: TestMember): Promise<string[]> => (await told(member)).items.map(({ title }: any) => title);
const note = (member: TestMember, conversationId: string, text: string) =>
  as(member, "POST", `/conversations/${conversationId}/messages`, { kind: "note", text });
async function wait(ms: number) {
  app.clock.advance(ms);
  await app.runJobs();
}
const mailsTo = ({ login }: TestMember): string[] =>
  readdirSync(path.join(app.config.dataDir, "mails"), { recursive: true })
    .map((name) => readFileSync(path.join(app.config.dataDir, "mails", String(name)), "utf8").replaceAll("=\r\n", ""))
    .filter((mail) => mail.includes(login.email));

const rafael = await app.addMember(workspace, "Rafael Nogueira", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
const caio = await app.addMember(workspace, "Caio Reis", "agent", "own");

test("who is assigned or mentioned by somebody else is told once, and reads it by opening the conversation", async () => {
  const { id, from } = await newcomer();
  await as(rafael, "PATCH", `/conversations/${id}`, { assigneeId: bia.memberId });
  await note(rafael, id, "@bia veja isto; escreva para ana@caio.example se precisar");
  await note(rafael, id, "@Bia Lima, de novo");
  const { items, unread } = await told(bia);
  assert.deepEqual(
    items.map(({ title, text, path, count }: any) => [title, text, path, count]),
    [
      ["Rafael Nogueira mencionou você", `Conversa com Pessoa ${from}, 2 notas`, `/inbox/${id}`, 2],
      [`Pessoa ${from} está com você`, "Rafael Nogueira atribuiu a você", `/inbox/${id}`, 1],
    ],
  );
  assert.deepEqual(unread, { all: 2, mine: 2, deadline: 0, trouble: 0 });
  assert.deepEqual(await titles(rafael), [], "of one's own acts one knows");
  assert.deepEqual(await titles(caio), [], "an address names nobody");
  await note(bia, id, "@Bia Lima anotado");
  assert.equal((await told(bia)).unread.all, 2);

  const first = items[0].id;
  assert.equal((await as(caio, "PATCH", `/notices/${first}`, { read: true })).status, 404);
  assert.deepEqual((await as(bia, "PATCH", `/notices/${first}`, { read: true })).body, { unreadBefore: 1 });
  assert.deepEqual((await as(bia, "POST", "/notices/reading", { subjectId: id })).body, { unreadBefore: 1 });
  assert.deepEqual((await told(bia, "?unread=true")).items, []);
  assert.equal((await told(bia)).items.length, 2, "what was read stays in the list");
  const page = await told(bia, "?limit=1");
  assert.equal((await told(bia, `?limit=1&cursor=${page.nextCursor}`)).items[0].kind, "inbox.assigned");
});

test("a conversation that goes to another is told to both, and to nobody who does not see it any more", async () => {
  const { id, from } = await newcomer();
  await as(rafael, "PATCH", `/conversations/${id}`, { assigneeId: caio.memberId });
  assert.equal((await told(caio)).unread.all, 1);
  await as(rafael, "PATCH", `/conversations/${id}`, { assigneeId: bia.memberId });
  assert.equal((await titles(bia))[0], `Rafael Nogueira passou Pessoa ${from} para você`);
  const gone = await told(caio);
  assert.deepEqual([gone.items, gone.unread.all], [[], 0], "it is out of sight: its name too");
  await note(rafael, id, "@Caio ajude a Bia");
  assert.deepEqual(await titles(caio), [
    "Rafael Nogueira mencionou você",
    `Pessoa ${from} não está mais com você`,
    `Pessoa ${from} está com você`,
  ]);
});

test("what was not seen is pushed and mailed as the member wants, after quiet hours, and never when it was read", async () => {
  await as(bia, "POST", "/notices/reading", {});
  const phone = await browser();
  await as(bia, "POST", "/push/subscriptions", { endpoint: phone.endpoint, keys: phone.keys, device: "Phone" });
  const { id, from } = await newcomer();
  const { items } = (await as(rafael, "GET", `/conversations/${id}/mentionable`)).body;
  assert.deepEqual(
    items.filter(({ id: one }: any) => [bia.memberId, rafael.memberId].includes(one)).map(({ name, sees }: any) => [name, sees]),
    [
      ["Bia Lima", false],
      ["Rafael Nogueira", true],
    ],
  );
  await note(rafael, id, "@Bia primeira");
  assert.equal(
    (await as(rafael, "GET", `/conversations/${id}/mentionable`)).body.items.find(({ id: one }: any) => one === bia.memberId).sees,
    true,
  );
  await as(bia, "POST", "/notices/reading", { subjectId: id });
  await wait(20 * SECOND);
  assert.deepEqual(await shown(phone.id), [], "it was read before");

  await note(rafael, id, "@Bia segunda, só para a equipe");
  await wait(20 * SECOND);
  const [pushed] = await shown(phone.id);
  assert.deepEqual(
    [pushed.title, pushed.body, pushed.path],
    ["Rafael Nogueira mencionou você", `Conversa com Pessoa ${from}`, `/inbox/${id}`],
  );

  const zone = "America/Manaus";
  const wall = (at: Date) => at.toLocaleTimeString("en-GB", { timeZone: zone, hour: "2-digit", minute: "2-digit" });
  const now = app.clock.now();
  const quiet = {
    isOn: true,
    timeZone: zone,
    from: wall(new Date(now.getTime() - 3_600_000)),
    to: wall(new Date(now.getTime() + 7_200_000)),
    days: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"],
  };
  const changed = await as(bia, "PATCH", "/me/notice-preferences", { quiet, digest: "hourly" });
  assert.deepEqual([changed.status, changed.body.isQuietNow, changed.body.digest], [200, true, "hourly"]);
  await as(bia, "POST", "/notices/reading", {});
  await note(rafael, id, "@Bia terceira");
  await wait(3_600_000);
  assert.equal((await shown(phone.id)).length, 1, "it is quiet");
  assert.equal(mailsTo(bia).length, 0);
  await wait(3_700_000);
  assert.equal((await shown(phone.id)).length, 2, "the quiet is over");
  await wait(3_600_000);
  const [mail] = mailsTo(bia);
  assert.match(mail ?? "", /Rafael Nogueira mencionou/);
  assert.doesNotMatch(mail ?? "", /equipe/);
  assert.equal(mailsTo(bia).length, 1);
  await wait(7_200_000);
  assert.equal(mailsTo(bia).length, 1, "each is mailed once");
});

test("kinds are switched by medium, above the workspace's defaults; what is unknown is refused", async () => {
  const own = (body: object) => as(caio, "PATCH", "/me/notice-preferences", body);
  const media = (answer: any, kind: string) => answer.body.kinds.find((one: any) => one.kind === kind).media;
  assert.equal((await own({ choices: { "no.such": { push: true } } })).body.code, "notices.unknown_kind");
  assert.equal(
    (await own({ quiet: { isOn: true, timeZone: "Mars/Base", from: "18:00", to: "08:00", days: [] } })).body.code,
    "notices.unknown_time_zone",
  );
  assert.equal((await as(caio, "PATCH", "/notice-defaults", { digest: "daily" })).status, 403);
  const defaults = await call("PATCH", "/notice-defaults", { choices: { "inbox.mentioned": { push: false } }, digest: "daily" });
  assert.equal(defaults.status, 200);
  const now = await as(caio, "GET", "/me/notice-preferences");
  assert.deepEqual([media(now, "inbox.mentioned").push, now.body.digest], [false, "daily"]);
  const mine = await own({ choices: { "inbox.mentioned": { push: true, app: false } } });
  assert.deepEqual(media(mine, "inbox.mentioned"), { app: false, desktop: true, sound: true, push: true, email: true });
  assert.equal((await titles(caio)).includes("Rafael Nogueira mencionou você"), false, "it left the list");
  assert.equal(media(await own({ choices: { "inbox.mentioned": null } }), "inbox.mentioned").push, false, "the default again");
});

test("agents hear of messages while they are away; who administers hears of channels in trouble", async () => {
  const { id, from } = await newcomer();
  await as(rafael, "PATCH", `/conversations/${id}`, { assigneeId: bia.memberId });
  await as(bia, "PUT", "/desk/presence", { state: "online" });
  await hear(from, "estou aqui");
  await as(bia, "PUT", "/desk/presence", { state: "away", reason: "Almoço" });
  await hear(from, "alô?");
  await hear(from, "alguém?");
  assert.equal((await titles(bia))[0], `2 mensagens de Pessoa ${from}`);
  await outage();
  const { body } = await call("GET", "/notices?group=trouble&unread=true");
  assert.deepEqual([body.items[0].title, body.items[0].path], ["Canal com problema", "/channels"]);
  assert.equal((await told(bia, "?group=trouble")).items.length, 0);
  await heal();
});
