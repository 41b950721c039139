import assert from "node:assert/strict";
import { test } from "node:test";
import { compile } from "../../../rules/compile.ts";
import { evaluate } from "../../../rules/evaluate.ts";
import type { AskableField } from "../../../rules/fields.ts";
import { createFields } from "../../src/inbox/fields/field.ts";
import { ownFields } from "../../src/inbox/fields/own-fields.ts";
import { endSilentSessions } from "../../src/inbox/floor/end-silent-sessions.ts";
import { handOver } from "../../src/inbox/floor/hand-over.ts";
import { findRuleProblems } from "../../src/inbox/floor/rule-problems.ts";
import { sql } from "../../src/platform/index.ts";
import { AI, castOf, FLOW, fakeResponder } from "../cast/floor-cast.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

const ai = fakeResponder("ai");
const flow = fakeResponder("flow");
const queue = fakeResponder("queue", "first");
const app = await startApp({ responders: [ai, flow, queue] });
const workspace = await app.addWorkspace("Floor");
const cast = castOf(app, workspace);
const { ctxOf, say, see, sessionOf, pass, newcomer, hear, statusOf, eventsOf, floor } = cast;
const SECOND = 1_000;
const HOUR = 3_600_000;
const bot = ctxOf("ai", AI);
const person = ctxOf("member");
const taken = (error: { code?: string }) => error.code === "inbox.floor_taken";
assert.equal((await cast.rules([], { holder: "ai", id: AI })).status, 200);

test("messages in quick succession are one turn of whoever the entry rules name; what comes while they think is the next", async () => {
  ai.taken.length = 0;
  const { from, id } = await newcomer("oi");
  assert.deepEqual((await see(id)).floor.holder, "nobody");
  app.clock.advance(SECOND);
  await hear(from, "preciso de ajuda");
  assert.equal(ai.taken.length, 0, "two seconds after the last one");
  let heard = false;
  ai.think = async () => {
    if (!heard) await app.receive(workspace.channel, late(from));
    heard = true;
    return { outcome: "kept" };
  };
  await pass(2 * SECOND);
  assert.equal(ai.taken.length, 1);
  await pass(2 * SECOND);
  ai.think = async () => ({ outcome: "kept" });
  assert.equal(ai.taken.length, 2, "what came while it thought");
  const [first, second] = ai.taken;
  assert.ok((second?.upTo ?? 0) > (first?.upTo ?? 0));
  assert.deepEqual({ ...(await see(id)).floor, since: null }, { holder: "ai", id: AI, since: null });
  await pass(60 * SECOND);
  assert.equal(ai.taken.length, 2, "nothing new, no turn");
});

function late(from: string) {
  return textWebhook({ from, id: `wamid.late.${from}`, text: "e mais uma coisa", at: Math.floor(app.clock.now().getTime() / 1000) });
}

test("somebody who never stops writing has a turn ten seconds after the first message", async () => {
  ai.taken.length = 0;
  const { from } = await newcomer("um");
  for (let n = 0; n < 6; n += 1) {
    app.clock.advance(1_900);
    await hear(from, `e ${n}`);
  }
  assert.equal(ai.taken.length, 1);
});

test("a turn waits for the words of a voice message, at most half a minute", async () => {
  ai.taken.length = 0;
  const { id } = await newcomer("olha o áudio");
  await app.rows(
    `insert into attachments (workspace_id, id, message_id, kind, state, created_at, transcript_state)
     select workspace_id, gen_random_uuid(), id, 'voice', 'stored', now(), 'pending' from messages where conversation_id = $1 and direction = 'in'`,
    [id],
  );
  await pass(10 * SECOND);
  assert.equal(ai.taken.length, 0);
  await pass(25 * SECOND);
  assert.equal(ai.taken.length, 1);
});

