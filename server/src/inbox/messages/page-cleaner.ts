import path from "node:path";
import { createSideThread } from "../../platform/index.ts";
import type { CleanPage } from "./clean-html.ts";

/** What the thread is asked. */
export interface CleanQuestion {
  html: string;
  pictures: ReadonlyMap<string, string>;
}

/** A page that takes longer is made to. */
const MAX_MS = 10_000;
const MAX_HEAP_MB = 256;

/** Cleans pages in a thread of its own: 300 kB of nested tags take seconds, and a page of 1 MB half of one. */
const thread = createSideThread<CleanQuestion>({
  program: path.join(import.meta.dirname, "page-cleaner-thread.ts"),
  maxMs: MAX_MS,
  maxHeapMb: MAX_HEAP_MB,
  tooLong: "The page took too long to clean.",
});

/** {@link cleanHtml}, beside this thread. Null for a page that cannot be cleaned in time: then its words are shown. */
export async function cleanPage(html: string, pictures: ReadonlyMap<string, string> = new Map()): Promise<CleanPage | null> {
  try {
    return (await thread.ask(() => ({ question: { html, pictures } }))) as CleanPage; // the thread's word
  } catch {
    return null; // it ended the thread: whatever it is, nobody has to see it
  }
}
