import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Blank } from "../../ui/blank.tsx";
import { Button } from "../../ui/button.tsx";
import { ListOrdered, Plus } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { type EntryRules, entryRulesQuery } from "../queries.ts";
import { useWords as useDeskWords } from "../words/words.ts";
import { moved, type Rule, useChangeRules } from "./change-rules.ts";
import styles from "./entry.module.css";
import { Otherwise } from "./otherwise.tsx";
import { RuleDialog } from "./rule-dialog.tsx";
import { RuleLine } from "./rule-line.tsx";
import { useWords } from "./words/words.ts";

/** Who begins when somebody writes: rules in their order, what each caught, and why one cannot fire. */
export function EntryPage() {
  const t = useDeskWords();
  const { data, isError, refetch } = useQuery(entryRulesQuery);
  return (
    <SettingsPage title={t("settings.entryRules")}>
      <div className={styles.page}>
        {isError && data === undefined && <LoadError onRetry={() => void refetch()} />}
        {data !== undefined && <RuleList list={data} />}
      </div>
    </SettingsPage>
  );
}

function RuleList({ list }: { list: EntryRules }) {
  const t = useWords();
  const { change } = useChangeRules();
  const [edited, setEdited] = useState<Rule | "new" | null>(null);
  const { rules, targets } = list;
  const move = ({ ruleId, name }: Rule, place: number) =>
    void change({ edit: (now) => moved(now, ruleId, place), says: t("entry.moved", { name, place: place + 1 }) });
  const remove = ({ ruleId, name }: Rule) =>
    void change({
      edit: (now) => ({ ...now, rules: now.rules.filter((one) => one.ruleId !== ruleId) }),
      says: t("entry.removed", { name }),
      isUndone: true,
    });
  const turn = ({ ruleId }: Rule, isOn: boolean) =>
    void change({ edit: (now) => ({ ...now, rules: now.rules.map((one) => (one.ruleId === ruleId ? { ...one, isOn } : one)) }) });
  const add = (
    <Button
      size="small"
      aria-disabled={targets.length === 0}
      title={targets.length === 0 ? t("entry.addNoTarget") : undefined}
      onClick={() => targets.length > 0 && setEdited("new")}
    >
      <Plus size={14} /> {t("entry.add")}
    </Button>
  );
  return (
    <>
      <div className={styles.head}>
        <p className={ink.secondary}>{t("entry.hint")}</p>
        {rules.length > 0 && add}
      </div>
      {rules.length === 0 && (
        <Blank icon={<ListOrdered size={20} />} title={t("entry.none")} text={t("entry.noneText")}>
          {add}
        </Blank>
      )}
      <ol className={styles.rules} aria-label={t("entry.list")}>
        {rules.map((rule, place) => (
          <RuleLine
            key={rule.ruleId}
            rule={rule}
            place={place}
            list={list}
            onMove={(to) => move(rule, to)}
            onDropped={(ruleId) => {
              const dropped = rules.find((one) => one.ruleId === ruleId);
              if (dropped !== undefined && dropped !== rule) move(dropped, place);
            }}
            onTurn={(isOn) => turn(rule, isOn)}
            onEdit={() => setEdited(rule)}
            onRemove={() => remove(rule)}
          />
        ))}
      </ol>
      <Otherwise list={list} />
      {edited !== null && <RuleDialog rule={edited === "new" ? null : edited} targets={targets} onClose={() => setEdited(null)} />}
    </>
  );
}
