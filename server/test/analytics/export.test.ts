import assert from "node:assert/strict";
import { test } from "node:test";
import { readXlsx } from "hucre/xlsx";
import { startApp, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Sheets");
const [ana, boss] = await Promise.all([app.addMember(workspace, "Ana", "agent", "own"), app.addMember(workspace, "Sofia", "supervisor")]);
for (const [index, name] of ["=cmd|' /C calc'!A0", 'João; o "Grande"', "Rita"].entries()) {
  const at = Math.floor(app.clock.now().getTime() / 1000);
  await app.receive(
    workspace.channel,
    textWebhook({ from: `55929880${String(index).padStart(5, "0")}`, id: `wamid.x${index}`, text: "oi", at, name }),
  );
  await app.runJobs();
}
const conversations = await app.rows(
  "select c.id, p.profile_name as name from conversations c join contacts p on p.id = c.contact_id order by c.id",
);
const idOf = (name: string) => conversations.find((one) => one["name"] === name)?.["id"];
// Opened at 22:00 of the 9th in Manaus, answered two minutes later, closed after an hour.
await app.rows(
  "update sessions set opened_at = '2026-11-10T02:00:00Z', first_reply_at = '2026-11-10T02:02:00Z', closed_at = '2026-11-10T03:00:00Z', closed_reason = 'resolved' where conversation_id = $1",
  [idOf("Rita")],
);
const DAYS = "from=2026-11-09&to=2026-11-12";

async function take(format: string, who = boss, days = DAYS) {
  const headers = await app.signIn(who);
  return app.prosa.http.inject({ method: "GET", url: `/api/v1/analytics/conversations.${format}?${days}`, headers });
}

test("one row a conversation, in the times of the workspace, and no name runs as a formula", async () => {
  const answer = await take("csv");
  assert.equal(answer.statusCode, 200, answer.body);
  const [head, ...lines] = answer.body.replace("\uFEFF", "").trim().split("\r\n");
  assert.match(head ?? "", /^conversation;contact;phone;email;channel;/);
  assert.deepEqual([lines.length, Number(answer.headers["x-row-count"])], [3, 3]);
  assert.ok(
    lines.some((line) => line.includes(";'=cmd|' /C calc'!A0;")),
    answer.body,
  );
  assert.ok(lines.some((line) => line.includes('"João; o ""Grande"""')));
  assert.match(lines.find((line) => line.includes("Rita")) ?? "", /;2026-11-09 22:00:00;2026-11-09 23:00:00;120;3600;/);
  const figure = await app.call(boss, "GET", `/figures/sessions.conversations?${DAYS}&grain=total`);
  assert.equal(figure.body.items[0].value, lines.length, "as many as the screen says");
  const [entry] = await app.rows("select detail from audit_log where action = 'conversations.exported'");
  assert.deepEqual([entry?.["detail"].count, entry?.["detail"].format], [3, "csv"]);
});

test("the workbook holds the same rows, and a period without any is a sheet of headings", async () => {
  const answer = await take("xlsx");
  const { sheets } = await readXlsx(new Uint8Array(answer.rawPayload));
  const [head, ...rows] = sheets[0]?.rows ?? [];
  assert.deepEqual([head?.[1], rows.length], ["contact", 3]);
  assert.ok(
    rows.some((row) => row[1] === "=cmd|' /C calc'!A0"),
    "a text, and no formula",
  );
  const empty = await take("csv", boss, "from=2020-01-01&to=2020-01-02");
  assert.deepEqual([empty.statusCode, Number(empty.headers["x-row-count"]), empty.body.trim().split("\r\n").length], [200, 0, 1]);
});

test("a filter narrows the sheet, and who may not take it along is told", async () => {
  const label = (await app.call(boss, "POST", "/labels", { name: "Garantia", color: "blue" })).body;
  await app.call(boss, "PUT", `/conversations/${idOf("Rita")}/labels/${label.id}`);
  const filter = encodeURIComponent(JSON.stringify({ field: "conversation.label", operator: "any_of", value: [label.id] }));
  const answer = await take("csv", boss, `${DAYS}&filter=${filter}`);
  assert.deepEqual([Number(answer.headers["x-row-count"]), answer.body.includes("Garantia")], [1, true]);
  assert.equal((await take("csv", ana)).statusCode, 403);
});
