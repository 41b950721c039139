import assert from "node:assert/strict";
import { test } from "node:test";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Tasks");
const { newcomer, pass } = castOf(app, workspace);
const HOUR = 3_600_000;
const [zone] = await app.rows("select time_zone from workspaces where id = $1", [workspace.id]);
/** The workspace's day, so many days from now. */
const day = async (days: number): Promise<string> =>
  (await app.rows("select (($1::timestamptz at time zone $2)::date + $3::int)::text as day", [app.clock.now(), zone.time_zone, days]))[0]
    .day;
/** A time of the workspace's clock. */
const wall = async (ms: number): Promise<string> =>
  (
    await app.rows("select to_char($1::timestamptz at time zone $2, 'YYYY-MM-DD\"T\"HH24:MI') as wall", [
      new Date(app.clock.now().getTime() + ms),
      zone.time_zone,
    ])
  )[0].wall;

const cookies = new Map<TestMember, Promise<Record<string, string>>>();
/** In the browser of that member. */
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, await headers);
  await app.runJobs();
  return answer;
}
async function make(member: TestMember, body: object) {
  const made = await as(member, "POST", "/tasks", body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}
const titles = async (member: TestMember, query = "") => {
  const { status, body } = await as(member, "GET", `/tasks${query}`);
  assert.equal(status, 200, JSON.stringify(body));
  return body.items.map(({ title }: { title: string }) => title);
};
const told = async (member: TestMember): Promise<{ title: string; text: string; path: string; count: number }[]> =>
  (await as(member, "GET", "/notices")).body.items.map(({ title, text, path, count }: any) => ({ title, text, path, count }));
const about = (conversationId: string) => ({ links: [{ kind: "conversation", id: conversationId }] });

const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
const caio = await app.addMember(workspace, "Caio Reis", "agent", "own");
const vera = await app.addMember(workspace, "Vera Paz", "viewer");

test("each sees their own tasks, those of nobody, and those of conversations they see; of a subject out of sight nothing is said", async () => {
  const { id, from } = await newcomer();
  await as(sofia, "PATCH", `/conversations/${id}`, { assigneeId: bia.memberId });
  const own = await make(caio, { title: "Da mesa do Caio", assigneeId: caio.memberId });
  const talk = await make(sofia, { title: "Da conversa", ...about(id) });
  await make(sofia, { title: "De ninguém" });
  const given = await make(sofia, { title: "Para o Caio", assigneeId: caio.memberId, ...about(id) });
  assert.deepEqual(talk.links, [{ kind: "conversation", id, name: `Pessoa ${from}` }]);
  assert.deepEqual((await titles(bia)).toSorted(), ["Da conversa", "De ninguém", "Para o Caio"]);
  assert.deepEqual((await titles(caio)).toSorted(), ["Da mesa do Caio", "De ninguém", "Para o Caio"]);
  assert.deepEqual((await titles(sofia)).toSorted(), ["Da conversa", "Da mesa do Caio", "De ninguém", "Para o Caio"]);
  assert.deepEqual(await titles(caio, "?whose=mine&sort=created"), ["Para o Caio", "Da mesa do Caio"]);
  assert.deepEqual((await as(caio, "GET", `/tasks/${given.id}`)).body.links, [], "whom it is about he does not learn");
  assert.equal((await as(caio, "GET", `/tasks/${talk.id}`)).status, 404);
  assert.equal((await as(caio, "PATCH", `/tasks/${talk.id}`, { title: "x" })).status, 404);
  assert.equal((await as(caio, "GET", `/tasks?conversationId=${id}`)).status, 404);
  assert.equal((await as(caio, "POST", "/tasks", { title: "x", ...about(id) })).status, 404);
  assert.equal((await as(bia, "GET", `/tasks/${own.id}`)).status, 404);
  assert.deepEqual((await titles(bia, `?conversationId=${id}`)).toSorted(), ["Da conversa", "Para o Caio"]);
  assert.equal((await as(vera, "POST", "/tasks", { title: "x" })).status, 403, "a viewer looks on");
  assert.equal((await as(vera, "PATCH", `/tasks/${talk.id}`, { state: "done" })).status, 403);
  assert.equal((await as(bia, "DELETE", `/tasks/${talk.id}`)).body.code, "tasks.not_your_task");
  assert.equal((await as(bia, "PATCH", `/tasks/${talk.id}`, { state: "done" })).body.doneBy, "Bia Lima");
  assert.deepEqual(await titles(bia, "?state=done"), ["Da conversa"]);
  assert.equal((await as(sofia, "DELETE", `/tasks/${own.id}`)).status, 204, "who manages tasks removes any");
  assert.equal((await as(sofia, "POST", "/tasks", { title: "x", links: [{ kind: "planet", id }] })).body.code, "tasks.unknown_subject");
  const audit = await app.rows("select action from audit_log where subject_id = $1 order by occurred_at, id", [talk.id]);
  assert.deepEqual(
    audit.map(({ action }) => action),
    ["task.made", "task.changed"],
  );
});

test("what is late comes first, then today, later and what has no date, page by page", async () => {
  const mine = (title: string, due: string | null) => make(caio, { title, due, assigneeId: caio.memberId });
  for (const task of (await as(caio, "GET", "/tasks?whose=mine")).body.items)
    await as(caio, "PATCH", `/tasks/${task.id}`, { state: "done" });
  await mine("sem data 1", null);
  await mine("depois", await day(3));
  await mine("hoje", await day(0));
  await mine("sem data 2", null);
  await mine("ontem", await day(-1));
  await mine("há uma hora", await wall(-HOUR));
  const { items } = (await as(caio, "GET", "/tasks?whose=mine")).body;
  assert.deepEqual(
    items.map(({ title, time }: any) => [title, time]),
    [
      ["ontem", "overdue"],
      ["há uma hora", "overdue"],
      ["hoje", "today"],
      ["depois", "later"],
      ["sem data 1", "none"],
      ["sem data 2", "none"],
    ],
  );
  assert.equal(items[2].dueOn, await day(0));
  assert.equal(items[1].dueOn, null);
  for (const time of ["overdue", "today", "later", "none"]) {
    const expected = items.filter((one: any) => one.time === time).map(({ title }: any) => title);
    assert.deepEqual(await titles(caio, `?whose=mine&time=${time}`), expected, time);
  }
  for (const order of ["state=open", "state=open&sort=created", "state=done"]) {
    const whole = (await as(caio, "GET", `/tasks?whose=mine&${order}`)).body.items.map(({ id }: any) => id);
    const paged: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const { body } = await as(caio, "GET", `/tasks?whose=mine&limit=1&${order}${cursor === "" ? "" : `&cursor=${cursor}`}`);
      paged.push(...body.items.map(({ id }: any) => id));
      cursor = body.nextCursor;
    }
    assert.deepEqual(paged, whole, order);
    assert.ok(whole.length > 0);
  }
  for (const due of ["2026-02-31", "2026-13-01", "amanhã", "2026-02-31T09:00"])
    assert.equal((await as(caio, "POST", "/tasks", { title: "x", due })).status, 400, due);
});

