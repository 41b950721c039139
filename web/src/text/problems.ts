import { ApiError, OfflineError } from "../api/client.ts";
import type { CommonText } from "./define-words.ts";

/** What went wrong, in the reader's words: those of the room that asks, or the common ones. */
export function problemText(error: unknown, t: CommonText): string {
  if (error instanceof OfflineError) return t("offline.away");
  if (!(error instanceof ApiError)) return t("problem.other", { detail: error instanceof Error ? error.message : "" });
  const facts = { ...error.facts, detail: error.message };
  return t.find(`problem.${error.code}`, facts) ?? t("problem.other", facts);
}
