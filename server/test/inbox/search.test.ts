import assert from "node:assert/strict";
import { test } from "node:test";
import { fold } from "../../../rules/fold.ts";
import { cutWords, stem } from "../../../rules/search-words.ts";
import { fillBacklog } from "../../src/inbox/search/fill-backlog.ts";
import { createLogger, openDatabase } from "../../src/platform/index.ts";
import { startApp, type TestMember, textWebhook } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Search");
const other = await app.addWorkspace("Others");
const [ana, boss, stranger] = await Promise.all([
  app.addMember(workspace, "Ana", "agent", "own"),
  app.addMember(workspace, "Sofia", "supervisor"),
  app.addMember(other, "Olga", "supervisor"),
]);

const TEXTS = [
  "Bom dia, temos duas soluções para a manutenção",
  "A OS-1234 não funciona 🙏🙏",
  "Meu número é (11) 98765-4321",
  "Preciso de um orçamento de três geladeiras",
  "O orçamento da geladeira chegou ontem, obrigado😀",
];
const ids: string[] = [];
for (const [index, text] of TEXTS.entries()) {
  const at = Math.floor(app.clock.now().getTime() / 1000) - (TEXTS.length - index) * 86_400;
  await app.receive(
    workspace.channel,
    textWebhook({ from: `551196600010${index}`, id: `wamid.search${index}`, text, at, name: `Cliente ${index}` }),
  );
  await app.runJobs();
  const [row] = await app.rows("select conversation_id as id from messages where provider_message_id = $1", [`wamid.search${index}`]);
  ids.push(row.id);
}
await app.call(boss, "PATCH", `/conversations/${ids[3]}`, { assigneeId: ana.memberId });

const search = (who: TestMember, q: string, more: Record<string, string> = {}) =>
  app.call(who, "GET", `/search?${new URLSearchParams({ q, ...more })}`);
async function hits(who: TestMember, q: string, kind: string, more: Record<string, string> = {}): Promise<any[]> {
  const { status, body } = await search(who, q, more);
  assert.equal(status, 200, JSON.stringify(body));
  return body.groups.find((group: any) => group.kind === kind)?.items ?? [];
}
/** Places of the texts that were found, the newest first. */
const texts = async (who: TestMember, q: string, more: Record<string, string> = {}): Promise<number[]> =>
  (await hits(who, q, "messages", more)).map(({ conversationId }) => ids.indexOf(conversationId));

test("words are found without accents, in singular and plural, by their beginning and inside of codes", async () => {
  const cases: [string, number[]][] = [
    ["solucao", [0]],
    ["SOLUÇÕES", [0]],
    ["soluçõ", [0]],
    ["manutencoes", [0]],
    ["manut", [0]],
    ["manut ", []],
    ["1234", [1]],
    ["os 1234", [1]],
    ["nao funciona", [1]],
    ["11 98765 4321", [2]],
    ["obrigado", [4]],
    ["orçamentos", [4, 3]],
    ["orcamento geladeira", [4, 3]],
    ["orcamento -ontem", [3]],
    ['"orçamento da geladeira"', [4]],
    ['"geladeira orçamento"', []],
    ["o", []],
    ["-ontem", []],
    ["'; drop table messages; --", []],
    ["'a' | \\ & ! <-> :*", [1, 0]],
  ];
  for (const [typed, wanted] of cases) assert.deepEqual(await texts(boss, typed), wanted, typed);
});

test("operators narrow by writer, channel, file and day, and what is none is a word", async () => {
  await app.call(boss, "POST", `/conversations/${ids[4]}/messages`, { kind: "note", text: "Orçamento conferido" });
  const note = await hits(boss, "orcamento from:agent", "messages");
  assert.deepEqual([note.length, note[0].author.kind, note[0].snippet.text], [1, "api", "Orçamento conferido"]);
  assert.deepEqual(await texts(boss, "orcamento from:contact"), [4, 3]);
  assert.deepEqual(await texts(boss, "orcamento from:bot"), []);
  assert.deepEqual(await texts(boss, "orcamento from:contact in:whatsapp"), [4, 3]);
  assert.deepEqual(await texts(boss, "orcamento in:telegram"), []);
  assert.deepEqual(await texts(boss, "orcamento has:file"), []);
  const day = new Date(app.clock.now().getTime() - 86_400_000).toISOString().slice(0, 10);
  assert.deepEqual(await texts(boss, `orcamento from:contact before:${day}`), [3]);
  assert.deepEqual(await texts(boss, `orcamento from:contact after:${day.split("-").reverse().join("/")}`), [4]);
  assert.deepEqual(await texts(boss, "orcamento from:mars"), [], "an unknown writer is two words more");
  assert.deepEqual(await hits(boss, "cliente from:contact", "contacts"), [], "a person is not written by anybody");
});

test("hits say who, when and where, and mark the words as they were written", async () => {
  const [hit] = await hits(boss, "solucao manut", "messages");
  const { text, marks } = hit.snippet;
  assert.deepEqual(
    marks.map(({ from, to }: any) => text.slice(from, to)),
    ["soluções", "manutenção"],
  );
  assert.deepEqual(
    [hit.name, hit.channelKind, hit.author.kind, hit.messageId === hit.id],
    ["Cliente 0", "whatsapp_cloud", "contact", true],
  );
  const [person] = await hits(boss, "cli 3", "contacts");
  assert.deepEqual([person.name, person.conversationId], ["Cliente 3", ids[3]]);
});

