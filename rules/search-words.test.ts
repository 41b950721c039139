import assert from "node:assert/strict";
import { test } from "node:test";
import { cutWords, endsInWord, stem } from "./search-words.ts";

test("singular and plural meet in three languages", () => {
  const pairs = [
    ["solucao", "solucoes"],
    ["manutencao", "manutencoes"],
    ["alemao", "alemaes"],
    ["animal", "animais"],
    ["lencol", "lencois"],
    ["flor", "flores"],
    ["vez", "vezes"],
    ["mes", "meses"],
    ["torre", "torres"],
    ["cliente", "clientes"],
    ["homem", "homens"],
    ["item", "itens"],
    ["boleto", "boletos"],
    ["solucion", "soluciones"],
    ["invoice", "invoices"],
    ["coupon", "coupons"],
  ] as const;
  for (const [one, many] of pairs) assert.equal(stem(one), stem(many), many);
});

test("words that are not of one kind stay apart", () => {
  const pairs = [
    ["mau", "mais"],
    ["mal", "mais"],
    ["gas", "gasto"],
    ["dia", "dias2"],
    ["1234", "12345"],
    ["pao", "pais"],
  ] as const;
  for (const [one, other] of pairs) assert.notEqual(stem(one), stem(other), other);
});

test("words stand where they were written, also behind pictures and combined accents", () => {
  const text = "🙏Olá, “Soluções” da OS-1234: cafe\u0301!";
  assert.deepEqual(
    cutWords(text).map(({ word, from, to }) => [word, text.slice(from, to)]),
    [
      ["ola", "Olá"],
      ["solucoes", "Soluções"],
      ["da", "da"],
      ["os", "OS"],
      ["1234", "1234"],
      ["cafe", "cafe\u0301"],
    ],
  );
  assert.deepEqual([endsInWord("solu"), endsInWord("solu "), endsInWord('"solu"'), endsInWord("")], [true, false, false, false]);
});
