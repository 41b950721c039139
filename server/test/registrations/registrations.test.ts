import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { createCtx } from "../../src/platform/index.ts";
import { readGivenFile } from "../../src/registrations/files/read-given-file.ts";
import { submitRegistration } from "../../src/registrations/index.ts";
import { sweepDeadlines } from "../../src/registrations/watch-deadlines.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";

const app = await startApp();
// First: both have the same number at the simulator, which knows the last account's token.
const other = await app.addWorkspace("Elsewhere");
const workspace = await app.addWorkspace("Registrations");
const { hear, hearPhoto, newcomer, conversationOf } = castOf(app, workspace);
const HOUR = 3_600_000;
const picture = async (shade: number) =>
  sharp({ create: { width: 64, height: 40, channels: 3, background: { r: shade, g: 90, b: 90 } } })
    .jpeg()
    .toBuffer();
const [front, back, bill] = [await picture(10), await picture(120), await picture(230)];
const base64 = (bytes: Buffer | undefined) => (bytes ?? Buffer.alloc(0)).toString("base64");

const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "queues");
const caio = await app.addMember(workspace, "Caio Reis", "agent", "own");
const vera = await app.addMember(workspace, "Vera Paz", "viewer");
const as = (who: TestMember | typeof workspace, method: string, address: string, body?: unknown, headers?: Record<string, string>) =>
  app.call(who, method, address, body, headers);
