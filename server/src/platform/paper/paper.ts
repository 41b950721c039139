import path from "node:path";
import { setImmediate } from "node:timers/promises";
import type PDFDocument from "pdfkit";

/** What is drawn on. */
export type Paper = typeof PDFDocument.prototype;

const FONTS = path.join(import.meta.dirname, "fonts");
const MARGIN = 48;
const GREY = "#6b6f76";
const LINE = "#d9dbdf";

/** An A4 page in our own letters: those that every reader has know neither a tick nor much else. */
export async function startPaper({ title, author }: { title: string; author: string }): Promise<Paper> {
  const { default: Document } = await import("pdfkit"); // large and seldom needed: loaded with the first paper
  const paper = new Document({
    size: "A4",
    margin: MARGIN,
    font: path.join(FONTS, "OpenSans-Regular.ttf"),
    info: { Title: title, Author: author },
  });
  paper.registerFont("plain", path.join(FONTS, "OpenSans-Regular.ttf"));
  paper.registerFont("bold", path.join(FONTS, "OpenSans-Bold.ttf"));
  return paper.font("plain").fontSize(10);
}

/** All of it, once nothing more is drawn. */
export async function bytesOf(paper: Paper): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const done = new Promise<void>((resolve, reject) =>
    paper
      .on("data", (piece: Buffer) => pieces.push(piece))
      .on("end", resolve)
      .on("error", reject),
  );
  paper.end();
  await done;
  return Buffer.concat(pieces);
}

/**
 * The same a piece at a time, for what may be long: no more is in memory than what was drawn since the last piece.
 * @param draw draws one portion
 */
export async function* bytesWhile<Portion>(
  paper: Paper,
  portions: AsyncIterable<Portion>,
  draw: (portion: Portion) => void,
): AsyncGenerator<Uint8Array> {
  const pieces: Buffer[] = [];
  const ended = new Promise<void>((resolve) => paper.on("data", (piece: Buffer) => pieces.push(piece)).on("end", resolve));
  for await (const portion of portions) {
    draw(portion);
    // What was drawn is told in the next turn of the loop.
    await setImmediate();
    yield Buffer.concat(pieces.splice(0));
  }
  paper.end();
  await ended;
  yield Buffer.concat(pieces);
}

/** What stands at the top: what it is, and of whom. */
export function drawHead(paper: Paper, { title, left, right }: { title: string; left: string; right: string }): void {
  paper.fillColor(GREY).fontSize(9).text(drawable(left), { continued: false });
  paper.font("bold").fillColor("black").fontSize(18).text(drawable(title));
  paper.font("plain").fontSize(10).fillColor(GREY).text(drawable(right));
  drawLine(paper);
}

export function drawHeading(paper: Paper, text: string): void {
  ensureRoom(paper, 60);
  paper.moveDown(0.8).font("bold").fontSize(11).fillColor("black").text(drawable(text));
  paper.font("plain").fontSize(10).moveDown(0.2);
}

export const drawText = (paper: Paper, text: string): void => void paper.fillColor("black").text(drawable(text), { width: widthOf(paper) });

/** Words with who said them above. */
export function drawSaid(paper: Paper, above: string, text: string): void {
  ensureRoom(paper, 40);
  paper.moveDown(0.5).fillColor(GREY).fontSize(8).text(drawable(above));
  paper.fontSize(10);
  drawText(paper, text);
}

/** Names with what they are, one a line; what is empty is left out. */
export function drawFacts(paper: Paper, facts: readonly (readonly [name: string, value: string | null])[]): void {
  for (const [name, value] of facts) {
    if (value === null || value === "") continue;
    ensureRoom(paper, 16);
    const top = paper.y;
    paper.fillColor(GREY).text(drawable(name), MARGIN, top, { width: 130 });
    const below = paper.y;
    paper.fillColor("black").text(drawable(value), MARGIN + 140, top, { width: widthOf(paper) - 140 });
    paper.x = MARGIN;
    paper.y = Math.max(below, paper.y) + 2;
  }
}

/** A line a row: words to the left, an amount to the right. */
export function drawRows(paper: Paper, rows: readonly (readonly [words: string, amount: string])[]): void {
  for (const [words, amount] of rows) {
    ensureRoom(paper, 16);
    const top = paper.y;
    paper.fillColor("black").text(drawable(words), MARGIN, top, { width: widthOf(paper) - 120 });
    const below = paper.y;
    paper.text(drawable(amount), MARGIN + widthOf(paper) - 115, top, { width: 115, align: "right" });
    paper.x = MARGIN;
    paper.y = Math.max(below, paper.y) + 2;
  }
}

interface Picture {
  /** JPEG or PNG. */
  bytes: Buffer;
  caption: string;
}

const GAP = 12;
const HEIGHT = 170;

/** Two pictures side by side, each as large as its half allows, with what is said of it. */
export function drawPictures(paper: Paper, pictures: readonly Picture[]): void {
  const width = (widthOf(paper) - GAP) / 2;
  for (let first = 0; first < pictures.length; first += 2) {
    ensureRoom(paper, HEIGHT + 30);
    const top = paper.y;
    for (const [column, { bytes, caption }] of pictures.slice(first, first + 2).entries()) {
      const left = MARGIN + column * (width + GAP);
      paper.image(bytes, left, top, { fit: [width, HEIGHT], align: "center", valign: "center" });
      paper
        .fillColor(GREY)
        .fontSize(8)
        .text(drawable(caption), left, top + HEIGHT + 3, { width, height: 12, ellipsis: true });
    }
    paper.fontSize(10);
    paper.x = MARGIN;
    paper.y = top + HEIGHT + 22;
  }
}

function drawLine(paper: Paper): void {
  const top = paper.y + 6;
  paper
    .moveTo(MARGIN, top)
    .lineTo(MARGIN + widthOf(paper), top)
    .lineWidth(0.7)
    .strokeColor(LINE)
    .stroke();
  paper.y = top + 8;
}

const widthOf = (paper: Paper): number => paper.page.width - 2 * MARGIN;

function ensureRoom(paper: Paper, height: number): void {
  if (paper.y + height > paper.page.height - MARGIN) paper.addPage();
}

/** Without what our letters do not have, such as emoji: they would become boxes. Pure. */
const drawable = (text: string): string =>
  text.replaceAll(/[^\n\u0020-\u024f\u0370-\u03ff\u0400-\u052f\u1e00-\u1eff\u2010-\u2044\u20a0-\u20bf]/g, "").replaceAll(/ {2,}/g, " ");
