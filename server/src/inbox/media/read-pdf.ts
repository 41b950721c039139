import type { PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";

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
