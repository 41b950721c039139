import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { lintTemplate } from "./lint-template.ts";
import { renderExamples, renderTemplate } from "./render-template.ts";
import type { Variable, VariableFacts } from "./variables.ts";

interface Person {
  first?: string | null;
  name?: string;
  due?: Date;
  total?: number;
  count?: number;
  isVip?: boolean;
}

const words = { "pt-BR": "x", en: "x", es: "x" };
const variables: Variable<Person>[] = [
  { id: "contact.first_name", type: "text", label: words, example: "Ana", read: ({ first }) => first },
  { id: "contact.name", type: "text", label: words, example: "Ana Lima", isAlwaysSet: true, read: ({ name }) => name },
  { id: "order.due", type: "date_time", label: words, example: "2026-11-27T17:30:00Z", read: ({ due }) => due },
  { id: "order.total", type: "money", label: words, example: 123_456, read: ({ total }) => total },
  { id: "order.count", type: "number", label: words, example: 1234.5, read: ({ count }) => count },
  { id: "contact.vip", type: "yes_no", label: words, example: true, read: ({ isVip }) => isVip },
  {
    id: "order.broken",
    type: "text",
    label: words,
    example: "x",
    read: () => {
      throw new Error("gone");
    },
  },
];
const brazil = { language: "pt-BR", timeZone: "America/Sao_Paulo", currency: "BRL" } as const;
const render = (template: string, person: Person = {}) => renderTemplate(template, variables, person, brazil);
/** Intl writes spaces that do not break. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, " ");

test("a tag gives its value, else the next that has one, else its words", () => {
  const template = "Oi, {{contact.first_name | contact.name | você}}!";
  assert.equal(render(template, { first: "Ana", name: "Ana Lima" }).text, "Oi, Ana!");
  assert.equal(render(template, { first: "", name: "Ana Lima" }).text, "Oi, Ana Lima!");
  assert.deepEqual(render(template, { first: "  " }), { text: "Oi, você!", missing: [], unknown: [] });
  assert.equal(render('{{contact.first_name|"cliente | amigo"}}').text, "cliente | amigo");
  assert.equal(render('{{contact.first_name | "date"}}').text, "date", "quotation marks make a format's name words");
  assert.equal(render("{{ Contact.First_Name }}", { first: "Ana" }).text, "Ana");
  assert.equal(render("{{contact.first_name | example.com}}").text, "example.com");
});

test("formats write a value as its reader does", () => {
  const person = { first: "ana maria", due: new Date("2026-11-27T17:30:00Z"), total: 123_456, count: 1234.5, isVip: false };
  const as = (template: string, style: Parameters<typeof renderTemplate>[3] = brazil) =>
    plain(renderTemplate(template, variables, person, style).text);
  assert.equal(as("{{order.due}}"), "27/11/2026, 14:30");
  assert.equal(as("{{order.due | date}} {{order.due | time}}"), "27/11/2026 14:30");
  assert.equal(as("{{order.due | long_date}}, {{order.due | weekday | upper}}"), "27 de novembro de 2026, SEXTA-FEIRA");
  assert.equal(as("{{order.total}} {{order.count}} {{contact.vip}}"), "R$ 1.234,56 1.234,5 não");
  assert.equal(as("{{contact.first_name | first_word | capital}}"), "Ana");
  assert.equal(as("{{contact.first_name | date}}"), "ana maria", "a format that does not fit changes nothing");
  const portugal = { language: "pt-BR", timeZone: "Europe/Lisbon", currency: "EUR" } as const;
  assert.equal(as("{{order.due | time}} {{order.total | money}}", portugal), "17:30 € 1.234,56");
  assert.equal(as("{{order.due | date}}", { ...brazil, language: "en" }), "11/27/2026");
  assert.equal(as("{{order.total}}", { ...brazil, currency: "no such" }), "123456", "an unknown currency breaks nothing");
});

test("holes and unknown names are told", () => {
  assert.deepEqual(render("{{contact.first_name}}, {{contact.shoe}} {{nome|amigo}}"), {
    text: ",  amigo",
    missing: ["contact.first_name"],
    unknown: ["contact.shoe", "nome"],
  });
  assert.deepEqual(render("a {{order.broken}} b"), { text: "a  b", missing: ["order.broken"], unknown: [] });
  assert.equal(render("{{order.broken | x}}").text, "x");
});

test("what is no tag stays, and a value is never read as a template", () => {
  for (const text of ["{{1}}", "{{}}", "{{ | x}}", "{contact.name}", "{{contact.name", "}} {{", "{{a}b}}", `$\{process.exit()}`, '{{"x"}}'])
    assert.deepEqual(render(text), { text, missing: [], unknown: [] });
  assert.equal(render("{{contact.first_name}}", { first: "{{contact.name}} $& $1" }).text, "{{contact.name}} $& $1");
  const escaped = (value: string) => value.replaceAll("<", "&lt;");
  const html = renderTemplate(
    "<b>{{contact.first_name | <i>você</i>}}</b>",
    variables,
    { first: "<script>" },
    { ...brazil, escape: escaped },
  );
  assert.equal(html.text, "<b>&lt;script></b>", "the value is escaped, the template's own words are not");
});

test("no template and no value makes it throw, and hostile ones come to an end", () => {
  const bits = fc.constantFrom("{{", "}}", "|", '"', "contact.name", "order.due", " ", "date", "{", "ã", "\0", "\ud800", "1", ".");
  fc.assert(
    fc.property(fc.array(bits, { maxLength: 20 }), fc.anything(), (pieces, value) => {
      const template = pieces.join("");
      const odd = variables.map((variable) => ({ ...variable, read: () => value as string }));
      assert.equal(typeof renderTemplate(template, odd, {}, brazil).text, "string");
      for (const { at, length } of lintTemplate(template, variables)) assert.ok(at >= 0 && at + length <= template.length);
    }),
    { numRuns: 2000 },
  );
  // A search that tries every pair of braces would not come back from these.
  for (const hostile of ["{{", '{{"', "{{a|", "}}{{a"]) assert.equal(typeof render(hostile.repeat(50_000)).text, "string");
});

test("the linter finds what would go wrong, and says what was meant", () => {
  const facts: VariableFacts[] = variables;
  const lint = (template: string) => lintTemplate(template, facts).map(({ code, name, suggestion }) => [code, name, suggestion]);
  assert.deepEqual(lint("{{contact.name}} {{contact.first_name | você}} {{contact.first_name | contact.name}} {{1}}"), []);
  assert.deepEqual(lint("{{contact.first_name}}"), [["missing_fallback", "contact.first_name", null]]);
  assert.deepEqual(lint("{{contact.frist_name | você}}"), [["unknown_variable", "contact.frist_name", "contact.first_name"]]);
  assert.deepEqual(lint("{{contact.name | contact.nam}}"), [["unknown_variable", "contact.nam", "contact.name"]]);
  assert.deepEqual(lint("{{banana}}"), [["unknown_variable", "banana", null]]);
  assert.deepEqual(lint("{{contact.name | money}}"), [["format_does_not_fit", "money", null]]);
  assert.deepEqual(lint("{{order.due | dates}}"), [["perhaps_a_format", "dates", "date"]]);
  assert.deepEqual(lint("a {{contact.name"), [["not_closed", "{{contact.name", null]]);
  const [finding] = lintTemplate("Oi {{banana | x}}!", facts);
  assert.deepEqual([finding?.at, finding?.length], [3, 14]);
});

test("a preview shows the examples, in their formats", () => {
  const preview = renderExamples("{{contact.first_name}}: {{order.total}} {{order.due | date}}", variables, brazil);
  assert.equal(plain(preview.text), "Ana: R$ 1.234,56 27/11/2026");
});
