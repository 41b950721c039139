/// <reference lib="dom" />
import { mkdirSync } from "node:fs";
import path from "node:path";
import type { BrowserContext, Cookie, Page } from "playwright-core";
import { type Demo, openDemo } from "./browser.ts";
import { type Cast, SIZES, type Size, type State } from "./pictures/state.ts";
import { STATES } from "./pictures/states.ts";
import { holdStill, NOON } from "./pictures/steady.ts";

/**
 * `node e2e/pictures.ts <folder> [pattern]`: starts the demo and takes a picture of every named state of the product at three widths and in
 * both themes, with the time standing still. With a pattern only the pictures that it fits, such as `menu-` or `thread.*wide`.
 * `compare-pictures.ts` says what is different between two such folders.
 */
const [folder, pattern = "."] = process.argv.slice(2);
const wanted = new RegExp(pattern);
if (folder === undefined) throw new Error("say where the pictures go: node e2e/pictures.ts <folder> [pattern]");
mkdirSync(folder, { recursive: true });
/** A page is still when nothing was asked for or answered for this long; what never ends is not waited for. */
const QUIET_MS = 150;
const LONGEST_MS = 2_000;
const THEMES = ["light", "dark"] as const;

const { demo, close } = await openDemo();
const failed: string[] = [];
try {
  const { cookies, cast, startedAt } = await look(demo);
  // Two at a time: while one page loads, the other one is drawn.
  const sizes = (Object.keys(SIZES) as Size[]).values();
  const takeSome = async () => {
    for (const size of sizes) await takeSeries(size, cookies, cast, startedAt);
  };
  await Promise.all([takeSome(), takeSome()]);
} finally {
  await close();
}
if (failed.length > 0) {
  console.error(`could not be taken:\n${failed.join("\n")}`);
  process.exit(1);
}

/** Signs in and finds what the demo of this run is made of. */
async function look({ base, browser, login }: Demo): Promise<{ cookies: Cookie[]; cast: Cast; startedAt: number }> {
  const context = await browser.newContext();
  await context.request.post(`${base}/api/v1/login`, { data: login, headers: { origin: base } });
  const items = async (address: string) => (await (await context.request.get(`${base}/api/v1${address}`)).json()).items;
  const conversations: { id: string; createdAt: string; contact: { name: string } }[] = (
    await Promise.all(["open", "snoozed"].map((state) => items(`/conversations?view=all&limit=100&state=${state}`)))
  ).flat();
  const channels: { id: string; kind: string }[] = await items("/channels");
  const startedAt = Date.parse(conversations[0]?.createdAt as string);
  const cookies = await context.cookies();
  await context.close();
  const cast = {
    moveMs: Date.parse(NOON) - startedAt,
    conversations: Object.fromEntries(conversations.map(({ id, contact }) => [contact.name, id])),
    channels: Object.fromEntries(channels.map(({ id, kind }) => [kind, id])),
  };
  return { cookies, cast, startedAt };
}

async function takeSeries(size: Size, cookies: Cookie[], cast: Cast, startedAt: number): Promise<void> {
  for (const state of STATES) {
    const name = `${state.name}.${size}`;
    if (!wanted.test(name) || state.sizes?.includes(size) === false) continue;
    // A context of its own: what one state left behind, such as a draft, is not seen in the next.
    const context = await openContext(size);
    await context.addCookies(cookies);
    await holdStill(context, startedAt);
    await take(context, state, size, name, cast).catch((error: Error) => failed.push(`${name}: ${error.message.split("\n")[0]}`));
    await context.close();
  }
}

function openContext(size: Size): Promise<BrowserContext> {
  const [width, height] = SIZES[size];
  return demo.browser.newContext({
    viewport: { width, height },
    locale: "pt-BR",
    timezoneId: "America/Manaus",
    reducedMotion: "reduce",
    permissions: ["microphone"],
    serviceWorkers: "block",
  });
}

async function take(context: BrowserContext, state: State, size: Size, name: string, cast: Cast): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  const idle = watchRequests(page);
  await state.arrange?.(page, cast);
  await page.goto(demo.base + state.address(cast), { waitUntil: "commit" });
  await page.locator("#root > *").first().waitFor();
  await state.act?.(page, size);
  await idle();
  await page.evaluate(() => Promise.all(["13px Geist", "600 13px Geist", "13px Geist Mono"].map((font) => document.fonts.load(font))));
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme });
    await page.locator(`[data-theme=${theme}]`).waitFor();
    await page.screenshot({ path: path.join(folder as string, `${name}-${theme}.png`), animations: "disabled" });
  }
}

function watchRequests(page: Page): () => Promise<void> {
  let last = Date.now();
  for (const kind of ["request", "requestfinished", "requestfailed"] as const)
    page.on(kind as "request", () => {
      last = Date.now();
    });
  return async () => {
    const end = Date.now() + LONGEST_MS;
    while (Date.now() - last < QUIET_MS && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 40));
  };
}
