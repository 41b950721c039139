import { ApiError, OfflineError } from "../api/client.ts";
import { isTextKey, type Text } from "./text.tsx";

/** What went wrong, in the reader's words. */
export function problemText(error: unknown, t: Text): string {
  if (error instanceof OfflineError) return t("offline.away");
  if (!(error instanceof ApiError)) return t("problem.other", { detail: error instanceof Error ? error.message : "" });
  const key = `problem.${error.code}`;
  return isTextKey(key) ? t(key, { detail: error.message }) : t("problem.other", { detail: error.message });
}

/** Why a message did not leave, by the stable code. */
export function failureText(code: string, t: Text): string {
  const key = `failure.${code}`;
  return isTextKey(key) ? t(key) : t("failure.other", { code });
}
