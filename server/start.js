// Plain JavaScript, so that an old Node can still say what is wrong. The program itself is server/src/main.ts.
import module from "node:module";
import path from "node:path";
import v8 from "node:v8";

if (Number(process.versions.node.split(".")[0]) < 24) {
  console.error(
    `Prosa runs on Node 24 or newer; this is ${process.versions.node}. "npm ci" brings Node 24 on Linux and Windows, and "npm start" uses it; "npm ci --omit=dev" leaves it out, and on macOS there is none: install Node 24 yourself.`,
  );
  process.exit(1);
}
// Collect when the heap has doubled, not when it grew by a few megabytes: see docs/decisions/0004-runtime.md.
v8.setFlagsFromString("--heap-growing-percent=100");
// Stripped and compiled once: the second start is quicker and needs less memory.
module.enableCompileCache(path.resolve(import.meta.dirname, "../node_modules/.cache/node"));
await import("./src/main.ts");
