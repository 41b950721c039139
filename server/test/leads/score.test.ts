import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { analyse } from "../../src/leads/qualification/analyse.ts";
import { INTENT_POINTS, LEAD_INTENTS, PART_WEIGHTS, PARTS } from "../../src/leads/score/rubric.ts";
import { type LeadFacts, movedItems, scoreLead } from "../../src/leads/score/score-lead.ts";
import { intentReader } from "../../src/leads/score/signals.ts";

const DAY = 86_400_000;
const now = Date.parse("2026-11-28T12:00:00Z");
const nobody: LeadFacts = {
  now,
  since: now,
  hasName: false,
  hasPhone: false,
  hasEmail: false,
  hasCompany: false,
  heard: 0,
  heardDays: 0,
  heardInHours: 0,
  replySeconds: null,
  talkFrom: null,
  talkUntil: null,
  lastHeard: null,
  isWaiting: false,
  intents: [],
};
const keen: LeadFacts = {
  ...nobody,
  hasName: true,
  hasPhone: true,
  hasEmail: true,
  hasCompany: true,
  heard: 12,
  heardDays: 5,
  heardInHours: 12,
  replySeconds: 120,
  talkFrom: now - 8 * DAY,
  talkUntil: now,
  lastHeard: now,
  isWaiting: true,
  intents: LEAD_INTENTS.map((intent) => ({ intent, messageId: `m-${intent}`, at: now })),
};

test("the score is the weighed sum of its parts, from nothing to everything", () => {
  assert.equal(scoreLead(nobody).score, 0);
  const all = scoreLead(keen);
  assert.deepEqual([all.score, all.urgency, all.action], [100, 100, "call_now"]);
  assert.deepEqual(all.parts, { behaviour: 100, profile: 100, engagement: 100, intent: 100 });
});

test("what was shown counts once, and half as much after fourteen days", () => {
  const asked = (days: number) =>
    scoreLead({ ...nobody, intents: [{ intent: "price", messageId: "m", at: now - days * DAY }] }).parts.intent;
  assert.deepEqual([asked(0), asked(14), asked(28)], [30, 15, 7.5]);
});

test("the action is the first that fits", () => {
  const action = (facts: Partial<LeadFacts>) => scoreLead({ ...keen, ...facts }).action;
  assert.equal(action({ lastHeard: now - 31 * DAY }), "re_engage");
  assert.equal(action({ lastHeard: null, since: now - 31 * DAY }), "re_engage");
  assert.equal(action({ intents: [{ intent: "price", messageId: "m", at: now }], hasCompany: false, replySeconds: null }), "send_proposal");
  assert.equal(action({ intents: [] }), "send_content");
  assert.equal(action({ intents: [], hasName: false }), "qualify");
  assert.equal(scoreLead(nobody).action, "qualify");
});

test("a change names the lines that moved, and the message that moved them", () => {
  const before = scoreLead({ ...keen, intents: [] });
  const after = scoreLead({ ...keen, intents: [{ intent: "price", messageId: "m", at: now }] });
  assert.deepEqual(movedItems(before.items, after.items), [{ item: "price", from: 0, to: 30, messageId: "m" }]);
});

test("words show an intent unless they deny it; a workspace adds its own and takes out what misleads", () => {
  const none = { buy: [], schedule: [], price: [], discount: [] };
  const read = intentReader({ words: { ...none, buy: ["tenho interesse"] }, ignored: { ...none, price: ["preço justo"] } });
  assert.deepEqual(read("Quanto custa a manutenção?"), ["price"]);
  assert.deepEqual(read("não quero comprar nada"), []);
  assert.deepEqual(read("Oi! Tenho interesse, sim"), ["buy"]);
  assert.deepEqual(read("não tenho interesse"), []);
  assert.deepEqual(read("aqui é do mercado Preço Justo"), []);
  assert.deepEqual(read("how much does it cost?"), ["price"]);
});

test("the published rubric has the points of the code", () => {
  const text = readFileSync(new URL("../../../docs/leads.md", import.meta.url), "utf8");
  for (const intent of LEAD_INTENTS) assert.ok(text.includes(`| ${intent} | ${INTENT_POINTS[intent]} |`), intent);
  for (const part of PARTS) assert.ok(text.includes(`| ${part} | ${PART_WEIGHTS[part]} % |`), part);
});

test("a qualification weighs what was answered; who has no hurry and no interest is very cold", () => {
  const weights = { name: 20, interest: 30, urgency: 30, knowledge: 25, location: 25 };
  const given = { weights, thresholds: { hot: 90, warm: 60, cold: 30 }, now: "2026-11-28T12:00:00-03:00" };
  const of = (answers: object) => analyse(answers, given);
  assert.equal(of({}).leadClass, "very_cold");
  assert.equal(of({ interest: "não quero comprar nada", urgency: "sem pressa" }).leadClass, "very_cold");
  assert.equal(of({ name: "Rui Prado", interest: "quanto custa?", urgency: "mês que vem talvez", location: "Braga" }).leadClass, "warm");
  assert.equal(of({ name: "Rui Prado", interest: "quero comprar dois", urgency: "o quanto antes", location: "Braga" }).leadClass, "hot");
});
