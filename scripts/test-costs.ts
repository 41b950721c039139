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
  // Attacks by every road, and providers that are waited for.
  ai: 120,
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

/** How many of the dearest files are named. */
const DEAREST = 12;

interface Cost {
  file: string;
  cpuSeconds: number;
  /** From the beginning of its process to the end. */
  seconds: number;
}

/** Tables of what `scripts/test-cost.ts` wrote down: by room, and the files that took most. */
export function tablesOfCosts(list: string): string {
  const lines = existsSync(list) ? readFileSync(list, "utf8").trim().split("\n") : [];
  const costs = lines.map((line) => JSON.parse(line) as Cost);
  return `${tableOfRooms(costs)}\n\n${tableOfFiles(costs)}`;
}

function tableOfRooms(costs: Cost[]): string {
  const rooms = new Map<string, { files: number; seconds: number }>();
  for (const { file, cpuSeconds } of costs) {
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

function tableOfFiles(costs: Cost[]): string {
  const rows = costs
    .toSorted((a, b) => b.cpuSeconds - a.cpuSeconds)
    .slice(0, DEAREST)
    .map(({ file, cpuSeconds, seconds }) => `${cpuSeconds.toFixed(1).padStart(7)}${seconds.toFixed(1).padStart(9)}  ${file}`);
  return [`${"CPU s".padStart(7)}${"all s".padStart(9)}  dearest files`, ...rows].join("\n");
}
