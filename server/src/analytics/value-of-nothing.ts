import type { Figure } from "../inbox/index.ts";

/** What a figure of no rows is: counts and sums are 0, of everything else nothing can be said. */
export const valueOfNothing = ({ aggregate }: Pick<Figure, "aggregate">): 0 | null =>
  aggregate === "count" || aggregate === "distinct" || aggregate === "sum" ? 0 : null;