test("a person who writes has the floor: what the bot thinks of meanwhile is refused, and nothing it decides counts", async () => {
  const { from, id } = await newcomer();
  const refused: unknown[] = [];
  ai.think = async ({ sessionId, floorVersion }) => {
    await say(person, id, "Deixa comigo.");
    await say(bot, id, "Sou a IA", { turn: { sessionId, floorVersion } }).catch((error) => refused.push(error.code));
    await say(bot, id, "Sou a IA").catch((error) => refused.push(error.code));
    return { outcome: "handed_to", holder: "flow", id: FLOW, reason: "too_hard" };
  };
  await pass(2 * SECOND);
  ai.think = async () => ({ outcome: "kept" });
  assert.deepEqual(refused, ["inbox.floor_taken", "inbox.floor_taken"]);
  const seen = await see(id);
  assert.deepEqual([seen.floor.holder, seen.floor.id, seen.assignee.id], ["person", workspace.memberId, workspace.memberId]);
  await assert.rejects(say(ctxOf("automation", FLOW), id, "x"), taken);
  await assert.rejects(say(ctxOf("campaign", FLOW), id, "x"), taken);
  ai.taken.length = 0;
  await hear(from, "obrigado");
  await pass(20 * SECOND);
  assert.equal(ai.taken.length, 0, "a person's session makes no turns");
});

test("what a bot had queued is withdrawn when a person takes the floor before it leaves; a hand-over's sentence is not", async () => {
  const { id } = await newcomer();
  await pass(2 * SECOND);
  const queued = await say(bot, id, "Um momento, vou verificar.");
  await handOver(bot, { ...app.prosa.delivery }, id, {
    to: { holder: "queue", id: await queueId() },
    reason: "asked_for_person",
    summary: "Quer falar com alguém.",
    sentence: { kind: "text", text: "Já passo você para a equipe." },
  });
  assert.equal((await floor(id, { holder: "person", id: workspace.memberId })).body.changed, true);
  await app.runJobs();
  assert.equal(await statusOf(queued), "withdrawn");
  assert.equal((await eventsOf(id, "message.withdrawn")).length, 1);
  const sentence = (
    await app.rows("select status from messages where conversation_id = $1 and author_kind = 'system' and kind = 'text'", [id])
  )[0];
  assert.equal(sentence.status, "sent");
  const changes = await eventsOf(id, "floor.changed");
  assert.deepEqual(
    changes.map(({ to, reason }) => [to.holder, reason]),
    [
      ["ai", "entry_rule"],
      ["queue", "asked_for_person"],
      ["person", "by_hand"],
    ],
  );
  const lines = await cast.linesOf(id);
  assert.ok(lines.some(({ event, summary }) => event === "floor.to_queue" && summary === "Quer falar com alguém."));
  const retried = await app.call(workspace, "POST", `/messages/${queued}/retry`);
  assert.equal(retried.status, 409, "withdrawn is final");
});

async function queueId(): Promise<string> {
  const [row] = await app.rows(
    `insert into queues (workspace_id, id, name, created_at) values ($1, gen_random_uuid(), 'Suporte', now())
     on conflict (workspace_id, name) do update set name = excluded.name returning id`,
    [workspace.id],
  );
  return row.id;
}

test("what left before a person came stays; a hand-over from bot to bot withdraws nothing", async () => {
  const { id } = await newcomer();
  await pass(2 * SECOND);
  const first = await say(bot, id, "Olá!");
  await app.runJobs();
  const second = await say(bot, id, "Passo para o fluxo.");
  await handOver(bot, app.prosa.delivery, id, { to: { holder: "flow", id: FLOW }, reason: "menu" });
  await app.runJobs();
  await say(person, id, "Oi, aqui é a Bia");
  await app.runJobs();
  assert.deepEqual([await statusOf(first), await statusOf(second)], ["sent", "sent"]);
});

test("a message that waited for its channel is withdrawn as well, and so is one of a session that is over", async () => {
  const { from, id } = await newcomer();
  await pass(2 * SECOND);
  await app.call(workspace, "PATCH", `/channels/${workspace.channel.id}`, { status: "inactive" });
  const parked = await say(bot, id, "fica esperando");
  await app.runJobs();
  await app.call(workspace, "PATCH", `/conversations/${id}`, { state: "resolved" });
  await app.call(workspace, "PATCH", `/channels/${workspace.channel.id}`, { status: "active" });
  await hear(from, "voltei");
  await app.runJobs();
  assert.equal(await statusOf(parked), "withdrawn");
});

