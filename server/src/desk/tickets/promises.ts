import { addBusinessTime, businessTimeBetween, isOpen, nextChange } from "../../../../hours/business-time.ts";
import type { Calendar } from "../../../../hours/calendar.ts";
import type { Promised } from "../closed-sets.ts";
import type { EscalationStep, Queue } from "../queues/queue.ts";

/** How a queue promises, without what it is named or who serves it. */
export type Promises = Pick<
  Queue,
  | "hours"
  | "firstResponseSeconds"
  | "resolutionSeconds"
  | "abandonAfterSeconds"
  | "overflowAfterSeconds"
  | "overflowQueueId"
  | "answerWithinSeconds"
  | "escalation"
>;

/** What the promises of a ticket are reckoned from. */
export interface Standing {
  state: string;
  openedAt: Date;
  assignedAt: Date | null;
  firstReplyAt: Date | null;
  pausedAt: Date | null;
  /** Business time during which the clock of the resolution stood, in ms; the pause that goes on now not included. */
  pausedMs: number;
  firstResponseBreachedAt: Date | null;
  resolutionBreachedAt: Date | null;
  escalated: string[];
}

export interface Reckoned {
  firstResponseDueAt: Date | null;
  /** Null while it stands. */
  resolutionDueAt: Date | null;
  abandonAt: Date | null;
  overflowAt: Date | null;
  answerBy: Date | null;
  /** When the sweep has to look at it: the earliest of all that is due. */
  lookAt: Date | null;
}

const SECOND = 1000;

/** The one function of business time that deadline, warning, pause and notice go by: after `seconds` of open time; null: never. Pure. */
function after(hours: Calendar | null, from: Date, seconds: number): Date | null {
  return hours === null ? new Date(from.getTime() + seconds * SECOND) : addBusinessTime(hours, from, seconds * SECOND);
}

/** Open time between two moments in ms. Pure. */
export const between = (hours: Calendar | null, from: Date, to: Date): number =>
  hours === null ? Math.max(0, to.getTime() - from.getTime()) : businessTimeBetween(hours, from, to);

export const isOpenAt = (hours: Calendar | null, at: Date): boolean => hours === null || isOpen(hours, at);

/** When it opens next; null when it is open, or never opens. Pure. */
export const opensAt = (hours: Calendar | null, at: Date): Date | null =>
  hours === null || isOpen(hours, at) ? null : nextChange(hours, at);

/** Everything that is due on a ticket, by what its queue promises. Null promises: of a ticket that is in no queue. Pure. */
export function reckon(promises: Promises | null, standing: Standing, warnPercent: number): Reckoned {
  const nothing = { firstResponseDueAt: null, resolutionDueAt: null, abandonAt: null, overflowAt: null, answerBy: null, lookAt: null };
  if (promises === null || (standing.state !== "waiting" && standing.state !== "in_service")) return nothing;
  const { hours, overflowQueueId } = promises;
  const since = (seconds: number | null) => (seconds === null ? null : after(hours, standing.openedAt, seconds));
  const isWaiting = standing.state === "waiting";
  const firstResponseDueAt = since(promises.firstResponseSeconds);
  const resolution = promises.resolutionSeconds === null ? null : promises.resolutionSeconds + standing.pausedMs / SECOND;
  const resolutionDueAt = standing.pausedAt === null ? since(resolution) : null;
  const abandonAt = isWaiting ? since(promises.abandonAfterSeconds) : null;
  const overflowAt = isWaiting && overflowQueueId !== null ? since(promises.overflowAfterSeconds) : null;
  const isUnanswered = !isWaiting && standing.firstReplyAt === null && standing.assignedAt !== null;
  const answerBy =
    isUnanswered && promises.answerWithinSeconds !== null && standing.assignedAt !== null
      ? after(hours, standing.assignedAt, promises.answerWithinSeconds)
      : null;
  const steps = stepsOf(promises, standing, warnPercent).map(({ at }) => at);
  const breaches = [
    standing.firstReplyAt === null && standing.firstResponseBreachedAt === null ? firstResponseDueAt : null,
    standing.resolutionBreachedAt === null ? resolutionDueAt : null,
  ];
  return {
    firstResponseDueAt,
    resolutionDueAt,
    abandonAt,
    overflowAt,
    answerBy,
    lookAt: earliest([abandonAt, overflowAt, answerBy, ...breaches, ...steps]),
  };
}

export interface DueStep {
  /** Its name among those that were taken. */
  key: string;
  promise: Promised;
  isWarning: boolean;
  at: Date;
  whom: EscalationStep["whom"];
}

/** The steps of the ladder that were not taken, with when they are due. A warning is told to whoever serves it without being asked for. Pure. */
export function stepsOf(promises: Promises, standing: Standing, warnPercent: number): DueStep[] {
  const { hours, firstResponseSeconds, resolutionSeconds, escalation } = promises;
  const limits: Record<Promised, number | null> = {
    first_response: standing.firstReplyAt === null ? firstResponseSeconds : null,
    resolution: standing.pausedAt === null && resolutionSeconds !== null ? resolutionSeconds + standing.pausedMs / SECOND : null,
  };
  const warning = (promise: Promised): EscalationStep => ({ promise, after: "near", whom: "agent" });
  const broken = (promise: Promised): EscalationStep => ({ promise, after: 0, whom: "supervisors" });
  const ladder = [warning("first_response"), warning("resolution"), broken("first_response"), broken("resolution"), ...escalation];
  const steps: DueStep[] = [];
  for (const { promise, after: delay, whom } of ladder) {
    const limit = limits[promise];
    const key = `${promise} ${delay} ${typeof whom === "string" ? whom : whom.memberId}`;
    if (limit === null || standing.escalated.includes(key) || steps.some((one) => one.key === key)) continue;
    const at = after(hours, standing.openedAt, delay === "near" ? (limit * warnPercent) / 100 : limit + delay);
    if (at !== null) steps.push({ key, promise, isWarning: delay === "near", at, whom });
  }
  return steps;
}

/** What the contact waits for next, for lists and walls. Pure. */
export function nextPromise(
  standing: Pick<Standing, "firstReplyAt" | "state">,
  { firstResponseDueAt, resolutionDueAt }: Pick<Reckoned, "firstResponseDueAt" | "resolutionDueAt">,
) {
  if (standing.firstReplyAt === null && firstResponseDueAt !== null) return { at: firstResponseDueAt, kind: "first_response" as const };
  return resolutionDueAt === null ? null : { at: resolutionDueAt, kind: "resolution" as const };
}

function earliest(times: (Date | null)[]): Date | null {
  return times.reduce<Date | null>((first, time) => (time !== null && (first === null || time < first) ? time : first), null);
}
