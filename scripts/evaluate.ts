import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import {
  countRight,
  type Evaluation,
  evaluateFile,
  ownSamples,
  readCatalogue,
  TASKS,
  type Task,
  writeLabels,
  writeUnderstanding,
} from "./evaluation.ts";

// `npm run evaluate -- --task T [--catalogue C.json] FILE.jsonl`: how well texts are understood. Without a file: all samples of the
// repository, of one task or of all, and docs/understanding.md is written.
const { values: wanted, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { task: { type: "string" }, catalogue: { type: "string" } },
});
const task = TASKS.find((name) => name === wanted.task);
if (wanted.task !== undefined && task === undefined) fail(`--task is one of ${TASKS.join(", ")}`);
if (files.length > 0 && task === undefined) fail("a file needs --task");

const catalogue = readCatalogue(wanted.catalogue);
const runs =
  files.length > 0 && task !== undefined
    ? files.map((file) => [task, file] as const)
    : (task === undefined ? TASKS : [task]).flatMap((name) => Object.values(ownSamples(name)).map((file) => [name, file] as const));
let [right, all] = [0, 0];
for (const [name, file] of runs) {
  const evaluation = evaluateFile(name, file, catalogue);
  print(name, file, evaluation);
  right += countRight(evaluation.judged);
  all += evaluation.judged.length;
}
if (files.length === 0 && task === undefined)
  writeFileSync(path.join(import.meta.dirname, "../docs/understanding.md"), writeUnderstanding());
console.log(`right ${right} of ${all}`);

function print(name: Task, file: string, { judged, millisecondsEach }: Evaluation) {
  console.log(`\n${name}: ${file}\n\n${writeLabels(judged)}\n`);
  const missed = judged.filter(({ isRight }) => !isRight);
  const confusions = Map.groupBy(missed, ({ wanted, got }) => `${wanted} taken for ${got}`);
  for (const [confusion, texts] of [...confusions].sort(([, a], [, b]) => b.length - a.length)) {
    console.log(`${confusion} (${texts.length})`);
    for (const { text } of texts) console.log(`  ${text.slice(0, 160)}`);
  }
  console.log(
    `\n${millisecondsEach.toFixed(3)} ms a text, ${countRight(judged)} of ${judged.length} (${((100 * countRight(judged)) / Math.max(1, judged.length)).toFixed(1)} %)`,
  );
}

function fail(problem: string): never {
  console.error(problem);
  process.exit(2);
}
