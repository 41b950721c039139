import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { hostname } from "node:os";
import { text } from "node:stream/consumers";
import { after, test } from "node:test";
import type { Block, FlowDocument } from "../../../flow/document.ts";
import { dueRuns } from "../../src/flows/runs/wake-runs.ts";
import { wakeDueRows } from "../../src/platform/index.ts";
import { castOf } from "../cast/floor-cast.ts";
import { startApp, type TestMember } from "../cast/harness.ts";
import { asks, chooses, drawn, says, variables } from "./drawing.ts";

/** The other side of HTTP blocks: what it answers is said by each test. */
const calls: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
let answers: { status: number; body: string; type?: string }[] = [];
const shop = createServer(async (request, response) => {
  const body = await text(request);
  calls.push({ path: request.url ?? "", headers: request.headers, body });
  const { status, body: said, type = "application/json" } = answers.shift() ?? { status: 200, body: "{}" };
  // Never answered: the caller's patience ends first.
  if (status === 0) return;
  response.writeHead(status, { "content-type": type }).end(said);
});
await new Promise<void>((resolve) => shop.listen(0, "0.0.0.0", resolve));
after(() => shop.closeAllConnections());
after(() => shop.close());
const shopHost = `${hostname()}:${(shop.address() as AddressInfo).port}`; // it listens on a port

const app = await startApp({ allowedHosts: [shopHost] });
const workspace = await app.addWorkspace("Flows");
const { newcomer, hear, hearChoice, hearPhoto, pass, sessionOf, owner } = castOf(app, workspace);
const layout = { blocks: {}, notes: [] };

const vera = await app.addMember(workspace, "Vera Paz", "viewer");
const bia = await app.addMember(workspace, "Bia Lima", "agent", "own");
const sofia = await app.addMember(workspace, "Sofia Reis", "supervisor");

const cookies = new Map<TestMember, Promise<Record<string, string>>>();
/** In the browser of a member; of the owner without one. */
async function as(member: TestMember | null, method: string, address: string, body?: unknown) {
  if (member === null) return app.call(null, method, address, body, await owner());
  const headers = cookies.get(member) ?? app.signIn(member);
  cookies.set(member, headers);
  return app.call(null, method, address, body, await headers);
}

const draft = (id: string, document: FlowDocument, revision: number) =>
  as(null, "PUT", `/flows/${id}/draft`, { document, layout, revision });

/** A flow that is drawn, published and on. */
async function live(name: string, document: FlowDocument): Promise<string> {
  const made = await as(null, "POST", "/flows", { name, document, layout });
  assert.equal(made.status, 201, JSON.stringify(made.body));
  const { id } = made.body;
  const published = await as(null, "POST", `/flows/${id}/publish`, {});
  assert.equal(published.status, 200, JSON.stringify(published.body));
  assert.equal((await as(null, "PATCH", `/flows/${id}`, { isActive: true })).status, 200);
  return id;
}

/** What was said to and fro, in order. */
const talk = async (conversationId: string): Promise<string[]> =>
  (
    await app.rows("select direction, text from messages where conversation_id = $1 and kind <> 'event' and not is_note order by arrival", [
      conversationId,
    ])
  ).map(({ direction, text }) => `${direction === "in" ? ">" : "<"} ${text}`);
const said = async (conversationId: string) =>
  (await talk(conversationId)).filter((line) => line.startsWith("<")).map((line) => line.slice(2));

/** Writes, and lets the turn come. */
async function write(from: string, text: string) {
  await hear(from, text);
  await pass(2_100);
}
const keyword = (word: string) => [{ on: "keyword" as const, words: [word], match: "word" as const }];

