import { useLocale } from "../text/locale.tsx";
import styles from "./moving.module.css";
import type { Move } from "./queries.ts";
import { useWords } from "./words/words.ts";

const WHAT = ["labels", "canned", "contacts", "conversations", "messages", "files"] as const;

/** How many of what came, were here, stayed behind or failed. */
export function CountTable({ move: { counts, state } }: { move: Move }) {
  const t = useWords();
  const { language } = useLocale();
  const numbers = new Intl.NumberFormat(language);
  const isCheck = state === "checking" || state === "checked";
  const count = (what: string, ...became: string[]) => became.reduce((sum, one) => sum + Number(counts[`${what}.${one}`] ?? 0), 0);
  const told = WHAT.map((what) => ({
    what,
    cells: [count(what, "made", "kept"), count(what, "known"), count(what, "left"), count(what, "failed")],
  })).filter(({ cells }) => cells.some((cell) => cell > 0));
  if (told.length === 0) return null;
  return (
    <table className={styles.counts}>
      <thead>
        <tr>
          <th scope="col">{t("moving.what")}</th>
          <th scope="col">{isCheck ? t("moving.would") : t("moving.made")}</th>
          <th scope="col">{t("moving.known")}</th>
          <th scope="col">{t("moving.left")}</th>
          <th scope="col">{t("moving.failed")}</th>
        </tr>
      </thead>
      <tbody>
        {told.map(({ what, cells: [made, known, left, failed] }) => (
          <tr key={what}>
            <th scope="row">{t(`moving.phase.${what}`)}</th>
            <td>{numbers.format(made ?? 0)}</td>
            <td>{numbers.format(known ?? 0)}</td>
            <td>{numbers.format(left ?? 0)}</td>
            <td>{numbers.format(failed ?? 0)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
