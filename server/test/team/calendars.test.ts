import assert from "node:assert/strict";
import { test } from "node:test";
import { startApp } from "../cast/harness.ts";

// Friday, 27 November 2026, 10:00 in São Paulo.
const app = await startApp({ now: new Date("2026-11-27T13:00:00Z") });
const ours = await app.addWorkspace("Hours");
const theirs = await app.addWorkspace("Others");
const owner = await app.signIn(ours);
const stranger = await app.signIn(theirs);

const day = [
  { from: "08:00", to: "12:00" },
  { from: "13:00", to: "18:00" },
];
const office = {
  timeZone: "America/Sao_Paulo",
  week: { monday: day, tuesday: day, wednesday: day, thursday: day, friday: day, saturday: [], sunday: [] },
  exceptions: [{ date: "2026-12-24", intervals: [], name: "Véspera de Natal" }],
  holidays: { place: "br-sp-sao-paulo", optional: ["br/easter-47"], worked: [] },
};
const call = (method: string, address: string, body?: unknown, who = owner) => app.call(null, method, address, body, who);
const audited = async (id: string) =>
  (await app.rows("select action, detail from audit_log where subject_id = $1 order by occurred_at, id", [id])) as {
    action: string;
    detail: any;
  }[];

test("a calendar is made, listed, changed and archived, and each of it is in the audit log", async () => {
  const made = await call("POST", "/calendars", { name: "Escritório", document: office });
  assert.equal(made.status, 201);
  assert.deepEqual(made.body.document, office);
  assert.deepEqual(made.body.now, { isOpen: true, until: "2026-11-27T15:00:00.000Z" }, "until the lunch break");
  const { id } = made.body;

  const listed = await app.call(ours, "GET", "/calendars");
  assert.deepEqual(
    listed.body.items.map((one: any) => [one.id, one.name, one.isArchived]),
    [[id, "Escritório", false]],
  );

  app.clock.advance(60_000);
  const shorter = { ...office, week: { ...office.week, friday: [{ from: "08:00", to: "09:00" }] } };
  const changed = await call("PATCH", `/calendars/${id}`, { document: shorter });
  assert.deepEqual([changed.body.name, changed.body.now], ["Escritório", { isOpen: false, until: "2026-11-30T11:00:00.000Z" }]);
  assert.notEqual(changed.body.changedAt, changed.body.createdAt);

  app.clock.advance(60_000);
  assert.equal((await call("DELETE", `/calendars/${id}`)).status, 200);
  assert.deepEqual((await call("GET", "/calendars")).body.items, []);
  assert.equal((await call("GET", `/calendars/${id}`)).body.isArchived, true, "what names it still finds it");
  for (const [method, body] of [["PATCH", { name: "Outro" }], ["DELETE"]] as const)
    assert.equal((await call(method, `/calendars/${id}`, body)).status, 404, `${method} of an archived one`);

  const acts = await audited(id);
  assert.deepEqual(
    acts.map(({ action }) => action),
    ["calendar.created", "calendar.changed", "calendar.archived"],
  );
  assert.deepEqual([acts[1]?.detail.from, acts[1]?.detail.to], [office, shorter]);
});

test("two that can be chosen have different names, even when both are made at once", async () => {
  const answers = await Promise.all(
    [1, 2, 3].map((turn) => call("POST", "/calendars", { name: turn === 2 ? "PLANTAO" : "Plantão", document: office })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 409, 409]);
  assert.equal(answers.find(({ status }) => status === 409)?.body.code, "team.calendar_name_taken");
  const id = answers.find(({ status }) => status === 201)?.body.id;
  assert.equal((await call("PATCH", `/calendars/${id}`, { name: "plantão" })).status, 200, "its own name is no other's");
  await call("DELETE", `/calendars/${id}`);
  assert.equal(
    (await call("POST", "/calendars", { name: "Plantão", document: office })).status,
    201,
    "the archived one gave its name free",
  );
});

test("what is no calendar is refused with the place of each mistake", async () => {
  const wrong = {
    ...office,
    timeZone: "Mars/Base",
    week: { ...office.week, monday: [{ from: "8h", to: "12:00" }] },
    holidays: { place: "br", optional: ["br/12-25"], worked: [] },
  };
  const { status, body } = await call("POST", "/calendars", { name: "x", document: wrong });
  assert.deepEqual([status, body.code], [400, "platform.invalid_request"]);
  assert.deepEqual(
    body.facts.problems.map(({ path }: { path: string }) => path),
    ["body.document.timeZone", "body.document.week.monday.0.from", "body.document.holidays.optional.0"],
  );
  for (const document of [{ ...office, week: {} }, { ...office, more: 1 }, null])
    assert.equal((await call("POST", "/calendars", { name: "x", document })).status, 400);
  assert.equal((await call("POST", "/calendars", { name: "  ", document: office })).status, 400);
});

test("a preview says what a calendar would mean, and keeps nothing", async () => {
  const before = await app.rows("select count(*)::int as n from calendars");
  const lunch = await call("POST", "/calendars/preview", { document: office, at: "2026-11-27T15:30:00Z" });
  assert.deepEqual([lunch.body.isOpen, lunch.body.until], [false, "2026-11-27T16:00:00.000Z"]);
  const closedOn = new Map(lunch.body.holidays.map((one: any) => [one.id, one.isClosed]));
  assert.deepEqual(
    ["br/12-25", "br/easter-47", "br/easter-48", "br-sp/07-09", "br-sp-sao-paulo/01-25"].map((id) => closedOn.get(id)),
    [true, true, false, true, true],
  );
  assert.equal((await call("POST", "/calendars/preview", { document: { ...office, timeZone: "x" } })).status, 400);
  assert.deepEqual(await app.rows("select count(*)::int as n from calendars"), before);
});

test("another workspace sees and changes nothing, and a key makes none", async () => {
  const { id } = (await call("POST", "/calendars", { name: "Nosso", document: office })).body;
  assert.equal((await call("GET", `/calendars/${id}`, undefined, stranger)).status, 404);
  assert.equal((await call("PATCH", `/calendars/${id}`, { name: "Deles" }, stranger)).status, 404);
  assert.equal((await call("DELETE", `/calendars/${id}`, undefined, stranger)).status, 404);
  assert.deepEqual((await call("GET", "/calendars", undefined, stranger)).body.items, []);
  assert.equal((await app.call(ours, "POST", "/calendars", { name: "Máquina", document: office })).status, 403);
  assert.equal((await call("GET", `/calendars/${id}`)).body.name, "Nosso");
});
