import assert from "node:assert/strict";
import { test } from "node:test";
import { sendCampaignJob } from "../../src/campaigns/job-kinds.ts";
import { wakeCampaigns } from "../../src/campaigns/sending/wake-campaigns.ts";
import { addJobs } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { fixtureJson, startApp } from "../cast/harness.ts";

// Ten in the morning of a Monday in São Paulo: no quiet hour.
const app = await startApp({ now: new Date("2026-06-01T13:00:00Z") });
const workspace = await app.addWorkspace("Campaigns");
const { newcomer, hear, pass, owner, ctxOf, say } = castOf(app, workspace);
const SECOND = 1_000;
const HOUR = 3_600_000;

const as = async (method: string, address: string, body?: unknown) => app.call(null, method, address, body, await owner());

/** One second of the program: whoever is due is written to, and what was written leaves. */
async function look() {
  await pass(SECOND);
  await wakeCampaigns({ db: app.db, clock: app.clock });
  await app.runJobs();
}
async function looks(count: number) {
  for (let index = 0; index < count; index += 1) await look();
}

const yes = async (contactId: string) =>
  as("POST", `/contacts/${contactId}/consents`, { purpose: "marketing", channelKind: null, state: "given", source: "Formulário" });
/** Somebody who wrote, said yes, and with whom nobody talks. */
async function willing(): Promise<{ from: string; id: string; contactId: string }> {
  const person = await newcomer();
  const { body } = await as("GET", `/conversations/${person.id}`);
  await yes(body.contact.id);
  return { ...person, contactId: body.contact.id };
}
const written = (contactIds: string[], more: object = {}) => ({
  name: "Preventiva",
  kind: "marketing",
  channelId: workspace.channel.id,
  audience: { condition: null, contactIds },
  variants: [{ key: "A", share: 1, content: { kind: "text", text: "Oi, {{contact.first_name | você}}! Quer marcar?" } }],
  followUps: [],
  window: { from: "00:00", to: "23:59", weekdays: [1, 2, 3, 4, 5, 6, 7] },
  perMinute: null,
  restDays: null,
  priceMicros: 344_000,
  goal: null,
  picksWinner: false,
  ...more,
});
async function made(contactIds: string[], more: object = {}): Promise<any> {
  const { status, body } = await as("POST", "/campaigns", written(contactIds, more));
  assert.equal(status, 201, JSON.stringify(body));
  return body;
}
async function started(contactIds: string[], more: object = {}): Promise<any> {
  const campaign = await made(contactIds, more);
  const { status, body } = await as("POST", `/campaigns/${campaign.id}/start`, { startsAt: null });
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}
const read = async (id: string) => (await as("GET", `/campaigns/${id}`)).body;
const results = async (id: string) => (await as("GET", `/campaigns/${id}/results`)).body;
const recipients = async (id: string) => (await as("GET", `/campaigns/${id}/recipients`)).body.items as any[];
const of = async (id: string, contactId: string) => (await recipients(id)).find((one) => one.contactId === contactId);
const texts = async (conversationId: string) =>
  (
    await app.rows("select text from messages where conversation_id = $1 and author_kind = 'campaign' order by arrival", [conversationId])
  ).map(({ text }) => text);

