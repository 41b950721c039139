import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { evaluateExpression } from "../expressions.ts";
import { lintFlow } from "../lint.ts";
import { readDocument, readLayout } from "../schema.ts";
import { Talk } from "../talk.ts";
import { templateExpression, translateCode } from "./expressions.ts";
import type { Import } from "./import.ts";
import { type Imported, importTypebot } from "./typebot.ts";

type File = { groups: { id: string; title: string; blocks: { id: string; type: string; edge?: string }[] }[] };
const FILES = ["driver-registration.v6", "support-menu.v6", "legacy-lead.v5", "broken-and-unsupported.v6"];
const fileOf = (name: string): File => JSON.parse(readFileSync(path.join(import.meta.dirname, `../fixtures/${name}.json`), "utf8")) as File;
const imported = (name: string): Extract<Imported, { ok: true }> => {
  const made = importTypebot(fileOf(name), "pt-PT");
  assert.ok(made.ok);
  return made;
};

test("every file becomes a draft that can be read and drawn, and every block of it is in the report", () => {
  for (const name of FILES) {
    const { document, layout, report } = imported(name);
    assert.deepEqual(readDocument(JSON.parse(JSON.stringify(document))), { ok: true, value: document }, name);
    assert.ok(readLayout(layout).ok && document.blocks.every(({ id }) => Object.hasOwn(layout.blocks, id)), name);
    const told = new Map<string, number>();
    for (const { source, group } of report) told.set(`${group}/${source}`, (told.get(`${group}/${source}`) ?? 0) + 1);
    for (const { title, blocks } of fileOf(name).groups)
      for (const { type } of blocks.filter((block) => block.type !== "start"))
        assert.ok((told.get(`${title}/${type}`) ?? 0) >= blocks.filter((block) => block.type === type).length, `${name}: ${title}/${type}`);
  }
});

