import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after } from "node:test";
import { brotliDecompressSync } from "node:zlib";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";
import { freePort } from "../server/src/platform/index.ts";
import { startProgram, temporaryFolder } from "../server/test/program.ts";

const ROOT = path.resolve(import.meta.dirname, "..");
const CACHE = path.join(ROOT, "node_modules/.cache/chromium");

export interface Demo {
  base: string;
  browser: Browser;
  login: { email: string; password: string };
  simulatorUrl: string;
}

/** The README's path: an empty folder, `npm start`, and a browser. All of it ends with the tests of the file. */
export async function startDemo(): Promise<Demo> {
  const folder = temporaryFolder();
  const port = await freePort();
  const program = await startProgram({ PORT: String(port), PROSA_DATA_DIR: folder.path });
  const browser = await launchBrowser();
  after(async () => {
    await browser.close();
    await program.kill("SIGTERM");
    folder.remove();
  });
  const { login, simulatorUrl } = JSON.parse(readFileSync(`${folder.path}/demo.json`, "utf8")) as Demo;
  return { base: `http://localhost:${port}`, browser, login, simulatorUrl };
}

/**
 * The browser of the tests: `BROWSER_PATH`, or the one that npm brought. The libraries that it needs beyond libc ship
 * beside it and are unpacked here, so that nothing of the machine is needed.
 */
async function launchBrowser(): Promise<Browser> {
  const args = ["--no-sandbox", "--disable-gpu", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];
  const own = process.env["BROWSER_PATH"];
  if (own !== undefined) return chromium.launch({ executablePath: own, args });
  const executablePath = await sparticuz.executablePath();
  return chromium.launch({ executablePath, args, env: { ...process.env, LD_LIBRARY_PATH: unpackLibraries() } as Record<string, string> });
}

function unpackLibraries(): string {
  const folder = path.join(CACHE, "al2023");
  if (!existsSync(path.join(folder, "lib"))) {
    mkdirSync(folder, { recursive: true });
    const archive = path.join(ROOT, "node_modules/@sparticuz/chromium/bin/al2023.tar.br");
    const tar = path.join(CACHE, "al2023.tar");
    writeFileSync(tar, brotliDecompressSync(readFileSync(archive)));
    execFileSync("tar", ["xf", tar, "-C", folder]);
  }
  return path.join(folder, "lib");
}
