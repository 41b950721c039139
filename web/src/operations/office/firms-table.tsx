import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import styles from "./office.module.css";
import { useWords } from "./words/words.ts";

/** What suppliers and contractors have alike. */
interface Firm {
  id: string;
  name: string;
  email: string | null;
  phone: string | null;
  archivedAt: string | null;
}

interface FirmsTableProps<One extends Firm> {
  label: string;
  firms: readonly One[];
  /** What stands between the name and how to reach it. */
  heads: readonly string[];
  cellsOf: (firm: One) => readonly ReactNode[];
  /** Absent for who only reads. */
  onEdit: ((firm: One) => void) | undefined;
  onArchive: (firm: One) => void;
}

/** Firms by name, with how to reach them. */
export function FirmsTable<One extends Firm>({ label, firms, heads, cellsOf, onEdit, onArchive }: FirmsTableProps<One>) {
  const t = useWords();
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={label}>
        <thead>
          <tr>
            {[t("office.name"), ...heads, t("office.email"), t("office.phone")].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            {onEdit !== undefined && <td />}
          </tr>
        </thead>
        <tbody>
          {firms.map((firm) => (
            <tr key={firm.id}>
              <th scope="row">{firm.name}</th>
              {cellsOf(firm).map((cell, index) => (
                <td key={heads[index]} {...(cell === "" || cell === null ? {} : { "data-label": heads[index] })}>
                  {cell}
                </td>
              ))}
              <td>{firm.email !== null && <a href={`mailto:${firm.email}`}>{firm.email}</a>}</td>
              <td>{firm.phone !== null && <a href={`tel:${firm.phone.replaceAll(/[^\d+]/g, "")}`}>{firm.phone}</a>}</td>
              {onEdit !== undefined && (
                <td className={styles.acts}>
                  <Button size="small" aria-label={t("office.editOne", { name: firm.name })} onClick={() => onEdit(firm)}>
                    {t("office.edit")}
                  </Button>
                  <Button size="small" tone="ghost" onClick={() => onArchive(firm)}>
                    {t(firm.archivedAt === null ? "office.archive" : "office.restore")}
                  </Button>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
