import assert from "node:assert/strict";
import { test } from "node:test";
import { mayWriteFirst } from "../../src/inbox/consent/may-write-first.ts";
import { sendMessage } from "../../src/inbox/messages/send-message.ts";
import { type Actor, createCtx, createLogger } from "../../src/platform/index.ts";
import { startApp, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Consent");
const owner = workspace;
const log = createLogger("silent");
let counter = 0;

async function write(): Promise<{ id: string; contactId: string }> {
  counter += 1;
  const at = Math.floor(app.clock.now().getTime() / 1000);
  const from = `5592977${String(counter).padStart(6, "0")}`;
  await app.receive(workspace.channel, textWebhook({ from, id: `wamid.consent${counter}`, text: "oi", at, name: `Sim ${counter}` }));
  await app.runJobs();
  const [row] = await app.rows(
    "select c.id, c.contact_id as contact from conversations c join contacts p on p.id = c.contact_id where p.profile_name = $1",
    [`Sim ${counter}`],
  );
  return { id: row["id"], contactId: row["contact"] };
}
/** Ten in the morning and eleven in the evening where the workspace is: America/Manaus, four hours behind. */
const MORNING = new Date("2026-11-12T14:00:00Z");
const EVENING = new Date("2026-11-13T03:00:00Z");
const gate = (contactId: string, purpose: "marketing" | "service", now = MORNING, channelKind = "whatsapp_cloud") =>
  app.db.inWorkspace(workspace.id, (tx) => mayWriteFirst(tx, { contactId, purpose, channelKind, now }));
const say = (contactId: string, state: string, more: object = {}) =>
  app.call(owner, "POST", `/contacts/${contactId}/consents`, {
    purpose: "marketing",
    channelKind: null,
    state,
    source: "escreveu SIM no balcão",
    ...more,
  });
const as = (kind: Actor["kind"]) =>
  createCtx({
    db: app.db,
    clock: app.clock,
    log,
    workspaceId: workspace.id,
    correlationId: "test",
    actor: { kind, id: null, name: kind, capabilities: new Set(), sight: { kind: "all" } },
  });

test("marketing needs a yes, service that nobody said no; the newest word holds, and one about a channel only there", async () => {
  const { contactId } = await write();
  assert.equal((await gate(contactId, "marketing"))?.reason, "no_consent");
  assert.equal(await gate(contactId, "service"), null);
  assert.equal((await say(contactId, "given")).status, 201);
  assert.equal(await gate(contactId, "marketing"), null);
  app.clock.advance(1_000);
  await say(contactId, "withdrawn", { channelKind: "telegram" });
  assert.equal(await gate(contactId, "marketing"), null);
  assert.equal((await gate(contactId, "marketing", MORNING, "telegram"))?.reason, "withdrawn");
  app.clock.advance(1_000);
  await say(contactId, "withdrawn", { purpose: "service" });
  assert.equal((await gate(contactId, "service"))?.reason, "withdrawn");
  const { items } = (await app.call(owner, "GET", `/contacts/${contactId}/consents`)).body;
  assert.deepEqual(
    items.map((one: any) => [one.purpose, one.channelKind, one.state]),
    [
      ["service", null, "withdrawn"],
      ["marketing", "telegram", "withdrawn"],
      ["marketing", null, "given"],
    ],
  );
  assert.equal((await app.call(owner, "GET", `/contacts/${contactId}`)).body.marketingConsent, "given");
});

test("quiet hours are the workspace's, over midnight, and say when they end", async () => {
  const { contactId } = await write();
  assert.deepEqual(await gate(contactId, "service", EVENING), { reason: "quiet_hours", until: new Date("2026-11-13T12:00:00Z") });
  const early = new Date("2026-11-13T11:59:00Z");
  assert.deepEqual(await gate(contactId, "service", early), { reason: "quiet_hours", until: new Date("2026-11-13T12:00:00Z") });
  assert.equal(await gate(contactId, "service", new Date("2026-11-13T12:00:00Z")), null);
  const settings = { quietFrom: "12:00", quietTo: "13:00", most: 3, inDays: 7 };
  const headers = await app.signIn(workspace);
  assert.equal((await app.call(null, "PUT", "/first-writing-settings", settings, headers)).status, 200);
  assert.equal(await gate(contactId, "service", EVENING), null);
  assert.equal((await app.call(null, "PUT", "/first-writing-settings", { ...settings, quietFrom: "25:00" }, headers)).status, 400);
});

test("who is blocked hears of no machine, and nobody hears of them too often", async () => {
  const { id, contactId } = await write();
  const [blocked] = (await app.call(owner, "POST", "/actions/contact.block", { subjectIds: [contactId], input: {} })).body.items;
  assert.equal((await gate(contactId, "service"))?.reason, "blocked");
  await app.call(owner, "POST", `/actions/${blocked.undo.action}`, { subjectIds: [contactId], input: {} });
  assert.equal(await gate(contactId, "service"), null);
  const [{ channel }] = await app.rows("select channel_id as channel from conversations where id = $1", [id]);
  for (const day of [6, 4, 2])
    await app.rows(
      `insert into messages (workspace_id, id, conversation_id, channel_id, direction, author_kind, kind, text, content, status, occurred_at, created_at)
       values ($1, gen_random_uuid(), $2, $3, 'out', 'campaign', 'text', 'Oferta', '{}', 'sent', $4, $4)`,
      [workspace.id, id, channel, new Date(MORNING.getTime() - day * 86_400_000)],
    );
  assert.deepEqual(await gate(contactId, "service"), { reason: "too_often", until: new Date(MORNING.getTime() + 86_400_000) });
  assert.equal(await gate(contactId, "service", new Date(MORNING.getTime() + 86_400_000 + 1_000)), null);
});

test("a machine that begins passes the gate, and a rule always; one that answers, and a person, do not have to", async () => {
  const { id, contactId } = await write();
  const parts = app.prosa.delivery;
  const content = { kind: "text" as const, text: "Olá!" };
  const refused = (reason: string) => (error: any) => error.code === "inbox.may_not_write_first" && error.message.includes(reason);
  await say(contactId, "withdrawn", { purpose: "service" });
  await assert.rejects(sendMessage(as("campaign"), parts, { conversationId: id, content }), refused("no_consent"));
  await sendMessage(as("flow"), parts, { conversationId: id, content });
  // A rule is asked by nobody: it passes the gate in an open conversation too.
  await sendMessage(as("automation"), parts, { conversationId: id, content });
  await say(contactId, "withdrawn", { purpose: "automation" });
  await assert.rejects(sendMessage(as("automation"), parts, { conversationId: id, content }), refused("withdrawn"));
  await app.call(owner, "PATCH", `/conversations/${id}`, { state: "resolved" });
  await assert.rejects(sendMessage(as("flow"), parts, { conversationId: id, content }), refused("withdrawn"));
  assert.equal((await app.call(owner, "POST", `/conversations/${id}/messages`, content)).status, 201);
});

test("words about a contact out of sight are refused like words about nobody", async () => {
  const ana = await app.addMember(workspace, "Ana", "agent", "own");
  const { contactId } = await write();
  const consent = { purpose: "marketing", channelKind: null, state: "given", source: "x" };
  assert.equal((await app.call(ana, "POST", `/contacts/${contactId}/consents`, consent)).status, 404);
  assert.equal((await app.call(ana, "GET", `/contacts/${contactId}/consents`)).status, 404);
  assert.equal((await say(contactId, "given", { source: "" })).status, 400);
});