test("who is given a task hears of it; a reminder is told once, at the time that holds then, and never of what is done", async () => {
  const { id } = await newcomer();
  await as(sofia, "PATCH", `/conversations/${id}`, { assigneeId: bia.memberId });
  await as(bia, "POST", "/notices/reading", {});
  const fresh = async () => (await as(bia, "GET", "/notices?unread=true")).body.items.map(({ title, count }: any) => [title, count]);
  const own = await make(bia, { title: "Ligar", assigneeId: bia.memberId, due: await wall(2 * HOUR), remindMinutes: 30 });
  assert.deepEqual(await fresh(), [], "of one's own acts one knows");
  const given = await make(sofia, { title: "Cobrar", assigneeId: bia.memberId, due: await wall(HOUR), remindMinutes: 0, ...about(id) });
  assert.deepEqual(await fresh(), [["Tarefa para você: Cobrar", 1]]);
  assert.equal((await told(bia))[0]?.path, `/tasks/${given.id}`);
  assert.equal((await told(bia))[0]?.text, "De Sofia Reis");
  await as(bia, "POST", "/notices/reading", {});
  await as(sofia, "PATCH", `/tasks/${given.id}`, { due: await wall(3 * HOUR) });
  await pass(1.6 * HOUR);
  assert.deepEqual(await fresh(), [["Lembrete: Ligar", 1]], "the time of before is not told");
  await app.rows("update jobs set run_at = $1 where kind = 'tasks.remind'", [app.clock.now()]);
  await app.rows(
    "insert into jobs (kind, workspace_id, payload, run_at) select 'tasks.remind', $1, jsonb_build_object('taskId', $2::text), $3 from generate_series(1, 2)",
    [workspace.id, own.id, app.clock.now()],
  );
  await app.runJobs();
  assert.deepEqual(await fresh(), [["Lembrete: Ligar", 1]], "jobs that come again find nothing, one that comes early waits");
  await as(bia, "PATCH", `/tasks/${own.id}`, { title: "Ligar de novo" });
  await pass(2 * HOUR);
  assert.deepEqual(
    (await fresh()).toSorted(),
    [
      ["Lembrete: Cobrar", 1],
      ["Lembrete: Ligar de novo", 1],
    ].toSorted(),
  );
  const finished = await make(bia, { title: "Feita antes", assigneeId: bia.memberId, due: await wall(HOUR), remindMinutes: 0 });
  await as(bia, "PATCH", `/tasks/${finished.id}`, { state: "done" });
  const morning = await make(sofia, { title: "Para o dia", assigneeId: caio.memberId, due: await day(2), remindMinutes: 0 });
  await pass(49 * HOUR);
  assert.equal(
    (await fresh()).some(([title]: string[]) => title === "Lembrete: Feita antes"),
    false,
  );
  assert.deepEqual(
    (await told(caio)).find(({ path, title }) => path === `/tasks/${morning.id}` && title.startsWith("Lembrete"))?.text,
    "É para hoje",
  );
  const others = await app.rows("select 1 from member_notices where kind = 'tasks.due' and member_id not in ($1, $2)", [
    bia.memberId,
    caio.memberId,
  ]);
  assert.deepEqual(others, []);
});

