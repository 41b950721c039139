import { type FormatName, type Style, writeValue } from "./formats.ts";
import { byName, readTag, type Step } from "./read-tag.ts";
import { parseTemplate, type Variable, type VariableFacts, type VariableValue } from "./variables.ts";

export interface Rendered {
  text: string;
  /** Ids of variables that left a hole: not set, and without a fallback. */
  missing: string[];
  /** Names in the template that no variable has. */
  unknown: string[];
}

export interface RenderOptions extends Style {
  /** Makes a value safe where the text goes, such as HTML. It is given values only, never the template's own words. */
  escape?: (value: string) => string;
}

/**
 * The template with its variables written out. Each tag tries what stands between its bars until one has a value; nothing of a value
 * is read again as a template. Pure, never throws, evaluates nothing.
 */
export function renderTemplate<Subject>(
  template: string,
  variables: readonly Variable<Subject>[],
  subject: Subject,
  options: RenderOptions,
): Rendered {
  return render(template, variables, (variable) => variable.read(subject), options);
}

/** The template with the variables' examples, for a preview beside the picker. */
export function renderExamples(template: string, variables: readonly VariableFacts[], options: RenderOptions): Rendered {
  return render(template, variables, ({ example }) => example, options);
}

type Read<Known> = (variable: Known) => VariableValue | null | undefined;

function render<Known extends VariableFacts>(
  template: string,
  variables: readonly Known[],
  read: Read<Known>,
  options: RenderOptions,
): Rendered {
  const [missing, unknown] = [new Set<string>(), new Set<string>()];
  const known = byName(variables);
  const texts = parseTemplate(template).map((piece) => {
    if (piece.kind === "text") return piece.text;
    const steps = readTag(piece.segments, known);
    for (const step of steps) if (step.kind === "unknown") unknown.add(step.name);
    const written = firstWritten(steps, read, options);
    const [first] = steps;
    if (written === null && first?.kind === "variable") missing.add(first.variable.id);
    return written ?? "";
  });
  return { text: texts.join(""), missing: [...missing], unknown: [...unknown] };
}

function firstWritten<Known extends VariableFacts>(steps: Step<Known>[], read: Read<Known>, options: RenderOptions): string | null {
  for (const step of steps) {
    if (step.kind === "words") return step.text;
    const text = step.kind === "unknown" ? "" : write(step.variable, step.formats, read, options);
    if (text !== "") return options.escape === undefined ? text : options.escape(text);
  }
  return null;
}

/** Empty when the variable is not set. */
function write<Known extends VariableFacts>(variable: Known, formats: FormatName[], read: Read<Known>, style: Style): string {
  let value: VariableValue | null | undefined;
  try {
    value = read(variable);
  } catch {
    // A room's reading that fails is a hole in one text, which the caller hears of, and not the end of all of it.
    return "";
  }
  if (value === null || value === undefined || value === "") return "";
  return writeValue(variable.type, value, formats, style).trim();
}
