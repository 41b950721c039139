import type { Block, BlockId, BlockSettings, Exit, FlowDocument } from "../../../../flow/document.ts";
import { exitsOf } from "../../../../flow/exits.ts";
import { type Drawing, idsOf, newId, type Place, placeOf, START } from "./drawing.ts";

// Every function gives the drawing after the change. Parts that did not change stay the same objects, so that they are not drawn again.

/** A new block; the exit that it was pulled out of leads to it. */
export function addBlock(drawing: Drawing, settings: BlockSettings, at: Place, from?: { id: string; exit: Exit }) {
  const id = newId(idsOf(drawing));
  const block = { ...settings, id, exits: {} } as Block; // the settings of one type and the facts of every block
  const added = moveTo(withDocument(drawing, { blocks: [...drawing.document.blocks, block] }), { [id]: at });
  const isFirst = drawing.document.first === null;
  const wired = from !== undefined ? connect(added, from.id, from.exit, id) : added;
  return { drawing: isFirst && from === undefined ? connect(wired, START, "next", id) : wired, id };
}

/** Changes one block. Exits that it no longer has lead nowhere. */
export function changeBlock(drawing: Drawing, id: BlockId, change: (block: Block) => Block): Drawing {
  return withDocument(drawing, { blocks: drawing.document.blocks.map((block) => (block.id === id ? tidied(change(block)) : block)) });
}

function tidied(block: Block): Block {
  const has = new Set<Exit>(exitsOf(block).map(({ exit }) => exit));
  if (Object.keys(block.exits).every((exit) => has.has(exit))) return block;
  return { ...block, exits: Object.fromEntries(Object.entries(block.exits).filter(([exit]) => has.has(exit))) };
}

/** Blocks and notes go, with every wire to and from them. */
export function remove(drawing: Drawing, ids: ReadonlySet<string>): Drawing {
  const { document, layout } = drawing;
  const keeps = (id: string | null | undefined) => id === null || id === undefined || !ids.has(id);
  const { menuBlock, ...words } = document.globalWords;
  return {
    document: {
      ...document,
      blocks: document.blocks.filter(({ id }) => keeps(id)).map((block) => withoutExits(block, (to) => ids.has(to))),
      first: keeps(document.first) ? document.first : null,
      globalWords: menuBlock !== undefined && keeps(menuBlock) ? document.globalWords : words,
    },
    layout: {
      blocks: Object.fromEntries(Object.entries(layout.blocks).filter(([id]) => keeps(id))),
      notes: layout.notes.filter(({ id }) => keeps(id)),
    },
  };
}

function withoutExits(block: Block, leaves: (to: BlockId) => boolean): Block {
  const entries = Object.entries(block.exits);
  const kept = entries.filter(([, to]) => !leaves(to));
  return kept.length === entries.length ? block : { ...block, exits: Object.fromEntries(kept) };
}

/** The exit leads to `to`, or nowhere. */
export function connect(drawing: Drawing, from: string, exit: Exit, to: BlockId | null): Drawing {
  if (from === START) return withDocument(drawing, { first: to });
  return changeBlock(drawing, from, (block) => {
    const { [exit]: _before, ...others } = block.exits;
    return { ...block, exits: to === null ? others : { ...others, [exit]: to } };
  });
}

export function moveTo(drawing: Drawing, places: Readonly<Record<string, Place>>): Drawing {
  const { layout } = drawing;
  const notes = layout.notes.map((note) => (places[note.id] === undefined ? note : { ...note, ...places[note.id] }));
  const isNote = new Set(notes.map(({ id }) => id));
  const moved = Object.entries(places)
    .filter(([id]) => !isNote.has(id))
    .map(([id, { x, y }]) => [id, { x: Math.round(x), y: Math.round(y) }]);
  return { ...drawing, layout: { blocks: { ...layout.blocks, ...Object.fromEntries(moved) }, notes } };
}

export function addNote(drawing: Drawing, at: Place) {
  const id = newId(idsOf(drawing));
  const { layout } = drawing;
  return { drawing: { ...drawing, layout: { ...layout, notes: [...layout.notes, { id, ...at, text: "" }] } }, id };
}

export function writeNote(drawing: Drawing, id: string, text: string): Drawing {
  const { layout } = drawing;
  return { ...drawing, layout: { ...layout, notes: layout.notes.map((note) => (note.id === id ? { ...note, text } : note)) } };
}

export const withDocument = (drawing: Drawing, part: Partial<FlowDocument>): Drawing => ({
  ...drawing,
  document: { ...drawing.document, ...part },
});

/** Where a block that comes out of an exit lies best: to the right, under what lies there. */
export function placeBeside(drawing: Drawing, id: string): Place {
  const { x, y } = placeOf(drawing, id);
  const taken = [...drawing.document.blocks.map((block) => placeOf(drawing, block.id)), ...drawing.layout.notes];
  for (let step = 0; ; step += 1) {
    const place = { x: x + 240, y: y + 160 * step };
    if (!taken.some((one) => Math.abs(one.x - place.x) < 200 && Math.abs(one.y - place.y) < 140)) return place;
  }
}
