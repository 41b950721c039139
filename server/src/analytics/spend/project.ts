/**
 * What a month comes to if it goes on like its whole days so far: what they cost, and their mean for each day that is left, today among them;
 * never less than what is spent already. Null on its first day, of which nothing can be said, and for a month that has not begun.
 * @param days what each day cost, from the first on; those to come too @param gone whole days that are over. Pure.
 */
export function project(days: readonly number[], gone: number): number | null {
  const spent = sum(days);
  if (gone >= days.length) return spent;
  if (gone <= 0) return null;
  const before = sum(days.slice(0, gone));
  return Math.max(spent, Math.round(before + (before / gone) * (days.length - gone)));
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
