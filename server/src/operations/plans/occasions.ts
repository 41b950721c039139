import { RRuleTemporal } from "rrule-temporal";
import { ruleInvalid } from "../errors.ts";

/** From a day to a year: nothing that opens an order an hour. */
const RULE = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(;[A-Z]+=[-+A-Z0-9,]+)*$/;

export interface Calendar {
  /** RFC 5545 without DTSTART: FREQ=MONTHLY;INTERVAL=3. */
  rule: string;
  /** 2026-12-01. */
  startsOn: string;
  /** 08:00. */
  startsAt: string;
}

/**
 * The first time of the plan after a moment, on the clock of its zone also where the clocks change. Pure.
 * @returns null: it has no more
 * @throws {AppError} operations.rule_invalid
 */
export function nextOccasion({ rule, startsOn, startsAt }: Calendar, zone: string, after: Date): Date | null {
  if (!RULE.test(rule)) throw ruleInvalid();
  const start = `${startsOn.replaceAll("-", "")}T${startsAt.replace(":", "")}00`;
  try {
    const next = new RRuleTemporal({ rruleString: `DTSTART;TZID=${zone}:${start}\nRRULE:${rule}` }).next(after, false);
    return next === null ? null : new Date(next.epochMilliseconds);
  } catch {
    throw ruleInvalid();
  }
}
