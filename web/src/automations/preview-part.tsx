import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { toConversation } from "../inbox/paths.ts";
import { useLocale } from "../text/locale.tsx";
import { stamp } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import styles from "./automations.module.css";
import type { WrittenRule } from "./queries.ts";
import { useWords } from "./words/words.ts";

type Preview = Awaited<ReturnType<typeof ask>>;
const ask = (body: WrittenRule) => unwrap(api.POST("/api/v1/automations/preview", { body }));

/** What the rule, as it is written now, would have done in 30 days; worked out when somebody asks. */
export function PreviewPart({ rule, isWhole }: { rule: WrittenRule; isWhole: boolean }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const [shown, setShown] = useState<{ of: string; preview: Preview } | null>(null);
  const written = JSON.stringify(rule);
  const look = useAct(t, () => ask(rule), { problem: "inline" });
  async function work() {
    const found = await look.run();
    if (found !== undefined) setShown({ of: written, preview: found });
  }
  const preview = shown !== null && shown.of === written ? shown.preview : null;
  return (
    <section className={styles.card} aria-label={t("rules.would")}>
      <h2>{t("rules.would")}</h2>
      {preview === null ? (
        <Button size="small" busy={look.busy} disabled={!isWhole} onClick={() => void work()}>
          {t("rules.look")}
        </Button>
      ) : (
        <>
          <p>
            <b className={styles.figure}>{preview.cases}</b> {t("rules.cases", { count: preview.cases })},{" "}
            {t("rules.people", { count: preview.people })}
          </p>
          <Days days={preview.days} />
          {preview.stopped > 0 && <p className={styles.hint}>{t("rules.stopped", { count: preview.stopped })}</p>}
          <ul className={styles.examples}>
            {preview.examples.map(({ conversationId, contactName, at }) => (
              <li key={`${conversationId} ${at}`}>
                <Link {...toConversation(conversationId, { view: "all" })}>{contactName}</Link>
                <span>{stamp(at, now, t, language, timeZone)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {look.problem !== null && (
        <p role="alert" className={styles.problem}>
          {look.problem}
        </p>
      )}
    </section>
  );
}

/** Cases by day as bars; each says its day and figure to who hovers or listens. */
function Days({ days }: { days: Preview["days"] }) {
  const t = useWords();
  const { language } = useLocale();
  const most = Math.max(1, ...days.map(({ cases }) => cases));
  const name = new Intl.DateTimeFormat(language, { day: "numeric", month: "short", timeZone: "UTC" });
  return (
    <ul className={styles.bars} aria-label={t("rules.would")}>
      {days.map(({ day, cases }) => {
        const says = t("rules.dayCases", { day: name.format(new Date(`${day}T00:00:00Z`)), count: cases });
        return (
          <li key={day} title={says} style={{ height: `${Math.max(4, (cases / most) * 100)}%` }}>
            <span className={styles.hidden}>{says}</span>
          </li>
        );
      })}
    </ul>
  );
}