test("a flow is drawn, saved by one at a time, checked, published, restored and moved", async () => {
  const { body: flow } = await as(null, "POST", "/flows", { name: "Menu" });
  assert.deepEqual([flow.revision, flow.isActive, flow.publishedVersion, flow.isChanged], [1, false, null, true]);
  assert.equal((await as(null, "PATCH", `/flows/${flow.id}`, { isActive: true })).body.code, "flows.not_published");
  const one = drawn(keyword("menu"), [says("ola", "Olá!")]);
  assert.deepEqual((await draft(flow.id, one, 1)).body, { revision: 2 });
  const refused = await as(sofia, "PUT", `/flows/${flow.id}/draft`, { document: one, layout, revision: 1 });
  assert.equal(refused.status, 409);
  assert.deepEqual(
    [refused.body.code, refused.body.facts.revision, refused.body.facts.savedBy],
    ["flows.draft_changed", 2, "Owner of Flows"],
  );
  assert.equal((await as(sofia, "POST", `/flows/${flow.id}/publish`, {})).status, 403, "a supervisor draws, a manager publishes");
  assert.equal((await as(vera, "PUT", `/flows/${flow.id}/draft`, { document: one, layout, revision: 2 })).status, 403);
  assert.equal((await as(vera, "GET", `/flows/${flow.id}`)).status, 200);
  const first = await as(null, "POST", `/flows/${flow.id}/publish`, { note: "a primeira" });
  assert.deepEqual([first.status, first.body.publishedVersion, first.body.isChanged], [200, 1, false]);
  await draft(flow.id, drawn(keyword("menu"), [says("ola", "Olá de novo!")]), 2);
  await as(null, "POST", `/flows/${flow.id}/publish`, {});
  const back = await as(null, "POST", `/flows/${flow.id}/versions/1/restore`, {});
  assert.deepEqual([back.body.publishedVersion, back.body.document.blocks[0].text["pt-BR"]], [3, "Olá!"]);
  const { body: versions } = await as(null, "GET", `/flows/${flow.id}/versions`);
  assert.deepEqual(
    versions.items.map(({ version, note }: { version: number; note: string }) => [version, note]),
    [
      [3, "↶ 1"],
      [2, ""],
      [1, "a primeira"],
    ],
  );
  assert.equal((await as(null, "GET", `/flows/${flow.id}/versions/2`)).body.document.blocks[0].text["pt-BR"], "Olá de novo!");
  const copy = (await as(null, "POST", `/flows/${flow.id}/duplicate`, {})).body;
  assert.deepEqual([copy.name, copy.publishedVersion, copy.position], ["Menu (2)", null, 1]);
  await as(null, "PATCH", `/flows/${copy.id}`, { position: 0 });
  assert.deepEqual(
    (await as(null, "GET", "/flows")).body.items.map(({ name }: { name: string }) => name),
    ["Menu (2)", "Menu"],
  );
  assert.equal((await as(null, "DELETE", `/flows/${copy.id}`)).status, 204);
  assert.equal((await as(null, "GET", `/flows/${copy.id}`)).status, 404);
  const file = (await as(null, "GET", `/flows/${flow.id}/export`)).body;
  const again = await as(null, "POST", "/flows", { name: "Outra", document: file.document, layout: file.layout });
  assert.deepEqual(again.body.document, file.document);
  await as(null, "DELETE", `/flows/${again.body.id}`);
  await as(null, "DELETE", `/flows/${flow.id}`);
});