test("first reply, read marks and reopening move by people only", async () => {
  const { id } = await newcomer();
  await pass(2 * SECOND);
  await say(bot, id, "Olá, sou a IA.");
  let session = await sessionOf(id);
  let seen = await see(id);
  assert.deepEqual([session.first_reply_at, seen.unreadCount, seen.assignee, session.automatic_replies], [null, 1, null, 1]);
  await app.call(workspace, "PATCH", `/conversations/${id}`, { state: "resolved" });
  await app.rows("update contacts set marketing_consent = 'given' where id = (select contact_id from conversations where id = $1)", [id]);
  await say(ctxOf("campaign", FLOW), id, "Promoção!");
  seen = await see(id);
  assert.deepEqual([seen.state, seen.floor.holder, seen.lastMessage.text], ["resolved", "nobody", "Promoção!"]);
  await say(person, id, "Oi, tudo certo?");
  session = await sessionOf(id);
  seen = await see(id);
  assert.ok(session.first_reply_at);
  assert.deepEqual([seen.state, seen.unreadCount, seen.floor.holder], ["open", 0, "person"]);
});

test("silence ends the sessions of bots and of nobody, not a person's; the conversation stays in its list", async () => {
  const quiet = await newcomer("alguém?");
  const talking = await newcomer("oi");
  const human = await newcomer("oi");
  const waiting = await newcomer("oi");
  await pass(2 * SECOND);
  await say(person, human.id, "Oi!");
  ai.waitingFor.add((await sessionOf(waiting.id)).id);
  app.clock.advance(23 * HOUR);
  await hear(talking.from, "ainda aqui");
  app.clock.advance(2 * HOUR);
  await endSilentSessions({ db: app.db, clock: app.clock, log: app.log, responders: app.prosa.delivery.responders });
  const ended = await sessionOf(quiet.id);
  assert.deepEqual([ended.closed_reason, ended.closed_by, ended.turn_due_at], ["silence", null, null]);
  assert.deepEqual(await eventsOf(quiet.id, "session.closed"), [{ reason: "silence", holder: "ai", holderId: AI }]);
  for (const { id } of [talking, human, waiting]) assert.equal((await sessionOf(id)).closed_at, null);
  const seen = await see(quiet.id);
  assert.deepEqual([seen.state, seen.unreadCount, seen.floor.holder], ["open", 1, "nobody"]);
  await hear(quiet.from, "voltei");
  assert.notEqual((await sessionOf(quiet.id)).id, ended.id);
  assert.equal((await eventsOf(quiet.id, "session.opened")).length, 2);
  ai.waitingFor.clear();
});

test("resolving ends the session with its reason, and a turn that was due is none any more", async () => {
  ai.taken.length = 0;
  const { id } = await newcomer();
  await app.call(workspace, "PATCH", `/conversations/${id}`, { state: "resolved" });
  await pass(5 * SECOND);
  assert.equal(ai.taken.filter(({ conversationId }) => conversationId === id).length, 0);
  const session = await sessionOf(id);
  assert.equal(session.closed_reason, "resolved");
  assert.deepEqual(await eventsOf(id, "session.closed"), [{ reason: "resolved", holder: "nobody", holderId: null }]);
});

test("whoever answers in the provider's app is a person: they take the floor, and open what was not open", async () => {
  const { from, id } = await newcomer();
  await pass(2 * SECOND);
  assert.equal((await see(id)).floor.holder, "ai");
  await cast.hearEcho(from, "Respondi pelo celular");
  const seen = await see(id);
  assert.deepEqual([seen.floor.holder, seen.floor.id], ["person", null]);
  assert.ok((await sessionOf(id)).first_reply_at);
  await assert.rejects(say(bot, id, "x"), taken);
  const stranger = `5592955${String(Date.now()).slice(-6)}`;
  await cast.hearEcho(stranger, "Bom dia, aqui é da loja");
  const opened = await cast.conversationOf(stranger);
  assert.deepEqual([(await see(opened)).floor.holder, (await sessionOf(opened)).opened_by], ["person", "member"]);
});

