import assert from "node:assert/strict";
import { test } from "node:test";
import type { InboundContent, OutboundContent } from "./content.ts";
import { choiceOf, menuOf } from "./menu.ts";

const menu = [
  { id: "am", title: "Manhã" },
  { id: "pm", title: "À tarde" },
];
const answer = (text: string): InboundContent => choiceOf({ kind: "text", text }, menu);

test("a number or the words of an entry are its choice, however they are written", () => {
  for (const text of ["2", " 2. ", "2)", "2\ufe0f\u20e3", "a TARDE"])
    assert.deepEqual(answer(text), { kind: "choice", id: "pm", text: "À tarde" });
});

test("anything else stays what the person wrote", () => {
  for (const text of ["3", "0", "2 da tarde", "manhã ou tarde"]) assert.deepEqual(answer(text), { kind: "text", text });
  const tapped: InboundContent = { kind: "choice", id: "am", text: "2" };
  assert.equal(choiceOf(tapped, menu), tapped, "a tapped button keeps its own id");
  const place: InboundContent = { kind: "location", latitude: 1, longitude: 2 };
  assert.equal(choiceOf(place, menu), place);
});

test("what a message offers is found in buttons, rows and numbered texts", () => {
  const list: OutboundContent = {
    kind: "list",
    text: "Quando?",
    button: "Ver",
    sections: [{ rows: [{ id: "am", title: "Manhã", description: "8h" }] }],
  };
  assert.deepEqual(menuOf(list), [{ id: "am", title: "Manhã" }]);
  assert.deepEqual(menuOf({ kind: "buttons", text: "Quando?", buttons: menu }), menu);
  assert.deepEqual(menuOf({ kind: "text", text: "1. Manhã", menu }), menu);
  assert.equal(menuOf({ kind: "text", text: "Oi" }), undefined);
});
