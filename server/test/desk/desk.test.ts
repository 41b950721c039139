import assert from "node:assert/strict";
import { test } from "node:test";
import { noteDevices } from "../../src/desk/across-workspaces.ts";
import { sweepDesk } from "../../src/desk/sweep/watch-desk.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Desk");
const cast = castOf(app, workspace);
const { newcomer, hear, see, pass, rules, owner } = cast;
const SECOND = 1_000;
const ground = { db: app.db, clock: app.clock, log: app.log, parts: app.prosa.delivery };
const manage = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await owner());
const sweep = async () => {
  await sweepDesk(ground);
  await app.runJobs();
};

let counter = 0;
async function addQueue(settings: object, ...agents: TestMember[]) {
  const made = await manage("POST", "/desk/queues", { name: `Fila ${++counter}`, ...settings });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const staffed = await manage("PUT", `/queues/${made.body.id}/members`, { memberIds: agents.map(({ memberId }) => memberId) });
  assert.equal(staffed.status, 200);
  await rules([], { holder: "queue", id: made.body.id });
  return made.body as { id: string; name: string };
}
const comes = async (agent: TestMember, state = "online", reason?: string) => {
  const answer = await app.call(agent, "PUT", "/desk/presence", { state, ...(reason === undefined ? {} : { reason }) });
  assert.equal(answer.status, 204, JSON.stringify(answer.body));
  await app.runJobs();
};
const arrive = async (text = "quero falar com alguém") => {
  const person = await newcomer(text);
  await pass(3 * SECOND);
  return person;
};
const ticketOf = async (conversationId: string) =>
  (await app.call(workspace, "GET", `/tickets?conversationId=${conversationId}`)).body.items[0];
const saidTo = async (conversationId: string): Promise<string[]> =>
  (
    await app.rows("select text from messages where conversation_id = $1 and author_kind = 'system' and not is_note order by arrival", [
      conversationId,
    ])
  ).map(({ text }) => text);
/** In the browser: a key is nobody in particular. */
const writes = async (agent: TestMember, conversationId: string, text: string) => {
  const answer = await app.call(null, "POST", `/conversations/${conversationId}/messages`, { kind: "text", text }, await app.signIn(agent));
  assert.equal(answer.status, 201, JSON.stringify(answer.body));
  await app.runJobs();
};
const close = (agent: TestMember, ticketId: string, body: object = { asksRating: false }) =>
  app.call(agent, "POST", `/tickets/${ticketId}/close`, body);

const bia = await app.addMember(workspace, "Bia", "agent", "queues");
const caio = await app.addMember(workspace, "Caio", "agent", "queues");

test("whoever asks for people is greeted with protocol and place, waits in order, and is given to the agent who comes", async () => {
  await addQueue({ capacity: 1 }, bia);
  const [first, second] = [await arrive(), await arrive()];
  const ticket = await ticketOf(first.id);
  assert.deepEqual([ticket.state, ticket.position, ticket.agent], ["waiting", 1, null]);
  assert.match(ticket.protocol, /^\d{6}-\d{6}$/);
  assert.match((await saidTo(second.id))[0] ?? "", new RegExp(`${(await ticketOf(second.id)).protocol}.*número 2`, "s"));
  await comes(bia);
  assert.deepEqual([(await ticketOf(first.id)).state, (await ticketOf(second.id)).state], ["in_service", "waiting"], "one at a time");
  const seen = await see(first.id);
  assert.deepEqual([seen.floor.holder, seen.floor.id, seen.assignee.name], ["person", bia.memberId, "Bia"]);
  assert.equal((await close(bia, ticket.id)).status, 204);
  await app.runJobs();
  const after = [await ticketOf(first.id), await ticketOf(second.id)];
  assert.deepEqual(
    after.map(({ state, endedBecause, agent }) => [state, endedBecause, agent?.name]),
    [
      ["finished", "resolved", "Bia"],
      ["in_service", null, "Bia"],
    ],
  );
  await close(bia, after[1].id);
  await comes(bia, "offline");
});

