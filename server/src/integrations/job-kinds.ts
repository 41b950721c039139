import { defineJob } from "../platform/index.ts";

/** One try of one delivery. */
export const deliverJob = defineJob<{ deliveryId: string }>("integrations.deliver");

/** One try to bring one deal in step with the CRM. */
export const exchangeJob = defineJob<{ exchangeId: string }>("integrations.exchange");

/** What changed in the CRM of a workspace is looked for. */
export const readCrmJob = defineJob<Record<string, never>>("integrations.read_crm");
