import type { FlowText } from "../../words/words.ts";

const REASONS = {
  floor_taken: "flow.skipped.floor_taken",
  held_elsewhere: "flow.skipped.floor_taken",
  blocked: "flow.skipped.blocked",
  withdrawn: "flow.skipped.withdrawn",
  no_consent: "flow.skipped.withdrawn",
  quiet_hours: "flow.skipped.quiet_hours",
  too_often: "flow.skipped.too_often",
  too_many: "flow.skipped.too_many",
  "inbox.window_closed": "flow.skipped.window_closed",
} as const satisfies Record<string, Parameters<FlowText>[0]>;

/** Why a flow did not begin: in words where there are any, else the code. */
export const sayReason = (reason: string, t: FlowText): string =>
  Object.hasOwn(REASONS, reason) ? t(REASONS[reason as keyof typeof REASONS]) : reason;
