/** Whatever colour a business chose, words on it and in it can be read: 4.5 to 1 at least. */
export function safeColours(chosen: string): { fill: string; onFill: string; ink: string; inkDark: string } {
  const rgb = parse(chosen) ?? [31, 77, 61];
  const white: Rgb = [255, 255, 255];
  const onFill = contrast(rgb, white) >= 4.5 ? white : contrast(rgb, [0, 0, 0]) >= 4.5 ? ([0, 0, 0] as Rgb) : white;
  return {
    fill: css(rgb),
    onFill: css(onFill),
    ink: css(until(rgb, white, 0)),
    inkDark: css(until(rgb, [24, 28, 27], 255)),
  };
}

type Rgb = [number, number, number];

/** Moves the colour towards `end` until it can be read on `ground`. */
function until(colour: Rgb, ground: Rgb, end: number): Rgb {
  let moved = colour;
  for (let step = 0; step < 30 && contrast(moved, ground) < 4.5; step += 1)
    moved = moved.map((part) => Math.round(part + (end - part) * 0.1)) as Rgb; // three stay three
  return moved;
}

function parse(text: string): Rgb | null {
  const [, r, g, b] = /^#(..)(..)(..)$/.exec(text) ?? [];
  return r === undefined || g === undefined || b === undefined ? null : ([r, g, b].map((part) => Number.parseInt(part, 16)) as Rgb); // three parts
}

/** @source www.w3.org/TR/WCAG22, "contrast ratio" */
function contrast(a: Rgb, b: Rgb): number {
  const [high, low] = [light(a), light(b)].sort((x, y) => y - x) as [number, number]; // two stay two
  return (high + 0.05) / (low + 0.05);
}

function light(colour: Rgb): number {
  const [r, g, b] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as Rgb; // three stay three
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const css = (colour: Rgb) => `rgb(${colour.join(" ")})`;
