import { fork } from "node:child_process";
import path from "node:path";

// `npm start`: the interface is built (when it changed) while the database starts; the program listens when both are done.
if (Number(process.versions.node.split(".")[0]) < 24) {
  console.error(
    `Prosa runs on Node 24 or newer; this is ${process.versions.node}. Run "npm ci" (it brings Node 24 on Linux and Windows), then "npm start". On macOS install Node 24 yourself.`,
  );
  process.exit(1);
}
const program = fork(path.resolve(import.meta.dirname, "../server/src/main.ts"), { stdio: "inherit" });
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => program.kill(signal));
program.on("exit", (code, signal) => process.exit(code ?? (signal === null ? 0 : 1)));
