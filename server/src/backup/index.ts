export { readLastRun } from "./last-run.ts";
export { coldStorageOf, storageOf } from "./local-installation.ts";
export { scheduleBackups } from "./schedule.ts";