test("what cannot run is not published, and bad drawings are refused in words", async () => {
  const nobody = "01a1fc32-0d5f-7351-a3ea-32faefa5f017";
  const { body: flow } = await as(null, "POST", "/flows", {
    name: "Errado",
    document: drawn(keyword("x"), [
      { id: "fila", type: "hand_over", to: "queue", toId: nobody, exits: {} } as never,
      { id: "ato", type: "action", action: "conversation.fly", input: {}, exits: {} },
    ]),
    layout,
  });
  const { body: refused, status } = await as(null, "POST", `/flows/${flow.id}/publish`, {});
  assert.equal(status, 422);
  const codes = refused.facts.problems.map(({ code, block }: { code: string; block: string }) => `${code} ${block}`);
  assert.ok(codes.includes("target_missing fila") && codes.includes("action_missing ato"), codes.join());
  assert.equal((await as(null, "POST", `/flows/${flow.id}/check`, {})).body.items.length >= 2, true);
  for (const document of [
    null,
    7,
    {},
    { ...drawn([], []), blocks: [{ id: "a", type: "fly", exits: {} }] },
    drawn([], [], { format: 2 as 1 }),
  ])
    assert.equal((await draft(flow.id, document as FlowDocument, 1)).status, 400);
  assert.equal((await as(null, "POST", "/flows", { name: "<b>x</b>" })).status, 400);
  await as(null, "DELETE", `/flows/${flow.id}`);
});

test("a word begins a flow; answers, taps and old buttons are heard, and the floor is free when it is over", async () => {
  const flow = await live(
    "Cadastro",
    drawn(
      keyword("cadastro"),
      [
        chooses("menu", "O que deseja?", { sim: { title: "Cadastrar", next: "nome" }, nao: { title: "Nada", next: "tchau" } }),
        asks("nome", "Qual é o seu nome?", "nome", "fim"),
        says("fim", "Obrigado, {{var.nome}}!"),
        says("tchau", "Até logo!"),
      ],
      { variables: variables("escolha", "nome") },
    ),
  );
  const { from, id } = await newcomer("Quero fazer CADASTRO");
  await pass(2_100);
  assert.deepEqual(await said(id), ["O que deseja?"]);
  assert.deepEqual([(await sessionOf(id)).holder, (await sessionOf(id)).holder_id], ["flow", flow]);
  const [menu] = await app.rows("select content from messages where conversation_id = $1 and direction = 'out'", [id]);
  const button = menu.content.buttons[0].id;
  assert.ok(Buffer.byteLength(button) <= 53, button);
  await hearChoice(from, button);
  await pass(2_100);
  await write(from, "Ana Souza");
  assert.deepEqual((await said(id)).slice(1), ["Qual é o seu nome?", "Obrigado, Ana Souza!"]);
  assert.equal((await sessionOf(id)).holder, "nobody");
  // The button is old by now: the flow that offered it begins, and takes it as its answer.
  await hearChoice(from, button);
  await pass(2_100);
  assert.deepEqual((await said(id)).slice(3), ["Qual é o seu nome?"]);
  const { items } = (await as(null, "GET", `/flows/${flow}/runs`)).body;
  assert.deepEqual(
    items.map(({ startedBy, status, ending }: Record<string, string>) => [startedBy, status, ending]),
    [
      ["tap", "waiting", null],
      ["keyword", "ended", "done"],
    ],
  );
  const { steps } = (await as(null, "GET", `/flow-runs/${items[1].id}`)).body;
  assert.deepEqual(
    steps.map(({ event }: { event: { kind: string } }) => event.kind),
    ["started", "tapped", "answered"],
  );
  const { blocks } = (await as(null, "GET", `/flows/${flow}/figures`)).body;
  assert.deepEqual([blocks.menu.visits, blocks.menu.exits["choice:sim"], blocks.nome.visits, blocks.fim.completed], [1, 1, 2, 1]);
  assert.equal((await as(null, "GET", `/flows/${flow}/runs?block=fim`)).body.items.length, 1);
  const { contactId } = (await app.rows('select contact_id as "contactId" from conversations where id = $1', [id]))[0];
  const found = async (who: TestMember | null, words: string) =>
    (await as(who, "GET", `/search?q=${encodeURIComponent(words)}&kinds=flow_runs`)).body.groups[0].items;
  assert.deepEqual(
    (await found(null, `Cadastro ${from}`)).map((one: Record<string, unknown>) => [
      one["conversationId"],
      (one["snippet"] as { text: string }).text,
    ]),
    [
      [id, "Cadastro"],
      [id, "Cadastro"],
    ],
  );
  const ofPerson = (await as(null, "GET", `/flow-runs?contactId=${contactId}`)).body.items;
  assert.deepEqual(
    ofPerson.map((one: Record<string, unknown>) => [one["flowName"], one["startedBy"]]),
    [
      ["Cadastro", "tap"],
      ["Cadastro", "keyword"],
    ],
  );
  assert.deepEqual(
    [await found(bia, `Cadastro ${from}`), (await as(bia, "GET", `/flow-runs?contactId=${contactId}`)).body.items],
    [[], []],
  );
  assert.deepEqual((await as(bia, "GET", `/flows/${flow}/runs`)).body.items.length, 0, "of conversations that she does not see");
  assert.equal((await as(bia, "GET", `/flow-runs/${items[1].id}`)).status, 404);
  await as(null, "PATCH", `/flows/${flow}`, { isActive: false });
});

