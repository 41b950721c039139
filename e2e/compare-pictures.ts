import { readdirSync } from "node:fs";
import path from "node:path";
import sharp from "sharp";

/**
 * `node e2e/compare-pictures.ts <before> <after> [folder]`: compares two folders of `pictures.ts` pixel by pixel, says which differ, by how
 * much and where, and ends with 1 when any does. Only pictures of `after` are looked at. With a third folder both are laid side by side there.
 */
const [before, after, shown] = process.argv.slice(2);
if (before === undefined || after === undefined) throw new Error("node e2e/compare-pictures.ts <before> <after> [folder]");

/** A change by less in one colour is how letters are smoothed, not how they look. */
const LEAST = 3;
const known = new Set(readdirSync(before));
let different = 0;
const names = readdirSync(after).filter((name) => name.endsWith(".png"));
for (const name of names) {
  const problem = known.has(name) ? await compare(name) : "is new";
  if (problem === null) continue;
  different += 1;
  console.log(`${name}: ${problem}`);
}
console.log(`${names.length - different} of ${names.length} pictures are the same`);
if (different > 0) process.exit(1);

async function compare(name: string): Promise<string | null> {
  const [old, now] = await Promise.all([before, after].map((folder) => pixelsOf(path.join(folder as string, name))));
  if (old === undefined || now === undefined) throw new Error(`${name} cannot be read`);
  if (old.info.width !== now.info.width || old.info.height !== now.info.height) return "has another size";
  const { width } = now.info;
  let [count, left, top, right, bottom] = [0, width, now.info.height, 0, 0];
  for (let at = 0; at < now.data.length; at += 3) {
    if (!differs(old.data, now.data, at)) continue;
    const [x, y] = [(at / 3) % width, Math.floor(at / 3 / width)];
    count += 1;
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
  }
  if (count === 0) return null;
  await showBoth(name, width, now.info.height);
  return `${count} pixels, x ${left}–${right}, y ${top}–${bottom}`;
}

function pixelsOf(file: string) {
  return sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
}

function differs(a: Buffer, b: Buffer, at: number): boolean {
  for (let place = at; place < at + 3; place += 1) if (Math.abs((a[place] ?? 0) - (b[place] ?? 0)) >= LEAST) return true;
  return false;
}

async function showBoth(name: string, width: number, height: number): Promise<void> {
  if (shown === undefined) return;
  await sharp({ create: { width: width * 2 + 8, height, channels: 3, background: "#f0f" } })
    .composite([
      { input: path.join(before as string, name), left: 0, top: 0 },
      { input: path.join(after as string, name), left: width + 8, top: 0 },
    ])
    .png()
    .toFile(path.join(shown, name));
}
