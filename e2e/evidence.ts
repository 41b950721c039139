import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, type SuiteContext, type TestContext } from "node:test";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { RESULTS, SUMMARY } from "../scripts/seen.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
/** Only what will never come is waited for so long; a slow machine is no failure. */
const PATIENCE_MS = 120_000;
/** Letters of a page, and lines of what was heard, that a summary holds. */
const WORDS = 1_500;
const HEARD = 12;

interface Watched {
  browser: Browser;
  /** What the program printed so far. */
  output(): string;
}

/**
 * Keeps what was seen when a test of this file fails: a picture and the HTML of each open page, what the pages wrote to their console,
 * and what the program printed. The folder is printed with the failure.
 */
export function keepEvidence({ browser, output }: Watched): void {
  const heard: string[] = [];
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async (options) => {
    // A worker between page and server would answer for the parts that a test holds back. Tests of the worker say so.
    const context = await newContext({ serviceWorkers: "block", ...options });
    context.setDefaultTimeout(PATIENCE_MS);
    listen(context, heard);
    return context;
  };
  afterEach(async (test) => {
    // Not in the types yet.
    const { passed } = test as unknown as { passed: boolean };
    if (!passed) await write(test, browser, heard, output());
    heard.length = 0;
  });
}

function listen(context: BrowserContext, heard: string[]) {
  const hear = (kind: string, words: string) => heard.push(`${new Date().toISOString()} ${kind} ${words}`);
  context.on("console", (message) => hear(message.type(), message.text()));
  context.on("weberror", (error) => hear("exception", String(error.error())));
  context.on("requestfailed", (request) => hear("failed", `${request.method()} ${request.url()} ${request.failure()?.errorText}`));
  context.on("response", (response) => {
    if (response.status() >= 400) hear("answer", `${response.status()} ${response.request().method()} ${response.url()}`);
  });
}

async function write(test: TestContext | SuiteContext, browser: Browser, heard: string[], output: string) {
  const folder = path.join(RESULTS, fileName(path.basename(test.filePath ?? "browser", ".test.ts")), fileName(test.fullName));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const name = path.join(folder, `page-${index + 1}`);
    // A page may be the very thing that is broken.
    await page.screenshot({ path: `${name}.png`, timeout: 10_000 }).catch((error) => heard.push(`no picture of ${page.url()}: ${error}`));
    writeFileSync(`${name}.html`, `<!-- ${page.url()} -->\n${await page.content().catch(String)}`);
  }
  writeFileSync(path.join(folder, "console.log"), `${heard.join("\n")}\n`);
  writeFileSync(path.join(folder, SUMMARY), await summaryOf(test, pages, heard));
  writeFileSync(path.join(folder, "program.log"), output);
  console.error(`What was seen when "${test.name}" failed: ${path.relative(ROOT, folder)}`);
}

/** The words on the pages, and what was heard last. */
async function summaryOf(test: TestContext | SuiteContext, pages: Page[], heard: string[]): Promise<string> {
  const shown = pages.map(async (page) => {
    const words = await page.locator("body").innerText({ timeout: 10_000 }).catch(String);
    return `${page.url()}\n${words.replaceAll(/\s+/g, " ").slice(0, WORDS)}`;
  });
  return [`"${test.name}"`, ...(await Promise.all(shown)), ...heard.slice(-HEARD)].join("\n");
}

const fileName = (words: string) => words.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 80);
