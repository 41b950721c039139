import { useId } from "react";
import { writeNote } from "../../drawing/edit-drawing.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import styles from "./inspector.module.css";
import { Section } from "./section.tsx";

/** A note's words. */
export function NoteForm({ id, text }: { id: string; text: string }) {
  const t = useWords();
  const { change } = useEditor();
  const field = useId();
  return (
    <Section>
      <div className={styles.stack}>
        <label htmlFor={field}>{t("flow.note")}</label>
        <textarea
          id={field}
          className={styles.noteText}
          rows={6}
          maxLength={4096}
          value={text}
          onChange={({ target }) => change((now) => writeNote(now, id, target.value), `note-${id}`)}
        />
      </div>
    </Section>
  );
}
