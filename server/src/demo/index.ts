export { prepareDemo } from "./seed.ts";
