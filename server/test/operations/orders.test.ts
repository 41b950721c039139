import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { readPageTexts } from "../../src/inbox/media/read-pdf.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Field");
const cast = castOf(app, workspace);
const MINUTE = 60_000;

const cookies = new Map<TestMember, Promise<Record<string, string>>>();
/** In the browser of that member. */
async function as(member: TestMember, method: string, address: string, body?: unknown) {
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  const answer = await app.call(null, method, address, body, await headers);
  await app.runJobs();
  return answer;
}
async function make(member: TestMember, address: string, body: object) {
  const made = await as(member, "POST", address, body);
  assert.equal(made.status, 201, JSON.stringify(made.body));
  return made.body;
}
const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
const edson = await app.addMember(workspace, "Edson Ribeiro", "technician");
const wagner = await app.addMember(workspace, "Wagner Cruz", "technician");
const vera = await app.addMember(workspace, "Vera Paz", "viewer");

/** A picture that a message brought, as it lies there after it was fetched. */
async function photo(from: string): Promise<{ attachmentId: string; messageId: string; conversationId: string }> {
  const conversationId = await cast.conversationOf(from);
  const [message] = await app.rows(
    "select id from messages where conversation_id = $1 and direction = 'in' order by arrival desc limit 1",
    [conversationId],
  );
  const [attachment] = await app.rows(
    `insert into attachments (workspace_id, id, message_id, kind, state, created_at) values ($1, gen_random_uuid(), $2, 'image', 'stored', now()) returning id`,
    [workspace.id, message.id],
  );
  return { attachmentId: attachment.id, messageId: message.id, conversationId };
}
const move = (member: TestMember, order: { id: string }, verb: string, body: object = {}) =>
  as(member, "POST", `/work-orders/${order.id}/${verb}`, body);

test("records are listed by name, changed, archived and brought back; a code is of one", async () => {
  const site = await make(sofia, "/sites", { name: "Hotel Rio Mar", code: "RM", place: { latitude: -3.1, longitude: -60 } });
  const other = await make(sofia, "/sites", { name: "Água Clara" });
  assert.equal((await as(sofia, "POST", "/sites", { name: "x", code: "rm" })).body.code, "operations.code_taken");
  const asset = await make(sofia, "/assets", {
    name: "Piso-teto 36.000",
    code: "EQ-0290",
    siteId: site.id,
    costCents: 798_000,
    specifications: { Gás: "R-410A" },
    synonyms: ["ar da lavanderia"],
  });
  assert.match(asset.labelCode, /^[0-9a-z]{16}$/);
  assert.equal(asset.siteName, "Hotel Rio Mar");
  assert.equal((await as(sofia, "POST", "/assets", { name: "y", code: "eq-0290" })).body.code, "operations.code_taken");
  const found = async (query: string) => (await as(vera, "GET", query)).body.items.map(({ name }: any) => name);
  assert.deepEqual(await found("/sites"), ["Água Clara", "Hotel Rio Mar"]);
  assert.deepEqual(await found("/assets?search=lavanderia"), ["Piso-teto 36.000"]);
  assert.deepEqual(await found("/assets?search=compressor"), []);
  const first = (await as(vera, "GET", "/sites?limit=1")).body;
  assert.deepEqual(
    (await as(vera, "GET", `/sites?limit=1&cursor=${first.nextCursor}`)).body.items.map(({ name }: any) => name),
    ["Hotel Rio Mar"],
  );
  assert.equal((await as(vera, "POST", "/sites", { name: "x" })).status, 403);
  assert.equal((await as(sofia, "POST", `/sites/${other.id}/archive`)).status, 200);
  assert.deepEqual(await found("/sites"), ["Hotel Rio Mar"]);
  assert.deepEqual(await found("/sites?archived=true"), ["Água Clara"]);
  assert.equal((await as(sofia, "PATCH", `/assets/${asset.id}`, { siteId: other.id })).body.code, "operations.archived");
  await as(sofia, "POST", `/sites/${other.id}/restore`);
  assert.equal((await as(sofia, "PATCH", `/assets/${asset.id}`, { siteId: other.id })).body.siteName, "Água Clara");
  assert.equal((await as(sofia, "GET", "/sites?colour=blue")).status, 400);
  assert.equal((await as(sofia, "PATCH", `/assets/${asset.id}`, { costCents: 10 ** 13 })).status, 400);
});

