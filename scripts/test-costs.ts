import { existsSync, readFileSync } from "node:fs";

/**
 * CPU seconds that the tests of a room may take, with all the programs and browsers that they start: the suite stays under five
 * minutes on two cores. Printed beside what they took; who is over it moves a long proof to `npm run prove`, or shares a start.
 */
const BUDGETS: Record<string, number> = {
  backup: 60,
  whole: 110,
  inbox: 150,
  channels: 110,
  platform: 60,
  e2e: 150,
  simulator: 20,
  scripts: 30,
};
/** Of a room that is not in the list. */
const BUDGET = 45;

/** The room that a test file belongs to: its folder in `server/src` or `server/test`, else the folder of the root that it is in. */
export function roomOfTest(file: string): string {
  const [root, , room] = file.replaceAll("\\", "/").split("/");
  return root === "server" && room !== undefined ? room : (root ?? "");
}

/** A table of what `scripts/test-cost.ts` wrote down. */
export function tableOfCosts(list: string): string {
  const lines = existsSync(list) ? readFileSync(list, "utf8").trim().split("\n") : [];
  const rooms = new Map<string, { files: number; seconds: number }>();
  for (const line of lines) {
    const { file, cpuSeconds } = JSON.parse(line) as { file: string; cpuSeconds: number };
    const room = rooms.get(roomOfTest(file)) ?? { files: 0, seconds: 0 };
    rooms.set(roomOfTest(file), { files: room.files + 1, seconds: room.seconds + cpuSeconds });
  }
  const rows = [...rooms]
    .sort(([, a], [, b]) => b.seconds - a.seconds)
    .map(([room, { files, seconds }]) => {
      const budget = BUDGETS[room] ?? BUDGET;
      return `${room.padEnd(14)}${String(files).padStart(6)}${seconds.toFixed(1).padStart(9)}${String(budget).padStart(8)}${seconds > budget ? "  over" : ""}`;
    });
  return [`${"room".padEnd(14)}${"files".padStart(6)}${"CPU s".padStart(9)}${"budget".padStart(8)}`, ...rows].join("\n");
}