test("automatic replies in a circle stop: bots fall silent until a person acts, or the last queue gets it; supervisors are told", async () => {
  const supervisor = await app.addMember(workspace, "Sofia", "supervisor");
  await cast.settings({ automaticReplies: 3 });
  const { from, id } = await newcomer();
  await pass(2 * SECOND);
  for (const text of ["um", "dois", "três"]) await say(bot, id, text);
  await assert.rejects(say(bot, id, "quatro"), taken);
  await assert.rejects(say(ctxOf("automation", FLOW), id, "cinco"), taken);
  assert.deepEqual(await eventsOf(id, "floor.loop_stopped"), [{ because: "too_many_replies" }]);
  assert.deepEqual(await labelsOf(id), ["Conversa em círculos"]);
  await app.runJobs();
  const told = await app.rows("select kind, subject_id from member_notices where member_id = $1", [supervisor.memberId]);
  assert.deepEqual(told, [{ kind: "inbox.loop_stopped", subject_id: id }]);
  ai.taken.length = 0;
  await hear(from, "e agora?");
  await pass(5 * SECOND);
  assert.deepEqual([ai.taken.length, (await see(id)).floor.holder], [0, "nobody"]);
  await say(person, id, "Agora eu.");
  await floor(id, { holder: "ai", id: AI });
  await say(bot, id, "De volta");
  await cast.settings({});
});

async function labelsOf(id: string): Promise<string[]> {
  const { body } = await app.call(workspace, "GET", `/conversations/${id}`);
  return body.labels.map(({ name }: { name: string }) => name);
}

test("the same words three times, each answered by a machine, are a machine's; three times unanswered are an impatient person's", async () => {
  const [label] = (await app.call(workspace, "GET", "/labels")).body.items;
  await app.call(workspace, "PUT", `/labels/${label.id}`, { name: "Em voltas", color: "amber" });
  const machine = await newcomer("Estamos fechados.");
  const human = await newcomer("oi");
  await pass(2 * SECOND);
  for (let n = 0; n < 2; n += 1) {
    await say(bot, machine.id, `Resposta ${n}`);
    app.clock.advance(3 * SECOND);
    await hear(machine.from, "Estamos fechados.");
    await hear(human.from, "oi");
    await pass(3 * SECOND);
  }
  assert.deepEqual(await eventsOf(machine.id, "floor.loop_stopped"), [{ because: "same_text" }]);
  assert.deepEqual(await eventsOf(human.id, "floor.loop_stopped"), []);
  assert.deepEqual(await labelsOf(machine.id), ["Em voltas"], "the same label, as it is called by now");
  const lines = await cast.linesOf(machine.id);
  assert.ok(lines.some(({ event }) => event === "floor.loop_stopped"));
  const id = await queueId();
  await cast.rules([{ name: "todos", condition: { all: [] }, holder: "ai", id: AI }], { holder: "queue", id });
  const again = await newcomer("fora do horário");
  await pass(2 * SECOND);
  for (let n = 0; n < 2; n += 1) {
    await say(bot, again.id, `Resposta ${n}`);
    app.clock.advance(3 * SECOND);
    await hear(again.from, "fora do horário");
    await pass(3 * SECOND);
  }
  const seen = await see(again.id);
  assert.deepEqual([seen.floor.holder, seen.floor.id, seen.queue.id], ["queue", id, id]);
  await cast.rules([], { holder: "ai", id: AI });
});

test("entry rules are read in their order, replaced as a whole, and say why they cannot fire", async () => {
  const contains = (value: string) => ({ field: "session.first_text", operator: "contains", value });
  const { body } = await cast.rules(
    [
      {
        name: "preço",
        condition: { all: [contains("preço"), { field: "session.is_first", operator: "equals", value: true }] },
        holder: "flow",
        id: FLOW,
      },
      { name: "sem ninguém", condition: { all: [] }, holder: "queue", id: AI },
    ],
    { holder: "ai", id: AI },
  );
  assert.deepEqual(
    body.rules.map((rule: any) => rule.problem?.code ?? null),
    [null, "no_target"],
  );
  const stale = await app.call(null, "PUT", "/entry-rules", { version: body.version - 1, rules: [], otherwise: null }, await cast.owner());
  assert.deepEqual([stale.status, stale.body.code], [409, "inbox.entry_rules_changed"]);
  const wrong = await cast.rules([{ name: "x", condition: { field: "lead.score", operator: "equals", value: 1 }, holder: "ai", id: AI }]);
  assert.deepEqual([wrong.status, wrong.body.code], [400, "inbox.invalid_entry_rule"]);
  const asks = await newcomer("qual o preço?");
  const other = await newcomer("bom dia");
  await pass(2 * SECOND);
  assert.deepEqual([(await see(asks.id)).floor.holder, (await see(other.id)).floor.holder], ["flow", "ai"]);
  flow.readiness = () => ({ never: "the flow is a draft" });
  assert.deepEqual((await app.call(workspace, "GET", "/entry-rules")).body.rules[0].problem, {
    code: "no_target",
    problem: "the flow is a draft",
    by: null,
  });
  const passedOver = await newcomer("e o preço?");
  await pass(2 * SECOND);
  assert.equal((await see(passedOver.id)).floor.holder, "ai");
  assert.equal((await floor(passedOver.id, { holder: "flow", id: FLOW })).body.code, "inbox.no_responder");
  flow.readiness = (_id, now) => ({ from: now });
  const [audit] = await app.rows(
    "select detail from audit_log where action = 'entry_rules.changed' order by (detail->>'version')::int desc limit 1",
  );
  assert.equal(audit.detail.version, body.version);
  await cast.rules([], { holder: "ai", id: AI });
});