test("a campaign is refused in words where it cannot be sent, counted before it starts, and previewed by person", async () => {
  const [one, silent] = [await willing(), await newcomer()];
  const silentContact = (await as("GET", `/conversations/${silent.id}`)).body.contact.id;
  const bad = await as(
    "POST",
    "/campaigns",
    written([], {
      audience: { condition: { field: "contact.nada", operator: "is_set" }, contactIds: [] },
      variants: [{ key: "A", share: 1, content: { kind: "template", name: "nenhum", language: "pt_BR" } }],
      followUps: [{ afterMinutes: 60, content: { kind: "text", text: "Oi {{contact.frist_name}}" } }],
      window: { from: "18:00", to: "09:00", weekdays: [1] },
    }),
  );
  assert.equal(bad.status, 422);
  assert.deepEqual(
    bad.body.facts.problems.map(({ path }: any) => path),
    ["audience.condition.field", "window", "variants.0.content", "followUps.0.content"],
  );
  const counted = await as("POST", "/campaigns/audience", {
    audience: { condition: null, contactIds: [one.contactId, silentContact] },
    channelId: workspace.channel.id,
    contents: [{ kind: "text", text: "Oi" }],
    restDays: null,
  });
  assert.deepEqual(counted.body, { people: 2, reached: 1, leftOut: { no_consent: 1 } });
  const elsewhere = { audience: { condition: null, contactIds: [] }, channelId: one.contactId, contents: [], restDays: null };
  assert.equal((await as("POST", "/campaigns/audience", elsewhere)).status, 404);
  const nobody = await made([silentContact]);
  assert.equal((await as("POST", `/campaigns/${nobody.id}/start`, { startsAt: null })).body.code, "campaigns.nobody");
  const campaign = await made([one.contactId]);
  const { items } = (await as("POST", `/campaigns/${campaign.id}/preview`)).body;
  assert.deepEqual([items.length, items[0].problem], [1, null]);
  assert.match(items[0].text, /^Oi, Pessoa! Quer marcar\?$/);
  assert.deepEqual(await texts(one.id), [], "a preview sends nothing");
  const changed = await as("PUT", `/campaigns/${campaign.id}`, { ...written([one.contactId], { name: "Outra" }), revision: 1 });
  assert.deepEqual([changed.status, changed.body.revision], [200, 2]);
  assert.equal((await as("PUT", `/campaigns/${campaign.id}`, { ...written([one.contactId]), revision: 1 })).body.code, "campaigns.changed");
  assert.equal((await as("DELETE", `/campaigns/${campaign.id}`)).status, 204);
});

test("each person gets it once; an answer, a stop and a failure are told of each; it ends by itself", async () => {
  const [answers, stops, stays] = [await willing(), await willing(), await willing()];
  const campaign = await started([answers.contactId, stops.contactId, stays.contactId]);
  assert.equal((await as("POST", `/campaigns/${campaign.id}/start`, { startsAt: null })).body.code, "campaigns.not_in_state");
  // Two workers look at the same moment.
  await pass(SECOND);
  await Promise.all([wakeCampaigns({ db: app.db, clock: app.clock }), wakeCampaigns({ db: app.db, clock: app.clock })]);
  await app.runJobs();
  await looks(3);
  for (const { id } of [answers, stops, stays]) assert.deepEqual(await texts(id), ["Oi, Pessoa! Quer marcar?"]);
  assert.equal((await read(campaign.id)).state, "finished");
  await hear(answers.from, "Quero sim, na segunda");
  await hear(stops.from, "SAIR");
  await app.runJobs();
  const got = await of(campaign.id, answers.contactId);
  assert.deepEqual([got.state, got.replyText], ["replied", "Quero sim, na segunda"]);
  assert.equal((await of(campaign.id, stops.contactId)).state, "opted_out");
  const { sent, replied, optedOut, cost } = await results(campaign.id);
  assert.deepEqual([sent, replied, optedOut, cost.estimated], [3, 2, 1, 3 * 344_000]);
  // Who said stop is in no other campaign, also where they were written down before.
  const next = await started([stops.contactId, stays.contactId]);
  await looks(3);
  assert.deepEqual([(await of(next.id, stops.contactId)).state, (await of(next.id, stops.contactId)).reason], ["left_out", "withdrawn"]);
  assert.equal((await texts(stops.id)).length, 1);
  const sheet = await as("GET", `/campaigns/${campaign.id}/recipients.csv`);
  assert.match(sheet.raw.toString(), /replied;.*Quero sim, na segunda/);
});

test("who says stop after the start, whom a person talks with, and who has no value for a variable are left out, each with the reason", async () => {
  const [late, busy, nameless] = [await willing(), await willing(), await willing()];
  const campaign = await made([late.contactId, busy.contactId, nameless.contactId], {
    variants: [{ key: "A", share: 1, content: { kind: "text", text: "Oi {{contact.first_name}} de {{contact.company}}" } }],
  });
  await as("POST", `/campaigns/${campaign.id}/start`, { startsAt: new Date(app.clock.now().getTime() + HOUR).toISOString() });
  assert.equal((await read(campaign.id)).state, "scheduled");
  await pass(HOUR);
  await app.rows("update campaigns set per_minute = 1 where id = $1", [campaign.id]);
  await look();
  assert.equal((await recipients(campaign.id)).filter(({ state }) => state === "pending").length, 2, "one a minute");
  await hear(late.from, "não quero mais receber");
  await say(ctxOf("member"), busy.id, "Estou com você");
  await app.runJobs();
  for (let index = 0; index < 4; index += 1) {
    await pass(60_000);
    await look();
  }
  const reasons = new Set(
    (await recipients(campaign.id)).map(
      ({ contactId, reason }) => `${contactId === late.contactId ? "late" : contactId === busy.contactId ? "busy" : "nameless"} ${reason}`,
    ),
  );
  assert.ok(reasons.has("nameless missing_variable"), [...reasons].join());
  assert.ok(reasons.has("busy in_conversation") || reasons.has("busy missing_variable"), [...reasons].join());
  assert.equal((await read(campaign.id)).state, "finished");
  assert.deepEqual([...(await texts(late.id)), ...(await texts(busy.id)), ...(await texts(nameless.id))], []);
});