test("an order goes from its report to its end, and every step says who and why", async () => {
  const { from, id: conversationId } = await cast.newcomer("o ar não gela");
  const [message] = await app.rows("select id from messages where conversation_id = $1", [conversationId]);
  const asset = (await as(sofia, "GET", "/assets?search=EQ-0290")).body.items[0];
  await as(sofia, "PATCH", "/operations-settings", { labourCents: 12_000 });
  const order = await make(sofia, "/work-orders", {
    title: "Não gela",
    priority: "high",
    conversationId,
    messageId: message.id,
    assetId: asset.id,
    technicianId: edson.memberId,
    checklist: ["Ler o QR", "Medir pressão"],
  });
  assert.match(order.code, /^OS-\d+$/);
  assert.equal(order.origin, "web");
  assert.equal(order.state, "offered");
  assert.equal(order.site.name, "Água Clara", "it is where the asset stands");
  assert.equal(new Date(order.dueAt).getTime() - new Date(order.createdAt).getTime(), 480 * MINUTE);
  assert.equal(order.contact.name, `Pessoa ${from}`);

  assert.equal((await move(wagner, order, "accept")).status, 404, "of another's order a technician sees nothing");
  assert.equal((await move(bia, order, "accept")).status, 404, "nor does who does not see the conversation");
  assert.equal((await move(vera, order, "accept")).status, 403);
  assert.equal((await move(edson, order, "check-in")).body.code, "operations.move_not_allowed");
  assert.equal((await move(edson, order, "close")).body.code, "operations.not_your_order");
  assert.equal((await move(edson, order, "accept")).body.state, "accepted");
  const seen = (await as(edson, "GET", `/work-orders/${order.id}`)).body;
  assert.equal(seen.contact, null, "whom it is for he does not learn on the web");
  assert.deepEqual(seen.moves, ["decline", "depart", "check-in"]);
  await move(edson, order, "depart");
  await move(edson, order, "check-in");
  assert.equal((await move(edson, order, "check-in")).body.code, "operations.move_not_allowed", "twice is refused");
  app.clock.advance(30 * MINUTE);
  assert.equal((await move(edson, order, "pause")).body.code, "operations.reason_missing");
  assert.equal((await move(edson, order, "pause", { reason: "Esperando peça" })).body.pauseReason, "Esperando peça");
  app.clock.advance(60 * MINUTE);
  await move(edson, order, "resume");
  app.clock.advance(15 * MINUTE);
  assert.equal((await move(edson, order, "check-out")).body.code, "operations.solution_missing");
  assert.equal((await move(edson, order, "check-out", { solution: "Gás" })).body.code, "operations.photo_missing");
  await cast.hear(from, "olha a foto");
  const picture = await photo(from);
  assert.equal((await as(edson, "POST", `/work-orders/${order.id}/files`, { attachmentId: picture.attachmentId })).status, 404);
  assert.equal((await as(sofia, "POST", `/work-orders/${order.id}/files`, { attachmentId: picture.attachmentId })).status, 201);
  const [kept] = await app.rows("select keep_original from attachments where id = $1", [picture.attachmentId]);
  assert.equal(kept.keep_original, true, "it stays as it was received");
  const done = (await move(edson, order, "check-out", { solution: "Completei o gás" })).body;
  assert.equal(done.state, "done");
  assert.equal(done.labourCents, 9_000, "45 minutes of 120.00 an hour");
  assert.equal((await move(edson, order, "close")).status, 403);
  assert.equal((await move(sofia, order, "close")).body.state, "closed");

  const detail = (await as(sofia, "GET", `/work-orders/${order.id}`)).body;
  assert.equal(detail.workedMinutes, 45);
  assert.deepEqual(detail.costs, { labourCents: 9_000, partsCents: 0, totalCents: 9_000 });
  const steps = detail.steps.filter(({ kind }: any) => !kind.endsWith("_told"));
  assert.deepEqual(
    steps.map(({ kind }: any) => kind),
    ["opened", "assigned", "accepted", "departed", "checked_in", "paused", "resumed", "file_added", "checked_out", "closed"],
  );
  assert.equal(steps[5].reason, "Esperando peça");
  assert.equal(steps[4].by, "Edson Ribeiro");
  assert.deepEqual(
    detail.messages.map(({ text }: any) => text),
    ["o ar não gela"],
  );
  assert.equal((await as(vera, "GET", `/work-orders?search=${order.number}`)).body.items[0].id, order.id);
  assert.equal((await as(sofia, "POST", `/work-orders/${order.id}/reopen`, { reason: "Voltou a falhar" })).body.state, "accepted");
});

test("the database lets no order skip a step, end without a photo, or be worked on by nobody", async () => {
  const order = await make(sofia, "/work-orders", { title: "Sem atalho" });
  const force = (state: string, more = "") => app.rows(`update work_orders set state = '${state}' ${more} where id = $1`, [order.id]);
  await assert.rejects(force("done", ", done_at = now(), solution = 'x'"), /is open, and does not become done/);
  await assert.rejects(force("accepted"), /has no technician/);
  await assert.rejects(force("paused"), /does not become paused/);
  await force("accepted", `, technician_id = '${edson.memberId}'`);
  await force("in_progress");
  await assert.rejects(force("done", ", done_at = now(), solution = 'x'"), /has no photo/);
  await force("cancelled");
  await assert.rejects(force("in_progress"), /is cancelled/);
});

