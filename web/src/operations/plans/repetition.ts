export const UNITS = ["day", "week", "month", "year"] as const;
export type Unit = (typeof UNITS)[number];

export interface Repetition {
  every: number;
  unit: Unit;
}

const WORDS: Record<Unit, string> = { day: "DAILY", week: "WEEKLY", month: "MONTHLY", year: "YEARLY" };

/** Every so many days, weeks, months or years, as RFC 5545 writes it. Pure. */
export const writeRepetition = ({ every, unit }: Repetition): string => `FREQ=${WORDS[unit]}${every === 1 ? "" : `;INTERVAL=${every}`}`;

/** Null: the rule says more than that. Pure. */
export function readRepetition(rule: string): Repetition | null {
  const [, word, every] = /^FREQ=(DAILY|WEEKLY|MONTHLY|YEARLY)(?:;INTERVAL=(\d+))?$/.exec(rule) ?? [];
  const unit = UNITS.find((one) => WORDS[one] === word);
  return unit === undefined ? null : { every: Number(every ?? 1), unit };
}
