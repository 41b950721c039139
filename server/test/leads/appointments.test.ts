import assert from "node:assert/strict";
import { test } from "node:test";
import { wakeReminders } from "../../src/leads/appointments/watch-reminders.ts";
import { castOf } from "../cast/floor-cast.ts";
import { FIXTURE_NOW, startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Appointments");
const { hear, hearChoice, newcomer } = castOf(app, workspace);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const cookies = new Map<TestMember, Promise<Record<string, string>>>();
/** In the browser of that member. */
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, await headers);
  await app.runJobs();
  return answer;
}
const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
const nico = await app.addMember(workspace, "Nico Luz", "agent");

const NINE_TO_FIVE = [{ from: "09:00", to: "17:00" }];
const weekOf = (hours: object[]) => ({
  monday: hours,
  tuesday: hours,
  wednesday: hours,
  thursday: hours,
  friday: hours,
  saturday: [],
  sunday: [],
});
async function calendarOf(name: string, hours: object[] = NINE_TO_FIVE, timeZone = "America/Sao_Paulo", place = "br"): Promise<string> {
  const document = { timeZone, week: weekOf(hours), exceptions: [], holidays: { place, optional: [], worked: [] } };
  const { status, body } = await app.call(null, "POST", "/calendars", { name, document }, await owner);
  assert.equal(status, 201, JSON.stringify(body));
  return body.id;
}
async function serviceOf(
  name: string,
  { memberIds, minutes = 60, ...more }: { memberIds: string[]; minutes?: number; daysAhead?: number },
) {
  const { status, body } = await as(sofia, "POST", "/appointment-services", {
    name,
    minutes,
    noticeMinutes: 0,
    daysAhead: 30,
    memberIds,
    ...more,
  });
  assert.equal(status, 201, JSON.stringify(body));
  return body.id as string;
}
async function slotsOf(serviceId: string, from: Date, until: Date): Promise<string[]> {
  const { body } = await as(
    sofia,
    "GET",
    `/appointment-services/${serviceId}/slots?from=${from.toISOString()}&until=${until.toISOString()}`,
  );
  return body.items.map(({ startsAt }: any) => startsAt);
}
const contactOf = async (conversationId: string): Promise<string> =>
  (await app.rows("select contact_id as id from conversations where id = $1", [conversationId]))[0].id;
const lastOut = async (conversationId: string) =>
  (
    await app.rows(
      "select kind, text, content from messages where conversation_id = $1 and direction = 'out' order by arrival desc limit 1",
      [conversationId],
    )
  )[0];
const offer = (conversationId: string, serviceId: string) =>
  as(sofia, "POST", "/actions/conversation.offer_slots", { subjectIds: [conversationId], input: { serviceId } });
const mine = async (conversationId: string) =>
  (await as(sofia, "GET", `/appointments?conversationId=${conversationId}&withCancelled=true`)).body.items;

const owner = app.signIn(workspace);
const hours = await calendarOf("Hours");
await as(sofia, "PUT", `/appointment-hosts/${sofia.memberId}`, { calendarId: hours });
await as(sofia, "PUT", `/appointment-hosts/${nico.memberId}`, { calendarId: hours });

test("fifty people who want the last time at once: exactly one has it", async () => {
  const lonely = await app.addMember(workspace, "Rui Sol", "agent");
  await as(sofia, "PUT", `/appointment-hosts/${lonely.memberId}`, {
    calendarId: await calendarOf("One hour", [{ from: "10:00", to: "11:00" }]),
  });
  const serviceId = await serviceOf("Last one", { memberIds: [lonely.memberId] });
  const [startsAt, ...others] = await slotsOf(serviceId, FIXTURE_NOW, new Date(FIXTURE_NOW.getTime() + 3 * DAY));
  assert.ok(startsAt !== undefined && others.length < 3);
  const people = await Promise.all(
    Array.from({ length: 50 }, (_one, index) =>
      app.call(workspace, "POST", "/contacts", {
        name: `Pessoa ${index}`,
        identities: [{ kind: "email", value: `pessoa${index}@example.com` }],
      }),
    ),
  );
  const answers = await Promise.all(
    people.map(({ body }) => app.call(workspace, "POST", "/appointments", { serviceId, startsAt, contactId: body.id })),
  );
  const count = (status: number) => answers.filter((one) => one.status === status).length;
  assert.deepEqual([count(201), count(409)], [1, 49], JSON.stringify([people[0]?.body, answers[0]?.body]));
  assert.ok(answers.every(({ status, body }) => status === 201 || body.code === "leads.slot_taken"));
  assert.ok(!(await slotsOf(serviceId, FIXTURE_NOW, new Date(FIXTURE_NOW.getTime() + 3 * DAY))).includes(startsAt));
});

