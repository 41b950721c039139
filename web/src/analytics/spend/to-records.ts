import { type AnalyticsSearch, toAnalytics } from "../paths.ts";
import type { SpendKind, SpendMonth } from "./queries.ts";

/** The rows behind a part of a month, or of one day of it. */
export const toRecords = (
  search: AnalyticsSearch,
  { month, items }: SpendMonth,
  { figureId, by, key }: SpendKind["shownBy"]["spent"],
  day?: string,
) => {
  const { at: _at, by: _by, key: _key, filter: _filter, ...kept } = search;
  return toAnalytics({
    ...kept,
    period: "own",
    from: `${month}-01`,
    to: `${month}-${String(items[0]?.days.length ?? 28).padStart(2, "0")}`,
    step: "day",
    show: figureId,
    ...(by === null ? {} : { by, key: key ?? "" }),
    ...(day === undefined ? {} : { at: day }),
  });
};
