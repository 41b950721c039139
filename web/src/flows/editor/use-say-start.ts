import { useQuery } from "@tanstack/react-query";
import type { Start } from "../../../../flow/document.ts";
import { useLocale } from "../../text/locale.tsx";
import { blockTypesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** Says what begins a run, in a few words. */
export function useSayStart(): (start: Start) => string {
  const t = useWords();
  const { language } = useLocale();
  const events = useQuery(blockTypesQuery).data?.events;
  return (start) => {
    switch (start.on) {
      case "keyword":
        return t("flow.start.keywordOf", { words: start.words.join(", ") || "…" });
      case "payload":
        return t("flow.start.payloadOf", { pattern: start.pattern || "…" });
      case "postback":
        return t("flow.start.postbackOf", { payload: start.payload || "…" });
      case "schedule":
        return t("flow.start.scheduleOf", { time: start.time });
      case "event":
        return t("flow.start.eventOf", { kind: events?.find(({ id }) => id === start.kind)?.label[language] ?? start.kind });
      default:
        return t(`flow.start.${start.on}`);
    }
  };
}
