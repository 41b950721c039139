export { dealMoved } from "./events.ts";