test("a task made in bulk belongs to its conversation and is taken back; machines make it with a day from now", async () => {
  const { id } = await newcomer();
  const run = (action: string, input: object) => app.call(workspace, "POST", `/actions/${action}`, { subjectIds: [id], input });
  const made = await run("conversation.make_task", { title: "Mandar o contrato", memberId: caio.memberId, dueInDays: 1, priority: "high" });
  await app.runJobs();
  const [{ undo }] = made.body.results ?? made.body.items;
  const [task] = (await as(sofia, "GET", `/tasks?conversationId=${id}`)).body.items;
  assert.deepEqual([task.title, task.dueOn, task.priority, task.assignee.name], ["Mandar o contrato", await day(1), "high", "Caio Reis"]);
  assert.equal((await told(caio))[0]?.title, "Tarefa para você: Mandar o contrato");
  await run(undo.action, undo.input);
  assert.deepEqual(await titles(sofia, `?conversationId=${id}`), []);
});

test("tasks go with a person who is merged into another, and come back when that is undone", async () => {
  const [known, hidden] = [await newcomer(), await newcomer()];
  const contactOf = async (conversationId: string) =>
    (await app.rows("select contact_id from conversations where id = $1", [conversationId]))[0].contact_id;
  const [knownId, hiddenId] = [await contactOf(known.id), await contactOf(hidden.id)];
  await make(sofia, { title: "da conversa de um", ...about(known.id) });
  await make(sofia, { title: "da conversa do outro", ...about(hidden.id) });
  await make(sofia, { title: "da pessoa um", links: [{ kind: "contact", id: knownId }] });
  await make(sofia, { title: "da pessoa outra", links: [{ kind: "contact", id: hiddenId }] });
  const before = async () => [
    (await titles(sofia, `?contactId=${knownId}`)).toSorted(),
    (await titles(sofia, `?contactId=${hiddenId}`)).toSorted(),
    await titles(sofia, `?conversationId=${known.id}`),
    await titles(sofia, `?conversationId=${hidden.id}`),
  ];
  const apart = [
    ["da conversa de um", "da pessoa um"],
    ["da conversa do outro", "da pessoa outra"],
    ["da conversa de um"],
    ["da conversa do outro"],
  ];
  assert.deepEqual(await before(), apart);
  const at = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(
    workspace.channel,
    textWebhook({ from: known.from, userId: `BR.${hidden.from}`, id: "wamid.tasks.merge", text: "sou eu", at }),
  );
  await app.runJobs();
  const [merge] = await app.rows("select id, kept_id, moved from contact_merges where workspace_id = $1 order by merged_at desc limit 1", [
    workspace.id,
  ]);
  assert.equal((await titles(sofia, `?contactId=${merge.kept_id}`)).length, 4);
  const [{ to }] = merge.moved.messages;
  assert.equal((await titles(sofia, `?conversationId=${to}`)).length, 2);
  await make(sofia, { title: "escrita depois", ...about(to) });
  assert.equal((await app.call(workspace, "DELETE", `/contacts/${merge.kept_id}/merges/${merge.id}`)).status, 200);
  await app.runJobs();
  const after = await before();
  assert.deepEqual(
    after.map((list) => list.filter((title: string) => title !== "escrita depois")),
    apart,
  );
  assert.deepEqual(await titles(sofia, `?conversationId=${to}&sort=created&limit=1`), ["escrita depois"]);
});