test("an entry rule keeps its catch when it is moved and renamed, says why it cannot fire, and is passed over when it is off", async () => {
  const contains = (value: string) => ({ field: "session.first_text", operator: "contains", value });
  const rule = (name: string, condition: object, more: object = {}) => ({ name, condition, holder: "ai", id: AI, ...more });
  const list = async () => (await app.call(workspace, "GET", "/entry-rules")).body;
  const write = async (rules: object[]) => {
    const { status, body } = await cast.rules(rules, { holder: "ai", id: AI });
    assert.equal(status, 200, JSON.stringify(body));
    return body.rules as any[];
  };
  const sent = ({ problem, caught, ...one }: any) => one;
  const before = (await list()).otherwise?.caught ?? 0;
  const [boleto, pix] = await write([rule("Boleto", contains("boleto")), rule("Pix", contains("pix"))]);
  assert.deepEqual([boleto.isOn, boleto.caught, boleto.problem], [true, 0, null]);
  for (const text of ["o boleto venceu", "chegou o boleto?", "quero pagar por pix", "bom dia"]) await newcomer(text);
  await pass(2 * SECOND);
  const caughtOf = ({ rules }: any) => rules.map(({ name, caught }: any) => [name, caught]);
  const counted = await list();
  assert.deepEqual(caughtOf(counted), [["Boleto", 2], ["Pix", 1]]); // biome-ignore format: a table
  assert.equal(counted.otherwise.caught, before + 1);
  const moved = [
    rule("Boleto e pix", { any: [contains("boleto"), contains("pix")] }),
    { ...sent(pix), isOn: false },
    { ...sent(boleto), name: "Segunda via" },
  ];
  const after = await write([...moved, rule("Todos", { all: [] })]);
  assert.deepEqual(
    after.map(({ name, caught, problem }) => [name, caught, problem?.code ?? null, problem?.by ?? null]),
    [
      ["Boleto e pix", 0, null, null],
      ["Pix", 1, "off", null],
      ["Segunda via", 2, "earlier_takes_all", after[0].ruleId],
      ["Todos", 0, null, null],
    ],
  );
  assert.deepEqual((await list()).otherwise.problem.by, after[3].ruleId);
  await write([{ ...sent(boleto), isOn: false }]);
  await newcomer("mais um boleto");
  await pass(2 * SECOND);
  const off = await list();
  assert.deepEqual([off.rules[0].caught, off.otherwise.caught], [2, before + 2]);
  const twice = await cast.rules([sent(boleto), sent(boleto)]);
  assert.deepEqual([twice.status, twice.body.code], [400, "inbox.invalid_entry_rule"]);
  await pass(31 * 24 * HOUR);
  assert.equal((await list()).rules[0].caught, 0, "only the last 30 days count");
  const plan = await app.rows(
    `explain (costs off) select count(*) from events where workspace_id = $1 and kind = 'floor.changed' and detail->>'entryRule' is not null
       and occurred_at > now() - interval '30 days'`,
    [workspace.id],
  );
  assert.match(JSON.stringify(plan), /workspace_id_occurred_at_idx/);
  await cast.rules([], { holder: "ai", id: AI });
});

