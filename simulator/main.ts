import { startSimulator } from "./server.ts";

// Started by the program in demo mode: is told the product's clock, tells its address over IPC and ends with its parent.
const simulator = await startSimulator(Number(process.env["SIMULATOR_PORT"] ?? 0), Number(process.env["SIMULATOR_AHEAD_MS"] ?? 0));
process.send?.({ url: simulator.url });
process.on("disconnect", () => process.exit(0));
process.on("SIGINT", () => undefined); // Ctrl-C reaches the whole group: the parent decides when
process.on("SIGTERM", () => process.exit(0));
