import type { Unit } from "../../../rules/say-value.ts";

/** How a bound is typed: a figure's value times the factor, in what stands beside it. */
export function scaleOf(unit: Unit, currency: string): { factor: number; sign: string } {
  if (unit === "share") return { factor: 100, sign: "%" };
  if (unit === "cents") return { factor: 0.01, sign: currency };
  if (unit === "micros") return { factor: 0.000_001, sign: currency };
  return { factor: 1, sign: unit === "seconds" ? "s" : "" };
}
