import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { sayValue } from "../../../../rules/say-value.ts";
import { useMe } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { ChartColumn } from "../../ui/icons.generated.ts";
import { LoadError } from "../../ui/load-error.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import type { Figure } from "../queries.ts";
import { useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import { useRemoveAlert, useRemoveReport, useSendReport } from "./acts.ts";
import { AlertDialog } from "./alert-dialog.tsx";
import { parameterOf } from "./parameter-of.ts";
import { type Alert, type AlertDraft, alertsQuery, type Report, type ReportDraft, reportsQuery } from "./queries.ts";
import { ReportDialog } from "./report-dialog.tsx";
import styles from "./reports.module.css";
import { RunsDialog } from "./runs-dialog.tsx";

const FilterDialog = lazy(() => import("../../inbox/find/filter-dialog.tsx"));

/** What is written, and whether its filter is being changed. */
type Written = { kind: "report"; draft: ReportDraft; isFiltering: boolean } | { kind: "alert"; draft: AlertDraft; isFiltering: boolean };

/** Reports that leave by the clock, and figures that one watches. */
export default function ReportsScreen({ figures }: { figures: readonly Figure[] }) {
  const t = useWords();
  const [written, setWritten] = useState<Written | null>(null);
  const [logOf, setLogOf] = useState<Report | null>(null);
  const close = () => setWritten(null);
  return (
    <>
      <Reports onWrite={(draft) => setWritten({ kind: "report", draft, isFiltering: false })} onLog={setLogOf} />
      <Alerts figures={figures} onWrite={(draft) => setWritten({ kind: "alert", draft, isFiltering: false })} />
      {logOf !== null && <RunsDialog report={logOf} onClose={() => setLogOf(null)} />}
      {written?.isFiltering === true && (
        <Suspense fallback={t("reports.waiting")}>
          <FilterDialog
            filter={parameterOf(written.draft.filter)}
            onClose={() => setWritten({ ...written, isFiltering: false })}
            onApply={(filter) => setWritten(withFilter(written, filter === undefined ? null : JSON.stringify(filter)))}
          />
        </Suspense>
      )}
      {written?.kind === "report" && !written.isFiltering && (
        <ReportDialog
          draft={written.draft}
          figures={figures}
          onDraft={(draft) => setWritten({ ...written, draft })}
          onFilter={() => setWritten({ ...written, isFiltering: true })}
          onClose={close}
        />
      )}
      {written?.kind === "alert" && !written.isFiltering && (
        <AlertDialog
          draft={written.draft}
          figures={figures}
          onDraft={(draft) => setWritten({ ...written, draft })}
          onFilter={() => setWritten({ ...written, isFiltering: true })}
          onClose={close}
        />
      )}
    </>
  );
}

const withFilter = (written: Written, filter: string | null): Written =>
  written.kind === "report"
    ? { kind: "report", draft: { ...written.draft, filter }, isFiltering: false }
    : { kind: "alert", draft: { ...written.draft, filter }, isFiltering: false };

function Reports({ onWrite, onLog }: { onWrite: (draft: ReportDraft) => void; onLog: (report: Report) => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const me = useMe();
  const { data: reports, isError, error, refetch } = useQuery(reportsQuery);
  const send = useSendReport();
  const remove = useRemoveReport();
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone });
  const add = () =>
    onWrite({
      name: "",
      figures: [],
      period: "day",
      filter: null,
      isShared: false,
      every: "day",
      hour: 8,
      memberIds: me.id === null ? [] : [me.id],
    });
  return (
    <section className={styles.block} aria-label={t("reports.title")}>
      <header>
        <h2>{t("reports.title")}</h2>
        <Spacer />
        <Button size="small" onClick={add}>
          {t("reports.new")}
        </Button>
      </header>
      {isError && <LoadError error={error} onRetry={() => void refetch()} />}
      {reports?.length === 0 && <Blank icon={<ChartColumn size={20} />} title={t("reports.none")} text={t("reports.noneText")} />}
      <ul className={styles.list}>
        {reports?.map((report) => (
          <li key={report.id}>
            <b>{report.name}</b>
            <small>
              {report.makerName} ·{" "}
              {report.nextAt === null ? t("reports.every.asked") : t("reports.next", { time: time.format(new Date(report.nextAt)) })}
            </small>
            <Spacer />
            <Button size="small" onClick={() => onLog(report)}>
              {t("reports.log")}
            </Button>
            {report.isMine && (
              <>
                <Button size="small" busy={send.busy} onClick={() => void send.run(report.id)}>
                  {t("reports.sendNow")}
                </Button>
                <Button size="small" onClick={() => onWrite(draftOf(report))}>
                  {t("reports.edit")}
                </Button>
                <Button size="small" tone="ghost" busy={remove.busy} onClick={() => void remove.run(draftOf(report))}>
                  {t("reports.remove")}
                </Button>
              </>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Without what the server alone says of it. */
const draftOf = ({ makerName: _maker, isMine: _mine, nextAt: _next, ...draft }: Report) => draft;

function Alerts({ figures, onWrite }: { figures: readonly Figure[]; onWrite: (draft: AlertDraft) => void }) {
  const t = useWords();
  const { language } = useLocale();
  const sayAs = useSayAs();
  const { data: alerts, isError, error, refetch } = useQuery(alertsQuery);
  const remove = useRemoveAlert();
  const [first] = figures;
  const state = ({ isOpen, problem, checkedAt }: Alert) =>
    problem !== null
      ? (t.find(`problem.${problem}`, { detail: problem }) ?? problem)
      : t(checkedAt === null ? "alerts.unseen" : isOpen ? "alerts.tooFar" : "alerts.fine");
  return (
    <section className={styles.block} aria-label={t("alerts.title")}>
      <header>
        <h2>{t("alerts.title")}</h2>
        <Spacer />
        {first !== undefined && (
          <Button
            size="small"
            onClick={() => onWrite({ name: "", figureId: first.id, filter: null, days: 1, asks: "over", bound: 0, margin: 0.1 })}
          >
            {t("alerts.new")}
          </Button>
        )}
      </header>
      {isError && <LoadError error={error} onRetry={() => void refetch()} />}
      {alerts?.length === 0 && <p>{t("alerts.none")}</p>}
      <ul className={styles.list}>
        {alerts?.map((alert) => {
          const figure = figures.find(({ id }) => id === alert.figureId);
          const unit = alert.asks === "over" || alert.asks === "under" ? (figure?.unit ?? "count") : "share";
          return (
            <li key={alert.id}>
              <b>{alert.name}</b>
              <small>
                {figure?.label[language] ?? alert.figureId} · {t(`alerts.asks.${alert.asks}`)} {sayValue(unit, alert.bound, sayAs)} ·{" "}
                {t("alerts.now", { value: sayValue(unit, alert.value, sayAs) })} · {state(alert)}
              </small>
              <Spacer />
              <Button size="small" onClick={() => onWrite(alertDraftOf(alert))}>
                {t("reports.edit")}
              </Button>
              <Button size="small" tone="ghost" busy={remove.busy} onClick={() => void remove.run(alertDraftOf(alert))}>
                {t("reports.remove")}
              </Button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const alertDraftOf = ({ isOpen: _open, changedAt: _changed, value: _value, checkedAt: _checked, problem: _problem, ...draft }: Alert) =>
  draft;
