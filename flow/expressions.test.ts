import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FUNCTIONS } from "./expression-functions.ts";
import { evaluateExpression, type Scope } from "./expressions.ts";
import { parseExpression } from "./parse-expression.ts";

const VARIABLES: Record<string, unknown> = {
  idade: "34",
  nome: "João da Silva",
  valor: "1.234,50",
  score: 72,
  lista: ["a", "b", "c"],
  pedido: { itens: [{ nome: "Filtro", preco: 12.5 }] },
  vazio: "",
  telefone: "+351912345678",
  dia: "2026-01-31",
};
const FACTS: Record<string, unknown> = { "contact.first_name": "Ana", "c.persona": "Customer" };
const scope: Scope = {
  has: (name) => Object.hasOwn(VARIABLES, name),
  read: (name) => VARIABLES[Object.hasOwn(VARIABLES, name) ? name : ""] ?? FACTS[Object.hasOwn(FACTS, name) ? name : ""] ?? null,
  now: "2026-11-28T22:30:00-03:00",
  timeZone: "America/Sao_Paulo",
};
const resultOf = (text: string): unknown => {
  const result = evaluateExpression(text, scope);
  return result.ok ? result.value : result.code;
};

test("people's arithmetic: numbers in texts count, what is not set is nothing, the rest is put together", () => {
  const expected: [string, unknown][] = [
    ["idade + 1", 35],
    ['score > 60 && c.persona == "customer"', true],
    ['nome contains "joao"', true],
    ["valor > 1000", true],
    ["valor * 2", 2469],
    ["0.1 + 0.2", 0.3],
    ["desconhecido", null],
    ["desconhecido + 1", 1],
    ["desconhecido * 2", null],
    ['desconhecido + "x"', "x"],
    ['nome + " tem " + idade', "João da Silva tem 34"],
    ["10 / 0", null],
    ['telefone + ""', "+351912345678"],
    ["not vazio", true],
    ['vazio or "nada"', "nada"],
    ['desconhecido ?? "nada"', "nada"],
    ['idade >= 18 ? "maior" : "menor"', "maior"],
    ['if(idade < 18, 1 / 0, "ok")', "ok"],
    ["contact.first_name", "Ana"],
    ["pedido.itens[0].nome", "Filtro"],
    ["pedido.itens[7].nome", null],
    ["item(lista, 2)", "b"],
    ["length(lista) + length(nome)", 16],
    ['join(lista, "-")', "a-b-c"],
    ['lista contains "B"', true],
    ["lista[1]", "b"],
    ["round(2.345, 2)", 2.35],
    ["upper(first_word(nome))", "JOÃO"],
    ['digits("+351 912-345")', "351912345"],
    ["today()", "2026-11-28"],
    ["now()", "2026-11-28T22:30"],
    ['date_add(today(), 1, "day")', "2026-11-29"],
    ['date_add(dia, 1, "month")', "2026-02-28"],
    ['date_add(now(), 2, "hours")', "2026-11-29T00:30"],
    ["days_between(dia, today())", 301],
    ["weekday(today())", 6],
    ['dia < "2026-02-01"', true],
    ["max(1, score, 3)", 72],
    ['"2026-02-31" == date_add("2026-02-31", 1, "day")', false],
  ];
  for (const [text, value] of expected) assert.deepEqual(resultOf(text), value, text);
});

test("nothing but values is reached, and what is wrong has a code", () => {
  const refused: [string, string][] = [
    ['c.constructor.constructor("return 1")()', "not_allowed"],
    ["a=1", "syntax"],
    ["x=>1", "syntax"],
    ["`x`", "syntax"],
    ["this", "not_allowed"],
    ["1 | 2", "not_allowed"],
    ["a b", "syntax"],
    ["", "empty"],
    ["constructor()", "unknown_function"],
    ["toString()", "unknown_function"],
    ["upper()", "wrong_arguments"],
    ["x".repeat(2001), "too_long"],
    [`${"(".repeat(60)}1${")".repeat(60)}`, "too_deep"],
    [`${"-".repeat(500)}1`, "too_deep"],
    [`${"not ".repeat(400)}1`, "too_deep"],
    [`${"a?b:".repeat(400)}c`, "too_deep"],
  ];
  for (const [text, code] of refused) assert.equal(resultOf(text), code, text.slice(0, 60));
  for (const text of ["pedido.constructor", 'pedido["__proto__"]', "nome.length", "constructor", "__proto__"])
    assert.equal(resultOf(text), null, text);
  assert.equal(resultOf(`1${"+1".repeat(999)}`), 1000);
  assert.equal(resultOf('join(split(replace(nome, "a", upper(nome)), "a"), "x")') !== null, true);
});

test("a text cannot grow without end", () => {
  const doubled = Array.from({ length: 5 }, () => 0).reduce((text) => `concat(${text}, ${text}, ${text})`, '"0123456789"');
  assert.equal(resultOf(doubled.length > 2000 ? doubled.slice(0, 10) : doubled) === null, false);
  const long = { ...scope, read: () => "x".repeat(59_000), has: () => true };
  assert.deepEqual(evaluateExpression("a + a", long), { ok: false, code: "result_too_long", name: "" });
  const replaced = evaluateExpression('replace(a, "x", "yyyyyyyyyyyyy")', long);
  assert.ok(replaced.ok && (replaced.value as string).length === 59_000);
});

test("any text whatever gives a value or a code", () => {
  const piece = fc.constantFrom(
    ...Object.keys(FUNCTIONS),
    ...Object.keys(VARIABLES),
    "(",
    ")",
    "[",
    "]",
    ".",
    ",",
    "+",
    "-",
    "*",
    "/",
    '"',
    "'",
    "1",
    "1e999",
    " ",
    "?",
    ":",
    "==",
    "contains",
    "not ",
    "&&",
    "__proto__",
    "💥",
  );
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 200 }),
        fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join("")),
      ),
      (text) => {
        const result = evaluateExpression(text, scope);
        assert.equal(typeof result.ok, "boolean");
        assert.notEqual(typeof (result.ok ? result.value : result.code), "function");
      },
    ),
    { numRuns: 3000 },
  );
  for (const { takes, run } of Object.values(FUNCTIONS)) {
    const given = fc.array(fc.oneof(fc.jsonValue(), fc.constant(null)), { minLength: takes[0], maxLength: Math.min(takes[1], 4) });
    fc.assert(
      fc.property(given, (values) => assert.notEqual(typeof run(values, scope), "function")),
      { numRuns: 100 },
    );
  }
});

test("the names that an expression reads are told", () => {
  const parsed = parseExpression('idade + contact.first_name + upper(pedido.itens[0].nome) + "texto"');
  assert.deepEqual(parsed.ok && parsed.names, ["idade", "contact.first_name", "pedido.itens"]);
});
