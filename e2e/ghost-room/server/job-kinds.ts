import { defineJob } from "../platform/index.ts";

/** Looks at a new sighting. */
export const checkSightingJob = defineJob<{ sightingId: string }>("ghost.check_sighting");