test("a rule that cannot fire takes nothing from the ones below it", () => {
  const askable: readonly AskableField[] = ownFields.fields;
  const first = { field: "session.is_first", operator: "equals", value: true };
  const conditions = { gone: { all: [] }, off: { all: [] }, odd: { field: "lead.score", operator: "is_set" }, never: { any: [] } };
  const listed = Object.entries({ ...conditions, fires: first, below: { all: [first] }, other: { none: [first] } }).map(
    ([ruleId, condition]) => ({ ruleId, name: ruleId, isOn: ruleId !== "off", condition, holder: "queue" as const, id: AI }),
  );
  const found = findRuleProblems(listed, askable, new Map([["gone", { code: "no_target", problem: "the queue is gone" }]]));
  assert.deepEqual(
    [...found].map(([ruleId, { code, by }]) => [ruleId, code, by]),
    [
      ["gone", "no_target", null],
      ["off", "off", null],
      ["odd", "unknown_field", null],
      ["never", "never_holds", null],
      ["below", "earlier_takes_all", "fires"],
    ],
  );
});

test("a responder that is not ready yet has the floor, and its turn when it is", async () => {
  ai.taken.length = 0;
  ai.readiness = (_id, now) => ({ from: new Date(Math.max(now.getTime(), opens)) });
  const opens = app.clock.now().getTime() + 8 * HOUR;
  const { id } = await newcomer("de madrugada");
  await pass(2 * SECOND);
  assert.deepEqual([(await see(id)).floor.holder, ai.taken.length], ["ai", 0]);
  await pass(8 * HOUR);
  assert.equal(ai.taken.length, 1);
  ai.readiness = (_id, now) => ({ from: now });
});

test("a responder that fails again and again loses the floor; the next message begins anew", async () => {
  ai.taken.length = 0;
  const { from, id } = await newcomer();
  ai.think = async () => {
    throw new Error("the model is away");
  };
  for (let n = 0; n < 6; n += 1) await pass(30 * SECOND);
  ai.think = async () => ({ outcome: "kept" });
  assert.deepEqual([ai.taken.length, (await see(id)).floor.holder], [4, "nobody"]);
  await hear(from, "alô?");
  await pass(2 * SECOND);
  assert.equal((await see(id)).floor.holder, "ai");
});

test("a field read of one conversation and asked of many gives the same answer", async () => {
  const ids = [(await newcomer("quero um orçamento")).id, (await newcomer("bom dia")).id];
  await app.rows(`update conversations set referral = '{"source":"ad"}' where id = $1`, [ids[0]]);
  await app.call(workspace, "PATCH", `/conversations/${ids[1]}`, { state: "resolved" });
  const fields = createFields([ownFields]);
  const until = app.clock.now().toISOString();
  const documents = [
    { field: "conversation.state", operator: "equals", value: "resolved" },
    { field: "conversation.assignee", operator: "is_set" },
    { field: "conversation.queue", operator: "is_not_set" },
    { field: "conversation.priority", operator: "none_of", value: ["high", "urgent"] },
    { field: "conversation.is_unread", operator: "equals", value: true },
    { field: "conversation.last_message_at", operator: "before", value: until },
    { field: "conversation.created_at", operator: "in_last_days", value: 1 },
    { field: "conversation.last_direction", operator: "equals", value: "in" },
    { field: "contact.name", operator: "is_set" },
    { field: "contact.created_at", operator: "after", value: until },
    { field: "conversation.channel", operator: "equals", value: workspace.channel.id },
    { field: "conversation.channel_kind", operator: "any_of", value: ["whatsapp_cloud", "email"] },
    { field: "contact.persona", operator: "equals", value: "customer" },
    { field: "session.first_text", operator: "contains", value: "ORCAMENTO" },
    { field: "session.is_first", operator: "equals", value: true },
    { field: "conversation.referral_kind", operator: "equals", value: "ad" },
    { field: "conversation.referral_kind", operator: "is_not_set" },
  ];
  const answers = new Set<boolean>();
  for (const document of documents)
    await app.db.inWorkspace(workspace.id, async (tx) => {
      const { askable, readable } = await fields.of(tx);
      const rows = await tx.many(sql<{ id: string }>`
        select c.id from conversations c where c.id = any(${ids}) and ${compile(document, askable, app.clock.now())}`);
      for (const id of ids) {
        const subject = await fields.readSubject(tx, id);
        assert.ok(subject);
        const one = evaluate(document, readable, subject, app.clock.now());
        answers.add(one);
        assert.equal(
          one,
          rows.some((row) => row.id === id),
          JSON.stringify(document),
        );
      }
    });
  assert.equal(answers.size, 2);
});
