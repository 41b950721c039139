import { spawn } from "node:child_process";
import { createServer } from "vite";

// `npm run dev`: the program restarts when its files change; the interface reloads in place at http://localhost:5173.
const program = spawn(process.execPath, ["--watch", "server/start.js"], { stdio: "inherit" });
const vite = await createServer({ configFile: "web/vite.config.ts" });
await vite.listen();
vite.printUrls();
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, () => {
    program.kill(signal);
    void vite.close().then(() => process.exit(0));
  });
}
