import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { Chip, type ChipLook } from "../../ui/chip.tsx";
import ink from "../../ui/ink.module.css";
import styles from "../ai.module.css";
import { toAiRun } from "../paths.ts";
import { toolsQuery } from "../queries.ts";
import type { ReportLine } from "./queries.ts";
import { useWords } from "./words/words.ts";

type Result = ReportLine["result"];

const TONES: Record<ReportLine["change"], ChipLook["tone"]> = {
  regression: "danger",
  still_fails: "warn",
  not_comparable: undefined,
  mended: "ok",
  still_passes: "ok",
};

/** How one test went, why it failed, and on demand what was said with either version. */
export function ResultLine({ line: { title, change, result, base }, baseVersion }: { line: ReportLine; baseVersion: number | null }) {
  const t = useWords();
  const nameOf = useToolNames();
  const [isOpen, setOpen] = useState(false);
  const short = [
    ...result.missing.map(({ kind, what }) => t(kind === "act" ? "missing.act" : "missing.fact", { what: nameOf(what) })),
    ...result.forbidden.map(({ kind, what }) =>
      t(kind === "act" ? "forbidden.act" : kind === "host" ? "forbidden.host" : "forbidden.word", { what: nameOf(what) }),
    ),
  ];
  return (
    <li>
      <div className={styles.row}>
        <Chip tone={TONES[change]}>{t(`change.${change}`)}</Chip>
        <Button tone="ghost" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {title}
        </Button>
        {short.length > 0 && <span className={ink.secondary}>{short.join("; ")}</span>}
      </div>
      {isOpen && (
        <div className={styles.two}>
          <Played name={t("result.new")} result={result} />
          {base !== null && baseVersion !== null && <Played name={t("result.base", { version: baseVersion })} result={base} />}
        </div>
      )}
    </li>
  );
}

function Played({ name, result: { said, acts, modelRunId } }: { name: string; result: Result }) {
  const t = useWords();
  const nameOf = useToolNames();
  return (
    <section className={styles.card} aria-label={name}>
      <h3 className={ink.strong}>{name}</h3>
      {said.map(({ line, did, text, sources }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was said does not move
        <div key={index}>
          <p className={`${styles.said} ${ink.secondary}`}>{line}</p>
          <p className={styles.said}>{did === "handed_over" ? t("result.handedOver") : text}</p>
          {/* A model's answer says its sources itself. */}
          {modelRunId === null && did === "asked" && sources.map((title) => <span key={title}>{t("result.source", { title })} </span>)}
        </div>
      ))}
      {acts.map(({ id, state }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <span key={index} className={ink.secondary}>
          {t(`result.${state}`, { what: nameOf(id) })}
        </span>
      ))}
      {modelRunId === null ? (
        <span className={ink.quiet}>{t("result.search")}</span>
      ) : (
        <Link {...toAiRun(modelRunId)}>{t("result.run")}</Link>
      )}
    </section>
  );
}

/** What a tool is called by people; other words stay as they are. */
function useToolNames(): (id: string) => string {
  const t = useWords();
  const { language } = useLocale();
  const tools = useQuery(toolsQuery).data?.items ?? [];
  return (id) => (id === "hand_over" ? t("test.handOver") : (tools.find((tool) => tool.id === id)?.label[language] ?? id));
}
