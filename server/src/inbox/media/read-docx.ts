import { inflateRawSync } from "node:zlib";
import { Parser } from "htmlparser2";
import type { ReadText } from "./file-text.ts";

const MAX_ENTRIES = 2_000;
/** So much a part may unpack to: a book has 2 MB of words. */
const MAX_XML_BYTES = 30_000_000;
const MAX_DEPTH = 200;
const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;

/** The words of a Word document: headings, paragraphs, lists and tables. Macros, pictures and comments are not looked at. */
export function readDocxText(bytes: Buffer): ReadText {
  try {
    const xml = readEntry(bytes, "word/document.xml");
    if (xml === null) return { refused: "unreadable" };
    const markdown = toMarkdown(xml.toString("utf8"));
    return { title: null, markdown, pages: null, emptyPages: [] };
  } catch (error) {
    const isTooLarge = error instanceof RangeError || (error as { code?: unknown }).code === "ERR_BUFFER_TOO_LARGE";
    return { refused: isTooLarge ? "too_large" : "unreadable" };
  }
}

/** One file of a zip. What the directory says of sizes is not believed: unpacking stops at the limit. */
function readEntry(zip: Buffer, wanted: string): Buffer | null {
  const end = zip.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end === -1 || zip.readUInt32LE(end) !== END_OF_DIRECTORY) return null;
  const entries = zip.readUInt16LE(end + 10);
  if (entries > MAX_ENTRIES) throw new RangeError("too many files in the archive");
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < entries; index += 1) {
    if (zip.readUInt32LE(at) !== DIRECTORY_ENTRY) return null;
    const nameLength = zip.readUInt16LE(at + 28);
    const name = zip.toString("utf8", at + 46, at + 46 + nameLength);
    if (name === wanted) return unpack(zip, zip.readUInt32LE(at + 42), zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20));
    at += 46 + nameLength + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return null;
}

function unpack(zip: Buffer, header: number, method: number, size: number): Buffer {
  const from = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(from, from + size);
  if (method === 0) return packed;
  return inflateRawSync(packed, { maxOutputLength: MAX_XML_BYTES });
}

function toMarkdown(xml: string): string {
  const blocks: string[] = [];
  let words = "";
  let level = 0;
  let isItem = false;
  let isText = false;
  let depth = 0;
  let cells: string[] | null = null;
  const endParagraph = () => {
    const text = words.replaceAll(/[ \t]+/g, " ").trim();
    words = "";
    if (text !== "" && cells === null)
      blocks.push(level > 0 ? `${"#".repeat(level)} ${text}` : isItem ? `- ${text}` : text.replace(/^#/, "\\#"));
    else if (text !== "") words = `${text} `;
    level = 0;
    isItem = false;
  };
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        if (depth > MAX_DEPTH) throw new RangeError("nested too deeply");
        if (name === "w:t") isText = true;
        else if (name === "w:tab" || name === "w:br") words += " ";
        else if (name === "w:pStyle") level = headingLevel(attributes["w:val"] ?? "");
        else if (name === "w:numPr") isItem = true;
        else if (name === "w:tr") cells = [];
      },
      ontext(text) {
        if (isText) words += text;
      },
      onclosetag(name) {
        depth -= 1;
        if (name === "w:t") isText = false;
        else if (name === "w:p") endParagraph();
        else if (name === "w:tc" && cells !== null) {
          cells.push(words.trim());
          words = "";
        } else if (name === "w:tr" && cells !== null) {
          const row = cells.filter((cell) => cell !== "").join(" | ");
          cells = null;
          if (row !== "") blocks.push(row);
        }
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.write(xml);
  parser.end();
  return blocks.join("\n\n");
}

/** "Heading1", "Ttulo1" and "Título 1" name the same style in Words of different languages. */
function headingLevel(style: string): number {
  const found = /^(?:heading|t[ií]?tulo|berschrift)\s*([1-6])$/i.exec(style);
  if (found !== null) return Number(found[1]);
  return /^(title|t[ií]?tulo)$/i.test(style) ? 1 : 0;
}
