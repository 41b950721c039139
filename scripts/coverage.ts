import { globSync, readdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const SOURCES = "{server/src,simulator,content,rules,hours,language,flow}/**/*.ts";
/** Percent of all lines that each kind of test has to reach. */
const LEAST = { unit: 85, integration: 60 } as const;

/** `unit`: the process that runs a test file calls the code itself. `integration`: it runs in a program that a test started. */
type Kind = keyof typeof LEAST;

/** What V8 writes for each process. @source nodejs.org/api/cli.html, NODE_V8_COVERAGE; offsets are those of the file, since stripping types keeps them */
interface ProcessReport {
  result: { url: string; functions: { ranges: Range[] }[] }[];
}

interface Range {
  startOffset: number;
  endOffset: number;
  count: number;
}

interface Counted {
  lines: number;
  unit: number;
  integration: number;
}

/**
 * Which lines of the server and the simulator were run, by room and kind of test, from the reports in `folder`. Lines without code
 * (types, comments, brackets) do not count; a file that nobody loaded counts in full.
 * @returns the table, and whether each kind reaches what it has to.
 */
export function measureCoverage(root: string, folder: string): { table: string; isEnough: boolean } {
  const files = new Map(
    globSync(SOURCES, { cwd: root, exclude: (name) => name.endsWith(".test.ts") }).map((file) => [file, readCode(path.join(root, file))]),
  );
  const reached: Record<Kind, Map<string, Set<number>>> = { unit: new Map(), integration: new Map() };
  for (const report of readdirSync(folder).filter((name) => name.endsWith(".json"))) {
    const { result } = JSON.parse(readFileSync(path.join(folder, report), "utf8")) as ProcessReport;
    const kind: Kind = result.some(({ url }) => url.endsWith(".test.ts")) ? "unit" : "integration";
    for (const script of result) {
      const file = script.url.startsWith("file:") ? path.relative(root, fileURLToPath(script.url)) : "";
      const code = files.get(file);
      if (code !== undefined) addLines(reached[kind], file, linesRun(code, script.functions));
    }
  }
  return report(files, reached);
}

interface Code {
  length: number;
  /** Offsets of the first and last character of code on each line that has some. */
  lines: [from: number, to: number][];
}

function readCode(file: string): Code {
  const text = stripTypeScriptTypes(readFileSync(file, "utf8"));
  // Comments become blanks of the same length; a text that looks like one costs a line, no more.
  const code = text.replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replaceAll(/[^\n]/g, " "));
  const lines: [number, number][] = [];
  for (const match of code.matchAll(/^.*[\p{L}\p{N}].*$/gmu)) {
    const start = match.index + match[0].search(/\S/);
    lines.push([start, match.index + match[0].trimEnd().length]);
  }
  return { length: text.length, lines };
}

/** The numbers of those lines of which something was run. */
function linesRun({ length, lines }: Code, functions: { ranges: Range[] }[]): number[] {
  const ran = new Uint8Array(length).fill(1);
  // An inner range says more than the one around it.
  const ranges = functions.flatMap((one) => one.ranges).sort((a, b) => a.startOffset - b.startOffset || b.endOffset - a.endOffset);
  for (const { startOffset, endOffset, count } of ranges) ran.fill(count > 0 ? 1 : 0, startOffset, endOffset);
  return lines.flatMap(([from, to], index) => (ran.subarray(from, to).includes(1) ? [index] : []));
}

function addLines(reached: Map<string, Set<number>>, file: string, lines: number[]) {
  const known = reached.get(file) ?? new Set();
  for (const line of lines) known.add(line);
  reached.set(file, known);
}

function report(files: Map<string, Code>, reached: Record<Kind, Map<string, Set<number>>>) {
  const rooms = new Map<string, Counted>();
  const all: Counted = { lines: 0, unit: 0, integration: 0 };
  for (const [file, { lines }] of files) {
    const room = rooms.get(roomOf(file)) ?? { lines: 0, unit: 0, integration: 0 };
    rooms.set(roomOf(file), room);
    for (const sum of [room, all]) {
      sum.lines += lines.length;
      sum.unit += reached.unit.get(file)?.size ?? 0;
      sum.integration += reached.integration.get(file)?.size ?? 0;
    }
  }
  const percent = (counted: Counted, kind: Kind) => (100 * counted[kind]) / Math.max(1, counted.lines);
  const cell = (counted: Counted, kind: Kind) =>
    `${percent(counted, kind).toFixed(1)}${percent(counted, kind) < LEAST[kind] ? " <" : "  "}`.padStart(14);
  const row = (name: string, counted: Counted) =>
    `${name.padEnd(14)}${String(counted.lines).padStart(8)}${cell(counted, "unit")}${cell(counted, "integration")}`;
  const head = `${"room".padEnd(14)}${"lines".padStart(8)}${`unit (${LEAST.unit})`.padStart(12)}${`integration (${LEAST.integration})`.padStart(18)}`;
  return {
    table: [head, ...[...rooms].sort().map(([name, counted]) => row(name, counted)), row("all", all)].join("\n"),
    isEnough: percent(all, "unit") >= LEAST.unit && percent(all, "integration") >= LEAST.integration,
  };
}

function roomOf(file: string): string {
  const [root, second, third, ...rest] = file.replaceAll("\\", "/").split("/");
  if (root !== "server" || second === undefined) return root ?? "";
  return rest.length === 0 ? "app" : (third ?? second);
}