test("a pause holds at once, going on sends nothing twice, and the end is for good", async () => {
  const people = [];
  for (let index = 0; index < 4; index += 1) people.push(await willing());
  const campaign = await started(
    people.map(({ contactId }) => contactId),
    { perMinute: 60 },
  );
  await look();
  assert.equal((await results(campaign.id)).sent, 1);
  assert.equal((await as("POST", `/campaigns/${campaign.id}/pause`)).body.state, "paused");
  await looks(3);
  assert.equal((await results(campaign.id)).sent, 1);
  const worded = await as("PUT", `/campaigns/${campaign.id}`, {
    ...written([], {
      perMinute: 60,
      audience: campaign.audience,
      variants: [{ key: "A", share: 1, content: { kind: "text", text: "Outras palavras" } }],
    }),
    revision: (await read(campaign.id)).revision,
  });
  assert.equal(worded.status, 200, JSON.stringify(worded.body));
  assert.equal((await as("POST", `/campaigns/${campaign.id}/resume`)).body.state, "running");
  await looks(6);
  const all = await Promise.all(people.map(({ id }) => texts(id)));
  assert.deepEqual(
    all.map((one) => one.length),
    [1, 1, 1, 1],
  );
  assert.equal(all.flat().filter((text) => text === "Outras palavras").length, 3);
  assert.equal((await read(campaign.id)).state, "finished");
  assert.equal((await as("POST", `/campaigns/${campaign.id}/resume`)).body.code, "campaigns.not_in_state");
  const other = await started([people[0]?.contactId ?? ""], { window: { from: "02:00", to: "02:01", weekdays: [1] } });
  await looks(2);
  assert.equal((await as("POST", `/campaigns/${other.id}/cancel`)).body.state, "cancelled");
  await looks(2);
  assert.deepEqual(
    (await recipients(other.id)).map(({ state, reason }) => [state, reason]),
    [["left_out", "cancelled"]],
  );
});

test("follow-ups go to who does not answer, and stop with an answer", async () => {
  const [answers, silent] = [await willing(), await willing()];
  const campaign = await started([answers.contactId, silent.contactId], {
    followUps: [{ afterMinutes: 60, content: { kind: "text", text: "Ainda dá tempo." } }],
  });
  await looks(2);
  assert.equal((await read(campaign.id)).state, "running");
  await hear(answers.from, "Já marquei");
  await pass(HOUR);
  await looks(2);
  await pass(60_000);
  await looks(2);
  assert.equal((await texts(answers.id)).length, 1);
  assert.deepEqual(await texts(silent.id), ["Oi, Pessoa! Quer marcar?", "Ainda dá tempo."]);
  assert.equal((await read(campaign.id)).state, "finished");
});

test("each person is written to at their own hours, and nobody in the quiet ones", async () => {
  const person = await willing(); // of Manaus, an hour behind São Paulo
  const zone = (await app.rows("select time_zone from workspaces where id = $1", [workspace.id]))[0].time_zone;
  const campaign = await started([person.contactId], { window: { from: "23:00", to: "23:59", weekdays: [1, 2, 3, 4, 5, 6, 7] } });
  await look();
  const [{ zone: own }] = await app.rows("select zone from campaign_recipients where campaign_id = $1", [campaign.id]);
  assert.equal(own, "America/Manaus", zone);
  assert.equal((await results(campaign.id)).sent, 0);
  await as("POST", `/campaigns/${campaign.id}/cancel`);
});

