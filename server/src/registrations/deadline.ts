import { addBusinessTime } from "../../../hours/business-time.ts";
import { readQueue } from "../desk/index.ts";
import type { Tx } from "../platform/index.ts";

export interface Deadline {
  dueAt: Date;
  /** When reviewers are told that it comes near. */
  nearAt: Date;
}

const HOUR_MS = 3_600_000;
/** Of the promised time, so much has passed when it is near. */
const NEAR = 0.75;

/** So many business hours of the queue from `from`; plain hours where it has no calendar, or one that never opens. */
export async function reckonDeadline(tx: Tx, queueId: string | null, hours: number, from: Date): Promise<Deadline> {
  const calendar = queueId === null ? null : ((await readQueue(tx, queueId))?.hours ?? null);
  const after = (ms: number): Date => (calendar === null ? null : addBusinessTime(calendar, from, ms)) ?? new Date(from.getTime() + ms);
  return { dueAt: after(hours * HOUR_MS), nearAt: after(hours * HOUR_MS * NEAR) };
}
