import { defineJob } from "../platform/index.ts";

/** One try of one delivery. */
export const deliverJob = defineJob<{ deliveryId: string }>("integrations.deliver");