test("the registration of drivers runs as it did there: a NIF that does not fit, a correction, the request with its answers", () => {
  const { document } = imported("driver-registration.v6");
  const problems = lintFlow(document).filter(({ severity }) => severity === "error");
  assert.deepEqual(problems, []);
  const talk = new Talk(document);
  assert.deepEqual(talk.start(), [
    "Bem-vindo! 👋\nVamos fazer o seu registo de motorista. Demora cerca de 5 minutos. [Começar] [Agora não]",
  ]);
  assert.deepEqual(talk.does("começar"), ["Qual é o seu nome completo?"]);
  assert.deepEqual(talk.does("Ana Souza"), ["Qual é o seu NIF? (9 dígitos)"]);
  assert.match(talk.does("12345")[0] ?? "", /O NIF 12345 não é válido/);
  assert.match(talk.does("123456789")[0] ?? "", /telemóvel/);
  talk.does("912345678", "ana@example.com", "Rua A 1");
  assert.deepEqual(talk.does("4000"), ["O código postal deve ter o formato 1234-567.", "Qual é o código postal? (XXXX-XXX)"]);
  talk.does("4000-123", "Porto", { file: "image" }, { file: "image" });
  const [summary] = talk.does({ file: "document", name: "luz.pdf" });
  assert.match(summary ?? "", /\*Confirme os seus dados\*\nNome: Ana Souza\nNIF: 123456789/);
  const [request] = talk.does("confirmar");
  assert.match(request ?? "", /^→ POST https:\/\/api\.example\.com\/v1\/drivers \{\n {2}"name": "Ana Souza",\n {2}"nif": "123456789"/);
  assert.match(talk.does({ result: { ok: true, value: { status: 201, body: { id: 7 } } } }).join("\n"), /registo n\.º 7 foi recebido/);

  const failing = new Talk(document);
  failing.start();
  failing.does("começar", "Ana Souza", "1", "2");
  assert.match(
    failing.does("3").join("\n"),
    /Vou passar a conversa a um colega/,
    "the third wrong NIF is counted by their own program, translated",
  );
});

test("a menu with an A/B test, jumps, links, a condition on an option and events", () => {
  const { document, report } = imported("support-menu.v6");
  const codes = report.map(({ code }) => code);
  for (const code of [
    "media_as_link",
    "condition_of_option_dropped",
    "link_as_text",
    "to_another_flow",
    "command_as_menu",
    "event_lost",
    "return_ends",
    "silence_from_expiry",
  ] as const)
    assert.ok(codes.includes(code), code);
  assert.deepEqual(document.starts, [{ on: "any_message" }]);
  assert.equal(document.blocks.find(({ type }) => type === "ask_choice" && type)?.type, "ask_choice");
  const talk = new Talk(document);
  assert.equal(talk.start().length, 2);
  assert.deepEqual(talk.does("horario"), []);
  assert.match(talk.does({ minutes: 1 })[0] ?? "", /Segunda a sexta, 9h–18h\.\nMais em example\.com \(https:\/\/example\.com\/horario\)/);
  assert.match(talk.does("não")[0] ?? "", /De 0 a 10/);
});

test("an older file begins at its start block; what is broken is told, and what is not supported cannot be published", () => {
  const legacy = new Talk(imported("legacy-lead.v5").document);
  assert.deepEqual(legacy.start(), ["Como se chama?"]);
  const broken = imported("broken-and-unsupported.v6");
  assert.equal(broken.document.first, null);
  assert.deepEqual(
    broken.report.filter(({ code }) => code === "not_supported").map(({ source }) => source),
    ["payment input", "Code", "openai"],
  );
  assert.ok(broken.report.some(({ code }) => code === "edge_lost"));
  assert.equal(lintFlow(broken.document).filter(({ code }) => code === "imported_unfinished").length, 3);
});

test("what is no export is refused, and a spoiled one never throws", () => {
  for (const json of [null, [], "x", {}, { groups: [] }, { edges: [], groups: "x" }]) assert.equal(importTypebot(json, "pt-PT").ok, false);
  const files = FILES.map((name) => JSON.stringify(fileOf(name)));
  fc.assert(
    fc.property(
      fc.constantFrom(...files),
      fc.array(fc.tuple(fc.nat(400), fc.constantFrom<unknown>(null, 7, "x", [], {}, "<b>", "{{=1=}}", "__proto__")), { maxLength: 20 }),
      (text, spoils) => {
        const json = spoil(JSON.parse(text) as object, spoils);
        const made = importTypebot(json, "pt-BR");
        if (made.ok) assert.deepEqual(readDocument(JSON.parse(JSON.stringify(made.document))), { ok: true, value: made.document });
      },
    ),
    { numRuns: 150 },
  );
});

/** Puts a value in the place of some of the values of a JSON, counted through. */
function spoil(json: object, spoils: readonly (readonly [number, unknown])[]): unknown {
  const at = new Map(spoils);
  let count = 0;
  return JSON.parse(JSON.stringify(json), (_, value: unknown) => {
    count += 1;
    return at.has(count) ? at.get(count) : value;
  });
}

test("common small programs are translated, others are left", () => {
  const importing = {
    names: new Map([
      ["Nome", "nome"],
      ["n", "n"],
    ]),
  } as unknown as Import; // only the names are read
  const scope = {
    has: () => true,
    read: (name: string) => ({ nome: " ana ", n: "4" })[name] ?? null,
    now: "2026-11-28T10:00:00Z",
    timeZone: "UTC",
  };
  const cases: [string, unknown][] = [
    ["{{n}} + 1", 5],
    ["const a = Number({{n}} || 0); return String(a + 1)", "5"],
    ["{{Nome}}.trim().toUpperCase()", "ANA"],
    ["{{n}} >= 3 ? 'muito' : 'pouco'", "muito"],
    ['"{{Nome}}".length', 5],
    ["Math.round({{n}} / 3)", 1],
  ];
  for (const [code, value] of cases) {
    const expression = translateCode(importing, code);
    assert.ok(expression !== null, code);
    assert.deepEqual(evaluateExpression(expression, scope), { ok: true, value }, `${code} → ${expression}`);
  }
  for (const code of ["fetch('x')", "for(;;){}", "{{desconhecido}} + 1", "", "x => x", "const a = 1; a = 2; return a", "x".repeat(5000)])
    assert.equal(translateCode(importing, code), null, code.slice(0, 30));
  assert.equal(templateExpression(importing, "Olá {{Nome}}!"), 'concat("Olá ", nome, "!")');
});