test("higher priority goes first, then who came first; a supervisor may let one go before", async () => {
  const queue = await addQueue({ capacity: 10 }, bia);
  const people = [await arrive("um"), await arrive("dois"), await arrive("três")];
  const [one, two, three] = await Promise.all(people.map(({ id }) => ticketOf(id)));
  assert.equal((await app.call(workspace, "PUT", `/tickets/${three.id}/priority`, { priority: 9 })).status, 204);
  assert.deepEqual([(await ticketOf(people[2]?.id ?? "")).position, (await ticketOf(people[0]?.id ?? "")).position], [1, 2]);
  const taken: string[] = [];
  for (let n = 0; n < 3; n += 1) taken.push((await app.call(bia, "POST", "/tickets/next", { queueId: queue.id })).body.ticketId);
  assert.deepEqual(taken, [three.id, one.id, two.id]);
  const nothing = await app.call(bia, "POST", "/tickets/next", {});
  assert.deepEqual([nothing.status, nothing.body.code], [409, "desk.nothing_waits"]);
  for (const id of taken) await close(bia, id);
});

test("a pull queue gives nothing by itself", async () => {
  await addQueue({ mode: "pull" }, bia);
  await comes(bia);
  const { id } = await arrive();
  await sweep();
  assert.equal((await ticketOf(id)).state, "waiting");
  assert.equal((await app.call(bia, "POST", "/tickets/next", {})).status, 200);
  assert.equal((await ticketOf(id)).agent.name, "Bia");
  await close(bia, (await ticketOf(id)).id);
});

test("two agents share fairly, none over queue's or personal limit", async () => {
  await addQueue({ mode: "round_robin", capacity: 2 }, bia, caio);
  await comes(caio);
  const people = [];
  for (let n = 0; n < 5; n += 1) people.push(await arrive());
  const tickets = await Promise.all(people.map(({ id }) => ticketOf(id)));
  const of = (name: string) => tickets.filter(({ agent }) => agent?.name === name).length;
  assert.deepEqual([of("Bia"), of("Caio"), tickets.filter(({ state }) => state === "waiting").length], [2, 2, 1]);
  for (const { id } of tickets) await close(workspace as unknown as TestMember, id);
  await app.runJobs();
  assert.deepEqual(
    (await app.rows("select load from agents where member_id = any($1)", [[bia.memberId, caio.memberId]])).map(({ load }) => load),
    [0, 0],
    "what they have to do is counted back",
  );
});

test("an agent whose devices fall silent is offline, and their tickets wait again in their place", async () => {
  const queue = await addQueue({}, bia, caio);
  await comes(caio, "away", "Almoço");
  const { id } = await arrive();
  assert.equal((await ticketOf(id)).agent.name, "Bia");
  app.clock.advance(40 * SECOND);
  await noteDevices(app.db, [{ workspaceId: workspace.id, memberId: caio.memberId }], app.clock.now());
  app.clock.advance(20 * SECOND);
  await sweep();
  const states = async () =>
    (
      await app.rows("select state from agents where member_id = any($1) order by member_id = $2 desc", [
        [bia.memberId, caio.memberId],
        bia.memberId,
      ])
    ).map(({ state }) => state);
  assert.deepEqual(await states(), ["offline", "away"]);
  assert.equal((await ticketOf(id)).state, "in_service", "within the grace it stays");
  await noteDevices(app.db, [{ workspaceId: workspace.id, memberId: caio.memberId }], app.clock.now());
  app.clock.advance(125 * SECOND);
  await noteDevices(app.db, [{ workspaceId: workspace.id, memberId: caio.memberId }], app.clock.now());
  await sweep();
  assert.equal((await ticketOf(id)).state, "waiting");
  const seen = await see(id);
  assert.deepEqual([seen.floor.holder, seen.floor.id, seen.assignee], ["queue", queue.id, null]);
  await comes(caio);
  assert.equal((await ticketOf(id)).agent.name, "Caio", "whoever is back takes what waited");
  await close(caio, (await ticketOf(id)).id);
});

