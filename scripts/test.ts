import { spawn } from "node:child_process";
import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { startEmbeddedPostgres } from "../server/src/platform/embedded-postgres.ts";
import { buildWebIfStale } from "./build-web.ts";
import { measureCoverage } from "./coverage.ts";
import { summaries } from "./seen.ts";
import { tablesOfCosts } from "./test-costs.ts";

/**
 * `npm test [-- pattern …]`: checks first, then all tests against one real PostgreSQL that lives as long as the run.
 * With patterns only the test files whose path holds one of them, and no checks.
 * `--coverage` also says which lines were run, by room, and fails below what is demanded of the whole suite.
 * `--prove` (`npm run prove`) runs the long form of the tests that have one.
 */
const { values: wanted, positionals: patterns } = parseArgs({
  allowPositionals: true,
  options: { coverage: { type: "boolean", default: false }, prove: { type: "boolean", default: false } },
});
const TEST_FILES = "{server,simulator,scripts,web,content,rules,hours,language,flow,e2e}/**/*.test.ts";
/** Of the machine's speed nothing is known; what takes longer hangs. */
const LONGEST_TEST_MS = 1_800_000;

const root = path.resolve(import.meta.dirname, "..");
process.chdir(root);
rmSync(".test-results", { recursive: true, force: true });

const isWhole = patterns.length === 0 && !wanted.prove;
const checked = isWhole ? await run(process.execPath, ["scripts/check.ts"]) : 0;
process.exit(checked || (await runTests(chooseFiles())));

function chooseFiles(): string[] {
  const files = globSync(TEST_FILES, { exclude: ["**/node_modules/**"] })
    .sort()
    .filter((file) => !wanted.prove || readFileSync(file, "utf8").includes('/proofs.ts"'))
    .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)));
  if (files.length === 0) throw new Error(`no test file matches ${patterns.join(", ")}`);
  return files;
}

async function runTests(files: string[]): Promise<number> {
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
    const { prepareTemplate } = await import("../server/test/cast/harness.ts");
    await prepareTemplate();
    const costs = path.join(folder, "costs.jsonl");
    const coverage = path.join(folder, "coverage");
    mkdirSync(coverage);
    const code = await run(
      process.execPath,
      ["--import", "./scripts/test-cost.ts", "--test", "--test-concurrency=3", `--test-timeout=${LONGEST_TEST_MS}`, ...files],
      {
        TEST_COSTS: costs,
        // Every file loads most of the program: stripped and compiled once. Coverage wants the whole source.
        ...(wanted.coverage ? { NODE_V8_COVERAGE: coverage } : { NODE_COMPILE_CACHE: path.join(root, "node_modules/.cache/node") }),
        ...(wanted.prove ? { PROSA_PROVE: "1" } : {}),
      },
    );
    console.log(`\n${tablesOfCosts(costs)}`);
    for (const summary of summaries()) console.log(`\nWhat was seen at the end of ${summary}`);
    return code || (wanted.coverage ? reportCoverage(coverage) : 0);
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of a part of the suite the figures are printed and nothing is demanded. */
function reportCoverage(folder: string): number {
  const { table, isEnough } = measureCoverage(root, folder);
  console.log(`\n${table}`);
  if (isEnough || !isWhole) return 0;
  console.error("The suite reaches fewer lines than it has to.");
  return 1;
}

function run(command: string, args: string[], env: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: "inherit", env: { ...process.env, ...env } });
    child.on("exit", (exitCode) => resolve(exitCode ?? 1));
  });
}
