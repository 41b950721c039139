import { defineJob } from "../../platform/index.ts";

/** The time has come to remind an approver, or to give up on them. */
export const approvalDueJob = defineJob<{ approvalId: string }>("operations.approval_due");
/** Buyers hear on their phones of what is asked for. */
export const tellBuyersJob = defineJob<{ purchaseId: string }>("operations.tell_buyers");
/** An order leaves for its supplier. */
export const mailOrderJob = defineJob<{ purchaseId: string; memberId?: string | null }>("operations.mail_order");