async function well(who: TestMember | typeof workspace, method: string, address: string, body?: unknown) {
  const answer = await as(who, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

const owner = await app.signIn(workspace);
const inBrowser = async (method: string, address: string, body?: unknown) => {
  const answer = await app.call(null, method, address, body, owner);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const office = [{ from: "09:00", to: "18:00" }];
const week = { monday: office, tuesday: office, wednesday: office, thursday: office, friday: office, saturday: [], sunday: [] };
const calendar = await inBrowser("POST", "/calendars", {
  name: "Porto",
  document: { timeZone: "Europe/Lisbon", week, exceptions: [], holidays: { place: "pt", optional: [], worked: [] } },
});
const queue = await inBrowser("POST", "/desk/queues", { name: "Cadastros" });
await inBrowser("PATCH", `/desk/queues/${queue.id}`, { calendarId: calendar.id });
await inBrowser("PUT", `/queues/${queue.id}/members`, { memberIds: [bia.memberId] });
await inBrowser("POST", "/contact-fields", { key: "nif", label: "NIF", type: "text" });

const field = (key: string, label: string, type: string, more: object = {}) => ({
  ...{ key, label, type, isRequired: true, country: null, maxAgeMonths: null, writesTo: null },
  ...more,
});
const form = await well(sofia, "POST", "/registration-forms", {
  key: "motorista",
  name: "Motorista",
  fields: [
    field("nome_completo", "Nome completo", "name", { writesTo: "name" }),
    field("nif", "NIF", "nif", { writesTo: "field:nif" }),
    field("telefone", "Telefone", "phone", { country: "PT", writesTo: "phone" }),
    field("email", "E-mail", "email", { writesTo: "email" }),
    field("morada", "Morada", "text"),
    field("codigo_postal", "Código postal", "postal_pt"),
    field("cidade", "Cidade", "text"),
    field("cnh_frente", "Carta, frente", "file"),
    field("cnh_verso", "Carta, verso", "file"),
    field("comprovante_morada", "Comprovante de morada", "file", { maxAgeMonths: 3 }),
  ],
  queueId: queue.id,
  promiseHours: 8,
  persona: "driver",
});

/** Each with a check digit of its own. */
let serial = 24_790_310;
function nextNif(): string {
  for (;;) {
    const digits = String(++serial);
    const sum = [9, 8, 7, 6, 5, 4, 3, 2].reduce((total, weight, at) => total + weight * Number(digits[at]), 0);
    return `${digits}${sum % 11 < 2 ? 0 : 11 - (sum % 11)}`;
  }
}
let phones = 912_000_000;
function person(more: Record<string, unknown> = {}): Record<string, unknown> {
  const phone = ++phones;
  return {
    nome_completo: "João Miguel Tavares Pinto",
    nif: nextNif(),
    telefone: `${phone}`,
    email: `p${phone}@correio.exemplo`,
    morada: "Rua de Cedofeita 318",
    codigo_postal: "4050174",
    cidade: "Porto",
    cnh_frente: base64(front),
    cnh_verso: `data:image/jpeg;base64,${base64(back)}`,
    comprovante_morada: base64(bill),
    ...more,
  };
}
const variables = (given: Record<string, unknown>) => ({ variables: Object.entries(given).map(([name, value]) => ({ name, value })) });
const door = (given: Record<string, unknown>, headers?: Record<string, string>) =>
  as(workspace, "POST", `/registration-forms/${form.id}/submissions`, variables(given), headers);
async function handedIn(given: Record<string, unknown> = person()): Promise<string> {
  const { status, body } = await door(given);
  assert.equal(status, 200, JSON.stringify(body));
  return body.driver_id;
}
const show = (id: string, who: TestMember | typeof workspace = sofia) => well(who, "GET", `/registrations/${id}`);
const today = (ms = 0) => new Date(app.clock.now().getTime() + ms).toISOString().slice(0, 10);
const act = (id: string, verb: string, body: object = {}, who: TestMember = sofia) => as(who, "POST", `/registrations/${id}/${verb}`, body);
const count = async () =>
  (await app.rows("select count(*)::int as count from registrations where workspace_id = $1", [workspace.id]))[0].count;

test("the door takes a whole registration, keeps its files as they came, and the same sending is one", async () => {
  const given = person();
  const first = await door(given);
  assert.equal(first.status, 200, JSON.stringify(first.body));
  assert.equal(first.body.status, "success");
  const again = await door(given);
  assert.deepEqual(again.body, first.body);
  const shown = await show(first.body.driver_id);
  assert.equal(shown.status, "pending");
  assert.match(shown.number, /^C\d{6}-\d{5}$/);
  assert.equal(shown.values.codigo_postal, "4050-174");
  assert.equal(shown.values.telefone, `+351${given["telefone"]}`);
  assert.deepEqual(
    shown.checks.filter(({ problem }: any) => problem !== null),
    [{ field: "comprovante_morada", problem: "no_proof_date", signs: [] }],
  );
  const [file] = shown.files;
  assert.equal(file.fileName, `cnh_frente_${given["nif"]}.jpg`);
  const bytes = await as(sofia, "GET", `/registration-files/${file.id}/content`);
  assert.deepEqual(bytes.raw, front);
  assert.match(String(bytes.headers["content-disposition"]), new RegExp(`cnh_frente_${given["nif"]}`));
  assert.equal((await as(sofia, "GET", `/registration-files/${file.id}/content?variant=thumbnail`)).headers["content-type"], "image/webp");
  const events = await app.rows("select kind from events where subject_id = $1", [first.body.driver_id]);
  assert.deepEqual(events, [{ kind: "registration.submitted" }]);
});

test("what cannot be taken is said with 400, and nothing is kept of it", async () => {
  const before = await count();
  const bad: [string, Record<string, unknown>, RegExp][] = [
    ["a NIF of zeros", person({ nif: "000000000" }), /nif \(not_nif\)/],
    ["broken base64", person({ cnh_frente: "%%% no base64 %%%" }), /cnh_frente.*bad_base64/],
    ["a text for a picture", person({ cnh_frente: base64(Buffer.from("just words")) }), /cnh_frente.*wrong_type/],
    ["a program", person({ cnh_frente: base64(Buffer.from("MZ\u0090\u0000program")) }), /cnh_frente.*wrong_type/],
    ["too large", person({ cnh_frente: Buffer.alloc(11 * 1024 * 1024, 7).toString("base64") }), /cnh_frente.*too_large/],
    ["this machine", person({ cnh_frente: "http://127.0.0.1:5432/a.jpg" }), /cnh_frente.*refused/],
    ["a private network", person({ cnh_frente: "https://10.0.0.1/a.jpg" }), /cnh_frente.*refused/],
    ["the metadata of a cloud", person({ cnh_frente: "https://169.254.169.254/latest" }), /cnh_frente.*refused/],
    ["nothing of the form", { cor: "azul" }, /Not one field/],
    ["a day for a phone", person({ telefone: "31/02/2026" }), /telefone \(not_phone\)/],
    ["an object for a text", person({ morada: { rua: "x" } }), /morada \(not_text\)/],
  ];
  for (const [what, given, message] of bad) {
    const { status, body } = await door(given);
    assert.equal(status, 400, what);
    assert.equal(body.status, "error", what);
    assert.match(body.message, message, what);
  }
  for (const body of [{}, { variables: "x" }, { variables: [{ value: 1 }] }, []]) {
    const { status, body: said } = await as(workspace, "POST", `/registration-forms/${form.id}/submissions`, body);
    assert.deepEqual([status, said.status], [400, "error"], JSON.stringify(body));
  }
  const malformed = await as(workspace, "POST", `/registration-forms/${form.id}/submissions`, "{", { "content-type": "application/json" });
  assert.deepEqual([malformed.status, malformed.body.status], [400, "error"]);
  assert.equal(await count(), before);
});

test("the door asks for a key that may hand in, and for a form of its workspace", async () => {
  const address = `/registration-forms/${form.id}/submissions`;
  assert.ok([401, 403].includes((await app.call(null, "POST", address, variables(person()))).status));
  assert.equal((await as(vera, "POST", address, variables(person()))).status, 403, "a viewer's key lacks the scope");
  assert.equal((await app.call(other, "POST", address, variables(person()))).status, 404);
  const key = { "idempotency-key": "bot-1" };
  const given = person();
  const first = await door(given, key);
  assert.equal((await door(given, key)).body.driver_id, first.body.driver_id);
  const reused = await door(person(), key);
  assert.deepEqual([reused.status, reused.body.code], [400, "registrations.idempotency_key_reused"]);
});

test("a file behind an address is fetched by the client that refuses private ones, and bounded", async () => {
  const asked: string[] = [];
  const http = async ({ url }: { url: string }) => {
    asked.push(url);
    return { status: url.endsWith("gone.jpg") ? 404 : 200, headers: {}, body: front as Buffer };
  };
  assert.deepEqual(await readGivenFile(http, "f", "https://files.example/a/carta.jpg?x=1"), { bytes: front, name: "carta.jpg" });
  await assert.rejects(readGivenFile(http, "f", "https://files.example/gone.jpg"), { code: "registrations.bad_file" });
  assert.equal(asked.length, 2);
});

test("a partial body is kept as to be corrected, what is missing is named, and the rest completes it", async () => {
  const whole = person();
  const { comprovante_morada: proof, cidade, ...part } = whole;
  const first = await door({ ...part, cor: "azul" });
  assert.equal(first.status, 200);
  assert.deepEqual(first.body.missing, ["cidade", "comprovante_morada"]);
  assert.deepEqual(first.body.ignored, ["cor"]);
  assert.equal((await show(first.body.driver_id)).status, "needs_correction");
  assert.equal((await show(first.body.driver_id)).dueAt, null, "nothing is promised for what is not complete");
  assert.equal((await act(first.body.driver_id, "approve")).body.code, "registrations.not_open");
  const rest = await door({ nif: part["nif"], cidade, comprovante_morada: proof });
  assert.equal(rest.body.driver_id, first.body.driver_id);
  const shown = await show(first.body.driver_id);
  assert.deepEqual([shown.status, shown.toCorrect], ["pending", []]);
  assert.notEqual(shown.dueAt, null);
});

test("of one NIF there is one registration, also of two at once; a rejected one may come again", async () => {
  const given = person();
  const before = await count();
  const answers = await Promise.all([0, 1, 2].map((turn) => door({ ...given, morada: `Rua ${turn}` })));
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 400, 400]);
  const made = answers.find(({ status }) => status === 200)?.body;
  for (const { body } of answers.filter(({ status }) => status === 400)) {
    assert.equal(body.code, "registrations.already_registered");
    assert.equal(body.driver_id, made.driver_id, "the second is told which one it is");
    assert.match(body.message, new RegExp(made.number));
  }
  assert.equal(await count(), before + 1);
  const history = (await show(made.driver_id)).history.map(({ what }: any) => what);
  assert.deepEqual(history, ["submitted", "submitted_again", "submitted_again"]);
  const byHand = { formId: form.id, values: { nome_completo: "Outra Pessoa", nif: given["nif"] } };
  const hidden = await as(caio, "POST", "/registrations", byHand);
  assert.deepEqual([hidden.status, hidden.body.facts.registrationId], [409, null], "out of sight it has a number and no more");
  assert.equal((await as(sofia, "POST", "/registrations", byHand)).body.facts.registrationId, made.driver_id);
  assert.equal((await act(made.driver_id, "reject", { reason: "Carta vencida" })).status, 200);
  assert.notEqual(await handedIn(given), made.driver_id);
});

test("approval demands every field, then makes the contact, who is found again by their phone", async () => {
  const given = person();
  const id = await handedIn(given);
  const refused = await act(id, "approve");
  assert.deepEqual([refused.status, refused.body.code], [422, "registrations.not_ready"]);
  assert.deepEqual(refused.body.facts.problems, [{ field: "comprovante_morada", problem: "no_proof_date" }]);
  assert.equal((await act(id, "proof-date", { on: "2026-02-31" })).status, 400);
  assert.equal((await act(id, "proof-date", { on: today(48 * HOUR) })).status, 400, "a day to come");
  const old = await act(id, "proof-date", { on: today(-95 * 24 * HOUR) });
  assert.deepEqual([old.status, old.body.code], [422, "registrations.proof_too_old"]);
  assert.deepEqual((await act(id, "proof-date", { on: today(-40 * 24 * HOUR) })).body.checks.at(-1).signs, ["fresh_proof"]);
  const { status, body } = await act(id, "approve");
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual([body.registration.status, body.registration.reviewer, body.told], ["approved", "Key of Sofia Reis", "no_conversation"]);
  const contact = await well(sofia, "GET", `/contacts/${body.registration.contactId}`);
  assert.deepEqual([contact.name, contact.persona, contact.fields.nif], ["João Miguel Tavares Pinto", "driver", given["nif"]]);
  assert.ok(contact.identities.some(({ value }: any) => value === `+351${given["telefone"]}`));
  assert.equal(body.registration.history.at(-1).what, "not_told", "that nobody was told stands there");
  const audit = await app.rows("select action from audit_log where subject_id = $1 order by occurred_at, id", [id]);
  assert.deepEqual(
    audit.map(({ action }) => action),
    ["registration.submitted", "registration.proof_dated", "registration.approved"],
  );
});

test("of two reviewers at once one decides; what is decided moves no more, whoever asks", async () => {
  const id = await handedIn();
  await act(id, "proof-date", { on: today() });
  const answers = await Promise.all([act(id, "approve", {}, sofia), act(id, "reject", { reason: "não" }, bia)]);
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409]);
  const late = answers.find(({ status }) => status === 409);
  assert.equal(late?.body.code, "registrations.not_open");
  assert.match(late?.body.detail, /decided by Key of (Sofia|Bia)/);
  for (const [verb, body] of [
    ["approve", {}],
    ["reject", { reason: "x" }],
    ["ask-correction", { fields: ["nif"] }],
    ["proof-date", { on: today() }],
  ] as const)
    assert.equal((await act(id, verb, body)).status, 409, verb);
  assert.equal((await as(sofia, "PATCH", `/registrations/${id}`, { values: { cidade: "Braga" } })).status, 409);
  await assert.rejects(
    app.rows("update registrations set status = 'needs_correction', decided_at = null where id = $1", [id]),
    /does not go from/,
    "the database holds it",
  );
  const stale = await handedIn();
  await as(sofia, "PATCH", `/registrations/${stale}`, { values: { cidade: "Braga" } });
  assert.equal((await act(stale, "reject", { version: 1, reason: "x" })).body.code, "registrations.changed_meanwhile");
  assert.equal((await act(stale, "reject", { reason: "   " })).status, 400, "the person reads the reason");
});

