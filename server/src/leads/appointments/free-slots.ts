import { DAY_MS, MINUTE_MS } from "../../../../hours/calendar.ts";
import type { Span } from "../../../../hours/open-spans.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { readHours } from "./hosts.ts";
import type { AppointmentService } from "./services.ts";
import { freeStarts } from "./slots.ts";

/** A time that can be booked. */
export interface Slot {
  startsAt: Date;
  endsAt: Date;
  /** Who is free then. */
  memberIds: string[];
}

interface SlotsAsked {
  service: AppointmentService;
  /** Absent: with anybody who does it. */
  memberId?: string | undefined;
  from: Date;
  until: Date;
  now: Date;
  /** An appointment that is to be moved: its own time counts as free. */
  exceptId?: string | undefined;
}

/** Free times that begin in the span, in order; none sooner or later than the service allows. */
export async function findSlots(tx: Tx, { service, memberId, from, until, now, exceptId }: SlotsAsked): Promise<Slot[]> {
  if (service.isArchived) return [];
  const asked: Span = {
    from: Math.max(from.getTime(), now.getTime() + service.noticeMinutes * MINUTE_MS),
    to: Math.min(until.getTime(), now.getTime() + service.daysAhead * DAY_MS),
  };
  if (asked.from >= asked.to) return [];
  const hours = await readHours(tx, { serviceId: service.id, memberId });
  const booked = await readBooked(
    tx,
    hours.map((one) => one.memberId),
    asked,
    exceptId,
  );
  const ms = service.minutes * MINUTE_MS;
  const byStart = new Map<number, string[]>();
  for (const { memberId: id, calendar } of hours)
    for (const start of freeStarts(calendar, asked, ms, booked.get(id) ?? [])) byStart.set(start, [...(byStart.get(start) ?? []), id]);
  return [...byStart]
    .toSorted(([one], [other]) => one - other)
    .map(([start, memberIds]) => ({ startsAt: new Date(start), endsAt: new Date(start + ms), memberIds }));
}

/** What is booked with each member and meets the span, or its day before. */
export async function readBooked(tx: Tx, memberIds: string[], { from, to }: Span, exceptId?: string): Promise<Map<string, Span[]>> {
  const rows = await tx.many(sql<{ memberId: string; startsAt: Date; endsAt: Date }>`
    select member_id as "memberId", starts_at as "startsAt", ends_at as "endsAt" from appointments
    where workspace_id = current_workspace() and member_id = any(${memberIds}::uuid[]) and state <> 'cancelled' and id is distinct from ${exceptId ?? null}::uuid
      and starts_at > ${new Date(from - DAY_MS)} and starts_at < ${new Date(to + DAY_MS)}`);
  return new Map(
    [...Map.groupBy(rows, (row) => row.memberId)].map(([id, own]) => [
      id,
      own.map(({ startsAt, endsAt }) => ({ from: startsAt.getTime(), to: endsAt.getTime() })),
    ]),
  );
}
