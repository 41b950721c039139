import type { BlockType } from "../../../../flow/document.ts";

/** What is dragged out of the library carries the pick under this kind. */
export const LIBRARY_KIND = "application/x-prosa-block";

/** What the library offers: a type of block, an act of the house, a block of another room, a note. */
export type Pick = { kind: "block"; type: BlockType } | { kind: "action"; id: string } | { kind: "room"; id: string } | { kind: "note" };

export const writePick = (pick: Pick): string => JSON.stringify(pick);

/** Null for what came from elsewhere. */
export function readPick(text: string): Pick | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && "kind" in value ? (value as Pick) : null; // only the library writes this kind
  } catch {
    return null;
  }
}
