import ink from "../../ui/ink.module.css";
import { useWords } from "../words/words.ts";
import type { PartProps } from "./part-props.ts";
import styles from "./queues.module.css";

const KINDS = ["greeting", "out_of_hours", "position", "assigned", "abandoned", "rating"] as const;
const VARIABLES = ["{{ticket.protocol}}", "{{ticket.position | 1}}", "{{queue.name}}", "{{queue.opens_at | …}}", "{{agent.name}}"];

/** What the contact is told on each occasion. Untouched, the product's words count. */
export function TextsPart({ draft, onChange }: PartProps) {
  const t = useWords();
  return (
    <>
      <p className={ink.secondary}>{t("queues.textsHint", { variables: VARIABLES.join("  ") })}</p>
      {KINDS.map((kind) => (
        <label key={kind} className={styles.text}>
          <span>{t(`queues.text.${kind}`)}</span>
          <textarea
            rows={2}
            maxLength={1000}
            value={draft.texts[kind] ?? ""}
            placeholder={t("queues.textDefault")}
            onChange={(event) => {
              const { [kind]: _old, ...others } = draft.texts;
              onChange({ texts: event.target.value === "" ? others : { ...others, [kind]: event.target.value } });
            }}
          />
        </label>
      ))}
    </>
  );
}
