import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../../text/locale.tsx";
import { LoadError } from "../../ui/load-error.tsx";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { useWords } from "../words/words.ts";
import { type Report, type Run, runsQuery } from "./queries.ts";
import styles from "./reports.module.css";

/** When a report went out, and what became of each mail. */
export function RunsDialog({ report, onClose }: { report: Report; onClose: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const { data: runs, isError, error, refetch } = useQuery(runsQuery(report.id));
  const time = new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone });
  return (
    <Modal title={t("reports.logOf", { name: report.name })} onClose={onClose} size="wide">
      <ModalBody>
        {isError && <LoadError error={error} onRetry={() => void refetch()} />}
        {runs?.length === 0 && <p>{t("reports.noRun")}</p>}
        <ul className={styles.list}>
          {runs?.map((run) => (
            <li key={run.id}>
              {time.format(new Date(run.begunAt))}
              <small>
                {run.from === run.to ? run.from : `${run.from} – ${run.to}`} · {t(`reports.cause.${run.cause}`)}
              </small>
              {run.mails.map((mail) => (
                <Mail key={mail.memberId} mail={mail} />
              ))}
            </li>
          ))}
        </ul>
      </ModalBody>
    </Modal>
  );
}

function Mail({ mail: { name, state, reason } }: { mail: Run["mails"][number] }) {
  const t = useWords();
  const why =
    reason === null ? null : (t.find(`reports.reason.${reason}`, {}) ?? t.find(`problem.${reason}`, { detail: reason }) ?? reason);
  return (
    <span>
      {name}: {t(`reports.mail.${state}`)}
      {why !== null && ` (${why})`}
    </span>
  );
}
