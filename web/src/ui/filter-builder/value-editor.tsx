import type { Leaf } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { operandOf } from "../../../../rules/operators.ts";
import { useLocale } from "../../text/locale.tsx";
import { Input, Select } from "../input.tsx";
import { useBuilder } from "./builder-context.ts";
import { ChoicePicker } from "./choice-picker.tsx";
import { withValue } from "./edit-condition.ts";
import { TextList } from "./text-list.tsx";
import { momentOf, wallTime } from "./wall-time.ts";
import { useWords } from "./words/words.ts";

interface ValueEditorProps {
  field: FieldFacts;
  question: Leaf;
  onChange: (question: Leaf) => void;
  isWrong: boolean;
}

/** What a condition compares with, by the type of its field and by its operator. */
export function ValueEditor({ field, question, onChange, isWrong }: ValueEditorProps) {
  const t = useWords();
  const { language } = useLocale();
  const { choicesOf } = useBuilder();
  const { operator, value } = question;
  const set = (next: unknown) => onChange(withValue(question.field, operator, next));
  const operand = operandOf(operator);
  const given =
    field.type === "choice" || field.type === "choices"
      ? field.options?.map(({ id, label }) => ({ id, label: label[language] }))
      : undefined;
  const choices = given ?? choicesOf(field);
  if (operand === "none") return null;
  if (operand === "days") return <One type="number" label={t("builder.dayCount")} value={value} onChange={set} isWrong={isWrong} />;
  if (operand === "pair") {
    const [from, to] = Array.isArray(value) ? value : [];
    return (
      <>
        <One type={field.type} label={t("builder.from")} value={from} onChange={(next) => set([next, to])} isWrong={isWrong} />
        <One type={field.type} label={t("builder.to")} value={to} onChange={(next) => set([from, next])} isWrong={isWrong} />
      </>
    );
  }
  if (choices !== null) {
    const chosen = (Array.isArray(value) ? value : value === undefined ? [] : [value]).map(String);
    const many = operand === "many";
    return <ChoicePicker choices={choices} chosen={chosen} many={many} onChange={(next) => set(many ? next : next[0])} isWrong={isWrong} />;
  }
  if (operand === "many") return <TextList values={Array.isArray(value) ? value.map(String) : []} onChange={set} isWrong={isWrong} />;
  return <One type={field.type} label={t("builder.value")} value={value} onChange={set} isWrong={isWrong} />;
}

interface OneProps {
  type: FieldFacts["type"];
  label: string;
  value: unknown;
  onChange: (value: unknown) => void;
  isWrong: boolean;
}

/** One value: a number, a moment, yes or no, or a text. */
function One({ type, label, value, onChange, isWrong }: OneProps) {
  const t = useWords();
  const { timeZone } = useLocale();
  const common = { "aria-label": label, ...(isWrong ? { "aria-invalid": true as const } : {}) };
  if (type === "yes_no")
    return (
      <Select {...common} value={String(value)} onChange={({ target }) => onChange(target.value === "true")}>
        <option value="true">{t("builder.yes")}</option>
        <option value="false">{t("builder.no")}</option>
      </Select>
    );
  if (type === "date_time")
    return (
      <Input
        {...common}
        type="datetime-local"
        value={wallTime(value, timeZone)}
        onChange={({ target }) => onChange(momentOf(target.value, timeZone))}
      />
    );
  if (type === "number")
    return (
      <Input
        {...common}
        type="number"
        step="any"
        value={typeof value === "number" ? value : ""}
        onChange={({ target }) => onChange(target.value === "" ? undefined : Number(target.value))}
      />
    );
  return (
    <Input
      {...common}
      value={typeof value === "string" ? value : ""}
      onChange={({ target }) => onChange(target.value === "" ? undefined : target.value)}
    />
  );
}
