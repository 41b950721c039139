import { Link } from "@tanstack/react-router";
import { toConversation } from "../../inbox/paths.ts";
import { useLocale } from "../../text/locale.tsx";
import { Chip } from "../../ui/chip.tsx";
import type { DryRun } from "../queries.ts";
import { classTone, whenText } from "../texts.ts";
import { useWords } from "../words/words.ts";
import styles from "./qualification.module.css";

/** What past qualifications would have become: by class, and each that would be in another one. */
export function DryRunTable({ dryRun: { counts, items } }: { dryRun: DryRun }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const moved = items.filter(({ classBefore, classAfter }) => classBefore !== classAfter);
  return (
    <section aria-label={t("dryRun.title")} className={styles.dryRun}>
      <h2>{t("dryRun.title")}</h2>
      <p className={styles.meta}>{t("dryRun.text", { count: items.length, moved: moved.length })}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th>{t("dryRun.class")}</th>
            <th>{t("dryRun.before")}</th>
            <th>{t("dryRun.after")}</th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ leadClass, before, after }) => (
            <tr key={leadClass}>
              <td>{t(`class.${leadClass}`)}</td>
              <td>{before}</td>
              <td>{after}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles.moved}>
        {moved.map(({ conversationId, contactName, at, pointsBefore, pointsAfter, classBefore, classAfter }) => (
          <li key={`${conversationId} ${at}`}>
            <Link {...toConversation(conversationId, { view: "all" })}>{contactName ?? t("deals.noName")}</Link>
            <span className={styles.meta}>{whenText(at, language, timeZone)}</span>
            <span>
              {pointsBefore} <Chip tone={classTone(classBefore)}>{t(`class.${classBefore}`)}</Chip> → {pointsAfter}{" "}
              <Chip tone={classTone(classAfter)}>{t(`class.${classAfter}`)}</Chip>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
