import type { PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";
import type { ReadText } from "./file-text.ts";

let library: Promise<PDFiumLibrary> | undefined;

/** Raw RGBA pixels. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** `page`: the first one. */
export interface PdfCover {
  pages: number;
  page: Pixels | null;
}

/** Null for what cannot be opened: damaged, or locked by a password. */
export async function readPdf(bytes: Buffer, maxSide: number): Promise<PdfCover | null> {
  return withDocument(bytes, async (document) => {
    const pages = document.getPageCount();
    return { pages, page: pages === 0 ? null : await render(document, 0, maxSide) };
  });
}

/** @param number from 1. @returns null where there is no such page. */
export async function readPage(bytes: Buffer, number: number, maxSide: number): Promise<Pixels | null> {
  return withDocument(bytes, async (document) => (number > document.getPageCount() ? null : await render(document, number - 1, maxSide)));
}

/** A page with fewer characters is a picture of one. */
const EMPTY_PAGE = 20;
const MAX_PAGES = 1_000;

/** The words of each page under a heading of its own. */
export async function readPageTexts(bytes: Buffer): Promise<ReadText> {
  const read = await withDocument(bytes, async (document) => {
    const pages = document.getPageCount();
    if (pages > MAX_PAGES) return { refused: "too_large" as const };
    const texts = Array.from({ length: pages }, (_, index) => tidy(document.getPage(index).getText()));
    const emptyPages = texts.flatMap((text, index) => (text.length < EMPTY_PAGE ? [index + 1] : []));
    const markdown = texts.flatMap((text, index) => (text.length < EMPTY_PAGE ? [] : [`# ${index + 1}\n\n${text}`])).join("\n\n");
    return { title: null, markdown, pages, emptyPages };
  });
  return read ?? { refused: "unreadable" };
}

/** Lines that only the width of the page broke become one; what looks like a heading of Markdown is none. */
const tidy = (text: string): string =>
  text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\u0000", "")
    .replaceAll(/([^.:;!?\n])\n(?=\p{Ll})/gu, "$1 ")
    .replaceAll(/^#/gm, "\\#")
    .trim();

/** PDFium runs as WebAssembly, which reaches nothing outside its memory. */
async function withDocument<T>(bytes: Buffer, read: (document: PDFiumDocument) => Promise<T>): Promise<T | null> {
  library ??= import("@hyzyla/pdfium").then(({ PDFiumLibrary }) => PDFiumLibrary.init());
  let document: PDFiumDocument | undefined;
  try {
    document = await (await library).loadDocument(bytes);
    return await read(document);
  } catch {
    library = undefined; // a document that broke it must not break the next one
    return null;
  } finally {
    document?.destroy();
  }
}

async function render(document: PDFiumDocument, index: number, maxSide: number): Promise<Pixels> {
  const page = document.getPage(index);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = maxSide / Math.max(originalWidth, originalHeight, 1);
  const fit = (side: number) => Math.max(1, Math.round(side * scale));
  const { data, width, height } = await page.render({ width: fit(originalWidth), height: fit(originalHeight), render: "bitmap" });
  return { data, width, height };
}
