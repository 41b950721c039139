import { type DragEvent, useState } from "react";
import type { Condition } from "../../../../rules/conditions.ts";
import { useFilterCatalogue } from "../../inbox/find/use-filter-catalogue.ts";
import { useLocale } from "../../text/locale.tsx";
import { Chip } from "../../ui/chip.tsx";
import { classes } from "../../ui/classes.ts";
import { asGroup, trimmed } from "../../ui/filter-builder/edit-condition.ts";
import { sayCondition } from "../../ui/filter-builder/say-condition.ts";
import { useWords as useBuilderWords } from "../../ui/filter-builder/words/words.ts";
import { IconButton } from "../../ui/icon-button.tsx";
import { ArrowDown, ArrowUp, Pencil, Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { Switch } from "../../ui/switch.tsx";
import type { EntryRules } from "../queries.ts";
import type { Rule } from "./change-rules.ts";
import styles from "./entry.module.css";
import { sayTarget } from "./say-target.ts";
import { useWords } from "./words/words.ts";

/** What is dragged carries the rule under this kind. */
const RULE_KIND = "application/x-prosa-entry-rule";

interface RuleLineProps {
  rule: Rule;
  /** From 0. */
  place: number;
  list: EntryRules;
  onMove: (to: number) => void;
  /** Another rule was dropped here. */
  onDropped: (ruleId: string) => void;
  onTurn: (isOn: boolean) => void;
  onEdit: () => void;
  onRemove: () => void;
}

/** One rule: its condition as a sentence, who begins, its catch, and what can be done with it. */
export function RuleLine({ rule, place, list, onMove, onDropped, onTurn, onEdit, onRemove }: RuleLineProps) {
  const t = useWords();
  const [isOver, setOver] = useState(false);
  const { name, isOn, caught } = rule;
  const drop = (event: DragEvent) => {
    setOver(false);
    onDropped(event.dataTransfer.getData(RULE_KIND));
  };
  const accept = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes(RULE_KIND)) return;
    event.preventDefault();
    setOver(true);
  };
  return (
    <li
      className={classes(styles.rule, !isOn && styles.off, isOver && styles.over)}
      draggable
      onDragStart={(event) => event.dataTransfer.setData(RULE_KIND, rule.ruleId)}
      onDragOver={accept}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <div className={styles.order}>
        <IconButton label={t("entry.up", { name })} aria-disabled={place === 0} onClick={() => place > 0 && onMove(place - 1)}>
          <ArrowUp size={14} />
        </IconButton>
        <IconButton
          label={t("entry.down", { name })}
          aria-disabled={place === list.rules.length - 1}
          onClick={() => place < list.rules.length - 1 && onMove(place + 1)}
        >
          <ArrowDown size={14} />
        </IconButton>
      </div>
      <div className={styles.what}>
        <b>{name}</b>
        <Sentence rule={rule} />
        <span>→ {sayTarget(rule, list.targets, t)}</span>
        <Problem rule={rule} list={list} />
      </div>
      <span className={classes(ink.small, ink.secondary, ink.figures)}>{t("entry.caught", { count: caught })}</span>
      <div className={styles.acts}>
        <Switch label={t("entry.isOn")} on={isOn} onChange={onTurn} />
        <IconButton label={t("entry.edit", { name })} onClick={onEdit}>
          <Pencil size={14} />
        </IconButton>
        <IconButton label={t("entry.remove", { name })} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </div>
    </li>
  );
}

function Sentence({ rule }: { rule: Rule }) {
  const t = useWords();
  const words = useBuilderWords();
  const locale = useLocale();
  const { fields, choicesOf } = useFilterCatalogue();
  if (fields === undefined) return null;
  const condition = trimmed(asGroup(rule.condition as Condition)); // the server checked it
  const says = condition === null ? null : sayCondition(condition, { ...locale, fields, choicesOf, t: words });
  return <span className={ink.secondary}>{says === null ? t("entry.everyone") : t("entry.when", { condition: says })}</span>;
}

/** Why it cannot fire. Being off is said by its switch as well, and is no trouble. */
function Problem({ rule: { problem }, list }: { rule: Rule; list: EntryRules }) {
  const t = useWords();
  if (problem === null) return null;
  const by = list.rules.find(({ ruleId }) => ruleId === problem.by)?.name ?? "";
  return (
    <Chip tone={problem.code === "off" ? undefined : "warn"} className={styles.problem} title={problem.problem}>
      {t(`entry.problem.${problem.code}`, { by })}
    </Chip>
  );
}
