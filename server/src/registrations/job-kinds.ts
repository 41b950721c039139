import { defineJob } from "../platform/index.ts";

/** A conversation's file belongs to a registration: it is copied, as it was received. */
export const keepFileJob = defineJob<{ fileId: string }>("registrations.keep_file");
