import { type Condition, type Leaf, partsOf } from "../../../../rules/conditions.ts";
import type { FieldFacts } from "../../../../rules/fields.ts";
import { operandOf } from "../../../../rules/operators.ts";
import type { Language } from "../../text/locale.tsx";
import type { Choice, ChoicesOf } from "./choices.ts";
import type { BuilderText } from "./words/words.ts";

/** What saying a condition needs to know. */
export interface Speech {
  fields: readonly FieldFacts[];
  choicesOf: ChoicesOf;
  language: Language;
  timeZone: string;
  t: BuilderText;
}

/** The condition in a few words: "Priority is high", "Channel is WhatsApp or Unread is yes". Pure. */
export function sayCondition(condition: Condition, speech: Speech): string {
  const group = partsOf(condition);
  if (group === null) return sayQuestion(condition as Leaf, speech); // what is no group is a question
  const parts = group.parts.map((part) => (partsOf(part) === null ? sayCondition(part, speech) : `(${sayCondition(part, speech)})`));
  const joined = parts.join(` ${speech.t(group.kind === "all" ? "builder.and" : "builder.or")} `);
  return group.kind === "none" ? speech.t("builder.not", { what: joined }) : joined;
}

function sayQuestion({ field: id, operator, value }: Leaf, speech: Speech): string {
  const { fields, language, t } = speech;
  const field = fields.find((one) => one.id === id);
  if (field === undefined) return t("builder.unknownField", { id });
  const asked = `${field.label[language]} ${t(`operator.${operator}`)}`;
  if (operandOf(operator) === "none") return asked;
  const choices = speech.choicesOf(field);
  const values = (Array.isArray(value) ? value : [value]).map((one) => sayValue(one, field, choices, speech));
  if (operandOf(operator) === "days") return t("builder.days", { asked, count: Number(value) });
  return `${asked} ${values.join(operandOf(operator) === "pair" ? ` ${t("builder.and")} ` : ", ")}`;
}

function sayValue(value: unknown, { type }: FieldFacts, choices: readonly Choice[] | null, { language, timeZone, t }: Speech): string {
  if (typeof value === "boolean") return t(value ? "builder.yes" : "builder.no");
  if (type === "date_time" && typeof value === "string" && !Number.isNaN(Date.parse(value)))
    return new Intl.DateTimeFormat(language, { dateStyle: "short", timeStyle: "short", timeZone }).format(new Date(value));
  const text = String(value ?? "…");
  return (
    choices?.find(({ id }) => id === text)?.label ??
    (type === "text" ? `“${text}”` : type === "member" || type === "reference" ? t("builder.gone") : text)
  );
}
