import { parentPort } from "node:worker_threads";
import { cleanHtml } from "./clean-html.ts";
import type { CleanQuestion } from "./page-cleaner.ts";

// The thread `page-cleaner.ts` starts.
parentPort?.on("message", ({ html, pictures }: CleanQuestion) => {
  parentPort?.postMessage(answer(html, pictures));
});

function answer(html: string, pictures: ReadonlyMap<string, string>) {
  try {
    return { value: cleanHtml(html, pictures) };
  } catch (error) {
    return { error: new Error((error as Error).message) };
  }
}