test("nothing is booked outside of working hours, on a holiday, at odd minutes or in the past", async () => {
  const serviceId = await serviceOf("Visit", { memberIds: [sofia.memberId], daysAhead: 180 });
  const { id: conversationId } = await newcomer("oi");
  const book = async (startsAt: string) => (await as(sofia, "POST", "/appointments", { serviceId, startsAt, conversationId })).body;
  const monday = new Date("2026-11-23T12:00:00Z");
  assert.ok((await slotsOf(serviceId, monday, new Date(monday.getTime() + DAY))).includes("2026-11-23T12:00:00.000Z"));
  assert.equal((await book("2026-11-23T08:30:00-03:00")).code, "leads.slot_taken", "before nine");
  assert.equal((await book("2026-11-23T16:30:00-03:00")).code, "leads.slot_taken", "it would end after five");
  assert.equal((await book("2026-11-22T10:00:00-03:00")).code, "leads.slot_taken", "a Sunday");
  assert.equal((await book("2026-12-25T10:00:00-03:00")).code, "leads.slot_taken", "Christmas, a Friday");
  assert.equal((await book("2026-11-23T10:03:00-03:00")).code, "leads.invalid_time");
  assert.equal((await book("2020-11-23T10:00:00-03:00")).code, "leads.invalid_time");
  assert.equal((await book("2026-11-23T10:00:00-03:00")).state, "booked");
  assert.equal((await book("2026-11-23T10:30:00-03:00")).code, "leads.slot_taken", "half of it is taken");
});

test("nine o'clock in Lisbon is nine o'clock before and after the clocks change", async () => {
  const joana = await app.addMember(workspace, "Joana Reis", "agent");
  const lisbon = await calendarOf("Lisbon", [{ from: "09:00", to: "10:00" }], "Europe/Lisbon", "pt");
  await as(sofia, "PUT", `/appointment-hosts/${joana.memberId}`, { calendarId: lisbon });
  const serviceId = await serviceOf("Call", { memberIds: [joana.memberId], daysAhead: 180 });
  const slots = await slotsOf(serviceId, new Date("2027-03-25T00:00:00Z"), new Date("2027-03-30T00:00:00Z"));
  assert.deepEqual(slots, ["2027-03-25T09:00:00.000Z", "2027-03-29T08:00:00.000Z"], "the 26th is Good Friday");
});

test("in the chat: offered, chosen, chosen again, cancelled, each by a button; a second choice moves, and books nothing twice", async () => {
  const serviceId = await serviceOf("Inspection", { memberIds: [sofia.memberId, nico.memberId] });
  const { from, id } = await newcomer("quero agendar");
  assert.equal((await offer(id, serviceId)).status, 200);
  const list = await lastOut(id);
  assert.equal(list.kind, "list");
  const rows = list.content.sections[0].rows;
  assert.equal(rows.length, 10, "nine times, and a way to more");
  await hearChoice(from, rows[0].id);
  const [booked] = await mine(id);
  assert.deepEqual([booked.state, booked.contact.id], ["booked", await contactOf(id)]);
  assert.match((await lastOut(id)).text, /^Marcado: Inspection/);
  await hearChoice(from, rows[4].id);
  const [moved, ...others] = await mine(id);
  assert.equal(others.length, 0);
  assert.notEqual(moved.startsAt, booked.startsAt);
  const card = await lastOut(id);
  assert.match(card.text, /^Remarcado/);
  const [, cancel] = card.content.buttons;
  await hearChoice(from, cancel.id);
  assert.equal((await mine(id))[0].state, "cancelled");
  assert.match((await lastOut(id)).text, /^Cancelado/);
  await hearChoice(from, rows[9].id);
  assert.equal((await lastOut(id)).kind, "list", "later times");
  const { body } = await as(sofia, "GET", "/notices");
  assert.ok(JSON.stringify(body).includes("Inspection"), "whoever it is with hears of it");
});

test("what was taken meanwhile is refused, and what is still free is offered instead", async () => {
  const serviceId = await serviceOf("Survey", { memberIds: [nico.memberId] });
  const [one, other] = [await newcomer("oi"), await newcomer("oi")];
  await offer(one.id, serviceId);
  await offer(other.id, serviceId);
  const first = async (id: string) => (await lastOut(id)).content.sections[0].rows[0].id;
  const [mineFirst, theirs] = [await first(one.id), await first(other.id)];
  await hearChoice(one.from, mineFirst);
  await hearChoice(other.from, theirs);
  assert.equal((await mine(one.id)).length, 1);
  assert.equal((await mine(other.id)).length, 0);
  const again = await lastOut(other.id);
  assert.deepEqual([again.kind, /acabou de ser ocupado/.test(again.text)], ["list", true]);
});

