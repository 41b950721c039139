import type { OutboundContent } from "../../../../content/content.ts";
import { DAY_MS } from "../../../../hours/calendar.ts";
import { createTap } from "../../inbox/index.ts";
import { newId, type Tx } from "../../platform/index.ts";
import { readChatWords, shortWhen } from "./chat-words.ts";
import { findSlots, type Slot } from "./free-slots.ts";
import { readService } from "./services.ts";

export const PICK = "appointment_pick";
export const MORE = "appointment_more";

/** A list has ten rows; the last leads to later times. */
const ROWS = 9;
/** So many of one day: people look for a day first. */
const A_DAY = 3;
/** So long a choice counts; what is taken meanwhile is offered anew. */
const OFFER_DAYS = 7;

/** What is offered, and to whom. */
export interface Offer {
  serviceId: string;
  memberId: string | null;
  contactId: string;
  /** Of one choice: who chooses twice has moved, and has not booked twice. */
  offerId: string;
  /** The appointment that is to be moved; null: a new one. */
  appointmentId: string | null;
}

export const newOffer = (offer: Omit<Offer, "offerId">): Offer => ({ ...offer, offerId: newId() });

/**
 * A list of free times, each a button that books. Numbered text where a channel has no lists.
 * @param after only later ones
 * @returns null where there is none
 */
export async function offerContent(
  tx: Tx,
  offer: Offer,
  { now, after = now, head }: { now: Date; after?: Date; head?: string | undefined },
): Promise<OutboundContent | null> {
  const service = await readService(tx, offer.serviceId);
  const { words, language, timeZone } = await readChatWords(tx);
  const slots = await findSlots(tx, {
    service,
    memberId: offer.memberId ?? undefined,
    from: new Date(after.getTime() + 1),
    until: new Date(now.getTime() + service.daysAhead * DAY_MS),
    now,
    ...(offer.appointmentId === null ? {} : { exceptId: offer.appointmentId }),
  });
  const shown = choose(slots, timeZone);
  const last = shown.at(-1);
  if (last === undefined) return null;
  const button = (verb: string, detail: Record<string, unknown>) =>
    createTap(
      tx,
      {
        verb,
        detail: { ...offer, ...detail },
        expiresAt: new Date(now.getTime() + OFFER_DAYS * DAY_MS),
        contactId: offer.contactId,
      },
      now,
    );
  const rows = [];
  for (const { startsAt } of shown)
    rows.push({ id: await button(PICK, { startsAt: startsAt.toISOString() }), title: shortWhen(startsAt, language, timeZone) });
  if (slots.at(-1) !== last) rows.push({ id: await button(MORE, { after: last.startsAt.toISOString() }), title: words.more });
  return { kind: "list", text: head ?? words.offer(service.name), button: words.choose, sections: [{ title: words.choose, rows }] };
}

/** The first ones of each day: a few of the morning do not hide the day after. Pure. */
function choose(slots: readonly Slot[], timeZone: string): Slot[] {
  const day = new Intl.DateTimeFormat("en-CA", { timeZone });
  const days = Map.groupBy(slots, ({ startsAt }) => day.format(startsAt));
  return [...days.values()].flatMap(spread).slice(0, ROWS);
}

/** Morning, noon and evening rather than three in a row. */
const spread = (slots: Slot[]): Slot[] =>
  slots.length <= A_DAY
    ? slots
    : Array.from({ length: A_DAY }, (_one, index) => slots[Math.round((index * (slots.length - 1)) / (A_DAY - 1))] as Slot); // within its length
