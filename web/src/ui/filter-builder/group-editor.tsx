import { useRef } from "react";
import { type Condition, GROUP_KINDS, type GroupKind, type Leaf, MAX_DEPTH, partsOf } from "../../../../rules/conditions.ts";
import { Button } from "../button.tsx";
import { Plus, X } from "../icons.generated.ts";
import ink from "../ink.module.css";
import { Select } from "../input.tsx";
import { useBuilder } from "./builder-context.ts";
import { groupOf, type Path, questionAbout } from "./edit-condition.ts";
import styles from "./filter-builder.module.css";
import { QuestionEditor } from "./question-editor.tsx";
import { useWords } from "./words/words.ts";

/** A group: what has to hold, its conditions, and groups inside it. */
export function GroupEditor({ group, path }: { group: Condition; path: Path }) {
  const t = useWords();
  const { fields, isFull, change } = useBuilder();
  const adder = useRef<HTMLButtonElement>(null);
  const { kind, parts } = partsOf(group) ?? { kind: "all" as const, parts: [] };
  const [first] = fields;
  const isDeepest = path.length + 1 >= MAX_DEPTH;
  const reason = isFull ? t("builder.tooMany") : undefined;
  const add = (part: Condition) => change(path, groupOf(kind, [...parts, part]));
  // What had the focus is gone: it goes to where the next step is.
  const remove = (at: Path) => {
    change(at, null);
    adder.current?.focus();
  };
  return (
    <fieldset className={styles.group} aria-label={t("builder.group")}>
      <div className={styles.head}>
        <Select
          small
          aria-label={t("builder.groupKind")}
          value={kind}
          onChange={({ target }) => change(path, groupOf(target.value as GroupKind, parts))} // its options are the kinds
        >
          {GROUP_KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`builder.${one}`)}
            </option>
          ))}
        </Select>
      </div>
      {parts.length === 0 && path.length === 0 && <p className={ink.quiet}>{t("builder.empty")}</p>}
      {parts.map((part, index) => {
        const at = [...path, index];
        if (partsOf(part) === null)
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is its place; every control shows what the document says
          return <QuestionEditor key={index} question={part as Leaf} path={at} place={index + 1} onRemove={() => remove(at)} />;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: as above
          <div key={index} className={styles.inner}>
            <GroupEditor group={part} path={at} />
            <Button tone="ghost" size="small" square aria-label={t("builder.removeGroup")} onClick={() => remove(at)}>
              <X size={16} />
            </Button>
          </div>
        );
      })}
      <div className={styles.head}>
        <Button
          ref={adder}
          size="small"
          aria-disabled={isFull}
          title={reason}
          onClick={() => !isFull && first !== undefined && add(questionAbout(first))}
        >
          <Plus size={14} /> {t("builder.addQuestion")}
        </Button>
        <Button
          tone="ghost"
          size="small"
          aria-disabled={isFull || isDeepest}
          title={isDeepest ? t("builder.tooDeep") : reason}
          onClick={() => !isFull && !isDeepest && first !== undefined && add({ any: [questionAbout(first)] })}
        >
          <Plus size={14} /> {t("builder.addGroup")}
        </Button>
      </div>
    </fieldset>
  );
}
