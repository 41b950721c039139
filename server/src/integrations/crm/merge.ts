import { type Facts, FIELDS, type Field, type TheirDeal } from "./deal-facts.ts";

/** What each side said when they were last in step; they differ where one has no word for what the other says. */
export interface Agreed {
  ours: Facts;
  theirs: Facts;
}

/** When each was last changed. */
export type Times = Record<Field, Date>;

/**
 * When a deal of theirs changed, at the latest: they keep a time for stages and one for the end, and of the rest one for the whole deal. Pure.
 * @param agreed what tells whether it was closed or opened since
 */
export function timesOf({ facts, updatedAt, stagedAt, closedAt }: TheirDeal, { theirs }: Agreed): Times {
  const updated = updatedAt ?? new Date(0);
  const isClosed = (place: string | null) => place === "won" || place === "lost";
  const placed = isClosed(facts.place) ? closedAt : isClosed(theirs.place) ? null : stagedAt;
  return { title: updated, value: updated, place: placed ?? updated };
}

/**
 * What goes there, and what comes from there: each field on its own, from the side that changed it since both agreed; of both the newer. Pure.
 * @param ours with `place` null where we stand in a stage that has none there: then it does not go
 */
export function merge(
  agreed: Agreed,
  ours: { facts: Facts; times: Times },
  theirs: { facts: Facts; times: Times },
): { send: Field[]; receive: Field[] } {
  const send: Field[] = [];
  const receive: Field[] = [];
  for (const field of FIELDS) {
    if (isSame(field, ours.facts, theirs.facts)) continue;
    const isOwnChanged = !isSame(field, ours.facts, agreed.ours);
    const isOtherChanged = !isSame(field, theirs.facts, agreed.theirs);
    if (isOwnChanged && (!isOtherChanged || ours.times[field] >= theirs.times[field])) {
      if (ours.facts[field] !== null) send.push(field);
    } else if (isOtherChanged) receive.push(field);
  }
  return { send, receive };
}

/** Whether a deal of theirs is as it was agreed upon: nothing came of it but our own echo. Pure. */
export const isEcho = (deal: TheirDeal, { theirs }: Agreed): boolean => FIELDS.every((field) => isSame(field, deal.facts, theirs));

/** A value that names no currency is in that of the other side. */
function isSame(field: Field, one: Facts, other: Facts): boolean {
  if (field !== "value") return one[field] === other[field];
  const [{ cents, currency }, { cents: otherCents, currency: otherCurrency }] = [one.value, other.value];
  return cents === otherCents && (currency === otherCurrency || currency === "" || otherCurrency === "");
}
