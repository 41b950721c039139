import assert from "node:assert/strict";
import { test } from "node:test";
import { prefilled, sentenceAround } from "./template-parameters.ts";

test("only a variable that is named for it gets the first name", () => {
  assert.equal(prefilled("named", "first_name", "Ana Souza"), "Ana");
  assert.equal(prefilled("positional", "1", "Ana Souza"), "", "a number may be anything");
  assert.equal(prefilled("named", "order", "Ana Souza"), "");
  assert.equal(prefilled("named", "first_name", "+55 92 98888-0077"), "", "a phone is no name");
});

test("a variable is labelled by the sentence in which it stands", () => {
  const text = "Olá! Seu pedido {{1}} chega {{2}}. Obrigado";
  assert.equal(sentenceAround(text, "1"), "Seu pedido ____ chega …");
  assert.equal(sentenceAround(text, "2"), "Seu pedido … chega ____");
  assert.ok(sentenceAround(`${"muito ".repeat(30)}{{1}} fim`, "1").includes("____"));
});
