import { defineJob } from "../platform/index.ts";

/** A conversation's file belongs to a registration: it is copied, as it was received. */
export const keepFileJob = defineJob<{ fileId: string }>("registrations.keep_file");

/** A decision can no longer be taken back: it takes effect. */
export const carryOutJob = defineJob<{ registrationId: string; decisionId: string }>("registrations.carry_out");
