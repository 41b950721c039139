import { Chip } from "../../ui/chip.tsx";
import { SelectField } from "../../ui/field.tsx";
import ink from "../../ui/ink.module.css";
import type { EntryRules } from "../queries.ts";
import { useChangeRules } from "./change-rules.ts";
import styles from "./entry.module.css";
import { readTarget, sayTarget, writeTarget } from "./say-target.ts";
import { useWords } from "./words/words.ts";

/** The end of the list: who begins where no rule holds. */
export function Otherwise({ list: { rules, otherwise, targets } }: { list: EntryRules }) {
  const t = useWords();
  const { change } = useChangeRules();
  const chosen = otherwise === null ? "" : writeTarget(otherwise);
  const choose = (value: string) => {
    const target = readTarget(value, targets);
    void change({ edit: (now) => ({ ...now, otherwise: target === undefined ? null : { holder: target.holder, id: target.id } }) });
  };
  const problem = otherwise?.problem ?? null;
  const by = rules.find(({ ruleId }) => ruleId === problem?.by)?.name ?? "";
  return (
    <div className={styles.otherwise}>
      <SelectField label={t("entry.otherwise")} value={chosen} onChange={(event) => choose(event.target.value)}>
        <option value="">{t("entry.nobody")}</option>
        {otherwise !== null && readTarget(chosen, targets) === undefined && (
          <option value={chosen}>{sayTarget(otherwise, targets, t)}</option>
        )}
        {targets.map((target) => (
          <option key={writeTarget(target)} value={writeTarget(target)}>
            {sayTarget(target, targets, t)}
          </option>
        ))}
      </SelectField>
      {otherwise !== null && <span className={ink.secondary}>{t("entry.caught", { count: otherwise.caught })}</span>}
      {problem !== null && <Chip tone="warn">{t(`entry.problem.${problem.code}`, { by })}</Chip>}
    </div>
  );
}
