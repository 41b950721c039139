import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import sparticuz, { inflate } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { freePort } from "../server/src/platform/index.ts";
import { startProgram, temporaryFolder } from "../server/test/cast/program.ts";
import { keepEvidence } from "./evidence.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const PACKAGE = path.join(ROOT, "node_modules/@sparticuz/chromium");
/** A program that is started for the first time also builds its interface. */
const START_MS = 600_000;
const CACHE = path.join(ROOT, "node_modules/.cache/chromium");

export interface Demo {
  base: string;
  browser: Browser;
  login: { email: string; password: string };
  simulatorUrl: string;
  /** With what their providers gave: tokens, keys. */
  channels: Record<string, string>[];
  /** Where the program writes, such as mails that nobody sends. */
  dataDir: string;
  /** Tells the program to end, and waits until it has; what the tests do by themselves at last. */
  end(): Promise<void>;
}

/**
 * The README's path: an empty folder, `npm start`, and a browser. All of it ends with the tests of the file.
 * @param root where the program stands, when it is a copy of this one.
 */
export async function startDemo(root = ROOT): Promise<Demo> {
  const { demo, close } = await openDemo(root).catch(async (error) => {
    // The runner repeats the words of failed tests at its end, and not those of a file that could not begin.
    await test("the program starts", () => {
      throw error;
    });
    throw error;
  });
  after(close);
  return demo;
}

/** The same where no test runs: the caller closes it. */
export async function openDemo(root = ROOT): Promise<{ demo: Demo; close: () => Promise<void> }> {
  const folder = temporaryFolder();
  const port = await freePort();
  const program = await startProgram({ PORT: String(port), PROSA_DATA_DIR: folder.path }, START_MS, root);
  const browser = await launchBrowser();
  keepEvidence({ browser, output: program.output });
  const end = () => program.kill("SIGTERM");
  const close = async () => {
    await browser.close();
    await end();
    folder.remove();
  };
  const { login, simulatorUrl, channels } = JSON.parse(readFileSync(`${folder.path}/demo.json`, "utf8")) as Demo;
  return { demo: { base: `http://localhost:${port}`, browser, login, simulatorUrl, channels, dataDir: folder.path, end }, close };
}

/** The browser of the tests: `BROWSER_PATH`, or the one that npm brought, which needs nothing of the machine. */
async function launchBrowser(): Promise<Browser> {
  const args = ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
  const own = process.env["BROWSER_PATH"];
  if (own !== undefined) return chromium.launch({ executablePath: own, args });
  const folder = await unpackBrowser();
  const env = { ...process.env, LD_LIBRARY_PATH: path.join(folder, "al2023/lib") } as Record<string, string>;
  return chromium.launch({ executablePath: path.join(folder, "chromium"), args, env });
}

/**
 * Unpacks the browser and, beside it, the libraries that it needs beyond libc, once a version. Test files run side by side, so a folder
 * gets its name only when it is whole: the package itself takes a file that another process is still writing for a finished one.
 */
async function unpackBrowser(): Promise<string> {
  const { version } = JSON.parse(readFileSync(path.join(PACKAGE, "package.json"), "utf8")) as { version: string };
  const folder = path.join(CACHE, version);
  if (existsSync(folder)) return folder;
  mkdirSync(CACHE, { recursive: true });
  const unfinished = mkdtempSync(`${folder}-`);
  // It unpacks into the folder for temporary files.
  const before = process.env["TMPDIR"];
  process.env["TMPDIR"] = unfinished;
  try {
    await Promise.all([sparticuz.executablePath(), inflate(path.join(PACKAGE, "bin/al2023.tar.br"))]);
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    // Another one was first.
    if (!existsSync(folder)) throw error;
  } finally {
    if (before === undefined) delete process.env["TMPDIR"];
    else process.env["TMPDIR"] = before;
  }
  return folder;
}
