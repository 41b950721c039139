import { FORMATS, fits } from "./formats.ts";
import { nearest } from "./nearest.ts";
import { byName, readTag, type Step } from "./read-tag.ts";
import { parseTemplate, type Tag, type VariableFacts } from "./variables.ts";

/** What may go wrong when the template is used; each code has a text in the catalogues. */
type LintCode = "unknown_variable" | "missing_fallback" | "format_does_not_fit" | "perhaps_a_format" | "not_closed";

export interface LintFinding {
  code: LintCode;
  /** Where it stands in the template, in UTF-16 units. */
  at: number;
  length: number;
  /** The variable, format or words that it is about. */
  name: string;
  /** The name that was probably meant. */
  suggestion: string | null;
}

/** Everything that a person should look at before the template is saved, in its order. Pure, never throws. */
export function lintTemplate(template: string, variables: readonly VariableFacts[]): LintFinding[] {
  const known = byName(variables);
  const findings = parseTemplate(template).flatMap((piece) =>
    piece.kind === "tag" ? lintTag(piece, readTag(piece.segments, known), variables) : [],
  );
  return [...findings, ...unclosed(template)].sort((a, b) => a.at - b.at);
}

function lintTag({ at, length }: Tag, steps: Step<VariableFacts>[], variables: readonly VariableFacts[]): LintFinding[] {
  const found = (code: LintCode, name: string, suggestion: string | null = null): LintFinding => ({ code, at, length, name, suggestion });
  const ids = variables.map(({ id }) => id);
  const findings = steps.flatMap((step): LintFinding[] => {
    if (step.kind === "unknown") return [found("unknown_variable", step.name, nearest(step.name, ids))];
    if (step.kind === "words") return almostFormat(step.text).map((format) => found("perhaps_a_format", step.text, format));
    const { variable, formats } = step;
    return formats.filter((name) => !fits(name, variable.type)).map((name) => found("format_does_not_fit", name));
  });
  const [first] = steps;
  const isSafe = steps.some((step) => step.kind === "words" || (step.kind === "variable" && step.variable.isAlwaysSet === true));
  if (first?.kind === "variable" && !isSafe) findings.push(found("missing_fallback", first.variable.id));
  return findings;
}

/** The format that `words` misspell by one letter; longer ones only, since short words are near to many. */
function almostFormat(words: string): string[] {
  const format = words.length < 4 ? null : nearest(words, Object.keys(FORMATS));
  return format !== null && format !== words && Math.abs(format.length - words.length) <= 1 ? [format] : [];
}

function unclosed(template: string): LintFinding[] {
  const at = template.lastIndexOf("{{");
  if (at < 0 || template.indexOf("}}", at) >= 0) return [];
  return [{ code: "not_closed", at, length: template.length - at, name: template.slice(at, at + 40), suggestion: null }];
}
