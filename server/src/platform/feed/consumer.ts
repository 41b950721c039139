import type { Tx } from "../db.ts";
import type { EventKind } from "../events.ts";

/** An event as its listeners get it. */
export interface FeedEvent<Detail = unknown> {
  /** Grows in the order in which events of one subject happened. */
  seq: number;
  workspaceId: string;
  kind: string;
  conversationId: string | null;
  subjectId: string | null;
  detail: Detail;
  correlationId: string | null;
  occurredAt: Date;
}

/** Takes events of one kind that followed each other, of one workspace. What it writes and the cursor are one transaction. */
type Hear<Detail> = (tx: Tx, events: FeedEvent<Detail>[], now: Date) => Promise<void>;

export interface Hearing {
  kind: string;
  hear: Hear<unknown>;
}

/** A room's offer to listen. */
export interface ConsumerOffer {
  offer: "consumer";
  name: string;
  hearings: Hearing[];
  /** Of the whole batch, before anything of it is heard. */
  lock?: (tx: Tx, events: FeedEvent[]) => Promise<void>;
}

/**
 * What a listener does at one kind of event. It may run again for the same event, reads the present row under its lock instead of believing
 * the event, and leaves what is slow or foreign to a job.
 */
export const on = <Detail>({ kind }: EventKind<Detail>, hear: Hear<Detail>): Hearing =>
  // The row was written by the kind itself: this is the one place that believes it.
  ({ kind, hear: hear as Hear<unknown> });

/** @param name `room.what`, never changed: the cursor has it. */
export const consumer = (name: string, ...hearings: Hearing[]): ConsumerOffer => ({ offer: "consumer", name, hearings });

/**
 * For a listener that locks rows of more than one event in its transaction: kinds come mixed in a batch, so only what is locked before the first
 * of them is locked in one order. `lock` sorts.
 */
export const lockingFirst = (lock: NonNullable<ConsumerOffer["lock"]>, offer: ConsumerOffer): ConsumerOffer => ({ ...offer, lock });

/** Lets a listener hear a batch in its order: events of one kind that follow each other come together. */
export async function hearAll({ hearings, lock }: ConsumerOffer, tx: Tx, events: FeedEvent[], now: Date): Promise<void> {
  await lock?.(tx, events);
  for (let first = 0; first < events.length; ) {
    const kind = events[first]?.kind;
    let end = first + 1;
    while (events[end]?.kind === kind) end += 1;
    const run = events.slice(first, end);
    for (const hearing of hearings) if (hearing.kind === kind) await hearing.hear(tx, run, now);
    first = end;
  }
}