/** The look of every second, and what becomes due in it. */
async function later(ms: number) {
  await pass(ms);
  await wakeDueRows(app, dueRuns);
  await app.runJobs();
}
const runOf = async (conversationId: string) =>
  (
    await app.rows(
      "select id, version, status, ending, failure, at_block from flow_runs where conversation_id = $1 order by started_at desc",
      [conversationId],
    )
  )[0];

test("a version that is published meanwhile changes nothing for who is in it; a wait of many hours and a silence come in their time", async () => {
  const document = (words: string): FlowDocument =>
    drawn(
      keyword("espera"),
      [
        says("ola", "Volto já.", "dia"),
        { id: "dia", type: "wait", amount: 20, unit: "hours", exits: { next: "nome" } },
        { ...asks("nome", "Nome?", "nome", "fim"), silenceMinutes: 30, exits: { next: "fim", silence: "calado" } } as Block,
        says("fim", words),
        says("calado", "Fica para outro dia."),
      ],
      { variables: variables("nome") },
    );
  const flow = await live("Espera", document("Primeira."));
  const [one, two] = [await newcomer("espera"), await newcomer("espera")];
  await pass(2_100);
  await draft(flow, document("Segunda."), 1);
  assert.equal((await as(null, "POST", `/flows/${flow}/publish`, {})).body.publishedVersion, 2);
  await later(3_600_000);
  assert.deepEqual(await said(one.id), ["Volto já."]);
  await later(20 * 3_600_000);
  assert.deepEqual(await said(one.id), ["Volto já.", "Nome?"], "and the session was not ended by silence");
  await write(one.from, "Ana");
  await later(31 * 60_000);
  assert.deepEqual((await said(one.id)).at(-1), "Primeira.");
  assert.deepEqual((await said(two.id)).at(-1), "Fica para outro dia.");
  assert.deepEqual([(await runOf(one.id)).version, (await runOf(one.id)).ending, (await runOf(two.id)).ending], [1, "done", "done"]);
  const three = await newcomer("espera");
  await pass(2_100);
  assert.equal((await runOf(three.id)).version, 2);
  await as(null, "DELETE", `/flows/${flow}`);
  await later(21 * 3_600_000);
  assert.deepEqual(await said(three.id), ["Volto já.", "Nome?"], "a flow that was removed goes on for who is in it");
  await write(three.from, "Rui");
  assert.equal((await said(three.id)).at(-1), "Segunda.");
});

