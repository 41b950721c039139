import type { ReactNode } from "react";
import { Button } from "../ui/button.tsx";
import { FormDialog } from "../ui/form.tsx";
import styles from "./chart.module.css";
import { useWords } from "./words/words.ts";

interface DatedDialogProps {
  title: string;
  /** What keeps it. */
  act: { busy: boolean; problem: string | null };
  onSubmit: () => Promise<void>;
  onClose: () => void;
  /** What held since when, the newest first. */
  history: readonly { from: string; since: string; value: string }[];
  caption: string;
  /** Where nothing was ever set. */
  empty: string;
  children: ReactNode;
}

/** Something that holds from a day or month on, until the next one: fields to set it, and what was set before. */
export function DatedDialog({ title, act, onSubmit, onClose, history, caption, empty, children }: DatedDialogProps) {
  const t = useWords();
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={onSubmit}
      busy={act.busy}
      problem={act.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("reports.back")}</Button>
          <Button type="submit" tone="primary" busy={act.busy}>
            {t("reports.keep")}
          </Button>
        </>
      }
    >
      {children}
      <table className={styles.split}>
        <caption>{caption}</caption>
        <tbody>
          {history.map(({ from, since, value }) => (
            <tr key={from}>
              <th scope="row">{t("targets.since", { day: since })}</th>
              <td className={styles.value}>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {history.length === 0 && <p className={styles.nothing}>{empty}</p>}
    </FormDialog>
  );
}
