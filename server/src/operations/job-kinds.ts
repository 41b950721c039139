import { defineJob } from "../platform/index.ts";

/** What the technician or the customer of an order is told. */
export interface Telling {
  orderId: string;
  to: "technician" | "customer";
  what: "offered" | "taken_back" | "cancelled" | "accepted" | "on_the_way" | "done" | "emergency";
  /** Whom, of the technicians. */
  memberId: string | null;
}

/** Somebody hears of an order in their own chat. */
export const tellJob = defineJob<Telling>("operations.tell");

/** The next lines of a file of records are taken, or taken back. */
export const importRecordsJob = defineJob<{ importId: string }>("operations.import_records");