test("nobody comes: the ticket is given up in business time, the contact is told, and the next message begins anew", async () => {
  await comes(caio, "offline");
  await addQueue({ abandonAfterSeconds: 60 }, bia);
  const { from, id } = await arrive();
  await pass(70 * SECOND);
  await sweep();
  const ticket = await ticketOf(id);
  assert.deepEqual([ticket.state, ticket.isUnanswered], ["abandoned", true]);
  assert.equal((await app.call(workspace, "GET", "/tickets?unanswered=true")).body.items[0].id, ticket.id);
  assert.match((await saidTo(id)).at(-1) ?? "", /ninguém conseguiu atender/);
  assert.equal((await see(id)).floor.holder, "nobody");
  await hear(from, "alguém?");
  await pass(3 * SECOND);
  const again = await ticketOf(id);
  assert.deepEqual([again.state, again.id === ticket.id], ["waiting", false]);
  assert.deepEqual((await app.call(workspace, "GET", "/tickets?unanswered=true")).body.items, []);
  await close(workspace as unknown as TestMember, again.id);
});

test("a person who simply writes has a ticket that never waited; a second hand-over to the queue is the same one", async () => {
  const queue = await addQueue({}, bia);
  const { id } = await arrive();
  await writes(bia, id, "Olá, sou a Bia");
  const taken = await ticketOf(id);
  assert.deepEqual([taken.state, taken.agent.name, taken.firstReplyAt !== null], ["in_service", "Bia", true]);
  assert.equal((await app.call(bia, "POST", `/tickets/${taken.id}/return`, { note: "precisa de um técnico" })).status, 204);
  await app.runJobs();
  const back = await app.call(workspace, "GET", `/tickets/${taken.id}`);
  assert.deepEqual([back.body.state, back.body.queue.id], ["waiting", queue.id]);
  assert.deepEqual(
    back.body.moves.map(({ kind }: { kind: string }) => kind),
    ["opened", "assigned", "returned"],
  );
  await close(workspace as unknown as TestMember, taken.id);
});

test("a ticket that goes to another queue keeps its protocol, and the promises are that queue's", async () => {
  const target = await addQueue({ firstResponseSeconds: 300 }, caio);
  await addQueue({}, bia);
  const { id } = await arrive();
  const before = await ticketOf(id);
  assert.equal(
    (await app.call(workspace, "POST", `/tickets/${before.id}/transfer`, { to: { holder: "queue", id: target.id }, note: "é com eles" }))
      .status,
    204,
  );
  await app.runJobs();
  const after = await ticketOf(id);
  assert.deepEqual([after.protocol, after.queue.id, after.state], [before.protocol, target.id, "waiting"]);
  assert.notEqual(after.id, before.id);
  assert.equal(new Date(after.firstResponseDueAt).getTime() - new Date(after.openedAt).getTime(), 300 * SECOND);
  const old = await app.call(workspace, "POST", `/tickets/${before.id}/return`, {});
  assert.deepEqual([old.status, old.body.code], [409, "desk.ticket_over"]);
  const stranger = await app.call(bia, "POST", `/tickets/${after.id}/transfer`, { to: { holder: "person", id: bia.memberId } });
  assert.equal(stranger.status, 404, "out of one's queues it is not there");
  await close(workspace as unknown as TestMember, after.id);
});

