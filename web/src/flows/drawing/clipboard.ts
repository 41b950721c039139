import type { Block, FlowVariable } from "../../../../flow/document.ts";
import { type Drawing, idsOf, newId, type Place, placeOf } from "./drawing.ts";

/** Blocks as they lie on the clipboard: plain JSON, so that they go to another flow, another tab, another person. */
interface Copied {
  prosa: "flow-blocks";
  blocks: readonly Block[];
  places: Readonly<Record<string, Place>>;
  notes: Drawing["layout"]["notes"];
  /** Those that the blocks may need. */
  variables: readonly FlowVariable[];
}

/** @returns null when nothing of it is chosen */
export function copy(drawing: Drawing, chosen: ReadonlySet<string>): string | null {
  const blocks = drawing.document.blocks.filter(({ id }) => chosen.has(id));
  const notes = drawing.layout.notes.filter(({ id }) => chosen.has(id));
  if (blocks.length + notes.length === 0) return null;
  const text = JSON.stringify(blocks);
  const copied: Copied = {
    prosa: "flow-blocks",
    blocks,
    places: Object.fromEntries(blocks.map(({ id }) => [id, placeOf(drawing, id)])),
    notes,
    variables: drawing.document.variables.filter(({ name }) => text.includes(name)),
  };
  return JSON.stringify(copied, null, 2);
}

/** Pasted with ids of their own, a little beside where they were, or with their left upper corner at `at`. Null for foreign text. */
export function paste(drawing: Drawing, text: string, at?: Place): { drawing: Drawing; ids: ReadonlySet<string> } | null {
  const copied = readCopied(text);
  if (copied === null) return null;
  const taken = idsOf(drawing);
  const renewed = new Map([...copied.blocks, ...copied.notes].map(({ id }) => [id, newId(taken)]));
  const corners = [...Object.values(copied.places), ...copied.notes];
  const left = Math.min(...corners.map(({ x }) => x));
  const top = Math.min(...corners.map(({ y }) => y));
  const by = at === undefined ? { x: 40, y: 40 } : { x: at.x - left, y: at.y - top };
  const shift = ({ x, y }: Place): Place => ({ x: Math.round(x + by.x), y: Math.round(y + by.y) });
  const own = (id: string) => renewed.get(id) ?? id;
  const { document, layout } = drawing;
  const known = new Set(document.variables.map(({ name }) => name));
  return {
    ids: new Set(renewed.values()),
    drawing: {
      document: {
        ...document,
        blocks: [...document.blocks, ...copied.blocks.map((block) => renew(block, renewed))],
        variables: [...document.variables, ...copied.variables.filter(({ name }) => !known.has(name))],
      },
      layout: {
        blocks: {
          ...layout.blocks,
          ...Object.fromEntries(copied.blocks.map(({ id }) => [own(id), shift(copied.places[id] ?? { x: left, y: top })])),
        },
        notes: [...layout.notes, ...copied.notes.map((note) => ({ ...note, ...shift(note), id: own(note.id) }))],
      },
    },
  };
}

/** Wires to what was not copied are cut: they would lead into another flow. */
function renew(block: Block, renewed: ReadonlyMap<string, string>): Block {
  const exits = Object.fromEntries(
    Object.entries(block.exits).flatMap(([exit, to]) => {
      const own = renewed.get(to);
      return own === undefined ? [] : [[exit, own]];
    }),
  );
  const id = renewed.get(block.id) ?? block.id;
  return block.type === "jump" ? { ...block, id, exits, to: renewed.get(block.to) ?? block.to } : { ...block, id, exits };
}

function readCopied(text: string): Copied | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null || !("prosa" in value) || value.prosa !== "flow-blocks") return null;
    const { blocks = [], places = {}, notes = [], variables = [] } = value as Partial<Copied>; // ours, by its mark; the server judges it again
    const whole = Array.isArray(blocks) && blocks.every(({ id, type, exits }) => Boolean(id && type && exits));
    return whole && Array.isArray(notes) ? { prosa: "flow-blocks", blocks, places, notes, variables } : null;
  } catch {
    return null;
  }
}
