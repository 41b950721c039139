export {
  /** @public What a room above offers to flows. */
  block,
} from "./block.ts";
