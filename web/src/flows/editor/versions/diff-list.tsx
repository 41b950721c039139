import type { FlowDocument } from "../../../../../flow/document.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Chip } from "../../../ui/chip.tsx";
import ink from "../../../ui/ink.module.css";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { diffLines } from "./diff-lines.ts";
import styles from "./versions.module.css";

const TONES = { added: "ok", removed: "danger", changed: "warn", rewired: "accent" } as const;

/** What is different, a line a block, in words. */
export function DiffList({ before, after }: { before: FlowDocument; after: FlowDocument }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { language } = useEditor();
  const lines = diffLines(before, after, { reader, language, t });
  if (lines.length === 0) return <p className={ink.secondary}>{t("flow.sameDocument")}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard
    <ul className={styles.diff} tabIndex={0} aria-label={t("flow.changes")}>
      {lines.map(({ key, kind, name, details }) => (
        <li key={key}>
          <Chip tone={TONES[kind]}>{t(`flow.diff.${kind}`)}</Chip>
          <b>{name}</b>
          {details.map((detail) => (
            <span key={detail} className={ink.secondary}>
              {detail}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}