test("promises near and broken are told once, and stop with the first words", async () => {
  const queue = await addQueue({ firstResponseSeconds: 100, resolutionSeconds: 1000, abandonAfterSeconds: null }, bia);
  const { from, id } = await arrive();
  await pass(85 * SECOND);
  await sweep();
  const events = async (kind: string) => cast.eventsOf(id, kind);
  assert.equal((await events("ticket.near_limit")).length, 1);
  await pass(20 * SECOND);
  await sweep();
  await sweep();
  assert.deepEqual(
    (await events("ticket.breached")).map(({ promise }) => promise),
    ["first_response"],
  );
  assert.equal((await app.call(workspace, "GET", "/desk/wall")).body.breached >= 1, true);
  await writes(bia, id, "Bom dia");
  const paused = await ticketOf(id);
  assert.equal(paused.resolutionDueAt, null, "the contact is asked: the clock stands");
  await pass(500 * SECOND);
  await hear(from, "pronto");
  const resumed = await ticketOf(id);
  assert.equal(new Date(resumed.resolutionDueAt).getTime() - new Date(resumed.openedAt).getTime() > 1_400 * SECOND, true);
  assert.equal((await manage("PATCH", `/desk/queues/${queue.id}`, { resolutionSeconds: 5_000 })).status, 200);
  await app.runJobs();
  assert.equal(
    new Date((await ticketOf(id)).resolutionDueAt).getTime() - new Date(resumed.resolutionDueAt).getTime(),
    4_000 * SECOND,
    "reckoned anew",
  );
  await close(workspace as unknown as TestMember, resumed.id);
});

test("closed with a reason, the contact is asked how it was, rates with one tap, and nothing is opened by that", async () => {
  await addQueue({}, bia);
  const reason = (await manage("POST", "/desk/close-reasons", { name: "Resolvido", asksRating: true })).body;
  const { from, id } = await arrive();
  const ticket = await ticketOf(id);
  const unknown = await close(workspace as unknown as TestMember, ticket.id, { reasonId: bia.memberId });
  assert.deepEqual([unknown.status, unknown.body.code], [422, "desk.unknown_reason"]);
  assert.equal((await close(workspace as unknown as TestMember, ticket.id, { reasonId: reason.id })).status, 204);
  await app.runJobs();
  const [asked] = await app.rows("select content from messages where conversation_id = $1 and kind = 'list'", [id]);
  const best = asked.content.sections[0].rows[0];
  assert.match(best.title, /^5/);
  await cast.hearChoice(from, best.id);
  await app.runJobs();
  const rated = await ticketOf(id);
  assert.deepEqual([rated.score, rated.closeReason], [5, "Resolvido"]);
  assert.equal((await see(id)).state, "resolved");
  await pass(5 * SECOND);
  assert.equal((await ticketOf(id)).id, rated.id, "no new ticket");
  await hear(from, "foi ótimo!");
  await app.runJobs();
  assert.equal((await app.rows("select comment from ticket_ratings where ticket_id = $1", [rated.id]))[0].comment, "foi ótimo!");
});

test("a rating that was heard elsewhere is kept on the last ticket: the first one counts, a comment may come later", async () => {
  await addQueue({}, bia);
  const { id } = await arrive();
  const rate = async (input: object) => (await manage("POST", "/actions/conversation.rate", { subjectIds: [id], input })).body.items[0];
  assert.equal((await rate({ score: 2 })).done, true);
  assert.equal((await rate({ score: 5, comment: "demorou" })).done, true);
  const kept = await app.rows("select score, comment from ticket_ratings where ticket_id = $1", [(await ticketOf(id)).id]);
  assert.deepEqual(kept, [{ score: 2, comment: "demorou" }]);
  const { id: without } = await newcomer();
  await app.rows("delete from tickets where conversation_id = $1", [without]);
  const [refused] = (await manage("POST", "/actions/conversation.rate", { subjectIds: [without], input: { score: 5 } })).body.items;
  assert.equal(refused.code, "desk.nothing_to_rate");
});

