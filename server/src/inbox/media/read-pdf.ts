import type { PDFiumDocument, PDFiumLibrary } from "@hyzyla/pdfium";

let library: Promise<PDFiumLibrary> | undefined;

/** `page`: the first one as raw RGBA pixels. */
export interface PdfCover {
  pages: number;
  page: { data: Uint8Array; width: number; height: number } | null;
}

/** Null for what cannot be opened: damaged, or locked by a password. PDFium runs as WebAssembly, which reaches nothing outside its memory. */
export async function readPdf(bytes: Buffer, maxSide: number): Promise<PdfCover | null> {
  library ??= import("@hyzyla/pdfium").then(({ PDFiumLibrary }) => PDFiumLibrary.init());
  let document: PDFiumDocument | undefined;
  try {
    document = await (await library).loadDocument(bytes);
    const pages = document.getPageCount();
    return { pages, page: pages === 0 ? null : await renderFirst(document, maxSide) };
  } catch {
    library = undefined; // a document that broke it must not break the next one
    return null;
  } finally {
    document?.destroy();
  }
}

async function renderFirst(document: PDFiumDocument, maxSide: number): Promise<PdfCover["page"]> {
  const page = document.getPage(0);
  const { originalWidth, originalHeight } = page.getOriginalSize();
  const scale = maxSide / Math.max(originalWidth, originalHeight, 1);
  const fit = (side: number) => Math.max(1, Math.round(side * scale));
  const rendered = await page.render({ width: fit(originalWidth), height: fit(originalHeight), render: "bitmap" });
  return { data: rendered.data, width: rendered.width, height: rendered.height };
}
