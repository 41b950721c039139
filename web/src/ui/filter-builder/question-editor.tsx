import { useId } from "react";
import type { Leaf, Operator } from "../../../../rules/conditions.ts";
import { operandOf } from "../../../../rules/operators.ts";
import type { ConditionProblem } from "../../../../rules/validate.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../button.tsx";
import { CircleAlert, X } from "../icons.generated.ts";
import { Select } from "../input.tsx";
import { useBuilder } from "./builder-context.ts";
import { addressOf, askedBy, isAnswered, operatorsOf, type Path, questionAbout } from "./edit-condition.ts";
import styles from "./filter-builder.module.css";
import { ValueEditor } from "./value-editor.tsx";
import { type BuilderText, useWords } from "./words/words.ts";

interface QuestionEditorProps {
  question: Leaf;
  path: Path;
  /** From 1, in its group. */
  place: number;
  onRemove: () => void;
}

/** One condition: field, comparison, value, and what is wrong with it. */
export function QuestionEditor({ question, path, place, onRemove }: QuestionEditorProps) {
  const t = useWords();
  const { language } = useLocale();
  const { fields, change } = useBuilder();
  const problem = useProblem(question, path, t);
  const below = useId();
  const field = fields.find(({ id }) => id === question.field);
  const chooseField = (id: string) => {
    const next = fields.find((one) => one.id === id);
    if (next !== undefined) change(path, questionAbout(next));
  };
  return (
    <fieldset
      className={styles.question}
      aria-label={t("builder.question", { place })}
      aria-describedby={problem === null ? undefined : below}
    >
      <Select aria-label={t("builder.field")} value={field?.id ?? ""} onChange={({ target }) => chooseField(target.value)}>
        {field === undefined && <option value="">{t("builder.unknownField", { id: String(question.field) })}</option>}
        {fields.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </Select>
      {field !== undefined && (
        <>
          <Select
            aria-label={t("builder.operator")}
            value={question.operator}
            onChange={({ target }) => change(path, askedBy(question, target.value as Operator))} // its options are operators
          >
            {operatorsOf(field).map((one) => (
              <option key={one} value={one}>
                {t(`operator.${one}`)}
              </option>
            ))}
          </Select>
          <div className={styles.value}>
            <ValueEditor field={field} question={question} onChange={(next) => change(path, next)} isWrong={problem !== null} />
          </div>
        </>
      )}
      <Button
        tone="ghost"
        size="small"
        square
        className={styles.remove}
        aria-label={t("builder.removeQuestion", { place })}
        onClick={onRemove}
      >
        <X size={16} />
      </Button>
      {problem !== null && (
        <p id={below} className={styles.problem} role="alert">
          <CircleAlert size={12} /> {problem}
        </p>
      )}
    </fieldset>
  );
}

/** What is wrong with the question, in words; what is only not given yet is told when it is asked for. */
function useProblem(question: Leaf, path: Path, t: BuilderText): string | null {
  const { root, problems, isStrict } = useBuilder();
  const address = addressOf(root, path);
  const found = ["", ".field", ".operator", ".value"].flatMap((end) => problems.get(address + end) ?? []);
  const [problem] = found;
  if (problem === undefined) return null;
  if (problem.code !== "wrong_value") return t(WORDS[problem.code] ?? "wrong.malformed");
  if (!isAnswered(question)) return isStrict ? t("wrong.missing") : null;
  const operand = operandOf(question.operator);
  return t(operand === "days" ? "wrong.days" : operand === "pair" ? "wrong.order" : "wrong.value");
}

const WORDS: Partial<Record<ConditionProblem["code"], "wrong.field" | "wrong.operator">> = {
  unknown_field: "wrong.field",
  unknown_operator: "wrong.operator",
};