test("the inbox sorts by deadline, page by page, and all without a promise come after", async () => {
  await addQueue({ firstResponseSeconds: 600 }, bia);
  const [calm, calmer] = [await arrive("calma"), await arrive("mais calma")];
  await addQueue({ firstResponseSeconds: 60 }, bia);
  const hasty = await arrive("pressa");
  await rules([]);
  const nobodys = await arrive("de ninguém");
  for (const who of [workspace, bia]) {
    const whole = (await app.call(who, "GET", "/conversations?limit=100")).body.items as any[];
    const byTime = (a: any, b: any) => b.lastMessageAt.localeCompare(a.lastMessageAt) || b.id.localeCompare(a.id);
    const byDue = (a: any, b: any) => a.dueAt.localeCompare(b.dueAt) || a.id.localeCompare(b.id);
    const expected = [...whole.filter((one) => one.dueAt !== null).sort(byDue), ...whole.filter((one) => one.dueAt === null).sort(byTime)];
    const paged: any[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page = await app.call(who, "GET", `/conversations?sort=due&limit=2${cursor === "" ? "" : `&cursor=${cursor}`}`);
      assert.equal(page.status, 200, JSON.stringify(page.body));
      paged.push(...page.body.items);
      cursor = page.body.nextCursor;
    }
    assert.deepEqual(
      paged.map(({ id }) => id),
      expected.map(({ id }) => id),
    );
    const places = [hasty, calm, calmer, nobodys].map(({ id }) => paged.findIndex((one) => one.id === id));
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b),
      "hasty first",
    );
    assert.ok(places[0] !== -1 && paged.length > 6, "several pages of both kinds");
    assert.equal(paged.find(({ id }) => id === hasty.id).dueKind, "first_response");
  }
  const foreign = (await app.call(workspace, "GET", "/conversations?limit=1")).body.nextCursor;
  assert.equal((await app.call(workspace, "GET", `/conversations?sort=due&cursor=${foreign}`)).status, 400);
  for (const { id } of [calm, calmer, hasty]) await close(workspace as unknown as TestMember, (await ticketOf(id)).id);
});

test("a queue with open tickets asks where they go before it is removed, and overflow never goes in circles", async () => {
  const other = await addQueue({}, caio);
  const queue = await addQueue({ overflowQueueId: other.id, overflowAfterSeconds: 30 }, bia);
  const circle = await manage("PATCH", `/desk/queues/${other.id}`, { overflowQueueId: queue.id });
  assert.deepEqual([circle.status, circle.body.code], [422, "desk.overflow_in_circles"]);
  const { id } = await arrive();
  const refused = await manage("DELETE", `/desk/queues/${queue.id}`);
  assert.deepEqual([refused.status, refused.body.code], [409, "desk.tickets_inside"]);
  await pass(40 * SECOND);
  await sweep();
  assert.equal((await ticketOf(id)).queue.id, other.id, "overflow");
  const { id: second } = await arrive();
  assert.equal((await manage("DELETE", `/desk/queues/${queue.id}?moveTo=${other.id}`)).status, 204);
  await app.runJobs();
  assert.deepEqual([(await ticketOf(second)).queue.id, (await see(second)).queue.id], [other.id, other.id]);
  for (const one of [id, second]) await close(workspace as unknown as TestMember, (await ticketOf(one)).id);
});

test("of two that get one name at the same moment, one is refused with words: queues, teams, reasons of closing", async () => {
  const team = (name: string) => ({ name, memberIds: [] });
  const reason = (name: string) => ({ name, asksRating: false });
  for (const [address, method, body] of [
    ["/desk/queues", "PATCH", (name: string) => ({ name })],
    ["/desk/teams", "PUT", team],
    ["/desk/close-reasons", "PUT", reason],
  ] as const) {
    const made = await Promise.all(["Um", "Dois", "Três"].map((name) => manage("POST", address, body(name))));
    assert.deepEqual([...new Set(made.map(({ status }) => status))], [201], JSON.stringify(made[0]?.body));
    const named = await Promise.all(made.map((one) => manage(method, `${address}/${one.body.id}`, body("Zé"))));
    assert.deepEqual(named.map(({ status }) => status).sort(), [200, 409, 409], address);
    const begun = await Promise.all([1, 2, 3].map(() => manage("POST", address, body("Ao mesmo tempo"))));
    assert.deepEqual(begun.map(({ status }) => status).sort(), [201, 409, 409], address);
  }
});

