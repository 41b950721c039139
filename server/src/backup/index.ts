export { scheduleBackups } from "./schedule.ts";
