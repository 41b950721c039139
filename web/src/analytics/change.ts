import { type SayAs, sayValue, type Unit } from "../../../rules/say-value.ts";

interface Change {
  says: string;
  way: "up" | "down" | "same";
  tone: "good" | "bad" | "none";
}

/** What became of a value since the period before; null where one of the two says nothing. Counts in percent, everything else as a difference. */
export function changeOf(
  unit: Unit,
  value: number | null,
  before: number | null,
  better: "more" | "less" | null,
  say: SayAs,
): Change | null {
  if (value === null || before === null) return null;
  const difference = value - before;
  const isCounted = unit === "count" || unit === "cents" || unit === "micros";
  if (isCounted && before === 0) return null;
  const way = difference === 0 ? "same" : difference > 0 ? "up" : "down";
  const tone = way === "same" || better === null ? "none" : (way === "up") === (better === "more") ? "good" : "bad";
  const plus = difference > 0 ? "+" : "";
  const points = new Intl.NumberFormat(say.language, { maximumFractionDigits: 1 });
  if (isCounted) return { says: `${plus}${sayValue("share", difference / before, say)}`, way, tone };
  if (unit === "share") return { says: `${plus}${points.format(difference * 100)} pt`, way, tone };
  return { says: `${plus}${sayValue(unit, difference, say)}`, way, tone };
}