test("two people who turn out to be one: whoever waited goes on waiting, once, and undoing puts both back", async () => {
  await addQueue({}, bia);
  const known = await arrive("primeira vez");
  await close(workspace as unknown as TestMember, (await ticketOf(known.id)).id);
  const waiting = await arrive("com outro número");
  const ticket = await ticketOf(waiting.id);
  // The provider says that the number of the first belongs to the account of the second.
  const at = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(
    workspace.channel,
    textWebhook({ from: known.from, userId: `BR.${waiting.from}`, id: "wamid.merge.1", text: "sou eu", at }),
  );
  await app.runJobs();
  const after = (await app.rows("select conversation_id, state, contact_id from tickets where id = $1", [ticket.id]))[0];
  assert.equal(after.state, "waiting", "nobody who waits is forgotten");
  const open = await app.rows("select s.conversation_id from sessions s where s.conversation_id = any($1) and s.closed_at is null", [
    [known.id, waiting.id],
  ]);
  assert.deepEqual(
    open.map(({ conversation_id }) => conversation_id),
    [after.conversation_id],
    "one session is open, where the ticket is",
  );
  const [merge] = await app.rows(
    "select id, kept_id, merged_id from contact_merges where workspace_id = $1 order by merged_at desc limit 1",
    [workspace.id],
  );
  assert.equal(after.contact_id, merge.kept_id);
  assert.equal((await app.call(workspace, "DELETE", `/contacts/${merge.kept_id}/merges/${merge.id}`)).status, 200);
  await app.runJobs();
  const back = (await app.rows("select conversation_id, state, contact_id from tickets where id = $1", [ticket.id]))[0];
  assert.deepEqual([back.conversation_id, back.state, back.contact_id], [waiting.id, "waiting", ticket.contact.id]);
  await close(workspace as unknown as TestMember, ticket.id);
});

test("the wall, the figures and the preview agree with the rows", async () => {
  const queue = await addQueue({ firstResponseSeconds: 600 }, bia, caio);
  const preview = await manage("GET", `/desk/queues/${queue.id}/preview`);
  assert.deepEqual([preview.body.isOpen, preview.body.nobodyBecause], [true, "nobody_online"]);
  const waiting = [await arrive(), await arrive()];
  const wall = (await app.call(workspace, "GET", "/desk/wall")).body;
  const own = wall.queues.find(({ id }: { id: string }) => id === queue.id);
  assert.deepEqual([own.waiting, own.waitingSince.length, own.capacity], [2, 2, 0]);
  const [sums] = await app.rows(
    "select count(*) filter (where state = 'waiting')::int as waiting, count(*) filter (where is_unanswered)::int as unanswered from tickets",
  );
  assert.deepEqual([wall.waiting, wall.unanswered], [sums.waiting, sums.unanswered]);
  await comes(caio);
  const after = (await app.call(workspace, "GET", "/desk/wall")).body;
  const [served] = await app.rows("select count(*)::int as n from tickets where agent_id = $1 and state = 'in_service'", [caio.memberId]);
  assert.equal(after.agents.find(({ id }: { id: string }) => id === caio.memberId).load, served.n);
  assert.ok(served.n >= 2);
  assert.equal((await manage("GET", `/desk/queues/${queue.id}/preview`)).body.next[0].name, "Caio");
  const ids = (await app.call(workspace, "GET", "/figures")).body.items?.map(({ id }: { id: string }) => id) ?? [];
  assert.ok(ids.includes("tickets.wait_median"), JSON.stringify(ids));
  for (const { id } of waiting) await close(workspace as unknown as TestMember, (await ticketOf(id)).id);
});