test("a reviewer corrects a value; what was there stays in the history", async () => {
  const id = await handedIn();
  const changed = await as(bia, "PATCH", `/registrations/${id}`, { values: { nome_completo: "Ana Sá", codigo_postal: "4000 001" } });
  assert.equal(changed.status, 200, JSON.stringify(changed.body));
  assert.deepEqual([changed.body.person, changed.body.values.codigo_postal], ["Ana Sá", "4000-001"]);
  assert.deepEqual(changed.body.history.at(-1).detail.fields[0], {
    field: "nome_completo",
    from: "João Miguel Tavares Pinto",
    to: "Ana Sá",
  });
  const wrong = await as(bia, "PATCH", `/registrations/${id}`, { values: { nif: "000000000" } });
  assert.deepEqual([wrong.status, wrong.body.code], [422, "registrations.invalid_values"]);
  assert.equal((await as(bia, "PATCH", `/registrations/${id}`, { values: { cor: "azul" } })).status, 400);
  const taken = (await show(await handedIn())).values.nif;
  assert.equal((await as(bia, "PATCH", `/registrations/${id}`, { values: { nif: taken } })).body.code, "registrations.already_registered");
});

/** What was said in the conversation by us, oldest first. */
const said = async (conversationId: string): Promise<string[]> =>
  (
    await app.rows("select text from messages where conversation_id = $1 and direction = 'out' and kind = 'text' order by arrival", [
      conversationId,
    ])
  ).map(({ text }) => text);