test("a person who takes the floor is never spoken over, and the run ends", async () => {
  const flow = await live(
    "Lento",
    drawn(keyword("lento"), [
      says("ola", "Um momento.", "pausa"),
      { id: "pausa", type: "wait", amount: 1, unit: "hours", exits: { next: "fim" } },
      says("fim", "Voltei!"),
    ]),
  );
  const { id, from } = await newcomer("lento");
  await pass(2_100);
  await as(null, "POST", `/conversations/${id}/messages`, { kind: "text", text: "Eu trato disto." });
  await app.runJobs();
  assert.deepEqual([(await runOf(id)).status, (await runOf(id)).ending], ["ended", "replaced"]);
  await later(2 * 3_600_000);
  await write(from, "lento");
  assert.deepEqual(await said(id), ["Um momento.", "Eu trato disto."]);
  // Somebody begins it again by hand, in the same conversation.
  const { status, body } = await as(null, "POST", `/flows/${flow}/runs`, { conversationId: id, variables: {} });
  assert.equal(status, 201, JSON.stringify(body));
  await pass(100);
  assert.equal((await said(id)).at(-1), "Um momento.");
  assert.equal((await as(bia, "POST", `/flows/${flow}/runs`, { conversationId: id })).status, 403);
  await as(null, "PATCH", `/flows/${flow}`, { isActive: false });
});

const asksShop = (url: string, more: object = {}): Block =>
  ({
    id: "pede",
    type: "http",
    method: "POST",
    url,
    headers: [{ name: "x-loja", value: "{{var.nome}}" }],
    body: '{"nome":"{{var.nome}}"}',
    timeoutSeconds: 1,
    retries: 2,
    mapping: [{ path: "pedido.0.estado", variable: "estado" }],
    exits: { next: "bom", failed: "mau" },
    ...more,
  }) as Block; // its settings are overridden by each test

test("an export of Typebot becomes a draft, with a word about every part of it; what is none is refused", async () => {
  const typebot = JSON.parse(await readFile(new URL("../../../flow/fixtures/driver-registration.v6.json", import.meta.url), "utf8"));
  const { status, body } = await as(null, "POST", "/flows", { name: "Do Typebot", typebot });
  assert.equal(status, 201, JSON.stringify(body));
  assert.ok(body.document.blocks.length > 10);
  assert.ok(body.report.length >= body.document.blocks.length / 2, `${body.report.length} lines`);
  const problems = await as(null, "POST", `/flows/${body.id}/check`);
  assert.equal(problems.status, 200);
  const kept = await as(null, "GET", `/flows/${body.id}`);
  assert.deepEqual(kept.body.document, body.document);
  const refused = await as(null, "POST", "/flows", { name: "Nada", typebot: { hello: 1 } });
  assert.deepEqual([refused.status, refused.body.code], [422, "flows.unreadable_typebot"]);
});

