import assert from "node:assert/strict";
import { test } from "node:test";
import { nextDigest, type QuietHours, quietUntil } from "./preferences.ts";

const NIGHT: QuietHours = { isOn: true, timeZone: "America/Manaus", from: "18:00", to: "08:00", days: ["monday", "friday"] };
const at = (iso: string) => new Date(iso);

test("a night of silence belongs to the day on which it begins, on the wall of its zone", () => {
  // Friday, 27 November 2026; Manaus is four hours behind.
  assert.equal(quietUntil(NIGHT, at("2026-11-27T21:59:00Z")), null);
  assert.deepEqual(quietUntil(NIGHT, at("2026-11-27T22:00:00Z")), at("2026-11-28T12:00:00Z"));
  assert.deepEqual(quietUntil(NIGHT, at("2026-11-28T11:59:00Z")), at("2026-11-28T12:00:00Z"), "the morning after");
  assert.equal(quietUntil(NIGHT, at("2026-11-28T23:00:00Z")), null, "Saturday was not chosen");
  assert.equal(quietUntil({ ...NIGHT, isOn: false }, at("2026-11-27T23:00:00Z")), null);
});

test("mails of what is unread leave on the hour, or at eight in the morning of the zone", () => {
  const daily = (iso: string, timeZone: string) => nextDigest("daily", { ...NIGHT, timeZone }, at(iso));
  assert.deepEqual(nextDigest("hourly", NIGHT, at("2026-11-27T22:00:00Z")), at("2026-11-27T23:00:00Z"));
  assert.deepEqual(daily("2026-11-27T11:59:59Z", "America/Manaus"), at("2026-11-27T12:00:00Z"));
  assert.deepEqual(daily("2026-11-27T12:00:30Z", "America/Manaus"), at("2026-11-28T12:00:00Z"), "within its minute it is tomorrow's");
  // Clocks in Lisbon go back on Sunday, 25 October 2026.
  assert.deepEqual(daily("2026-10-24T12:00:00Z", "Europe/Lisbon"), at("2026-10-25T08:00:00Z"));
});
