import { appendFileSync, readFileSync } from "node:fs";
import path from "node:path";
import { isMainThread } from "node:worker_threads";

// Loaded into each process that runs a test file (see scripts/test.ts): when it ends it adds a line to the list that the variable names.
const list = process.env["TEST_COSTS"];
const isTestFile = process.env["NODE_TEST_CONTEXT"] !== undefined && isMainThread;

if (list !== undefined && isTestFile) {
  process.on("exit", () => {
    const file = path.relative(process.cwd(), process.argv[1] ?? "");
    appendFileSync(list, `${JSON.stringify({ file, cpuSeconds: cpuSeconds(), seconds: process.uptime() })}\n`);
  });
}

/** Of this process and, on Linux, of those that it started and that have ended: programs, browsers. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  const own = (user + system) / 1e6;
  if (process.platform !== "linux") return own;
  // The fields after the name, which may hold spaces. @source proc_pid_stat(5): cutime is the 16th, cstime the 17th, in hundredths.
  const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
  return own + (Number(fields[13]) + Number(fields[14])) / 100;
}