/** From a flow that asked in the conversation. */
async function byFlow(id: string, values: Record<string, unknown>, files: Record<string, readonly string[]> = {}) {
  const [{ contactId }] = await app.rows('select contact_id as "contactId" from conversations where id = $1', [id]);
  const actor = { kind: "flow" as const, id: null, name: "Cadastro", capabilities: new Set<string>(), sight: { kind: "all" as const } };
  const ctx = createCtx({ db: app.db, clock: app.clock, log: app.log, workspaceId: workspace.id, actor, correlationId: "test" });
  return ctx.transaction((tx) =>
    submitRegistration(tx, ctx, {
      form: "motorista",
      values,
      files,
      promiseHours: 8,
      contactId,
      conversationId: id,
      runId: null,
      source: "flow",
    }),
  );
}

test("asked in plain text, the next answers are read field by field, a photo too; then the person hears the decision", async () => {
  const { from, id } = await newcomer("quero me cadastrar");
  const { cnh_frente: _front, cnh_verso: _back, comprovante_morada: _proof, ...values } = person();
  const photo = await hearPhoto(from);
  const files = { cnh_frente: [photo], cnh_verso: [photo], comprovante_morada: [photo] };
  const made = await byFlow(id, values, files);
  assert.equal(made.status, "pending");
  await app.runJobs();
  assert.deepEqual(
    (await show(made.id)).files.map(({ state }: any) => state),
    ["kept", "kept", "kept"],
  );
  const asked = await act(made.id, "ask-correction", { fields: ["morada", "comprovante_morada"], note: "A fatura traz 2.º Dto." });
  assert.deepEqual(
    [asked.status, asked.body.told, asked.body.registration.status],
    [200, "message", "needs_correction"],
    JSON.stringify(asked.body),
  );
  assert.match((await said(id)).at(-1) ?? "", /Morada, Comprovante de morada.*2\.º Dto\./);
  await hear(from, "Rua de Cedofeita 318, 2.º Dto.");
  assert.match((await said(id)).at(-1) ?? "", /Comprovante de morada/);
  await hear(from, "não tenho foto agora");
  assert.match((await said(id)).at(-1) ?? "", /Não consegui ler/, "a text is no file");
  await hearPhoto(from);
  assert.match((await said(id)).at(-1) ?? "", /voltou para análise/);
  const shown = await show(made.id);
  assert.deepEqual([shown.status, shown.values.morada, shown.toCorrect], ["pending", "Rua de Cedofeita 318, 2.º Dto.", []]);
  assert.equal(shown.files.filter(({ isReplaced }: any) => isReplaced).length, 1, "the file before stays");
  await hear(from, "obrigado");
  assert.equal((await show(made.id)).values.cidade, "Porto", "what comes after is no answer");
  await act(made.id, "proof-date", { on: today() });
  assert.equal((await act(made.id, "approve")).body.told, "message");
  await app.runJobs();
  assert.match((await said(id)).at(-1) ?? "", /foi aprovado/);
});

