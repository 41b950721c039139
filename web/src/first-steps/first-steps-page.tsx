import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { api, unwrap } from "../api/client.ts";
import { useMay, useMe } from "../shell/session.tsx";
import { useLocale } from "../text/locale.tsx";
import { Blank } from "../ui/blank.tsx";
import { Button, buttonClass } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Check, ListChecks } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import { Page } from "../ui/page.tsx";
import { Skeleton, SkeletonBar } from "../ui/skeleton.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./first-steps.module.css";
import { firstStepsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const refresh = [firstStepsQuery.queryKey];

/** What a new workspace does in its first minutes: each step ticks itself, and leads to where it is done. */
export function FirstStepsPage() {
  const t = useWords();
  const { workspace } = useMe();
  // What is done elsewhere, in another tab too, is seen here soon.
  const { data, error, refetch } = useQuery({ ...firstStepsQuery, refetchInterval: 5_000 });
  const bringBack = useAct(t, () => unwrap(api.DELETE("/api/v1/first-steps/away")), { refresh });
  const away = useAct(t, () => unwrap(api.PUT("/api/v1/first-steps/away")), {
    refresh,
    done: () => ({ text: t("steps.awayDone"), undo: () => void bringBack.run() }),
  });
  const steps = data?.steps ?? [];
  const done = steps.filter(({ isDone }) => isDone).length;
  const isOver = data !== undefined && done === steps.length;
  return (
    <Page
      title={t("nav.firstSteps")}
      tabs={data !== undefined && <span className={ink.secondary}>{t("steps.count", { done, all: steps.length })}</span>}
      act={
        data !== undefined &&
        !isOver &&
        !data.isAway && (
          <Button tone="ghost" busy={away.busy} onClick={() => void away.run()}>
            {t("steps.away")}
          </Button>
        )
      }
    >
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <Skeleton>
          <SkeletonBar width="40%" top={16} />
          <SkeletonBar width="70%" top={60} />
          <SkeletonBar width="70%" top={104} />
        </Skeleton>
      )}
      {isOver && <Blank icon={<ListChecks size={20} />} title={t("steps.allTitle")} text={t("steps.allText")} />}
      {data !== undefined && !isOver && (
        <div className={styles.page}>
          <div>
            <h2>{t("steps.title", { name: workspace.name })}</h2>
            <p className={ink.secondary}>{t("steps.about")}</p>
          </div>
          <ol className={styles.steps}>
            {steps.map((step, index) => (
              <Step key={step.id} step={step} number={index + 1} />
            ))}
          </ol>
          <Others />
        </div>
      )}
    </Page>
  );
}

type Words = Record<"pt-BR" | "en" | "es", string>;
interface StepProps {
  step: { title: Words; text: Words; act: Words; address: string; isDone: boolean };
  number: number;
}

function Step({ step: { title, text, act, address, isDone }, number }: StepProps) {
  const t = useWords();
  const { language } = useLocale();
  return (
    <li className={classes(styles.step, isDone && styles.done)}>
      <span className={styles.mark}>{isDone ? <Check size={14} aria-label={t("steps.done")} /> : number}</span>
      <div className={styles.words}>
        <span className={isDone ? ink.secondary : ink.strong}>{title[language]}</span>
        <span className={classes(ink.small, ink.secondary)}>{text[language]}</span>
      </div>
      <Link to={address} className={buttonClass({ size: "small", ...(isDone ? { tone: "ghost" as const } : {}) })}>
        {act[language]}
      </Link>
    </li>
  );
}

/** Roads for whoever comes from somewhere. */
function Others() {
  const t = useWords();
  const mayImport = useMay("contacts.import");
  const mayMove = useMay("moves.manage");
  return (
    <p className={styles.others}>
      <span className={ink.secondary}>{t("steps.more")}</span>
      {mayImport && <Link to="/contacts/import">{t("steps.import")}</Link>}
      {mayMove && <Link to="/settings/moving">{t("steps.moving")}</Link>}
      <Link to="/flows">{t("steps.flows")}</Link>
    </p>
  );
}
