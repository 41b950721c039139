import { useState } from "react";
import { useDraft } from "../inbox/drafts/drafts.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import styles from "./ai.module.css";
import { useHelp, WAYS, type Way } from "./use-help.ts";
import { useWords } from "./words/words.ts";
import { Written } from "./written.tsx";

/** A model writes, rewrites, translates or sums up, where one is connected. What it wrote is read here before it is used. */
export function HelpByModel({ conversationId }: { conversationId: string }) {
  const t = useWords();
  const { text: draft } = useDraft(conversationId, "reply");
  const [way, setWay] = useState<Way>("corrected");
  const help = useHelp(conversationId);
  if (help === null) return null;
  const { want, busy, problem, shown, close } = help;
  return (
    <section className={styles.help} aria-label={t("help.title")}>
      <h3>{t("help.title")}</h3>
      <div className={styles.bar}>
        <Button size="small" busy={busy} onClick={() => void want({ kind: "reply" })}>
          {t("help.reply")}
        </Button>
        <Button size="small" busy={busy} onClick={() => void want({ kind: "summary" })}>
          {t("help.summary")}
        </Button>
        <Button size="small" busy={busy} onClick={() => void want({ kind: "translate" })}>
          {t("help.translate")}
        </Button>
      </div>
      {draft.trim() !== "" && (
        <div className={styles.bar}>
          <SelectField
            label={t("help.way")}
            smallLabel
            value={way}
            onChange={({ target }) => setWay(WAYS.find((one) => one === target.value) ?? "corrected")}
          >
            {WAYS.map((one) => (
              <option key={one} value={one}>
                {t(`help.way.${one}`)}
              </option>
            ))}
          </SelectField>
          <Button size="small" busy={busy} onClick={() => void want({ kind: "rewrite", text: draft, way })}>
            {t("help.rewrite")}
          </Button>
        </div>
      )}
      {problem !== null && (
        <p role="alert" className={styles.problem}>
          {problem}
        </p>
      )}
      {shown !== null && <Written key={shown.help.runId} conversationId={conversationId} {...shown} onDone={close} />}
    </section>
  );
}