const verdictOf = (shown: any) => [shown.status, shown.heldDecision?.verdict ?? null, shown.history.at(-1).what];

test("a decision can be undone until it takes effect; nothing follows of it before, and then once", async () => {
  const { from, id } = await newcomer("quero me cadastrar");
  const { cnh_frente: _front, cnh_verso: _back, comprovante_morada: _proof, ...values } = person();
  const photo = await hearPhoto(from);
  const made = await byFlow(id, values, { cnh_frente: [photo], cnh_verso: [photo], comprovante_morada: [photo] });
  await app.runJobs();
  assert.equal((await act(made.id, "approve", { undoSeconds: 8 })).body.code, "registrations.not_ready", "what cannot be is said at once");
  await act(made.id, "proof-date", { on: today() });
  const before = await said(id);
  const held = await act(made.id, "approve", { undoSeconds: 8 });
  assert.deepEqual([held.body.told, ...verdictOf(held.body.registration)], ["later", "pending", "approved", "decision_held"]);
  app.clock.advance(7_000);
  await app.runJobs();
  for (const [verb, body] of [
    ["reject", { reason: "x" }],
    ["ask-correction", { fields: ["nif"] }],
    ["proof-date", { on: today() }],
  ] as const)
    assert.equal((await act(made.id, verb, body, bia)).body.code, "registrations.decision_held", verb);
  const undo = (who: TestMember = bia) => as(who, "DELETE", `/registrations/${made.id}/held-decision`);
  assert.equal((await undo(vera)).status, 403);
  assert.deepEqual(verdictOf((await undo()).body), ["pending", null, "decision_undone"]);
  assert.equal((await undo()).body.code, "registrations.nothing_to_undo");
  app.clock.advance(60_000);
  await app.runJobs();
  assert.deepEqual([(await show(made.id)).status, await said(id)], ["pending", before], "what was undone never happens");
  await act(made.id, "approve", { undoSeconds: 8 }, bia);
  app.clock.advance(8_000);
  await Promise.all([app.runJobs(), app.runJobs()]);
  const shown = await show(made.id);
  assert.deepEqual([shown.status, shown.reviewer, shown.heldDecision], ["approved", "Key of Bia Lima", null]);
  assert.equal(shown.history.filter(({ what }: any) => what === "approved").length, 1);
  assert.deepEqual((await said(id)).slice(before.length).length, 1);
  assert.match((await said(id)).at(-1) ?? "", /foi aprovado/);
  assert.equal((await undo()).body.code, "registrations.nothing_to_undo");
});

