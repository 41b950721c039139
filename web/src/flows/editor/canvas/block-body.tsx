import type { Block, Language } from "../../../../../flow/document.ts";
import { useWords } from "../../words/words.ts";
import { textIn } from "../say-block.ts";
import styles from "./block-node.module.css";
import { ShownText } from "./shown-text.tsx";

/** What a block does, in a few words: the text that is said, or its settings. */
export function BlockBody({ block, language }: { block: Block; language: Language }) {
  const t = useWords();
  if ("text" in block && (block.type === "say_text" || "attempts" in block)) {
    const text = textIn(block.text, language);
    return <p className={styles.quote}>{text === "" ? <i>{t("flow.noText")}</i> : <ShownText text={text} />}</p>;
  }
  switch (block.type) {
    case "say_file": {
      const text = textIn(block.text, language);
      return (
        <>
          <p className={styles.line}>{t(`flow.kind.${block.kind}`)}</p>
          {text !== "" && (
            <p className={styles.quote}>
              <ShownText text={text} />
            </p>
          )}
        </>
      );
    }
    case "say_location":
      return <p className={styles.line}>{block.place ?? `${block.latitude}, ${block.longitude}`}</p>;
    case "say_template":
      return <p className={styles.line}>{block.template === "" ? t("flow.nothingChosen") : block.template}</p>;
    case "set_variable":
      return (
        <p className={styles.line}>
          <b>{block.variable}</b> = {block.to === "" ? "…" : block.to}
        </p>
      );
    case "wait":
      return <p className={styles.line}>{t(`flow.wait.${block.unit}`, { amount: block.amount })}</p>;
    case "wait_until":
      return <p className={styles.line}>{t("flow.waitUntil", { when: block.when === "" ? "…" : block.when })}</p>;
    case "http":
      return (
        <p className={styles.line}>
          <b>{block.method}</b> {block.url === "" ? "…" : block.url.replace(/^https?:\/\//, "")}
        </p>
      );
    case "action":
      return <p className={styles.line}>{block.action === "" ? t("flow.nothingChosen") : block.action}</p>;
    case "hand_over":
      return (
        <>
          <p className={styles.line}>{t(`flow.handTo.${block.to}`)}</p>
          {textIn(block.sentence, language) !== "" && (
            <p className={styles.quote}>
              <ShownText text={textIn(block.sentence, language)} />
            </p>
          )}
        </>
      );
    case "registration":
      return <p className={styles.line}>{t("flow.registrationLine", { form: block.form || "…", count: block.fields.length })}</p>;
    case "room":
      return <p className={styles.line}>{block.block === "" ? t("flow.nothingChosen") : block.block}</p>;
    default:
      // Its exits say it.
      return null;
  }
}
