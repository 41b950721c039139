import assert from "node:assert/strict";
import { after, test } from "node:test";
import { startSimulator } from "../../../simulator/server.ts";
import { freePort } from "../../src/platform/index.ts";
import { inventAccount, registerAccount, SIMULATED_KINDS, simulatorHosts } from "../../src/playground/index.ts";
import { PHONE_NUMBER_ID, until } from "../cast/harness.ts";
import { type Program, setUpProgram, startProgram, temporaryFolder } from "../cast/program.ts";

// The real program, killed for real while every provider has taken a message and not answered yet; and providers that never answer.
const folder = temporaryFolder("prosa faults ");
const simulator = await startSimulator();
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
const providers = ["META_GRAPH", "TELEGRAM", "TWILIO", "SNS", "SENDGRID"].map((name) => [`PROSA_${name}_URL`, simulator.url]);
const env = {
  PORT: String(port),
  PROSA_DATA_DIR: folder.path,
  PROSA_DEMO: "0",
  PROSA_ALLOWED_HOSTS: simulatorHosts(simulator.url).join(","),
  ...Object.fromEntries(providers),
};
let program: Program = await startProgram(env);
after(async () => {
  await program.kill("SIGTERM");
  await simulator.stop();
  folder.remove();
});
const scopes = ["conversations.read", "conversations.reply", "channels.read", "channels.manage"];
const { keys } = await setUpProgram(program, base, { phoneNumberId: PHONE_NUMBER_ID, scopes, keys: 1 });
const json = async (address: string, method = "GET", body?: unknown, headers: Record<string, string> = {}): Promise<any> => {
  const answer = await fetch(address, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { "content-type": "application/json" }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return answer.json();
};
const call = (method: string, address: string, body?: unknown) =>
  json(`${base}/api/v1${address}`, method, body, { authorization: `Bearer ${keys[0]}` });
const control = (method: string, address: string, body?: unknown) => json(simulator.url + address, method, body);

interface Talk {
  kind: string;
  account: string;
  userId: string;
  conversationId: string;
}

/** SNS hears nobody, so no conversation begins there. */
const kinds = SIMULATED_KINDS.filter((kind) => kind !== "sns");
const talks: Talk[] = [];
for (const [index, kind] of kinds.entries()) {
  const account = inventAccount(kind, simulator.url);
  const { name, settings, credentials } = account;
  const channel = await call("POST", "/channels", { kind, name, settings, credentials });
  await registerAccount(simulator.url, account, { webhookUrl: channel.webhookUrl });
  assert.equal((await call("POST", `/channels/${channel.id}/validate`)).ok, true, kind);
  const person = { userId: `BR.fault${index}`, waId: `559297700${String(index).padStart(4, "0")}`, name: `Pessoa ${index}` };
  await control("POST", "/_control/act", { kind, account: account.id, person, action: { kind: "text", text: "oi" } });
  const conversation = await until(async () => (await call("GET", `/conversations?channelId=${channel.id}`)).items[0]);
  talks.push({ kind, account: account.id, userId: person.userId, conversationId: conversation.id });
}
const say = (talk: Talk, text: string) => call("POST", `/conversations/${talk.conversationId}/messages`, { kind: "text", text });
const arrived = async ({ kind, account, userId }: Talk, text: string): Promise<number> =>
  (await control("GET", `/_control/chat?kind=${kind}&account=${encodeURIComponent(account)}&userId=${userId}`)).messages.filter(
    (line: any) => line.from === "business" && line.body.body === text,
  ).length;
const table: Record<string, string[]> = Object.fromEntries(kinds.map((kind) => [kind, []]));

test("killed between a provider's acceptance and our record: each message is there once, and known as sent or as not confirmed", async () => {
  const text = "antes da queda";
  await control("PUT", "/_control/faults", { nextSends: { outcome: "accepted_then_hang", count: 1, each: true }, loseStatuses: true });
  const sent = await Promise.all(talks.map(async (talk) => ({ talk, id: (await say(talk, text)).id as string })));
  await until(async () => (await Promise.all(talks.map((talk) => arrived(talk, text)))).every((count) => count === 1));
  await program.kill("SIGKILL");
  await control("PUT", "/_control/faults", { loseStatuses: true });
  program = await startProgram(env);
  for (const { talk, id } of sent) {
    const { status } = await until(async () => {
      const message = await call("GET", `/messages/${id}`);
      return message.status === "queued" ? null : message;
    });
    assert.ok(["unconfirmed", "sent", "delivered", "read"].includes(status), `${talk.kind}: ${status}`);
    table[talk.kind]?.push(status);
  }
  // Whatever may still be tried is tried by now.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  for (const talk of talks) assert.equal(await arrived(talk, text), 1, `${talk.kind}: nobody gets it twice`);
});

test("a provider that never answers: nobody knows, nothing is sent again by guess, and the next message leaves", async () => {
  const text = "sem resposta";
  await control("PUT", "/_control/faults", { nextSends: { outcome: "hang", count: 1, each: true } });
  const sent = await Promise.all(talks.map(async (talk) => ({ talk, id: (await say(talk, text)).id as string })));
  for (const { talk, id } of sent) {
    const message = await until(async () => {
      const found = await call("GET", `/messages/${id}`);
      return found.status === "queued" ? null : found;
    });
    // WAHA is asked again under our own id, which it knows; behind the web chat stands nobody who could keep silent.
    const isKnown = talk.kind === "waha" || talk.kind === "webchat";
    const wanted = isKnown ? ["sent", "delivered", "read"] : ["unconfirmed"];
    assert.ok(wanted.includes(message.status), `${talk.kind}: ${message.status}`);
    if (isKnown) await until(async () => (await arrived(talk, text)) === 1);
    else assert.equal(await arrived(talk, text), 0, talk.kind);
    table[talk.kind]?.push(`${message.status} ×${await arrived(talk, text)}`);
  }
  await control("PUT", "/_control/faults", {});
  for (const talk of talks) await say(talk, "depois");
  for (const talk of talks) await until(async () => (await arrived(talk, "depois")) === 1);
  const rows = Object.entries(table).map(([kind, cells]) => `| ${[kind, ...cells].join(" | ")} |`);
  console.log(["", "| kind | killed after acceptance | never answers |", "| --- | --- | --- |", ...rows].join("\n"));
});
