import type { Block, BlockId, Exit, FlowDocument, Layout } from "../../../../flow/document.ts";

/** What is edited: the flow, and where its blocks lie. */
export interface Drawing {
  document: FlowDocument;
  layout: Layout;
}

export interface Place {
  x: number;
  y: number;
}

/** The start is drawn like a block, and lies somewhere; no block may have this id. */
export const START = "-start";
const FIRST_PLACE: Place = { x: 0, y: 0 };

export const blockOf = ({ document }: Drawing, id: BlockId | null): Block | undefined => document.blocks.find((block) => block.id === id);

/** Where it lies; what was never placed stands in a row under the others, so that nothing lies on the start. */
export function placeOf({ document, layout }: Drawing, id: string): Place {
  const known = layout.blocks[id];
  if (known !== undefined) return known;
  const index = document.blocks.findIndex((block) => block.id === id);
  return index < 0 ? FIRST_PLACE : { x: 260 * (1 + (index % 5)), y: 220 * Math.floor(index / 5) };
}

/** A wire from an exit to the block that it leads to. */
export interface Wire {
  id: string;
  from: string;
  exit: Exit;
  to: BlockId;
}

export const wireId = (from: string, exit: Exit) => `${from}/${exit}`;

/** Every exit that leads somewhere, and the start's. Pure. */
export function wiresOf({ blocks, first }: FlowDocument): Wire[] {
  const known = new Set(blocks.map(({ id }) => id));
  const wires = blocks.flatMap(({ id: from, exits }) =>
    Object.entries(exits).map(([exit, to]) => ({ id: wireId(from, exit), from, exit, to })),
  );
  const start = first === null ? [] : [{ id: wireId(START, "next"), from: START, exit: "next", to: first }];
  return [...start, ...wires].filter(({ to }) => known.has(to));
}

const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

/** An id that the flow does not have yet. @param taken ids in use; the new one is added */
export function newId(taken: Set<string>): string {
  for (;;) {
    const random = crypto.getRandomValues(new Uint8Array(7));
    const id = `b${[...random].map((byte) => LETTERS[byte % LETTERS.length]).join("")}`;
    if (taken.has(id)) continue;
    taken.add(id);
    return id;
  }
}

export const idsOf = ({ document, layout }: Drawing): Set<string> =>
  new Set([START, ...document.blocks.map(({ id }) => id), ...layout.notes.map(({ id }) => id)]);