test("an HTTP block calls, tries again, and goes on kindly when the other side is wrong, slow or private", async () => {
  const { body: kept } = await as(null, "POST", "/flow-credentials", {
    name: "Loja",
    header: "Authorization",
    value: "Bearer s3cret",
    host: new URL(`http://${shopHost}`).hostname,
  });
  const flowOf = (url: string, more: object = {}) =>
    drawn(
      keyword("pedido"),
      [
        asks("nome", "Nome?", "nome", "pede"),
        asksShop(url, more),
        says("bom", "Estado: {{var.estado | ?}}"),
        says("mau", "A loja não responde."),
      ],
      { variables: variables("nome", "estado") },
    );
  const flow = await live("Loja", flowOf(`http://${shopHost}/pedidos`, { credentialId: kept.id }));
  const ask = async (prepared: typeof answers): Promise<{ last: string | undefined; id: string }> => {
    answers = prepared;
    calls.length = 0;
    const { from, id } = await newcomer("pedido");
    await pass(2_100);
    await write(from, 'Ana "A"');
    for (let look = 0; look < 4 && (await runOf(id)).status !== "ended"; look += 1) await later(10_000);
    return { last: (await said(id)).at(-1), id };
  };
  const good = { status: 200, body: '{"pedido":[{"estado":"a caminho"}]}' };
  assert.equal((await ask([{ status: 503, body: "?" }, good])).last, "Estado: a caminho");
  assert.equal(calls.length, 2);
  assert.deepEqual([calls[0]?.headers.authorization, calls[0]?.headers["x-loja"]], ["Bearer s3cret", 'Ana "A"']);
  assert.equal(calls[0]?.headers["idempotency-key"], calls[1]?.headers["idempotency-key"], "the other side knows the second try");
  assert.equal((await ask([{ status: 200, body: "{nope" }])).last, "A loja não responde.");
  assert.equal((await ask([{ status: 404, body: "{}" }])).last, "A loja não responde.");
  assert.equal(calls.length, 1, "what is not there is not asked again");
  assert.equal((await ask([{ status: 200, body: `"${"x".repeat(2 * 1024 * 1024)}"` }])).last, "A loja não responde.");
  const slow = await ask([
    { status: 0, body: "" },
    { status: 0, body: "" },
    { status: 0, body: "" },
  ]);
  assert.equal(slow.last, "A loja não responde.");
  const { id: runId } = await runOf(slow.id);
  assert.equal(JSON.stringify((await as(null, "GET", `/flow-runs/${runId}`)).body).includes("s3cret"), false);
  await draft(flow, flowOf("https://127.0.0.1/{{var.nome}}"), 1);
  const refused = await as(null, "POST", `/flows/${flow}/publish`, {});
  assert.deepEqual([refused.status, refused.body.facts.problems[0].code], [422, "url_private"]);
  const tried = await as(null, "POST", `/flows/${flow}/try-request`, { method: "GET", url: "https://10.0.0.7/x" });
  assert.deepEqual([tried.body.ok, tried.body.reason], [false, "address_refused"]);
  const elsewhere = await as(null, "POST", `/flows/${flow}/try-request`, {
    method: "GET",
    url: "https://example.org/",
    credentialId: kept.id,
  });
  assert.equal(elsewhere.body.reason, "credential_of_another_host");
  assert.equal((await as(null, "GET", "/flow-credentials")).raw.includes("s3cret"), false);
  assert.equal((await as(sofia, "DELETE", `/flow-credentials/${kept.id}`)).status, 403);
  await as(null, "PATCH", `/flows/${flow}`, { isActive: false });
});

test("two workers at once and a turn that dies before its end say nothing twice", async () => {
  const flow = await live(
    "Uma vez",
    drawn(keyword("uma"), [asks("nome", "Nome?", "nome", "fim"), says("fim", "Olá, {{var.nome}}.")], { variables: variables("nome") }),
  );
  const { id, from } = await newcomer("uma");
  await pass(2_100);
  await hear(from, "Ana");
  const session = await sessionOf(id);
  const [row] = await app.rows("select floor_version, contact_id, channel_id from conversations where id = $1", [id]);
  const turn = {
    workspaceId: workspace.id,
    conversationId: id,
    sessionId: session.id,
    contactId: row.contact_id,
    channelId: row.channel_id,
    id: flow,
    floorVersion: row.floor_version,
    upTo: 0,
    attempt: 1,
    correlationId: null,
  };
  const responder = app.prosa.delivery.responders.get("flow");
  // As a second process does whose first one died between its two transactions, and as two do at once.
  await Promise.all([responder?.takeTurn(turn), responder?.takeTurn(turn)]);
  await responder?.takeTurn(turn);
  await pass(2_100);
  assert.deepEqual(await said(id), ["Nome?", "Olá, Ana."]);
  // A statement of the step fails at its end: nothing of it is there, and the next try says it once.
  const other = await newcomer("uma");
  await app.rows(`alter table flow_visits add constraint no_end check (block <> 'fim' or run_id = '${(await runOf(id)).id}') not valid`);
  await pass(2_100);
  await write(other.from, "Rui");
  assert.deepEqual(await said(other.id), ["Nome?"]);
  await app.rows("alter table flow_visits drop constraint no_end");
  await pass(120_000);
  assert.deepEqual(await said(other.id), ["Nome?", "Olá, Rui."]);
  const steps = await app.rows("select number from flow_steps where run_id = $1 order by number", [(await runOf(other.id)).id]);
  assert.deepEqual(
    steps.map(({ number }) => number),
    [1, 2],
  );
  await as(null, "PATCH", `/flows/${flow}`, { isActive: false });
});

