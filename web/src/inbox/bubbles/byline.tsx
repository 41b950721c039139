import type { Message } from "../../api/client.ts";
import { classes } from "../../ui/classes.ts";
import { Bot, Sparkles } from "../../ui/icons.generated.ts";
import { useWords } from "../words/words.ts";
import styles from "./byline.module.css";

/** Says who of the business spoke: a person, a flow, the AI. */
export function Byline({ message, author }: { message: Message; author: string }) {
  const t = useWords();
  const { kind } = message.author;
  if (kind === "flow") {
    return (
      <div className={classes(styles.by, styles.flow)}>
        <Bot size={14} />
        <b>{t("by.flow", { name: author })}</b>
      </div>
    );
  }
  if (kind === "ai") {
    return (
      <div className={classes(styles.by, styles.ai)}>
        <Sparkles size={12} />
        <b>{author}</b>
      </div>
    );
  }
  return <AuthorName name={author} />;
}

/** The name alone. */
export const AuthorName = ({ name }: { name: string }) => (
  <div className={styles.by}>
    <b>{name}</b>
  </div>
);
