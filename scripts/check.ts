import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import semver from "semver";
import { buildWebIfStale } from "./build-web.ts";
import { checkImports } from "./check-imports.ts";
import { checkStyles } from "./check-styles.ts";
import { checkTables } from "./check-tables.ts";
import { checkBudget, checkFaces, checkWidgetBudget } from "./check-web.ts";

/** `npm run check`: types, format, lint, dead code, import rules, style sheets, licences, budgets. Says everything that is wrong. */
const root = path.resolve(import.meta.dirname, "..");
process.chdir(root);

const LICENCES =
  /^(MIT|MIT-0|ISC|0BSD|BSD-[23]-Clause|Apache-2\.0|BlueOak-1\.0\.0|Python-2\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|MPL-2\.0|LGPL-3\.0-or-later|OFL-1\.1|PostgreSQL|\(?(MIT|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|CC0-1\.0|WTFPL|AFL-2\.1)( (OR|AND) (MIT|Apache-2\.0|BSD-3-Clause|CC0-1\.0|BSD-2-Clause|WTFPL|LGPL-3\.0-or-later|EUPL-1\.1\+))+\)?)$/;

/** Old packages of the S3 server of the tests, whose licence stands in their text only. All are MIT. */
const LICENCE_IN_TEXT = new Set(
  ["busboy", "dicer", "humanize-number", "only", "png-js", "streamsearch"].map((name) => `node_modules/${name}`),
);

const problems: string[] = [];
const bin = (name: string) => path.join("node_modules/.bin", name);
const run = (title: string, command: string, args: string[]) => {
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: "utf8" });
  if (status !== 0) problems.push(`${title}\n${stdout}${stderr}`);
  console.log(`${status === 0 ? "ok  " : "FAIL"} ${title}`);
};

run("types of the pure roots, server, simulator, scripts, bench, e2e", bin("tsc"), ["-p", "."]);
run("types of web", bin("tsc"), ["-p", "web"]);
run("types of the widget", bin("tsc"), ["-p", "widget"]);
run("types of the web's tests", bin("tsc"), ["-p", "web/tsconfig.test.json"]);
run("format and lint", bin("biome"), ["check", "--error-on-warnings", "."]);
run("floating promises", bin("oxlint"), [
  "--type-aware",
  "-A",
  "all",
  "-D",
  "typescript/no-floating-promises",
  "-D",
  "typescript/no-misused-promises",
  "--ignore-pattern",
  "**/*.test.ts",
  "--ignore-pattern",
  "e2e/ghost-room/**",
  "content",
  "rules",
  "hours",
  "language",
  "flow",
  "server",
  "simulator",
  "web/src",
  "widget/src",
  "scripts",
  "bench",
  "e2e",
]);
run("dead code", bin("knip"), ["--no-progress"]);

const { files, violations } = checkImports(root);
report("import rules", [
  ...(files < 60 ? [`only ${files} files were read`] : []),
  ...violations.map(({ file, problem }) => `${file}: ${problem}`),
]);
const tables = checkTables(root);
report("tables of rooms", [
  ...(tables.uses < 100 ? [`only ${tables.uses} uses of tables were read`] : []),
  ...tables.violations.map(({ file, problem }) => `${file}: ${problem}`),
]);
const styles = checkStyles(root);
report(`style sheets, ${styles.legacyRules} old rules left`, [
  ...(styles.sheets < 20 ? [`only ${styles.sheets} sheets were read`] : []),
  ...styles.problems.map(({ file, problem }) => `${file}: ${problem}`),
]);
report("faces of rooms", checkFaces(root));
report("licences", checkLicences());
report("packages run on the least Node", checkEngines());
await buildWebIfStale();
report("script budget", checkBudget("web/dist"));
report("widget budget", checkWidgetBudget("widget/dist"));

if (problems.length > 0) {
  console.error(`\n${problems.join("\n\n")}`);
  process.exit(1);
}

function report(title: string, found: string[]) {
  if (found.length > 0) problems.push(`${title}\n${found.join("\n")}`);
  console.log(`${found.length === 0 ? "ok  " : "FAIL"} ${title}`);
}

interface LockedPackage {
  license?: string;
  /** A folder of the repository. */
  link?: true;
  optional?: true;
  engines?: { node?: string };
  deprecated?: string;
}

function readLock(): [name: string, locked: LockedPackage][] {
  return Object.entries((JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, LockedPackage> }).packages);
}

function checkLicences(): string[] {
  return readLock().flatMap(([name, { license, link }]) =>
    name === "" || link || LICENCE_IN_TEXT.has(name) || (license !== undefined && LICENCES.test(license))
      ? []
      : [`${name}: ${license ?? "no licence"}`],
  );
}

/**
 * What npm warns of at an install. It compares with the Node that runs npm, which may be an older one than runs the program, so
 * `.npmrc` keeps it silent; here each package is compared with the least Node that the program starts on.
 */
function checkEngines(): string[] {
  const least = semver.minVersion((JSON.parse(readFileSync("package.json", "utf8")) as { engines: { node: string } }).engines.node);
  return readLock().flatMap(([name, { engines, optional, deprecated }]) => [
    // An optional one that does not fit is left out by npm.
    ...(optional || least === null || semver.satisfies(least, engines?.node ?? "*") ? [] : [`${name} needs Node ${engines?.node}`]),
    ...(deprecated === undefined ? [] : [`${name} is deprecated: ${deprecated}`]),
  ]);
}
