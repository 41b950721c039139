import { TextField } from "../../../ui/field.tsx";
import { useWords } from "../../words/words.ts";
import { checkExpression } from "../check-expression.ts";
import { useEditor } from "../editor-context.ts";

interface ExpressionFieldProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
}

/** An expression of the flow, judged while it is written. */
export function ExpressionField({ label, value, onChange }: ExpressionFieldProps) {
  const t = useWords();
  const { drawing } = useEditor();
  const problem = value.trim() === "" ? undefined : checkExpression(value, drawing.document, t);
  return (
    <TextField
      label={label}
      value={value}
      maxLength={2000}
      hint={t("flow.expressionHint")}
      problem={problem}
      spellCheck={false}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
