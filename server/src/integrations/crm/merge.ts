import { isDeepStrictEqual } from "node:util";
import type { TheirDeal } from "./shapes.ts";

/** What is the same on both sides of a deal that is in step. */
export interface Facts {
  title: string;
  /** In hundredths of `currency`. */
  value: { cents: number; currency: string };
  /** `won`, `lost`, or the id of their open stage; null: it stands where they have no stage for. */
  place: string | null;
}

const FIELDS = ["title", "value", "place"] as const;
export type Field = (typeof FIELDS)[number];
/** What each side said when they were last in step; they differ where one has no word for what the other says. */
export interface Agreed {
  ours: Facts;
  theirs: Facts;
}

/** When each was last changed. */
export type Times = Record<Field, Date>;

const MOST_TITLE = 200;
const MOST_CENTS = 100_000_000_000_000;

/** A deal of theirs in our words. Pure. */
export function factsOf({ title, value, currency, status, stage_id }: TheirDeal): Facts {
  const cents = Math.min(Math.max(Math.round((value ?? 0) * 100), 0), MOST_CENTS);
  const place = status === "won" || status === "lost" ? status : String(stage_id);
  return { title: title.trim().slice(0, MOST_TITLE), value: { cents, currency: currency ?? "" }, place };
}

/**
 * When a deal of theirs changed, at the latest: they keep a time for stages and one for the end, and of the rest one for the whole deal. Pure.
 * @param agreed what tells whether it was closed or opened since
 */
export function timesOf({ update_time, stage_change_time, close_time, status }: TheirDeal, { theirs }: Agreed): Times {
  const updated = timeOf(update_time) ?? new Date(0);
  const wasOpen = theirs.place !== "won" && theirs.place !== "lost";
  const placed = status === "open" ? (wasOpen ? stage_change_time : null) : close_time;
  return { title: updated, value: updated, place: timeOf(placed) ?? updated };
}

function timeOf(written: string | null | undefined): Date | null {
  const at = written == null ? Number.NaN : Date.parse(written);
  return Number.isNaN(at) ? null : new Date(at);
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
    const [own, other] = [ours.facts[field], theirs.facts[field]];
    if (isDeepStrictEqual(own, other)) continue;
    const isOwnChanged = !isDeepStrictEqual(own, agreed.ours[field]);
    const isOtherChanged = !isDeepStrictEqual(other, agreed.theirs[field]);
    if (isOwnChanged && (!isOtherChanged || ours.times[field] >= theirs.times[field])) {
      if (own !== null) send.push(field);
    } else if (isOtherChanged) receive.push(field);
  }
  return { send, receive };
}

/** Whether a deal of theirs is as it was agreed upon: nothing came of it but our own echo. Pure. */
export const isEcho = (deal: TheirDeal, { theirs }: Agreed): boolean => isDeepStrictEqual(factsOf(deal), theirs);
