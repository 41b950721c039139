import { Avatar } from "../../ui/avatar.tsx";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { useWords } from "../words/words.ts";
import styles from "./mention-list.module.css";
import type { Mentions } from "./use-mentions.ts";

/** Members who can be mentioned, above the field; who will see the conversation only by that is said. */
export default function MentionList({ mentions: { candidates, active, pick } }: { mentions: Mentions }) {
  const t = useWords();
  return (
    <div className={styles.list} role="listbox" aria-label={t("mention.label")}>
      {candidates.map((candidate, index) => (
        <button
          key={candidate.id}
          type="button"
          role="option"
          aria-selected={index === active}
          tabIndex={-1}
          className={styles.one}
          // The field keeps the focus.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => pick(candidate)}
        >
          <Avatar name={candidate.name} size={20} />
          <span className={ink.oneLine}>{candidate.name}</span>
          {!candidate.sees && <span className={classes(ink.small, ink.secondary, ink.oneLine)}>{t("mention.willSee")}</span>}
        </button>
      ))}
    </div>
  );
}
