import { randomInt } from "node:crypto";

/**
 * What a contact is told and says on the phone: the day in the workspace's zone and six digits, such as `261127-483920`, 13 characters.
 * By chance, so that nobody reads from it how many there were, and no counter is a row that everybody waits for.
 */
export function makeProtocol(now: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat("en-CA", { timeZone, year: "2-digit", month: "2-digit", day: "2-digit" }).formatToParts(now);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}${part("month")}${part("day")}-${String(randomInt(1_000_000)).padStart(6, "0")}`;
}
