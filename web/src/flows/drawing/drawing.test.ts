import assert from "node:assert/strict";
import { test } from "node:test";
import type { Block } from "../../../../flow/document.ts";
import { align } from "./align.ts";
import { copy, paste } from "./clipboard.ts";
import { type Drawing, placeOf, START, wiresOf } from "./drawing.ts";
import { addBlock, addNote, changeBlock, connect, moveTo, placeBeside, remove } from "./edit-drawing.ts";
import { beginHistory, changed, redone, undone } from "./history.ts";
import { inOrder } from "./in-order.ts";
import { tidy } from "./tidy.ts";

const empty: Drawing = {
  document: {
    format: 1,
    language: "pt-BR",
    starts: [],
    first: null,
    blocks: [],
    variables: [{ name: "nome", type: "text" }],
    inputs: [],
    outputs: [],
    globalWords: { menu: true, back: true, cancel: true, person: true },
  },
  layout: { blocks: {}, notes: [] },
};
const say = (text: string) => ({ type: "say_text", text: { "pt-BR": text } }) as const;
const menu = {
  type: "ask_choice",
  text: { "pt-BR": "Olá, {{var.nome}}" },
  attempts: 3,
  silenceMinutes: null,
  joinSeconds: 0,
  options: [
    { id: "o1", title: { "pt-BR": "Um" } },
    { id: "o2", title: { "pt-BR": "Dois" } },
  ],
  acceptsOther: false,
} as const;

/** A menu whose first option leads to a message. */
function drawn() {
  const first = addBlock(empty, menu, { x: 0, y: 0 });
  const second = addBlock(first.drawing, say("Tchau"), { x: 300, y: 40 }, { id: first.id, exit: "choice:o1" });
  return { drawing: second.drawing, menuId: first.id, sayId: second.id };
}

test("the first block is where runs begin, and a block pulled out of an exit is wired to it", () => {
  const { drawing, menuId, sayId } = drawn();
  assert.equal(drawing.document.first, menuId);
  assert.deepEqual(
    wiresOf(drawing.document).map(({ from, exit, to }) => [from, exit, to]),
    [
      [START, "next", menuId],
      [menuId, "choice:o1", sayId],
    ],
  );
});

test("what is removed takes its wires along, in both directions", () => {
  const { drawing, menuId, sayId } = drawn();
  const back = connect(drawing, sayId, "next", menuId);
  const without = remove(back, new Set([menuId]));
  assert.equal(without.document.first, null);
  assert.deepEqual(without.document.blocks, [{ ...say("Tchau"), id: sayId, exits: {} }]);
  assert.deepEqual(Object.keys(without.layout.blocks), [sayId]);
});

test("an exit goes with the option that it belonged to; other blocks stay the same objects", () => {
  const { drawing, menuId, sayId } = drawn();
  const fewer = changeBlock(drawing, menuId, (block) => ({ ...block, options: menu.options.slice(1) }) as Block);
  assert.deepEqual(fewer.document.blocks[0]?.exits, {});
  const blockBefore = drawing.document.blocks.find(({ id }) => id === sayId);
  assert.equal(
    fewer.document.blocks.find(({ id }) => id === sayId),
    blockBefore,
  );
});

test("undo and redo go over document and positions; what follows under one mark is one step", () => {
  const { drawing, menuId } = drawn();
  let history = beginHistory(drawing);
  for (const x of [10, 20, 30]) history = changed(history, moveTo(history.now, { [menuId]: { x, y: 0 } }), "move");
  history = changed(
    history,
    changeBlock(history.now, menuId, (block) => ({ ...block, name: "Menu" })),
  );
  assert.equal(history.past.length, 2);
  const once = undone(history);
  assert.equal(once.now.document.blocks[0]?.name, undefined);
  assert.deepEqual(placeOf(once.now, menuId), { x: 30, y: 0 });
  const twice = undone(once);
  assert.equal(twice.now, drawing);
  assert.equal(undone(twice), twice, "there is nothing before the beginning");
  assert.equal(redone(redone(twice)).now, history.now);
  const other = changed(
    once,
    changeBlock(once.now, menuId, (block) => ({ ...block, name: "Outro" })),
  );
  assert.equal(redone(other), other, "a change takes the way forward away");
});

test("a change right after an undo is a step of its own, under whatever mark", () => {
  const { drawing, menuId } = drawn();
  const at = (x: number, from: Drawing) => moveTo(from, { [menuId]: { x, y: 0 } });
  const moved = changed(beginHistory(drawing), at(1, drawing), "move");
  const again = changed(undone(moved), at(2, drawing), "move");
  assert.deepEqual(again.past, [drawing]);
});

