import { defineJob } from "../platform/index.ts";

/** Gives waiting tickets of a workspace to agents who are free: one at a time, so that their order is kept. */
export const routeTicketsJob = defineJob<Record<string, never>>("desk.route_tickets");

/** Reckons the promises of a queue's open tickets anew, after its hours or its promises changed. */
export const reckonQueueJob = defineJob<{ queueId: string }>("desk.reckon_queue");