test("a day and an hour before people are reminded once each; quiet hours are waited for, a closed window is no error", async () => {
  const serviceId = await serviceOf("Maintenance", { memberIds: [nico.memberId], daysAhead: 60 });
  const { from, id: conversationId } = await newcomer("oi");
  // The clock of the workspace is four hours behind: at half past eight there.
  const startsAt = "2026-12-01T12:30:00.000Z";
  const { body } = await as(sofia, "POST", "/appointments", { serviceId, startsAt, conversationId });
  assert.equal(body.state, "booked", JSON.stringify(body));
  const at = async (time: string) => {
    app.clock.advance(Date.parse(time) - app.clock.now().getTime());
    await wakeReminders(app);
    await app.runJobs();
    return app.rows("select kind, outcome, reason from appointment_reminders where appointment_id = $1 order by at", [body.id]);
  };
  assert.deepEqual(await at("2026-11-30T12:29:00Z"), []);
  await hear(from, "tudo certo para amanhã");
  assert.deepEqual(await at("2026-11-30T12:30:30Z"), [{ kind: "day", outcome: "sent", reason: null }]);
  assert.equal((await at("2026-11-30T12:35:00Z")).length, 1);
  const card = await lastOut(conversationId);
  assert.match(card.text, /^Lembrete: Maintenance/);
  await hearChoice(from, card.content.buttons[0].id);
  assert.equal((await mine(conversationId))[0].state, "confirmed");
  assert.equal((await at("2026-12-01T11:31:00Z")).length, 1, "half past seven is quiet");
  assert.deepEqual(await at("2026-12-01T12:00:30Z"), [
    { kind: "day", outcome: "sent", reason: null },
    { kind: "hour", outcome: "sent", reason: null },
  ]);
  const late = await as(sofia, "POST", "/appointments", { serviceId, startsAt: "2026-12-08T12:00:00.000Z", conversationId });
  app.clock.advance(Date.parse("2026-12-07T12:01:00Z") - app.clock.now().getTime());
  await wakeReminders(app);
  await app.runJobs();
  const [skipped] = await app.rows("select outcome, reason from appointment_reminders where appointment_id = $1", [late.body.id]);
  assert.deepEqual(skipped, { outcome: "skipped", reason: "inbox.window_closed" });
});

test("who sees a person only sees their appointments; two who change one at once: the second is told", async () => {
  const serviceId = await serviceOf("Own", { memberIds: [nico.memberId, sofia.memberId], daysAhead: 60 });
  const { id: conversationId } = await newcomer("oi");
  const { body } = await as(sofia, "POST", "/appointments", { serviceId, startsAt: "2026-12-15T13:00:00Z", conversationId });
  assert.equal((await as(bia, "GET", `/appointments/${body.id}`)).status, 404);
  assert.equal((await as(bia, "POST", `/appointments/${body.id}/cancel`, {})).status, 404);
  const move = (revision: number) => as(sofia, "POST", `/appointments/${body.id}/move`, { startsAt: "2026-12-15T14:00:00Z", revision });
  assert.equal((await move(1)).status, 200);
  assert.equal((await move(1)).body.code, "leads.appointment_changed");
});

test("a merge carries appointments along, and its undo brings them back", async () => {
  const serviceId = await serviceOf("Merged", { memberIds: [sofia.memberId], daysAhead: 60 });
  const [one, other] = [await newcomer("oi"), await newcomer("oi")];
  const [kept, merged] = [await contactOf(other.id), await contactOf(one.id)];
  await as(sofia, "POST", "/appointments", { serviceId, startsAt: "2026-12-16T13:00:00Z", conversationId: one.id });
  const count = async (contactId: string) => (await as(sofia, "GET", `/appointments?contactId=${contactId}`)).body.items.length;
  assert.equal((await as(sofia, "POST", `/contacts/${kept}/merges`, { otherContactId: merged })).status, 201);
  assert.deepEqual([await count(merged), await count(kept)], [0, 1]);
  const [merge] = await app.rows("select id from contact_merges where kept_id = $1", [kept]);
  await as(sofia, "DELETE", `/contacts/${kept}/merges/${merge.id}`);
  assert.deepEqual([await count(merged), await count(kept)], [1, 0]);
});
