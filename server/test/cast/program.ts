import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "../../..");

export interface Program {
  process: ChildProcess;
  output(): string;
  kill(signal: NodeJS.Signals): Promise<void>;
}

/**
 * Starts the real program and resolves when it says that it is ready; rejects with its words when it ends before.
 * @param root where the program stands, when it is a copy of this one.
 */
export function startProgram(env: Record<string, string>, timeoutMs = 180_000, root = ROOT): Promise<Program> {
  let words = "";
  const child = spawn(process.execPath, ["--expose-gc", "--max-semi-space-size=8", path.join(root, "server/start.js")], {
    env: {
      PATH: process.env["PATH"],
      HOME: process.env["HOME"],
      // Where `npm test -- --coverage` collects what was run.
      ...(process.env["NODE_V8_COVERAGE"] === undefined ? {} : { NODE_V8_COVERAGE: process.env["NODE_V8_COVERAGE"] }),
      PROSA_LOG_LEVEL: "warn",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<void>((resolve) => child.on("exit", () => resolve()));
  const program: Program = {
    process: child,
    output: () => words,
    async kill(signal) {
      child.kill(signal);
      await ended;
    },
  };
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${timeoutMs} ms: ${words}`)), timeoutMs);
    const hear = (chunk: Buffer) => {
      words += chunk;
      if (!words.includes("Prosa is ready")) return;
      clearTimeout(timer);
      resolve(program);
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.on("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}: ${words}`));
    });
  });
}

export function temporaryFolder(name = "prosa program "): { path: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), name));
  // What was ended a moment ago may still write.
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 }) };
}

/** Process id of the database of a data folder, or null when there is none. */
export function databasePid(dataDir: string): number | null {
  try {
    return Number(readFileSync(path.join(dataDir, "database/postmaster.pid"), "utf8").split("\n")[0]);
  } catch {
    return null;
  }
}

interface SetUp {
  phoneNumberId: string;
  scopes: string[];
  /** How many API keys to make. */
  keys: number;
}

/** Creates the first workspace with the link that the program printed, connects a channel and makes keys, as a person would. */
export async function setUpProgram(program: Program, base: string, { phoneNumberId, scopes, keys }: SetUp) {
  const post = async (address: string, body: unknown, cookie = "") => {
    const answer = await fetch(`${base}/api/v1${address}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: base, cookie },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`);
    return { json: (await answer.json()) as { id: string; token: string; workspaceId: string }, cookies: answer.headers.getSetCookie() };
  };
  const token = /setup\?token=(\S+)/.exec(program.output())?.[1];
  const login = { email: "owner@example.com", password: "a long test password" };
  const { workspaceId } = (
    await post("/setup", { token, workspaceName: "Program", language: "en", timeZone: "UTC", name: "Owner", ...login })
  ).json;
  const cookie = (await post("/login", login)).cookies.map((one) => one.split(";")[0]).join("; ");
  const credentials = { accessToken: "program-token", appSecret: "program-app-secret", verifyToken: "program-verify" };
  const settings = { phoneNumberId, businessAccountId: `1${phoneNumberId}` };
  const channel = (await post("/channels", { kind: "whatsapp_cloud", name: "Program", settings, credentials }, cookie)).json;
  const made: string[] = [];
  for (let n = 0; n < keys; n += 1) made.push((await post("/api-keys", { name: `key ${n}`, scopes }, cookie)).json.token);
  return { workspaceId, cookie, channel: { id: channel.id, ...credentials }, keys: made };
}