test("whoever dies while a decision takes effect leaves nothing half; it takes effect once when they come again", async () => {
  const { id } = await newcomer("quero me cadastrar");
  const made = await byFlow(id, { nome_completo: "Rui Sá", nif: nextNif() });
  assert.equal((await act(made.id, "reject", { reason: "Carta vencida", undoSeconds: 8 })).status, 200);
  app.clock.advance(8_000);
  // The last statement of the transaction fails as if the machine had gone.
  await app.rows(`create function die() returns trigger language plpgsql as $$ begin raise exception 'killed' using errcode = '57P01'; end $$;
    create trigger dies before insert on messages for each row execute function die()`);
  await app.runJobs();
  assert.deepEqual(verdictOf(await show(made.id)), ["needs_correction", "rejected", "decision_held"]);
  await app.rows("drop trigger dies on messages; drop function die()");
  app.clock.advance(3_600_000);
  await app.runJobs();
  const shown = await show(made.id);
  assert.deepEqual([shown.status, shown.reason, shown.heldDecision], ["rejected", "Carta vencida", null]);
  assert.equal((await said(id)).filter((text) => text.includes("Carta vencida")).length, 1);
});

test("what the person sends before a rejection takes effect is not lost: the rejection is", async () => {
  const { from, id } = await newcomer("quero me cadastrar");
  const made = await byFlow(id, { nome_completo: "Eva Sá", nif: nextNif() });
  await act(made.id, "ask-correction", { fields: ["morada"] });
  await act(made.id, "reject", { reason: "x", undoSeconds: 8 });
  await hear(from, "Rua das Flores 12");
  app.clock.advance(8_000);
  await app.runJobs();
  const shown = await show(made.id);
  assert.deepEqual([shown.status, shown.values.morada], ["needs_correction", "Rua das Flores 12"]);
  const { what, detail } = shown.history.at(-1);
  assert.deepEqual([what, detail], ["decision_lost", { verdict: "rejected", because: "registrations.changed_meanwhile" }]);
});

test("a registration begins with what a message and the contact say; what is not seen gives nothing", async () => {
  const { from, id } = await newcomer("quero me cadastrar");
  const [{ contactId }] = await app.rows('select contact_id as "contactId" from conversations where id = $1', [id]);
  await well(sofia, "PATCH", `/contacts/${contactId}`, { name: "Ana Maria Sá", fields: { nif: "245378910" } });
  const nif = nextNif();
  await hear(
    from,
    `Sou a Ana, nif ${nif}, moro no 4050-174.\nMorada: Rua de Cedofeita 318\nCidade: Porto\nana@correio.exemplo, 912 345 678`,
  );
  const [message] = await app.rows(
    "select id from messages where conversation_id = $1 and direction = 'in' order by arrival desc limit 1",
    [id],
  );
  const known = (query: string, who: TestMember = sofia) => as(who, "GET", `/registration-forms/${form.id}/known-values?${query}`);
  const { status, body } = await known(`conversationId=${id}&messageId=${message.id}`);
  assert.equal(status, 200, JSON.stringify(body));
  assert.deepEqual(body, {
    contactId,
    values: {
      ...{ nome_completo: "Ana Maria Sá", nif, telefone: "+351912345678", email: "ana@correio.exemplo" },
      ...{ morada: "Rua de Cedofeita 318", codigo_postal: "4050-174", cidade: "Porto" },
    },
    files: [],
  });
  assert.equal((await known(`conversationId=${id}`)).body.values.nif, "245378910", "without a message the contact's");
  await hearPhoto(from);
  const [photo] = await app.rows(
    "select m.id, a.id as file from messages m join attachments a on a.message_id = m.id where m.conversation_id = $1 order by m.arrival desc limit 1",
    [id],
  );
  const withPhoto = (await known(`conversationId=${id}&messageId=${photo.id}`)).body;
  assert.deepEqual(
    withPhoto.files.map((file: any) => file.id),
    [photo.file],
  );
  const { id: elsewhere } = await newcomer();
  assert.equal((await known(`conversationId=${elsewhere}&messageId=${message.id}`)).status, 404, "a message of another conversation");
  assert.equal((await known(`conversationId=${id}`, caio)).status, 404, "a conversation that one does not see");
  const files = { cnh_frente: withPhoto.files[0].id };
  const made = await well(sofia, "POST", "/registrations", { formId: form.id, values: body.values, files, conversationId: id });
  assert.deepEqual([made.contactId, made.person, made.source], [contactId, "Ana Maria Sá", "panel"]);
});

