import { globSync, readFileSync } from "node:fs";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");
/** Where a browser test that failed leaves what was seen: a folder for each file, and in it one for each test. */
export const RESULTS = path.join(ROOT, ".test-results");
/** In the folder of a test: what tells most where only the output of a run is at hand. */
export const SUMMARY = "summary.txt";

/** The summaries of the tests that failed; empty when none did. */
export const summaries = (): string[] =>
  globSync(`*/*/${SUMMARY}`, { cwd: RESULTS }).map((file) => readFileSync(path.join(RESULTS, file), "utf8"));
