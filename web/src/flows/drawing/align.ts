import type { Place } from "./drawing.ts";

export const ALIGNMENTS = ["left", "middle", "top", "columns", "rows"] as const;
export type Alignment = (typeof ALIGNMENTS)[number];

interface Box extends Place {
  id: string;
  width: number;
  height: number;
}

/** Where each of the boxes lies afterwards; `columns` and `rows` spread them with the same space between. Pure. */
export function align(boxes: readonly Box[], alignment: Alignment): Record<string, Place> {
  if (boxes.length < 2) return {};
  if (alignment === "columns" || alignment === "rows") return spread(boxes, alignment === "columns");
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const middle = boxes.reduce((sum, { x, width }) => sum + x + width / 2, 0) / boxes.length;
  const moved = ({ x, y, width }: Box): Place => {
    if (alignment === "left") return { x: left, y };
    return alignment === "top" ? { x, y: top } : { x: middle - width / 2, y };
  };
  return Object.fromEntries(boxes.map((box) => [box.id, moved(box)]));
}

function spread(boxes: readonly Box[], across: boolean): Record<string, Place> {
  const startOf = (box: Box) => (across ? box.x : box.y);
  const lengthOf = (box: Box) => (across ? box.width : box.height);
  const sorted = boxes.toSorted((a, b) => startOf(a) - startOf(b));
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return {};
  const whole = startOf(last) + lengthOf(last) - startOf(first);
  const gap = (whole - sorted.reduce((sum, box) => sum + lengthOf(box), 0)) / (sorted.length - 1);
  const places: Record<string, Place> = {};
  let at = startOf(first);
  for (const box of sorted) {
    places[box.id] = across ? { x: at, y: box.y } : { x: box.x, y: at };
    at += lengthOf(box) + gap;
  }
  return places;
}
