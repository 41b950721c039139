type Color = readonly [red: number, green: number, blue: number];
type Box = readonly [x: number, y: number, width: number, height: number, color: Color];

/** A paper of the demonstration: boxes on a ground, in pixels. */
interface Paper {
  width: number;
  height: number;
  ground: Color;
  boxes: readonly Box[];
}

const PINK: Color = [244, 215, 222];
const ROSE: Color = [237, 195, 206];
const GREY: Color = [207, 211, 216];
const INK: Color = [107, 74, 87];
const BLUE: Color = [43, 74, 160];
const CREAM: Color = [251, 252, 246];
const SKY: Color = [228, 235, 246];
const AMBER: Color = [217, 139, 28];

/** Words as bars: nothing on them can be read as somebody's. */
const bars = (x: number, from: number, count: number, wide: number, color: Color): Box[] =>
  Array.from({ length: count }, (_, at) => [x, from + at * 44, wide - ((at * 37) % 90), 14, color] as const);

/** Front and back of a licence, and a bill, by the field that each is for. */
export function demoPapers(): ({ field: string } & Paper)[] {
  const code = Array.from({ length: 46 }, (_, at): Box => [44 + at * 9, 390, 2 + ((at * 7) % 5), 90, INK]);
  const licence = { width: 860, height: 540, ground: PINK };
  const wave: Box = [0, 400, 860, 140, ROSE];
  return [
    {
      field: "cnh_frente",
      ...licence,
      boxes: [wave, [32, 30, 84, 56, BLUE], [44, 126, 196, 250, GREY], ...bars(276, 132, 7, 380, INK)],
    },
    { field: "cnh_verso", ...licence, boxes: [wave, [250, 40, 560, 300, CREAM], ...bars(280, 70, 6, 480, INK), ...code] },
    {
      field: "comprovante_morada",
      ...{ width: 1000, height: 420, ground: CREAM },
      boxes: [[0, 0, 1000, 92, SKY], [30, 172, 450, 40, AMBER], ...bars(40, 140, 4, 420, INK), ...bars(620, 140, 5, 320, INK)],
    },
  ];
}

/** The pixels, three bytes each: no format is read, so that no reader of formats is needed. Pure. */
export function paint({ width, height, ground, boxes }: Paper): Buffer {
  const pixels = Buffer.alloc(width * height * 3);
  const fill = ([x, y, wide, high, color]: Box) => {
    for (let row = y; row < Math.min(y + high, height); row += 1)
      for (let column = x; column < Math.min(x + wide, width); column += 1) pixels.set(color, (row * width + column) * 3);
  };
  fill([0, 0, width, height, ground]);
  for (const box of boxes) fill(box);
  return pixels;
}
