import { useQuery } from "@tanstack/react-query";
import type { Step } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Copy, SquareTerminal } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import styles from "./inside-panel.module.css";
import { journeyQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** What happens inside, with times: from the webhook to the row, from the reply to the blue checks. */
export function InsidePanel({ conversationId }: { conversationId: string | undefined }) {
  const { language } = useLocale();
  const t = useWords();
  const { data } = useQuery(journeyQuery(conversationId));
  const steps = data?.items ?? [];
  return (
    <section className={styles.panel} aria-label={t("playground.inside")}>
      <header className={styles.head}>
        <SquareTerminal size={14} />
        <b>{t("playground.inside")}</b>
        <span className={ink.quiet}>{t("playground.insideText", { count: steps.length })}</span>
        <Spacer />
        <Button tone="ghost" size="small" onClick={() => void navigator.clipboard.writeText(JSON.stringify(steps, null, 2))}>
          <Copy size={14} /> {t("playground.copy")}
        </Button>
      </header>
      <ul className={styles.steps}>
        {steps.map((step) => (
          <li key={step.id}>
            <span className={ink.quiet}>{time(step.occurredAt)}</span>
            <span className={tone(step.kind)}>{step.kind}</span>
            <span className={classes(ink.secondary, ink.oneLine)}>{describe(step)}</span>
            <span className={classes(ink.quiet, styles.since)}>{milliseconds(step.sinceStartMs, language)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

const time = (iso: string) => new Date(iso).toISOString().slice(11, 23);
const tone = (kind: string) =>
  kind.startsWith("webhook")
    ? ""
    : /failed|unconfirmed|parked/.test(kind)
      ? styles.bad
      : /sent|delivered|read/.test(kind)
        ? styles.good
        : styles.inner;
const describe = ({ detail }: Step) =>
  Object.entries(detail)
    .map(([name, value]) => `${name}: ${typeof value === "object" ? JSON.stringify(value) : String(value)}`)
    .join(", ");

function milliseconds(ms: number, language: string): string {
  return ms < 10_000 ? `${ms} ms` : `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(ms / 1000)} s`;
}
