import { randomInt } from "node:crypto";

/**
 * What a person says on the phone: the day in the workspace's zone and five digits, such as `C261127-48392`, 13 characters. By chance, as
 * protocols are: nobody reads from it how many there were.
 */
export function makeNumber(now: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "2-digit", month: "2-digit", day: "2-digit" }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `C${part("year")}${part("month")}${part("day")}-${String(randomInt(100_000)).padStart(5, "0")}`;
}
