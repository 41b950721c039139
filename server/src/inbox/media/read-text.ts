import type { ReadText } from "./file-text.ts";
import { readDocxText } from "./read-docx.ts";
import { readPageTexts } from "./read-pdf.ts";
import { readWebPage } from "./read-web-page.ts";

/** What is read for its words. Of a web page `url` is the last address that answered. */
export type TextSource = { form: "pdf" | "docx" } | { form: "html"; url: string };

/** The words of a file. Nothing here throws for bad content. */
export async function readText(bytes: Buffer, source: TextSource): Promise<ReadText> {
  switch (source.form) {
    case "pdf":
      return readPageTexts(bytes);
    case "docx":
      return readDocxText(bytes);
    case "html":
      return readWebPage(bytes, source.url);
  }
}
