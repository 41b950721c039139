import assert from "node:assert/strict";
import { test } from "node:test";
import { writeXlsx } from "hucre/xlsx";
import { startApp } from "../cast/harness.ts";

const app = await startApp();
const workspace = await app.addWorkspace("Imports");
const diego = await app.addMember(workspace, "Diego Matos", "technician");
async function call(method: string, address: string, body?: unknown) {
  const answer = await app.call(workspace, method, address, body);
  assert.ok(answer.status < 300, `${method} ${address}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}
const upload = (kind: string, content: Buffer, fileName = "a.csv") =>
  app.call(workspace, "POST", "/record-imports", { kind, fileName, content: content.toString("base64") });
async function take(kind: string, content: Buffer) {
  const { body: draft } = await upload(kind, content);
  assert.deepEqual((await call("GET", `/record-imports/${draft.id}`)).state, "draft");
  await call("POST", `/record-imports/${draft.id}/start`, { mapping: draft.guess });
  await app.runJobs();
  return call("GET", `/record-imports/${draft.id}`);
}
const latin1 = (text: string) => Buffer.from(text, "latin1");
const assetsNow = async () =>
  (await call("GET", "/assets?limit=100")).items.map(({ code, name, costCents, siteName }: any) => [code, name, costCents, siteName]);

test("a sheet in windows-1252 with semicolons and decimal commas becomes sites and assets; what is wrong is told by its line", async () => {
  const sites = await take(
    "site",
    latin1("Código;Nome;Endereço;Latitude;Longitude\nDIS;Galpão Distrito;Av. Buriti, 100;-3,1019;-59,9601\n;Loja São José;;;\n"),
  );
  assert.deepEqual([sites.state, sites.made, sites.failed], ["done", 2, 0]);
  const [site] = (await call("GET", "/sites?search=Galp")).items;
  assert.deepEqual([site.code, site.place], ["DIS", { latitude: -3.1019, longitude: -59.9601 }]);
  const text =
    "Código;Descrição;Valor;Data de compra;Local\nEQ-1;Câmara fria;12.345,67;31/01/2024;Loja São José\nEQ-2;Motor;caro;31/02/2024;DIS\nEQ-3;Bomba;1,5;;Nenhures\n;Sem código;1;;\nEQ-1;Câmara fria grande;;;\n";
  const { body: draft } = await upload("asset", latin1(text));
  assert.deepEqual(draft.guess, ["code", "name", "cost", "purchased_on", "site"]);
  assert.deepEqual(
    [draft.readable, draft.firstProblems],
    [
      3,
      [
        {
          number: 3,
          problems: [
            { column: 2, problem: "not_number" },
            { column: 3, problem: "not_date" },
          ],
        },
        { number: 5, problems: [{ column: null, problem: "no_code" }] },
      ],
    ],
  );
  assert.equal(
    (await app.call(workspace, "POST", `/record-imports/${draft.id}/start`, { mapping: ["name", "name", null, null, null] })).body.code,
    "operations.invalid_mapping",
  );
  assert.deepEqual(await assetsNow(), [], "nothing is written before it is started");
  const done = await take("asset", latin1(text));
  assert.deepEqual([done.made, done.changed, done.failed], [1, 1, 3]);
  assert.deepEqual(done.firstProblems.find(({ number }: any) => number === 4).problems, [{ column: null, problem: "unknown_site" }]);
  assert.deepEqual(await assetsNow(), [["EQ-1", "Câmara fria grande", 1_234_567, "Loja São José"]]);
  const steps = await app.rows(
    "select 1 from audit_log where action in ('asset.created', 'records.import_started') and workspace_id = $1",
    [workspace.id],
  );
  assert.ok(steps.length >= 3);
});

test("an import is taken back but for what somebody changed since, and taken in again", async () => {
  const text = "code,name,unit\nP-1,Rolamento,un\nP-2,Correia,m\n";
  await call("POST", "/parts", { code: "p-2", name: "Correia velha", unit: "un" });
  const done = await take("part", Buffer.from(text));
  assert.deepEqual([done.made, done.changed], [1, 1]);
  assert.equal(
    (await app.call(workspace, "POST", `/record-imports/${done.id}/start`, { mapping: done.guess })).body.code,
    "operations.import_not_now",
  );
  await call("POST", `/record-imports/${done.id}/undo`);
  await app.runJobs();
  const undone = await call("GET", `/record-imports/${done.id}`);
  assert.deepEqual([undone.state, undone.kept], ["undone", 0]);
  assert.deepEqual(
    (await call("GET", "/parts")).items.map(({ name, unit }: any) => [name, unit]),
    [["Correia velha", "un"]],
  );
  const again = await take("part", Buffer.from(text));
  assert.deepEqual([again.made, again.changed], [0, 2], "what was archived comes back");
  app.clock.advance(1_000);
  const part = (await call("GET", "/parts?search=Rolamento")).items[0];
  await call("PATCH", `/parts/${part.id}`, { name: "Rolamento 608" });
  await call("POST", `/record-imports/${again.id}/undo`);
  await app.runJobs();
  assert.equal((await call("GET", `/record-imports/${again.id}`)).kept, 1);
  assert.deepEqual(
    (await call("GET", "/parts")).items.map(({ name }: any) => name),
    ["Correia velha", "Rolamento 608"],
  );
});

test("a workbook is read too; a broken one, a table without headings and a technician's are refused", async () => {
  const book = await writeXlsx({
    sheets: [
      {
        name: "Peças",
        rows: [
          ["Código", "Nome", "Unidade"],
          ["X-1", "Filtro", "un"],
          [12, "Gás", "kg"],
        ],
      },
    ],
  });
  const { body, status } = await upload("part", Buffer.from(book), "peças.xlsx");
  assert.deepEqual([status, body.readable, body.firstLines[1].cells], [201, 2, ["12", "Gás", "kg"]]);
  assert.equal((await upload("part", Buffer.from("PK\u0003\u0004 nothing"))).body.code, "inbox.broken_workbook");
  assert.equal((await upload("part", Buffer.from("Código;Nome\n"))).body.code, "inbox.unreadable_sheet");
  const his = await app.signIn(diego);
  const refused = await app.call(null, "POST", "/record-imports", { kind: "asset", fileName: "a.csv", content: "" }, his);
  assert.equal(refused.body.code, "team.not_allowed");
});