test("wrong values of a flow are kept and asked again; nobody completes somebody else's", async () => {
  const { id } = await newcomer();
  const { id: stranger } = await newcomer();
  const { cnh_frente: _front, cnh_verso: _back, comprovante_morada: _proof, ...values } = person();
  const made = await byFlow(id, { ...values, codigo_postal: "perto da ponte" });
  assert.deepEqual([made.outcome, made.status], ["made", "needs_correction"]);
  assert.deepEqual((await show(made.id)).toCorrect, ["codigo_postal", "cnh_frente", "cnh_verso", "comprovante_morada"]);
  assert.equal((await show(made.id)).values.codigo_postal, "perto da ponte");
  const stolen = await byFlow(stranger, { ...values, morada: "Rua do Ladrão" });
  assert.deepEqual([stolen.outcome, stolen.id], ["duplicate", made.id]);
  assert.equal((await show(made.id)).values.morada, "Rua de Cedofeita 318");
  assert.equal((await byFlow(id, { ...values, codigo_postal: "4050-174" })).outcome, "completed");
  assert.deepEqual((await show(made.id)).toCorrect, ["cnh_frente", "cnh_verso", "comprovante_morada"]);
});

test("what the contact has since is not overwritten without being asked for", async () => {
  const { id: conversationId } = await newcomer();
  const [{ contactId }] = await app.rows('select contact_id as "contactId" from conversations where id = $1', [conversationId]);
  const { cnh_frente: _front, cnh_verso: _back, comprovante_morada: _proof, ...values } = person();
  const photo = await hearPhoto("5592977000001");
  const files = { cnh_frente: [photo], cnh_verso: [photo], comprovante_morada: [photo] };
  const made = await byFlow(conversationId, values, files);
  await app.runJobs();
  app.clock.advance(60_000);
  await well(sofia, "PATCH", `/contacts/${contactId}`, { name: "João, como ele quer" });
  const change = (await show(made.id)).contactChanges.find((one: any) => one.field === "nome_completo");
  assert.deepEqual([change.present, change.isNewer], ["João, como ele quer", true]);
  await act(made.id, "proof-date", { on: today() });
  const approved = await act(made.id, "approve");
  assert.equal(approved.status, 200, JSON.stringify(approved.body));
  const entry = approved.body.registration.history.find(({ what }: any) => what === "approved");
  assert.deepEqual(entry.detail.left, [{ field: "nome_completo", because: "newer" }]);
  const contact = await well(sofia, "GET", `/contacts/${contactId}`);
  assert.deepEqual([contact.name, contact.fields.nif], ["João, como ele quer", values["nif"]]);
});

test("each sees those of their queues and of what they see; nobody else has them", async () => {
  const { id: conversationId } = await newcomer();
  await well(workspace, "PATCH", `/conversations/${conversationId}`, { assigneeId: caio.memberId });
  const ofCaio = await byFlow(conversationId, { nome_completo: "Da Conversa", nif: nextNif() });
  const ofQueue = await handedIn();
  assert.equal((await as(caio, "GET", `/registrations/${ofCaio.id}`)).status, 200);
  assert.equal((await as(caio, "GET", `/registrations/${ofQueue}`)).status, 404);
  assert.equal((await act(ofQueue, "reject", { reason: "x" }, caio)).status, 404);
  const [file] = (await show(ofQueue)).files;
  assert.equal((await as(caio, "GET", `/registration-files/${file.id}/content`)).status, 404);
  assert.equal((await as(bia, "GET", `/registrations/${ofQueue}`)).status, 200);
  assert.equal((await act(ofQueue, "reject", { reason: "x" }, vera)).status, 403, "a viewer looks on");
  assert.deepEqual(
    (await well(caio, "GET", `/registrations?conversationId=${conversationId}`)).items.map(({ id }: any) => id),
    [ofCaio.id],
  );
  assert.deepEqual((await app.call(other, "GET", "/registrations")).body.items, []);
  assert.equal((await as(bia, "POST", "/registration-forms", { key: "x", name: "x", fields: form.fields })).status, 403);
});

test("lists are found, filtered, counted and taken out", async () => {
  const given = person({ nome_completo: "Zulmira Quintanilha" });
  const id = await handedIn(given);
  const { number } = await show(id);
  const found = async (search: string) =>
    (await well(sofia, "GET", `/registrations?search=${encodeURIComponent(search)}`)).items.map((one: any) => one.id);
  assert.deepEqual(await found("zulmira"), [id]);
  assert.deepEqual(await found("quintan zulm"), [id]);
  assert.deepEqual(await found(number), [id]);
  assert.deepEqual(await found(String(given["nif"])), [id]);
  const { groups } = await well(sofia, "GET", "/search?q=zulmira&kinds=registrations");
  assert.deepEqual(
    groups[0].items.map((one: any) => one.id),
    [id],
  );
  const ids: string[] = [];
  for (let cursor = ""; ; ) {
    const page = await well(sofia, "GET", `/registrations?status=pending&limit=2${cursor}`);
    ids.push(...page.items.map((one: any) => one.id));
    if (page.nextCursor === null) break;
    cursor = `&cursor=${page.nextCursor}`;
  }
  const counts = await well(sofia, "GET", "/registrations/counts");
  assert.equal(new Set(ids).size, counts.pending);
  assert.equal(ids.length, counts.pending);
  assert.equal((await as(sofia, "GET", "/registrations?status=lost")).status, 400);
  assert.equal((await as(sofia, "GET", "/registrations?cursor=x")).status, 400);
  assert.equal((await as(bia, "GET", "/registrations/export.csv")).status, 403);
  const sheet = await as(workspace, "GET", `/registrations/export.csv?formId=${form.id}&search=zulmira`);
  assert.equal(sheet.status, 200);
  assert.match(String(sheet.body), new RegExp(`${number};Motorista;pending;Zulmira Quintanilha;api;`));
});

