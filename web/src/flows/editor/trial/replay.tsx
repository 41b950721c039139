import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { toConversation } from "../../../inbox/paths.ts";
import { useLocale } from "../../../text/locale.tsx";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { Skeleton, SkeletonBar } from "../../../ui/skeleton.tsx";
import type { Drawing } from "../../drawing/drawing.ts";
import { type ActionFacts, runQuery, versionQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { type Lit, useEditor } from "../editor-context.ts";
import { linesOf } from "./lines.ts";
import { litBy } from "./lit-path.ts";
import { StepBar } from "./step-bar.tsx";
import { Transcript } from "./transcript.tsx";
import styles from "./trial.module.css";
import { VariablesPart } from "./variables-part.tsx";

interface ReplayProps {
  runId: string;
  actions: readonly ActionFacts[];
  take: (drawing: Drawing) => void;
  onLit: (lit: Lit | null) => void;
}

/** A real conversation, step by step, on the version that it went through. */
export function Replay({ runId, actions, take, onLit }: ReplayProps) {
  const t = useWords();
  const { language } = useLocale();
  const { flow } = useEditor();
  const run = useQuery(runQuery(runId));
  const version = useQuery({ ...versionQuery(flow.id, run.data?.version ?? 0), enabled: run.data !== undefined });
  const [shown, setShown] = useState<number | null>(null);
  const drawn = version.data;
  const steps = run.data?.steps;
  const at = shown ?? steps?.length ?? 0;
  useEffect(() => {
    if (drawn !== undefined) take({ document: drawn.document, layout: drawn.layout });
  }, [drawn, take]);
  useEffect(() => {
    if (drawn !== undefined && steps !== undefined) onLit(litBy(steps.slice(0, at), flow.id, drawn.document));
  }, [drawn, steps, at, flow.id, onLit]);
  if (run.isError || version.isError)
    return (
      <aside className={styles.panel}>
        <LoadError error={run.error ?? version.error} onRetry={() => void run.refetch()} />
      </aside>
    );
  if (run.data === undefined || drawn === undefined || steps === undefined)
    return (
      <aside className={styles.panel}>
        <Skeleton>
          <SkeletonBar width="70%" top={16} />
        </Skeleton>
      </aside>
    );
  const taken = steps.slice(0, at);
  return (
    <aside className={styles.panel} aria-label={t("flow.replaying")}>
      <div className={styles.head}>
        <h2>{run.data.contactName ?? t("flow.someone")}</h2>
        <span className={ink.quiet}>{t("flows.version", { version: run.data.version })}</span>
      </div>
      <div className={styles.settings}>
        <Link {...toConversation(run.data.conversationId, { view: "all" })}>{t("flow.openConversation")}</Link>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard */}
      <div className={styles.scroll} tabIndex={0} role="log" aria-label={t("flow.trial.conversation")}>
        <Transcript lines={linesOf(taken)} can={null} nameOf={(id) => actions.find((one) => one.id === id)?.label[language] ?? id} />
      </div>
      <StepBar at={at} count={steps.length} onStep={setShown} />
      <VariablesPart steps={taken} document={drawn.document} />
    </aside>
  );
}
