import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { measureCoverage } from "./coverage.ts";
import { roomOfTest } from "./test-costs.ts";

const root = mkdtempSync(path.join(os.tmpdir(), "prosa coverage "));
after(() => rmSync(root, { recursive: true }));

const write = (file: string, text: string) => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};

write(
  "server/src/desk/route.ts",
  `// Lines of code: 6.
export interface Ticket {
  id: string;
}
export function route(urgent: boolean): string {
  if (urgent) return "now";
  return "later";
}
export function never(): string {
  const words = "nobody calls it";
  return words;
}
`,
);
write("server/src/desk/not-loaded.ts", "export const one = 1;\nexport const two = 2;\n");
write("server/src/desk/route.test.ts", `import { route } from "./route.ts";\nroute(true);\n`);
write("server/src/main.ts", `import { route } from "./desk/route.ts";\nroute(false);\n`);

function coverageOf(...programs: string[]) {
  const folder = mkdtempSync(path.join(root, "reports "));
  for (const program of programs)
    spawnSync(process.execPath, [path.join(root, program)], { env: { ...process.env, NODE_V8_COVERAGE: folder } });
  return measureCoverage(root, folder);
}

const cellsOf = (table: string, room: string) =>
  table
    .split("\n")
    .find((line) => line.startsWith(`${room} `))
    ?.split(/\s+/)
    .filter((cell) => /^[\d.]+$/.test(cell))
    .map(Number);

test("lines are counted by room, in the process of a test and in a program apart; a file that nobody loads counts too", () => {
  const { table, isEnough } = coverageOf("server/src/desk/route.test.ts", "server/src/main.ts");
  // 8 lines of code: `route` is called with one answer by each; its name, its question and the name of `never` are run by both.
  assert.deepEqual(cellsOf(table, "desk"), [8, 37.5, 50]);
  assert.deepEqual(cellsOf(table, "app"), [2, 0, 100]);
  assert.equal(isEnough, false);
});

test("what no process ran reaches nothing", () => {
  assert.deepEqual(cellsOf(coverageOf().table, "all"), [10, 0, 0]);
});

test("a test file belongs to the room whose folder it is in", () => {
  assert.equal(roomOfTest("server/src/channels/adapters/phone.test.ts"), "channels");
  assert.equal(roomOfTest("server/test/inbox/receiving.test.ts"), "inbox");
  assert.equal(roomOfTest("server/test/inbox/receiving.test.ts"), "server/test");
  assert.equal(roomOfTest("e2e/newcomer.test.ts"), "e2e");
});
