import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay, useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { stamp } from "../../text/times.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import ink from "../../ui/ink.module.css";
import { useAct } from "../../ui/use-act.ts";
import { useNow } from "../../ui/use-now.ts";
import styles from "../ai.module.css";
import { MILLION } from "../models/queries.ts";
import { type Agent, versionsQuery } from "../queries.ts";
import { draftQuery, type Report, reportQuery, runsQuery } from "./queries.ts";
import { ResultLine } from "./result-line.tsx";
import { useWords } from "./words/words.ts";

const refresh = [["ai", "evaluations"]];

/** Plays the tests against the draft or a version, and shows how one of the last runs went. */
export function RunPart({ agent }: { agent: Agent }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const versions = useQuery(versionsQuery(agent.id, agent.version)).data?.items ?? [];
  const hasDraft = useQuery(draftQuery(agent.id)).data?.draft != null;
  const runs = useQuery(runsQuery(agent.id)).data?.items ?? [];
  const [version, setVersion] = useState("");
  const [shownId, setShownId] = useState<string | null>(null);
  const begin = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/ai-agents/{agentId}/evaluation-runs", {
          params: { path: { agentId: agent.id } },
          body: version === "" ? {} : { version: Number(version) },
        }),
      ),
    { refresh, done: ({ id }) => void setShownId(id) },
  );
  const runId = runs.find(({ id }) => id === shownId)?.id ?? runs[0]?.id;
  return (
    <section className={styles.card} aria-label={t("run.title")}>
      <h3 className={ink.strong}>{t("run.title")}</h3>
      <div className={styles.bar}>
        {mayWrite && (
          <>
            <SelectField label={t("run.what")} value={version} onChange={({ target }) => setVersion(target.value)}>
              <option value="">{hasDraft ? t("run.draft") : t("run.now", { version: agent.version })}</option>
              {versions
                .filter((one) => hasDraft || one.version !== agent.version)
                .map((one) => (
                  <option key={one.version} value={one.version}>
                    {t(one.version === agent.version ? "run.now" : "run.version", { version: one.version })}
                  </option>
                ))}
            </SelectField>
            <Button busy={begin.busy} onClick={() => void begin.run()}>
              {t("run.begin")}
            </Button>
          </>
        )}
        {runs.length > 1 && <RunChoice runs={runs} shown={runId ?? ""} onChange={setShownId} />}
      </div>
      {runId === undefined ? <p className={ink.secondary}>{t("run.none")}</p> : <Shown runId={runId} />}
    </section>
  );
}

function RunChoice({
  runs,
  shown,
  onChange,
}: {
  runs: readonly { id: string; version: number | null; begunAt: string }[];
  shown: string;
  onChange: (id: string) => void;
}) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const now = useNow();
  return (
    <SelectField label={t("run.shown")} value={shown} onChange={({ target }) => onChange(target.value)}>
      {runs.map(({ id, version, begunAt }) => (
        <option key={id} value={id}>
          {t("run.of", {
            what: version === null ? t("run.draft") : t("run.version", { version }),
            when: stamp(begunAt, now, t, language, timeZone),
          })}
        </option>
      ))}
    </SelectField>
  );
}

function Shown({ runId }: { runId: string }) {
  const t = useWords();
  const mayWrite = useMay("ai.write");
  const { data } = useQuery(reportQuery(runId));
  const cancel = useAct(
    t,
    () => unwrap(api.POST("/api/v1/ai-evaluation-runs/{evaluationRunId}/cancel", { params: { path: { evaluationRunId: runId } } })),
    { refresh },
  );
  if (data === undefined) return null;
  return (
    <>
      <div className={styles.row}>
        <p aria-live="polite">
          <b>{t(`run.state.${data.state}`, { done: data.results.length, count: data.tests })}</b> <Sum report={data} />
        </p>
        {mayWrite && data.state === "running" && (
          <Button size="small" busy={cancel.busy} onClick={() => void cancel.run()}>
            {t("run.cancel")}
          </Button>
        )}
      </div>
      <ul className={styles.rows}>
        {data.results.map((line) => (
          <ResultLine key={line.evaluationId} line={line} baseVersion={data.baseVersion} />
        ))}
      </ul>
    </>
  );
}

function Sum({ report: { passed, tests, regressions, mended, notPlayed, baseVersion, cost, state } }: { report: Report }) {
  const t = useWords();
  const { language } = useLocale();
  const { workspace } = useMe();
  if (state === "running") return null;
  const money = new Intl.NumberFormat(language, { style: "currency", currency: workspace.currency, maximumFractionDigits: 4 });
  const parts = [
    t("run.passed", { passed, count: tests }),
    ...(regressions > 0 ? [t("run.regressions", { count: regressions })] : []),
    ...(mended > 0 ? [t("run.mended", { count: mended })] : []),
    ...(notPlayed > 0 ? [t("run.notPlayed", { count: notPlayed })] : []),
    ...(baseVersion === null ? [] : [t("run.against", { version: baseVersion })]),
    ...(cost > 0 ? [money.format(cost / MILLION)] : []),
  ];
  return <span className={ink.secondary}>{parts.join(" · ")}</span>;
}
