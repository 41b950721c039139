export { completeDemo, prepareDemo } from "./prepare-demo.ts";
