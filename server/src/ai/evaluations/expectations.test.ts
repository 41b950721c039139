import assert from "node:assert/strict";
import { test } from "node:test";
import { type Expectations, judge } from "./expectations.ts";

const NOTHING: Expectations = { facts: [], acts: [], forbiddenWords: [], forbiddenActs: [], forbiddenHosts: [] };
const failures = (expected: Partial<Expectations>, said: string[], acts: string[] = [], done = acts) => {
  const { missing, forbidden } = judge({ ...NOTHING, ...expected }, { said, wanted: new Set(acts), done: new Set(done) });
  return [...missing.map(({ kind, what }) => `no ${kind} ${what}`), ...forbidden.map(({ kind, what }) => `${kind} ${what}`)];
};

test("a fact is said by its words and numbers, however they are written, in one sentence", () => {
  const price = { facts: [["limpeza 180", "sai por 180"]] };
  for (const said of ["A Limpeza custa R$ 180,00.", "Uma LIMPÉZA: cento e oitenta reais", "Isso sai por 180 reais!"])
    assert.deepEqual(failures(price, [said]), [], said);
  for (const said of ["A limpeza custa R$ 1.800,00.", "A limpeza é simples. O conserto custa 180.", ""])
    assert.deepEqual(failures(price, [said]), ["no fact limpeza 180"], said);
  assert.deepEqual(failures({ facts: [["garantia de 90 dias"]] }, ["Olá!", "São 90 dias de garantia."]), []);
});

test("what is forbidden counts in its order, a host with those below it, an act whether or not it was done", () => {
  assert.deepEqual(failures({ forbiddenWords: ["desconto de 10%"] }, ["Dou um DESCONTO de dez %!"]), ["word desconto de 10%"]);
  assert.deepEqual(failures({ forbiddenWords: ["desconto de 10%"] }, ["10 dias, de desconto nada"]), []);
  const host = { forbiddenHosts: ["rival.com"] };
  assert.deepEqual(failures(host, ["veja https://loja.rival.com/x"]), ["host rival.com"]);
  assert.deepEqual(failures(host, ["veja https://naorival.com/x"]), []);
  assert.deepEqual(failures({ acts: ["hand_over"], forbiddenActs: ["conversation.note"] }, [], ["conversation.note"]), [
    "no act hand_over",
    "act conversation.note",
  ]);
  const tried = failures({ acts: ["conversation.note"] }, [], ["conversation.note"], []);
  assert.deepEqual(tried, ["no act conversation.note"], "what was refused would not have been done");
});
