import { spawn } from "node:child_process";
import { globSync, mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import { buildWebIfStale } from "./build-web.ts";

/**
 * `npm test [-- pattern …]`: checks first, then all tests against one real PostgreSQL that lives as long as the run.
 * With patterns only the test files whose path holds one of them, and no checks.
 */
const patterns = process.argv.slice(2);
const root = path.resolve(import.meta.dirname, "..");
process.chdir(root);

const code = patterns.length === 0 ? (await run(process.execPath, ["scripts/check.ts"])) || (await runTests()) : await runTests();
process.exit(code);

async function runTests(): Promise<number> {
  await buildWebIfStale();
  const folder = mkdtempSync(path.join(os.tmpdir(), "prosa-tests-"));
  // Durability is tested where processes are killed, on databases of their own; here speed counts.
  const postgres = await startEmbeddedPostgres({
    dataDir: path.join(folder, "database"),
    password: "test",
    settings: ["fsync=off", "full_page_writes=off", "max_connections=200"],
  });
  try {
    process.env["TEST_DATABASE_URL"] = postgres.url;
    const { prepareTemplate } = await import("../server/test/harness.ts");
    await prepareTemplate();
    const all = globSync([
      "{content,rules,hours}/**/*.test.ts",
      "server/**/*.test.ts",
      "simulator/**/*.test.ts",
      "scripts/**/*.test.ts",
      "web/**/*.test.ts",
      "e2e/**/*.test.ts",
    ]).sort();
    const files = patterns.length === 0 ? all : all.filter((file) => patterns.some((pattern) => file.includes(pattern)));
    if (files.length === 0) throw new Error(`no test file matches ${patterns.join(", ")}`);
    return await run(process.execPath, ["--test", "--test-concurrency=2", "--test-timeout=600000", ...files]);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit" });
    child.on("exit", (exitCode) => resolve(exitCode ?? 1));
  });
}
