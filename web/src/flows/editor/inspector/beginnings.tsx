import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../../../text/locale.tsx";
import ink from "../../../ui/ink.module.css";
import { beginningsQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { sayReason } from "./say-reason.ts";
import { Section } from "./section.tsx";

const SHOWN = 10;

/** The last days on which the flow began by the clock or by events, and why it did not where it did not. */
export function Beginnings() {
  const t = useWords();
  const { language } = useLocale();
  const { flow } = useEditor();
  const days = useQuery({ ...beginningsQuery(flow.id), enabled: flow.publishedVersion !== null }).data?.items ?? [];
  const name = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <Section title={t("flow.beginnings")}>
      {days.length === 0 && <p className={ink.secondary}>{t("flow.beginnings.none")}</p>}
      {days.slice(0, SHOWN).map(({ day, startedBy, begun, skipped }) => (
        <p key={`${day} ${startedBy}`}>
          {t("flow.beginnings.day", { day: name.format(new Date(`${day}T12:00:00Z`)), start: t(`flow.start.${startedBy}`), count: begun })}
          {skipped.map(({ reason, count }) => (
            <span key={reason} className={ink.secondary}>
              {" · "}
              {t("flow.beginnings.skipped", { count, reason: sayReason(reason, t) })}
            </span>
          ))}
        </p>
      ))}
    </Section>
  );
}
