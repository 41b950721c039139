import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";

// `node scripts/draw-icons.ts`: the mark as the pictures that phones put on their home screens. They are kept in the repository.
const folder = path.resolve(import.meta.dirname, "../web/public");
const mark = readFileSync(path.join(folder, "mark.svg"));
const ground = "#0b6b6c";

async function draw(name: string, size: number, share = 1) {
  const inner = Math.round(size * share);
  const drawn = await sharp(mark, { density: (72 * inner) / 24 })
    .resize(inner)
    .png()
    .toBuffer();
  const edge = Math.floor((size - inner) / 2);
  const picture = share === 1 ? sharp(drawn) : sharp({ create: { width: size, height: size, channels: 3, background: ground } });
  const whole = share === 1 ? picture : picture.composite([{ input: drawn, left: edge, top: edge }]);
  writeFileSync(path.join(folder, "icons", name), await whole.png({ compressionLevel: 9, palette: true }).toBuffer());
}

mkdirSync(path.join(folder, "icons"), { recursive: true });
await draw("192.png", 192);
await draw("512.png", 512);
// What a phone cuts to its own shape lies within four fifths. @source W3C, Maskable icons: the safe zone
await draw("maskable.png", 512, 0.8);
await draw("apple.png", 180, 0.8);
