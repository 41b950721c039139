import { defineJob } from "../platform/index.ts";

/** Goes on with one move for some seconds. */
export const goOnJob = defineJob<{ moveId: string }>("moving.go_on");
