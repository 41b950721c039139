import assert from "node:assert/strict";
import { test } from "node:test";
import { queueChecks } from "../../src/channels/index.ts";
import { newId } from "../../src/platform/index.ts";
import { inventAccount, registerAccount, SIMULATED_KINDS } from "../../src/playground/index.ts";
import { startApp } from "../cast/harness.ts";

// Every provider at once is out of service for half an hour. The clock is moved, jobs run when told to.
const app = await startApp();
const workspace = await app.addWorkspace("Outage");
const MINUTE = 60_000;
/** How each kind names a person. */
const IDENTITY: Record<string, string> = {
  telegram: "telegram_id",
  instagram: "instagram_id",
  messenger: "messenger_id",
  email: "email",
  sendgrid: "email",
};

interface Talk {
  kind: string;
  channelId: string;
  conversationId: string;
}

async function open(kind: string): Promise<Talk> {
  const account = inventAccount(kind, app.simulator.url);
  const { name, settings, credentials } = account;
  const { body } = await app.call(workspace, "POST", "/channels", { kind, name, settings, credentials });
  await registerAccount(app.simulator.url, account, { webhookUrl: body.webhookUrl });
  // Nobody asks for it any other way here: each channel keeps what is its own.
  await app.call(workspace, "PATCH", `/channels/${body.id}`, { status: "active", fallsBack: false });
  const [contact, conversation] = [newId(), newId()];
  const identity = IDENTITY[kind] ?? "phone";
  const value =
    identity === "email"
      ? `ana.${kind}@cliente.example`
      : identity === "phone"
        ? `+5592966${String(Math.random()).slice(2, 8)}`
        : String(4_000_000 + Math.floor(Math.random() * 1e6));
  const now = app.clock.now();
  const later = new Date(now.getTime() + 20 * 3_600_000);
  await app.rows("insert into contacts (workspace_id, id, name, created_at, updated_at) values ($1, $2, $3, $4, $4)", [
    workspace.id,
    contact,
    kind,
    now,
  ]);
  await app.rows(
    "insert into contact_identities (workspace_id, kind, value, contact_id, address, first_seen_at, last_seen_at) values ($1, $2, $3, $4, $5, $6, $6)",
    [workspace.id, identity, value, contact, value.replace("+", ""), now],
  );
  await app.rows(
    "insert into conversations (workspace_id, id, channel_id, contact_id, window_closes_at, last_inbound_at, last_message_at, created_at) values ($1, $2, $3, $4, $5, $6, $6, $6)",
    [workspace.id, conversation, body.id, contact, later, now],
  );
  return { kind, channelId: body.id, conversationId: conversation };
}

async function pass(ms: number) {
  const end = app.clock.now().getTime() + ms;
  while (app.clock.now().getTime() < end) {
    app.clock.advance(30_000);
    await queueChecks(app.db, app.prosa.delivery.adapters, app.clock.now());
    await app.runJobs();
  }
}
const taken = async (kind: string): Promise<string[]> =>
  (await app.control("GET", "/_control/sent")).items
    .filter((one: any) => one.kind === kind)
    .map(({ body }: any) => JSON.stringify(body))
    .map((text: string) => /antes|durante \d/.exec(text)?.[0] ?? text);

test("half an hour out of service: nothing leaves, nothing is lost, and all of it arrives once and in order when each is back", async () => {
  const talks: Talk[] = [];
  // The web chat's provider is the product itself: it is out of service with it.
  for (const kind of SIMULATED_KINDS.filter((one) => one !== "webchat")) talks.push(await open(kind));
  await app.control("PUT", "/_control/faults", { down: true, loseStatuses: true });
  const say = (talk: Talk, text: string) =>
    app.call(workspace, "POST", `/conversations/${talk.conversationId}/messages`, { kind: "text", text });
  for (const talk of talks) assert.equal((await say(talk, "antes")).status, 201, talk.kind);
  await pass(20 * MINUTE);
  for (const talk of talks) for (const n of [1, 2]) await say(talk, `durante ${n}`);
  await pass(10 * MINUTE);
  const waiting = await app.rows("select channel_id, status, parked_at is not null as parked from messages where direction = 'out'");
  assert.deepEqual(new Set(waiting.map(({ status }) => status)), new Set(["queued"]), "nobody gave up");
  for (const talk of talks) assert.deepEqual(await taken(talk.kind), [], talk.kind);

  await app.control("PUT", "/_control/faults", { loseStatuses: true });
  await pass(25 * MINUTE);
  const table = [["kind", "arrived", "state"]];
  for (const talk of talks) {
    const arrived = await taken(talk.kind);
    const statuses = await app.rows("select distinct status from messages where direction = 'out' and channel_id = $1", [talk.channelId]);
    table.push([talk.kind, arrived.join(", "), statuses.map(({ status }) => status).join(", ")]);
    assert.deepEqual(arrived, ["antes", "durante 1", "durante 2"], talk.kind);
  }
  console.log(`\n${table.map((row) => `| ${row.join(" | ")} |`).join("\n")}`);
});
