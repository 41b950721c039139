import { defineJob } from "../platform/index.ts";

/** The web pages of a workspace whose time has come are read again. */
export const rereadJob = defineJob<Record<string, never>>("ai.reread_pages");
/** Goes on with the tests of an agent for some seconds. */
export const evaluateJob = defineJob<{ runId: string }>("ai.evaluate");
/** Looks at what went wrong with an agent, and asks a model for better instructions. */
export const proposeJob = defineJob<{ proposalId: string }>("ai.propose");
