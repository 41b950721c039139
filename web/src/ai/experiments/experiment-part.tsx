import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import ink from "../../ui/ink.module.css";
import { useNow } from "../../ui/use-now.ts";
import styles from "../ai.module.css";
import type { Draft } from "../evaluations/queries.ts";
import { type Agent, type Experiment, experimentsQuery, versionsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { PerformanceTable } from "./performance-table.tsx";
import { StartDialog } from "./start-dialog.tsx";
import { StopDialog } from "./stop-dialog.tsx";

/** Two versions side by side: which is better, in words, and the way to begin and to end it. */
export function ExperimentPart({ agent, draft }: { agent: Agent; draft: Draft | null }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const [asks, setAsks] = useState(false);
  const { data } = useQuery(experimentsQuery(agent.id));
  const versions = useQuery(versionsQuery(agent.id, agent.version)).data?.items ?? [];
  if (data === undefined) return null;
  const [last] = data.items;
  const others = versions.map(({ version }) => version).filter((version) => version !== agent.version);
  const runs = last !== undefined && last.stoppedAt === null;
  const mayStart = mayWrite && !runs && (draft !== null || others.length > 0);
  if (last === undefined && !mayStart) return null;
  return (
    <section className={styles.card} aria-label={t("ab.title")}>
      <div className={styles.row}>
        <h3 className={ink.strong}>{t("ab.title")}</h3>
        {runs && <Chip tone="ok">{t("ab.running")}</Chip>}
        {mayStart && (
          <Button size="small" onClick={() => setAsks(true)}>
            {t("ab.start")}
          </Button>
        )}
      </div>
      {last === undefined ? <p className={ink.secondary}>{t("ab.about")}</p> : <Sides experiment={last} />}
      {asks && <StartDialog agent={agent} hasDraft={draft !== null} others={others} onClose={() => setAsks(false)} />}
    </section>
  );
}

function Sides({ experiment }: { experiment: Experiment }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  const mayWrite = useMay("ai.write");
  const [asks, setAsks] = useState(false);
  const { champion, challenger, percent, startedBy, startedAt, stoppedBy, stoppedAt, kept, performance, comparisons } = experiment;
  const when = (at: string) => stamp(at, now, t, language, timeZone);
  return (
    <>
      <p>{t("ab.sides", { champion, challenger, percent, rest: 100 - percent })}</p>
      <span className={ink.secondary}>{t("ab.startedBy", { name: startedBy, when: when(startedAt) })}</span>
      {stoppedAt !== null && (
        <span className={ink.secondary}>
          {t("ab.stoppedBy", { name: stoppedBy ?? "", when: when(stoppedAt), version: kept ?? champion })}
        </span>
      )}
      <ul className={styles.rows}>
        {comparisons.map((one) => (
          <li key={one.figure}>
            <Verdict comparison={one} experiment={experiment} />
          </li>
        ))}
      </ul>
      <PerformanceTable title={t("ab.title")} versions={[performance.champion, performance.challenger]} />
      {stoppedAt === null && (
        <>
          <span className={ink.secondary}>{t("ab.locked")}</span>
          {mayWrite && (
            <Button size="small" onClick={() => setAsks(true)}>
              {t("ab.stop")}
            </Button>
          )}
        </>
      )}
      {asks && <StopDialog experiment={experiment} onClose={() => setAsks(false)} />}
    </>
  );
}

type Comparison = Experiment["comparisons"][number];

/** One share of both in words: who does better and how sure that is, or what is missing to say it. */
function Verdict({ comparison, experiment }: { comparison: Comparison; experiment: Experiment }) {
  const t = useWords();
  const { language } = useLocale();
  const percent = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 0 });
  const { figure, state, needed, ahead } = comparison;
  const shareOf = (side: "champion" | "challenger") => percent.format(comparison[side].succeeded / (comparison[side].tried || 1));
  const { champion, challenger } = experiment;
  if (state === "too_few")
    return t("ab.tooFew", {
      what: t(`ab.figure.${figure}`),
      ...{ champion, challenger, ofChampion: comparison.champion.tried, ofChallenger: comparison.challenger.tried, needed: needed ?? 0 },
    });
  if (state === "sure" && ahead !== null) {
    const behind = ahead === "champion" ? "challenger" : "champion";
    return <b>{t(`ab.sure.${figure}`, { version: experiment[ahead], share: shareOf(ahead), other: shareOf(behind) })}</b>;
  }
  return t("ab.notSure", { what: t(`ab.figure.${figure}`), champion, challenger, one: shareOf("champion"), other: shareOf("challenger") });
}