test("a driver registers, with a wrong NIF, a photo where words were asked, and a correction at the summary", async () => {
  const field = (key: string, type: string, more: object = {}) => ({
    ...{ key, label: key, type, isRequired: true, country: null, maxAgeMonths: null, writesTo: null },
    ...more,
  });
  const form = await as(null, "POST", "/registration-forms", {
    ...{ key: "motorista", name: "Motorista", queueId: null, promiseHours: 48, persona: "driver" },
    fields: [
      field("nome_completo", "name", { writesTo: "name" }),
      field("nif", "nif"),
      field("telefone", "phone", { country: "PT" }),
      field("email", "email"),
      field("morada", "text"),
      field("codigo_postal", "postal_pt"),
      field("cidade", "text"),
      ...["cnh_frente", "cnh_verso", "comprovante_morada"].map((key) => field(key, "file")),
    ],
  });
  assert.equal(form.status, 201, JSON.stringify(form.body));
  const { body: flow } = await as(null, "POST", "/flows", { name: "Motoristas", template: "driver_registration" });
  assert.equal((await as(null, "POST", `/flows/${flow.id}/publish`, {})).status, 200);
  await as(null, "PATCH", `/flows/${flow.id}`, { isActive: true });
  const { id, from } = await newcomer("Iniciar Cadastro");
  await pass(2_100);
  const photo = async () => {
    await hearPhoto(from);
    await pass(2_100);
  };
  const answer = async (words: string) => {
    await write(from, words);
    if (words.startsWith("Rua")) await later(60_000);
    return (await said(id)).at(-1);
  };
  const lines = [];
  for (const words of ["iniciar", "ana maria souza", "123456788"]) lines.push(await answer(words));
  await photo();
  lines.push((await said(id)).at(-1));
  for (const words of ["123 456 789", "+351 912 345 678", "ana@example.com", "Rua das Flores 12", "4000123", "Porto"])
    lines.push(await answer(words));
  for (let file = 0; file < 3; file += 1) await photo();
  assert.match(String(lines[2]), /NIF não é válido/);
  assert.match(String(lines[3]), /Recebi uma foto.*NIF/i);
  assert.match((await said(id)).at(-1) ?? "", /Confira os seus dados[\s\S]*NIF: 123456789[\s\S]*Cidade: Porto/);
  await answer("corrigir");
  await answer("cidade");
  assert.match((await answer("Braga")) ?? "", /Cidade: Braga/);
  assert.deepEqual((await sessionOf(id)).holder, "flow", "so many answers are no circle of machines");
  await answer("confirmar");
  await app.runJobs();
  const kept = await app.rows(
    "select id, status, source, field_values as values, to_correct, contact_id, run_id from registrations where conversation_id = $1",
    [id],
  );
  assert.equal(kept.length, 1);
  const [registration] = kept;
  assert.deepEqual(
    [registration.to_correct, registration.status, registration.source, registration.run_id],
    [[], "pending", "flow", (await runOf(id)).id],
  );
  assert.deepEqual(
    [registration.values.nif, registration.values.cidade, registration.values.telefone],
    ["123456789", "Braga", "+351912345678"],
  );
  const files = await app.rows("select field, state, size from registration_files where registration_id = $1 order by field", [
    registration.id,
  ]);
  assert.deepEqual(
    files.map((one) => [one["field"], one["state"], Number(one["size"]) > 0]),
    [
      ["cnh_frente", "kept", true],
      ["cnh_verso", "kept", true],
      ["comprovante_morada", "kept", true],
    ],
  );
  assert.match((await said(id)).at(-1) ?? "", /48 horas/);
  await as(null, "PATCH", `/flows/${flow.id}`, { isActive: false });
});
