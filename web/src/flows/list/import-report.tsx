import { Button } from "../../ui/button.tsx";
import { Chip } from "../../ui/chip.tsx";
import { FormActions, FormSteps } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import type { ImportLine } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./flows.module.css";

const TONES = { became: "ok", changed: "warn", lost: "danger" } as const;

/** How each part of a foreign bot fared: nothing is dropped without a word. What was lost stands first. */
export function ImportReport({ report, onOpen }: { report: readonly ImportLine[]; onOpen: () => void }) {
  const t = useWords();
  const count = (kind: ImportLine["became"]) => report.filter(({ became }) => became === kind).length;
  const order = ["lost", "changed", "became"] as const;
  return (
    <FormSteps>
      <p>{t("flows.reportText", { became: count("became"), changed: count("changed"), lost: count("lost") })}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls is reached by keyboard */}
      <ul className={styles.report} tabIndex={0} aria-label={t("flows.report")}>
        {order
          .flatMap((kind) => report.filter(({ became }) => became === kind))
          .map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the report never changes
            <li key={index}>
              <Chip tone={TONES[line.became]}>{t(`flows.report.${line.became}`)}</Chip>
              <span>{line.what}</span>
              {line.why !== null && <span className={ink.secondary}>{t.find(`flows.why.${line.why}`) ?? line.why}</span>}
            </li>
          ))}
      </ul>
      <FormActions>
        <Button tone="primary" onClick={onOpen}>
          {t("flows.openIt")}
        </Button>
      </FormActions>
    </FormSteps>
  );
}
