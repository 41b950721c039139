import type { Start } from "../../../../flow/document.ts";
import type { FlowText } from "../words/words.ts";

/** What begins a run, in a few words. */
export function sayStart(start: Start, t: FlowText): string {
  switch (start.on) {
    case "keyword":
      return t("flow.start.keywordOf", { words: start.words.join(", ") || "…" });
    case "payload":
      return t("flow.start.payloadOf", { pattern: start.pattern || "…" });
    case "postback":
      return t("flow.start.postbackOf", { payload: start.payload || "…" });
    case "schedule":
      return t("flow.start.scheduleOf", { rule: start.rule || "…" });
    case "event":
      return t("flow.start.eventOf", { kind: start.kind || "…" });
    default:
      return t(`flow.start.${start.on}`);
  }
}
