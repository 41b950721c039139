import { useReactFlow } from "@xyflow/react";
import { newSettings, type RoomBlock } from "../../../../flow/block-types.ts";
import type { BlockSettings, Language } from "../../../../flow/document.ts";
import { exitsOf } from "../../../../flow/exits.ts";
import { blockOf, type Place, placeOf, START } from "../drawing/drawing.ts";
import { addBlock, addNote, placeBeside } from "../drawing/edit-drawing.ts";
import { useEditor } from "./editor-context.ts";
import type { Pick } from "./library-picks.ts";

export type AddBlock = (pick: Pick, where?: { at?: Place; from?: { id: string; exit: string } }) => void;

/**
 * Adds what was picked, chosen at once. Without a place it comes behind the block that is chosen, out of its first open exit, so that a flow
 * grows by keys alone; with nothing chosen, in the middle of what is seen.
 */
export function useAddBlock(rooms: readonly RoomBlock[]): AddBlock {
  const { drawing, change, select, selection, language, isReadOnly } = useEditor();
  const { screenToFlowPosition } = useReactFlow();
  return (pick, { at, from } = {}) => {
    if (isReadOnly) return;
    const [only] = selection;
    const chosen = drawing.document.first === null ? START : selection.size === 1 ? only : undefined;
    const behind = at === undefined && from === undefined && chosen !== undefined ? openExit(chosen) : undefined;
    const anchor = from?.id ?? behind?.id;
    const place = at ?? (anchor === undefined ? middle() : placeBeside(drawing, anchor));
    const made =
      pick.kind === "note" ? addNote(drawing, place) : addBlock(drawing, settingsOf(pick, language, rooms), place, from ?? behind);
    change(() => made.drawing);
    select([made.id]);
  };

  function openExit(id: string): { id: string; exit: string } | undefined {
    if (id === START) return drawing.document.first === null ? { id, exit: "next" } : undefined;
    const block = blockOf(drawing, id);
    const open = block === undefined ? undefined : exitsOf(block, rooms).find(({ exit }) => block.exits[exit] === undefined);
    return open === undefined ? undefined : { id, exit: open.exit };
  }
  function middle(): Place {
    const canvas = window.document.querySelector(".react-flow")?.getBoundingClientRect();
    if (canvas === undefined) {
      const last = drawing.document.blocks.at(-1);
      return last === undefined ? { x: 260, y: 0 } : placeBeside(drawing, last.id);
    }
    const { x, y } = screenToFlowPosition({ x: canvas.x + canvas.width / 2, y: canvas.y + canvas.height / 2 });
    const taken = drawing.document.blocks.map((block) => placeOf(drawing, block.id));
    let down = Math.round(y - 60);
    while (taken.some((one) => Math.abs(one.x - (x - 90)) < 180 && Math.abs(one.y - down) < 120)) down += 130;
    return { x: Math.round(x - 90), y: down };
  }
}

function settingsOf(pick: Exclude<Pick, { kind: "note" }>, language: Language, rooms: readonly RoomBlock[]): BlockSettings {
  if (pick.kind === "action") return { type: "action", action: pick.id, input: {} };
  if (pick.kind === "room") return { type: "room", block: pick.id, settings: rooms.find(({ id }) => id === pick.id)?.defaults ?? {} };
  return newSettings(pick.type, language);
}