test("a form is changed by one at a time, with fields that are there", async () => {
  const fields = [field("nome", "Nome", "name"), field("nome", "Outro", "text")];
  const make = (body: object) => as(sofia, "POST", "/registration-forms", { key: "outro", name: "Outro", fields: [fields[0]], ...body });
  assert.equal((await make({ fields })).body.code, "registrations.field_key_twice");
  assert.equal(
    (await make({ fields: [field("nome", "Nome", "name", { writesTo: "field:cor" })] })).body.code,
    "registrations.unknown_target",
  );
  assert.equal((await make({ key: "motorista" })).body.code, "registrations.form_key_taken");
  const { body: made } = await make({});
  assert.equal((await as(sofia, "PATCH", `/registration-forms/${made.id}`, { name: "Novo", version: 1 })).body.name, "Novo");
  assert.equal(
    (await as(sofia, "PATCH", `/registration-forms/${made.id}`, { name: "Tarde", version: 1 })).body.code,
    "registrations.changed_meanwhile",
  );
  assert.equal((await as(sofia, "DELETE", `/registration-forms/${made.id}`)).status, 204);
  const archived = await as(workspace, "POST", `/registration-forms/${made.id}/submissions`, variables({ nome: "Ana Sá" }));
  assert.equal(archived.status, 404, "it takes nothing any more");
});

test("registrations go along when two people become one, and come back", async () => {
  const [one, two] = [await newcomer(), await newcomer()];
  const made = await byFlow(one.id, { nome_completo: "Ana Sá", nif: nextNif() });
  const contactOf = async (id: string) =>
    (await app.rows('select contact_id as "contactId" from conversations where id = $1', [id]))[0].contactId;
  const [from, to] = [await contactOf(one.id), await contactOf(two.id)];
  await well(sofia, "POST", `/contacts/${to}/merges`, { otherContactId: from });
  await app.runJobs();
  assert.equal((await show(made.id)).contactId, to);
  assert.equal((await well(sofia, "GET", `/registrations?contactId=${to}`)).items.length, 1);
  const [merge] = await app.rows("select id from contact_merges where merged_id = $1", [from]);
  await well(sofia, "DELETE", `/contacts/${to}/merges/${merge.id}`);
  await app.runJobs();
  assert.equal((await show(made.id)).contactId, from);
  assert.equal((await show(made.id)).conversationId, await conversationOf(one.from));
});

test("the promise counts the queue's hours, over a weekend and a holiday; reviewers hear of it once", async () => {
  await app.rows("update registrations set look_at = null");
  const goTo = (iso: string) => app.clock.advance(Date.parse(iso) - app.clock.now().getTime());
  goTo("2026-11-27T16:00:00Z"); // a Friday in Lisbon
  const friday = await handedIn();
  assert.equal((await show(friday)).dueAt, "2026-11-30T15:00:00.000Z");
  goTo("2026-11-30T16:00:00Z"); // before the first of December, which is a holiday
  const monday = await handedIn();
  assert.equal((await show(monday)).dueAt, "2026-12-02T15:00:00.000Z");
  const ground = { db: app.db, clock: app.clock, log: app.log, parts: app.prosa.delivery, askAgain: () => [] };
  await Promise.all([sweepDeadlines(ground), sweepDeadlines(ground)]);
  await sweepDeadlines(ground);
  const told = async () =>
    (
      await app.rows("select kind, count from member_notices where member_id = $1 and subject_id = any($2) order by kind, happened_at", [
        bia.memberId,
        [friday, monday],
      ])
    ).map(({ kind, count: times }) => `${kind} ${times}`);
  assert.deepEqual(await told(), ["registrations.new 1", "registrations.new 1", "registrations.overdue 1"]);
  goTo("2026-12-02T13:00:00Z");
  await sweepDeadlines(ground);
  assert.deepEqual(await told(), ["registrations.near 1", "registrations.new 1", "registrations.new 1", "registrations.overdue 1"]);
  assert.deepEqual(
    (await well(sofia, "GET", `/registrations?due=overdue&search=${(await show(friday)).number}`)).items.map(({ id }: any) => id),
    [friday],
  );
});
