export { sightingMade } from "./events.ts";
