import { beginNotice, endNotices } from "../../notices/index.ts";
import { addJobs } from "../../platform/index.ts";
import { findRoutable, findServedQueues } from "../across-workspaces.ts";
import { routeTicketsJob } from "../job-kinds.ts";
import { UNSERVED } from "../notice-kinds.ts";
import type { RoutingParts } from "../routing/route-tickets.ts";
import { isOpenAt } from "../tickets/promises.ts";
import { findSilentAgents, returnTickets } from "./look-at-agents.ts";
import { lookAtTickets } from "./look-at-tickets.ts";
import { createSteadiness } from "./steady-clock.ts";
import { tellPositions } from "./tell-positions.ts";

const LOOK_EVERY_MS = 15_000;
/** Devices give a sign every 15 seconds. */
const DEVICES_HAVE_MS = 45_000;

/** Looks at everything that time alone changes, every 15 seconds; any number of workers may do so. @returns how to stop */
export function watchDesk(ground: RoutingParts): () => void {
  const isSteady = createSteadiness(ground.clock, () => performance.now(), DEVICES_HAVE_MS);
  const timer = setInterval(
    () => void sweepDesk(ground, isSteady()).catch((error) => ground.log.warn({ err: error }, "the desk could not be swept")),
    LOOK_EVERY_MS,
  );
  return () => clearInterval(timer);
}

/**
 * One look at all workspaces. What events missed is found here.
 * @param hearsDevices false: the clock has jumped, and who seems silent may not be
 */
export async function sweepDesk(ground: RoutingParts, hearsDevices = true): Promise<void> {
  if (hearsDevices) {
    await findSilentAgents(ground);
    await returnTickets(ground);
  }
  await lookAtTickets(ground);
  await routeAgain(ground);
  await tellPositions(ground);
  await noteUnserved(ground);
}

/** Workspaces in which somebody waits are routed, should a wake-up have been lost. */
async function routeAgain({ db, clock }: RoutingParts): Promise<void> {
  const waiting = await findRoutable(db);
  for (const { workspaceId } of waiting)
    await db.inWorkspace(workspaceId, (tx) =>
      addJobs(tx, [routeTicketsJob({ workspaceId, payload: {}, key: `desk ${workspaceId}` })], clock.now()),
    );
}

/** What each queue was when it was looked at last, in this process: only a change is told. */
const unserved = new Map<string, boolean>();

/** Supervisors hear of a queue where people wait and nobody is, while it is open; and when somebody came. */
async function noteUnserved({ db, clock }: RoutingParts): Promise<void> {
  const now = clock.now();
  const queues = await findServedQueues(db);
  for (const { workspaceId, queueId, hours, isUnserved } of queues) {
    const isNow = isUnserved && isOpenAt(hours, now);
    if (unserved.get(queueId) === isNow) continue;
    unserved.set(queueId, isNow);
    const subject = { workspaceId, subjectId: queueId, now };
    await db.inWorkspace(workspaceId, (tx) => (isNow ? beginNotice(tx, subject, UNSERVED) : endNotices(tx, subject, [UNSERVED])));
  }
}
