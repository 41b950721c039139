import type { useWords } from "./words/words.ts";

const REASONS = [
  "blocked",
  "withdrawn",
  "no_consent",
  "unreachable",
  "no_window",
  "rested",
  "too_often",
  "in_conversation",
  "missing_variable",
  "template_gone",
  "channel_off",
  "channel_stopped",
  "quality_low",
  "failures",
  "opt_outs",
  "slowed",
  "quiet_hours",
  "messaging_limit",
  "cancelled",
  "same_person",
  "internal",
  "unknown",
] as const;

/** A code in the reader's words; one that nobody has words for is shown as it is. */
export function sayReason(reason: string, t: ReturnType<typeof useWords>): string {
  const known = REASONS.find((code) => code === reason);
  return known === undefined ? t("reason.other", { code: reason }) : t(`reason.${known}`);
}
