import type { CommonText } from "./define-words.ts";

const LIMIT = 1000;

/** Nothing for none, "999+" for what is not counted further. */
export const countText = (count: number | undefined, t: CommonText): string =>
  count === undefined || count === 0 ? "" : count >= LIMIT ? t("count.moreThan") : String(count);
