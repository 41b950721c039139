import type { Message } from "../../api/client.ts";
import { classes } from "../../ui/classes.ts";
import ink from "../../ui/ink.module.css";
import { MessagePreview } from "../message-preview.tsx";
import { useWords } from "../words/words.ts";
import styles from "./quote.module.css";

interface QuoteProps {
  quote: NonNullable<Message["replyTo"]>;
  contactName: string;
  ownId: string | null;
  onJump: (id: string) => void;
}

/** What a message answers to, in a line; a click goes there. */
export function Quote({ quote, contactName, ownId, onJump }: QuoteProps) {
  const t = useWords();
  const { id, author, kind, text } = quote;
  if (id === null || kind === null) return <span className={styles.quote}>{t("message.quoteUnknown")}</span>;
  const name = author?.kind === "contact" ? contactName : author?.id === ownId ? t("by.you") : (author?.name ?? t("by.echo"));
  return (
    <button type="button" className={styles.quote} onClick={() => onJump(id)}>
      <b>{name}</b>
      <span className={classes(styles.words, ink.oneLine)}>
        <MessagePreview kind={kind} text={text} t={t} />
      </span>
    </button>
  );
}