test("pages go on where they ended, kinds are chosen, and what is asked wrongly is said", async () => {
  const first = (await search(boss, "orcamento from:contact", { kinds: "messages", limit: "1" })).body.groups;
  assert.deepEqual([first.length, first[0].kind, first[0].items.length], [1, "messages", 1]);
  const rest = (await search(boss, "orcamento from:contact", { kinds: "messages", limit: "1", cursor: first[0].nextCursor })).body
    .groups[0];
  assert.deepEqual([ids.indexOf(rest.items[0].conversationId), rest.nextCursor], [3, null]);
  assert.equal((await search(boss, "x", { kinds: "secrets" })).status, 400);
  assert.equal((await search(boss, "x", { cursor: first[0].nextCursor })).status, 400);
  assert.equal((await search(boss, "x".repeat(201))).status, 400);
});

test("nobody finds what they do not see: not by word, not in a conversation, not in another workspace", async () => {
  assert.deepEqual(await texts(ana, "orcamento"), [3]);
  assert.deepEqual(await texts(ana, "solucao"), []);
  assert.deepEqual(
    (await hits(ana, "cliente", "contacts")).map(({ name }) => name),
    ["Cliente 3"],
  );
  assert.equal((await search(ana, "solucao", { conversationId: ids[0] as string })).status, 404);
  assert.deepEqual(await texts(boss, "orcamento from:contact", { conversationId: ids[3] as string }), [3]);
  for (const { items } of (await search(stranger, "orcamento")).body.groups) assert.deepEqual(items, []);
  for (const { items } of (await search(stranger, "cliente")).body.groups) assert.deepEqual(items, []);
  assert.equal((await search(stranger, "orcamento", { conversationId: ids[3] as string })).status, 404);
});

test("the index follows edits, deletions and names of files, and takes up what is older than it", async () => {
  const change = (set: string) => app.rows(`update messages set ${set} where provider_message_id = 'wamid.search2'`);
  await change("text = 'Meu telefone mudou'");
  assert.deepEqual([await texts(boss, "98765"), await texts(boss, "telefones")], [[], [2]]);
  await app.rows(
    `insert into attachments (workspace_id, id, message_id, kind, state, file_name, created_at)
     select workspace_id, gen_random_uuid(), id, 'document', 'stored', 'Contratos_2026.pdf', now() from messages where provider_message_id = 'wamid.search2'`,
  );
  const [file] = await hits(boss, "contrato", "files");
  assert.deepEqual([ids.indexOf(file.conversationId), file.snippet.text], [2, "Contratos_2026.pdf"]);
  assert.deepEqual(await texts(boss, "telefone has:file"), [2]);
  await app.rows("update attachments set file_name = 'Recibo.pdf' where file_name = 'Contratos_2026.pdf'");
  assert.deepEqual([(await hits(boss, "contrato", "files")).length, (await hits(boss, "recibos", "files")).length], [0, 1]);

  await app.rows("delete from message_words");
  await app.rows("insert into search_backlog select id, 'ffffffff-ffff-ffff-ffff-ffffffffffff' from workspaces");
  assert.deepEqual(await texts(boss, "telefone"), []);
  const db = openDatabase(app.urls, createLogger("error"));
  await fillBacklog(db, new AbortController().signal);
  await db.close();
  assert.deepEqual([await texts(boss, "telefone"), (await hits(boss, "recibo", "files")).length], [[2], 1]);
  assert.deepEqual(await app.rows("select 1 from search_backlog"), []);

  await change("deleted_at = now()");
  assert.deepEqual([await texts(boss, "telefone"), await hits(boss, "recibo", "files")], [[], []]);
  await app.rows("delete from messages where provider_message_id = 'wamid.search1'");
  assert.deepEqual(
    await app.rows("select 1 from message_words w where not exists (select 1 from messages m where m.id = w.message_id)"),
    [],
  );
});

test("the database cuts, folds and stems as the program does", async () => {
  const samples = [
    ...TEXTS,
    "ÀÉÎÕÜ Ñandú Straße Ελλάδα ПРИВЕТ",
    "“aspas” – travessão … R$ 1.284,50 1º 2ª e-mail@exemplo.com.br https://exemplo.com/pão?x=1",
    "cafe\u0301 com pães, animais, lençóis, flores, vezes, meses, torres, homens, itens e botões\nem duas linhas\te tabulações",
    "👨‍👩‍👧 família ❤️ azul ✅ ok",
  ];
  for (const sample of samples) {
    const [row] = await app.rows(
      "select trim(search_text($1)) as text, array(select unnest(tsvector_to_array(search_words($1)))) as words",
      [sample],
    );
    const words = cutWords(sample).map(({ word }) => word);
    assert.equal(row.text, words.join(" "), sample);
    assert.deepEqual(row.words.toSorted(), [...new Set(words.map(stem))].toSorted(), sample);
  }
  assert.equal(fold("ÀÉ"), "ae");
});