test("a channel that stops and a template that is taken away pause it by themselves, with the reason", async () => {
  await app.rows(
    `insert into message_templates (workspace_id, id, channel_id, external_id, name, language, category, status, parameter_format, components, synced_at)
     values ($1, gen_random_uuid(), $2, '901', 'preventiva', 'pt_BR', 'MARKETING', 'APPROVED', 'positional', $3, now())`,
    [workspace.id, workspace.channel.id, JSON.stringify([{ type: "BODY", text: "Oi, {{1}}! Quer marcar?" }])],
  );
  const people = [await willing(), await willing()];
  const template = { kind: "template", name: "preventiva", language: "pt_BR", body: [{ text: "{{contact.first_name | você}}" }] };
  const campaign = await started(
    people.map(({ contactId }) => contactId),
    { perMinute: 60, variants: [{ key: "A", share: 1, content: template }] },
  );
  await look();
  assert.equal((await results(campaign.id)).sent, 1);
  await app.rows("update message_templates set status = 'PAUSED' where external_id = '901'", []);
  await look();
  const paused = await read(campaign.id);
  assert.deepEqual([paused.state, paused.reason], ["paused", "template_gone"]);
  await app.rows("update message_templates set status = 'APPROVED' where external_id = '901'", []);
  await as("POST", `/campaigns/${campaign.id}/resume`);
  await looks(4);
  assert.equal((await read(campaign.id)).state, "finished");
  assert.deepEqual(await texts(people[1]?.id ?? ""), ["Oi, Pessoa! Quer marcar?"]);
});

test("two workers with the same look in hand write to each person once, and leave nobody out", async () => {
  const people = [];
  for (let index = 0; index < 6; index += 1) people.push(await willing());
  const campaign = await started(people.map(({ contactId }) => contactId));
  // One job was taken for dead, and is not.
  const again = (index: number) =>
    sendCampaignJob({ workspaceId: workspace.id, payload: { campaignId: campaign.id }, key: `look ${index}` });
  await app.db.inWorkspace(workspace.id, async (tx) => addJobs(tx, [again(0), again(1)], app.clock.now()));
  await app.runJobs();
  await looks(3);
  assert.deepEqual(await Promise.all(people.map(async ({ id }) => (await texts(id)).length)), [1, 1, 1, 1, 1, 1]);
});

test("merging two people of one campaign writes to the one who stays once, and what was sent goes with them", async () => {
  const [kept, merged] = [await willing(), await willing()];
  const campaign = await started([kept.contactId, merged.contactId], { perMinute: 1 });
  await look();
  const { status } = await as("POST", `/contacts/${kept.contactId}/merges`, { otherContactId: merged.contactId });
  assert.equal(status, 201);
  await app.runJobs();
  for (let index = 0; index < 3; index += 1) {
    await pass(61_000);
    await look();
  }
  const all = [...(await texts(kept.id)), ...(await texts(merged.id))];
  assert.equal(all.length, 1, JSON.stringify(await recipients(campaign.id)));
});

test("a template is checked, handed in, judged by the provider, and taken away", async () => {
  const address = `/channels/${workspace.channel.id}/templates`;
  const draft = {
    name: "volta_as_aulas",
    language: "pt_BR",
    category: "MARKETING",
    body: "Oi, {{1}}! Quer marcar?",
    buttons: [{ kind: "quick_reply", text: "Quero" }],
    samples: ["Rita"],
  };
  const bad = await as("POST", address, { ...draft, body: "{{1}}, quer marcar?" });
  assert.deepEqual([bad.status, bad.body.code, bad.body.facts.problems[0].path], [422, "channels.template_invalid", "body"]);
  const made = await as("POST", address, draft);
  assert.deepEqual([made.status, made.body.status], [201, "PENDING"], JSON.stringify(made.body));
  assert.equal((await as("POST", address, draft)).body.code, "channels.template_taken");
  const [{ external_id: id }] = await app.rows("select external_id from message_templates where id = $1", [made.body.id]);
  const judged = fixtureJson("wa-template-status-approved.json");
  Object.assign(judged.entry[0], { id: `1${workspace.channel.phoneNumberId}` });
  const value = { message_template_id: Number(id), message_template_name: draft.name, message_template_category: "MARKETING" };
  Object.assign(judged.entry[0].changes[0].value, value);
  await app.receive(workspace.channel, judged);
  await app.runJobs();
  const listed = async () => ((await as("GET", address)).body.items as any[]).filter(({ name }) => name === draft.name);
  assert.deepEqual(
    (await listed()).map(({ status }) => status),
    ["APPROVED"],
  );
  assert.equal((await as("DELETE", `${address}/${made.body.id}`)).status, 204);
  assert.deepEqual(await listed(), []);
  const unknown = await as("POST", `/channels/01a1fc32-0d5f-7351-a3ea-32faefa5f017/templates`, draft);
  assert.equal(unknown.status, 404);
});