test("where a site asks for it, an order is closed with a signature only; its paper shows what was done", async () => {
  const site = await make(sofia, "/sites", { name: "Condomínio Sol", asksSignature: true });
  const order = await make(sofia, "/work-orders", {
    title: "Limpeza 🧽",
    siteId: site.id,
    needsPhoto: false,
    technicianId: edson.memberId,
  });
  assert.equal(order.needsSignature, true);
  const free = await make(sofia, "/work-orders", { title: "Livre", siteId: site.id, needsSignature: false });
  assert.equal(free.needsSignature, false);
  for (const verb of ["accept", "check-in"]) await move(edson, order, verb);
  await move(edson, order, "check-out", { solution: "Limpo & testado" });
  assert.equal((await move(sofia, order, "close")).body.code, "operations.signature_missing");
  await assert.rejects(app.rows("update work_orders set state = 'closed', closed_at = now() where id = $1", [order.id]), /is not signed/);
  const drawn = await sharp({ create: { width: 900, height: 360, channels: 4, background: "#0000" } })
    .png()
    .toBuffer();
  const picture = drawn.toString("base64");
  const sign = (member: TestMember, body: object) => as(member, "POST", `/work-orders/${order.id}/signature`, body);
  assert.equal((await sign(edson, { picture, signer: " " })).status, 400);
  assert.equal((await sign(wagner, { picture, signer: "Ana" })).status, 404);
  const noPicture = Buffer.from("hello, this is a text and no picture").toString("base64");
  assert.equal((await sign(edson, { picture: noPicture, signer: "Ana" })).body.code, "operations.signature_not_a_picture");
  assert.equal((await sign(edson, { picture, signer: "Ana Souza" })).status, 201);
  assert.equal((await move(sofia, order, "close")).body.state, "closed");
  const answer = await app.prosa.http.inject({ url: `/api/v1/work-orders/${order.id}/pdf`, headers: await app.signIn(edson) });
  assert.equal(answer.headers["content-type"], "application/pdf");
  const read = await readPageTexts(answer.rawPayload);
  assert.ok("markdown" in read, JSON.stringify(read));
  for (const words of [order.code, "Condomínio Sol", "Limpo & testado", "Ana Souza", "Edson Ribeiro"])
    assert.ok(read.markdown.includes(words), words);
});

test("fifty orders at once have fifty numbers that follow each other; of two who accept at once one does", async () => {
  const made = await Promise.all(
    Array.from({ length: 50 }, (_none, index) => app.call(workspace, "POST", "/work-orders", { title: `Junto ${index}` })),
  );
  const numbers = made.map(({ body }) => body.number).toSorted((a, b) => a - b);
  assert.deepEqual(
    numbers,
    Array.from({ length: 50 }, (_none, index) => numbers[0] + index),
  );
  assert.equal(made[0]?.body.origin, "api");
  const [{ count }] = await app.rows("select max(number) = count(*) as count from work_orders where workspace_id = $1", [workspace.id]);
  assert.equal(count, true, "none is missing");
  const { id } = made[0]?.body ?? assert.fail();
  await as(sofia, "POST", `/work-orders/${id}/assign`, { technicianId: edson.memberId });
  const both = await Promise.all([move(edson, { id }, "accept"), move(edson, { id }, "accept")]);
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409]);
});

test("lists are narrowed and paged, the board has a column a state, and each sees theirs", async () => {
  const urgent = await make(sofia, "/work-orders", { title: "Cheiro de queimado", priority: "urgent" });
  const board = (await as(sofia, "GET", "/work-orders/board")).body.columns;
  assert.deepEqual(
    board.map(({ state }: any) => state),
    ["open", "offered", "accepted", "on_the_way", "in_progress", "paused", "done"],
  );
  assert.equal(board[0].items[0].id, urgent.id, "what is urgent stands first");
  assert.equal(board[0].items.length, 40);
  const whole = await pages("/work-orders?open=true&sort=due&limit=20");
  assert.equal(new Set(whole).size, whole.length);
  assert.equal(whole[0], urgent.id);
  assert.equal(
    whole.length,
    board.slice(0, 6).reduce((sum: number, { count }: any) => sum + count, 0),
  );
  assert.equal((await as(sofia, "GET", "/work-orders?color=red")).status, 400);
  const own = (await as(edson, "GET", "/work-orders?open=true")).body.items;
  assert.ok(own.length > 0 && own.every(({ technician }: any) => technician.id === edson.memberId));
  assert.deepEqual((await as(wagner, "GET", "/work-orders")).body.items, []);
  app.clock.advance(30 * 24 * 60 * MINUTE);
  assert.equal((await pages("/work-orders?late=true&limit=50")).length, whole.length);
});

async function pages(address: string): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { body } = await as(sofia, "GET", `${address}${cursor === "" ? "" : `&cursor=${cursor}`}`);
    ids.push(...body.items.map(({ id }: any) => id));
    cursor = body.nextCursor;
  }
  return ids;
}