test("blocks are pasted with ids of their own, wired among themselves, into another flow with what they need", () => {
  const { drawing, menuId, sayId } = drawn();
  const toMenu = connect(drawing, sayId, "next", menuId);
  const text = copy(toMenu, new Set([menuId, sayId]));
  assert.ok(text !== null);
  const other: Drawing = { ...empty, document: { ...empty.document, variables: [] } };
  const pasted = paste(other, text, { x: 1000, y: 1000 });
  assert.ok(pasted !== null);
  const [first, second] = pasted.drawing.document.blocks;
  assert.ok(first !== undefined && second !== undefined);
  assert.notEqual(first.id, menuId);
  assert.deepEqual(first.exits, { "choice:o1": second.id });
  assert.deepEqual(second.exits, { next: first.id });
  assert.deepEqual(pasted.ids, new Set([first.id, second.id]));
  assert.deepEqual(placeOf(pasted.drawing, first.id), { x: 1000, y: 1000 });
  assert.deepEqual(placeOf(pasted.drawing, second.id), { x: 1300, y: 1040 });
  assert.deepEqual(pasted.drawing.document.variables, empty.document.variables);
  const twice = paste(pasted.drawing, text);
  assert.equal(new Set(twice?.drawing.document.blocks.map(({ id }) => id)).size, 4);
});

test("a wire to what was not copied is cut, and foreign text is no block", () => {
  const { drawing, menuId } = drawn();
  const text = copy(drawing, new Set([menuId]));
  assert.deepEqual(paste(empty, text ?? "")?.drawing.document.blocks[0]?.exits, {});
  assert.equal(copy(drawing, new Set()), null);
  for (const foreign of ["Olá", "{}", "null", '{"prosa":"flow-blocks","blocks":[{}]}']) assert.equal(paste(empty, foreign), null);
});

test("boxes are lined up and spread", () => {
  const boxes = [
    { id: "a", x: 0, y: 5, width: 100, height: 50 },
    { id: "b", x: 40, y: 300, width: 100, height: 50 },
    { id: "c", x: 500, y: 90, width: 100, height: 50 },
  ];
  assert.deepEqual(align(boxes, "left"), { a: { x: 0, y: 5 }, b: { x: 0, y: 300 }, c: { x: 0, y: 90 } });
  assert.deepEqual(align(boxes, "top"), { a: { x: 0, y: 5 }, b: { x: 40, y: 5 }, c: { x: 500, y: 5 } });
  assert.deepEqual(align(boxes, "columns"), { a: { x: 0, y: 5 }, b: { x: 250, y: 300 }, c: { x: 500, y: 90 } });
  assert.deepEqual(align(boxes, "rows"), { a: { x: 0, y: 5 }, c: { x: 500, y: 152.5 }, b: { x: 40, y: 300 } });
  assert.deepEqual(align(boxes.slice(0, 1), "left"), {});
});

test("tidied up, no block lies on another, and wires lead to the right", () => {
  let drawing = addBlock(empty, menu, { x: 0, y: 0 }).drawing;
  const menuId = drawing.document.blocks[0]?.id ?? "";
  for (const exit of ["choice:o1", "choice:o2", "invalid"])
    drawing = addBlock(drawing, say(exit), { x: 0, y: 0 }, { id: menuId, exit }).drawing;
  const places = Object.entries(tidy(drawing, () => 120));
  for (const [id, at] of places)
    for (const [other, place] of places)
      if (id !== other) assert.ok(Math.abs(at.x - place.x) >= 186 || Math.abs(at.y - place.y) >= 120, `${id} lies on ${other}`);
  const xOf = (id: string) => Object.fromEntries(places)[id]?.x ?? 0;
  for (const { from, to } of wiresOf(drawing.document)) assert.ok(xOf(from) < xOf(to));
});

test("a new block comes beside the one that it follows, never onto another", () => {
  const { drawing, menuId } = drawn();
  const place = placeBeside(drawing, menuId);
  assert.ok(place.x > 0);
  const taken = drawing.document.blocks.map(({ id }) => placeOf(drawing, id));
  assert.ok(taken.every(({ x, y }) => Math.abs(x - place.x) >= 200 || Math.abs(y - place.y) >= 140));
});

test("a flow is walked from its start; what nobody reaches comes last; circles end", () => {
  const { drawing, menuId, sayId } = drawn();
  const alone = addBlock(connect(drawing, sayId, "next", menuId), say("só"), { x: 0, y: 0 });
  assert.deepEqual(
    inOrder(alone.drawing.document).map(({ id }) => id),
    [menuId, sayId, alone.id],
  );
});

test("notes are moved, copied and removed like blocks", () => {
  const { drawing, id } = addNote(empty, { x: 1, y: 2 });
  assert.deepEqual(moveTo(drawing, { [id]: { x: 5, y: 6 } }).layout.notes, [{ id, x: 5, y: 6, text: "" }]);
  const pasted = paste(drawing, copy(drawing, new Set([id])) ?? "");
  assert.deepEqual(
    pasted?.drawing.layout.notes.map(({ x, y }) => [x, y]),
    [
      [1, 2],
      [41, 42],
    ],
  );
  assert.deepEqual(remove(drawing, new Set([id])).layout.notes, []);
});
