import type { ReactNode } from "react";
import type { Message } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { clockTime } from "../../text/times.ts";
import { Lock } from "../../ui/icons.generated.ts";
import { useWords } from "../words/words.ts";
import styles from "./note.module.css";

/** What only the team sees: amber, locked, never with a tail. */
export function Note({ message }: { message: Message }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  return (
    <NoteFrame id={`message-${message.id}`}>
      <div className={styles.by}>
        <Lock size={12} />
        <b>{message.author.name ?? t("by.system")}</b>
        <span>
          {t("note.label")} · {clockTime(message.occurredAt, language, timeZone)}
        </span>
      </div>
      <Mentions text={message.text ?? ""} />
    </NoteFrame>
  );
}

/** The amber paper alone. */
export const NoteFrame = ({ id, children }: { id?: string; children: ReactNode }) => (
  <article className={styles.note} id={id} tabIndex={-1}>
    {children}
  </article>
);

function Mentions({ text }: { text: string }) {
  const parts = text.split(/(@[\p{L}\d]+)/u);
  return (
    <span className={styles.words}>
      {parts.map((part, index) =>
        part.startsWith("@") ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text do not move
          <span key={index} className={styles.mention}>
            {part}
          </span>
        ) : (
          part
        ),
      )}
    </span>
  );
}
