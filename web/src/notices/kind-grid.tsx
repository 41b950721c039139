import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import styles from "./preferences.module.css";
import type { NoticePreferences } from "./queries.ts";
import { useWords } from "./words/words.ts";

const MEDIA = ["app", "desktop", "sound", "push", "email"] as const;
type Medium = (typeof MEDIA)[number];

interface KindGridProps {
  kinds: NoticePreferences["kinds"];
  onChange: (kind: string, media: Partial<Record<Medium, boolean>>) => void;
}

/** Each kind of notice, and by which media it comes. Each box is kept at once. */
export function KindGrid({ kinds, onChange }: KindGridProps) {
  const t = useWords();
  return (
    <div className={styles.scroll}>
      <table className={styles.grid}>
        <thead>
          <tr>
            <th scope="col">{t("notices.kind")}</th>
            {MEDIA.map((medium) => (
              <th key={medium} scope="col" className={styles.medium}>
                {t(`notices.medium.${medium}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, label, isUrgent, media }) => (
            <tr key={kind}>
              <th scope="row">
                {label}
                {isUrgent && <span className={classes(styles.hint, ink.small, ink.quiet)}>{t("notices.urgent")}</span>}
              </th>
              {MEDIA.map((medium) => (
                <td key={medium} className={styles.medium}>
                  <label className={styles.box}>
                    <input
                      type="checkbox"
                      aria-label={`${label}: ${t(`notices.medium.${medium}`)}`}
                      checked={media[medium]}
                      onChange={(event) => onChange(kind, { [medium]: event.target.checked })}
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
