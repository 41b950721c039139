import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matches, problemOfPattern } from "./patterns.ts";

test("patterns fit what people expect of them", () => {
  const cases: [string, string, boolean][] = [
    ["^[0-9]{9}$", "123456789", true],
    ["^[0-9]{9}$", "12345678", false],
    ["^\\d{4}-\\d{3}$", "1000-001", true],
    ["^(sim|não|talvez)$", "NÃO", true],
    ["or[çc]amento", "Quero um ORÇAMENTO já", true],
    ["\\bos\\b", "minha OS de ontem", true],
    ["\\bos\\b", "os-12 e ossos", true],
    ["\\bos\\b", "ossos", false],
    ["^ref=(\\w+)$", "ref=abc_1", true],
    ["a.c", "abc", true],
    ["a.c", "ac", false],
    ["x{2,}", "axxb", true],
    ["x{2,3}y", "xy", false],
    ["colou?r", "color", true],
    ["(?:ab)+c", "ababc", true],
    ["[^a-z]", "abc", false],
    ["", "qualquer coisa", true],
    ["\\.", "a", false],
    ["^$", "", true],
  ];
  for (const [pattern, text, isMatch] of cases) assert.equal(matches(pattern, text), isMatch, `${pattern} in ${text}`);
});

test("what cannot be matched in bounded time, or is no pattern, is told and fits nothing", () => {
  for (const pattern of [
    "(a)\\1",
    "(?=a)b",
    "(?<name>a)",
    "a**",
    "[a",
    "(a",
    "a)",
    "a{9999}",
    "((a{200}){200})",
    "z{3,1}",
    "\\p{L}",
    "*",
    "[z-a]",
  ]) {
    assert.notEqual(problemOfPattern(pattern), null, pattern);
    assert.equal(matches(pattern, "a"), false, pattern);
  }
});

test("patterns that explode elsewhere do not here", () => {
  const text = "a".repeat(4000);
  for (const pattern of ["^(a+)+$", "^(a|a)*b$", "(a*)*c", "^(([a-z])+.)+[A-Z]([a-z])+$x"])
    assert.equal(typeof matches(pattern, `${text}!`), "boolean");
});

test("the engine of the language and ours agree", () => {
  const piece = fc.constantFrom(
    "a",
    "b",
    ".",
    "[ab]",
    "[^b]",
    "(a|b)",
    "(?:ba)",
    "\\d",
    "a?",
    "b*",
    "(ab)+",
    "b{1,2}",
    "^",
    "$",
    "\\b",
    "|",
    " ",
  );
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 8 }),
      fc.string({ unit: fc.constantFrom("a", "b", "1", " ", "A"), maxLength: 12 }),
      (pieces, text) => {
        const pattern = pieces.join("");
        assert.equal(problemOfPattern(pattern), null);
        assert.equal(matches(pattern, text), new RegExp(pattern, "iu").test(text), `${pattern} in "${text}"`);
      },
    ),
    { numRuns: 3000 },
  );
});
