import { type FormatName, isFormat } from "./formats.ts";
import type { Segment, VariableFacts } from "./variables.ts";

/** What a tag tries, in its order, until something has a value. */
export type Step<Known extends VariableFacts> =
  | { kind: "variable"; variable: Known; formats: FormatName[] }
  | { kind: "unknown"; name: string }
  | { kind: "words"; text: string };

/** Variables by their id in small letters: people type names as they like. */
export function byName<Known extends VariableFacts>(variables: readonly Known[]): ReadonlyMap<string, Known> {
  return new Map(variables.map((variable) => [variable.id.toLowerCase(), variable]));
}

/**
 * The segments of a tag as steps. The first is a variable. Each further one is a format of the variable before it, another variable,
 * or words; quotation marks make anything words.
 */
export function readTag<Known extends VariableFacts>(segments: readonly Segment[], variables: ReadonlyMap<string, Known>): Step<Known>[] {
  const steps: Step<Known>[] = [];
  for (const [index, { text, isQuoted }] of segments.entries()) {
    const before = steps.at(-1);
    const variable = isQuoted ? undefined : variables.get(text.toLowerCase());
    if (variable !== undefined) steps.push({ kind: "variable", variable, formats: [] });
    else if (isQuoted) steps.push({ kind: "words", text });
    else if (index > 0 && isFormat(text)) {
      if (before?.kind === "variable") before.formats.push(text);
    } else if (index === 0 || looksLikeVariable(text, variables)) steps.push({ kind: "unknown", name: text });
    else steps.push({ kind: "words", text });
  }
  return steps;
}

/** `contact.nickname` beside `contact.name` was meant as a variable; `example.com` was not. */
function looksLikeVariable(text: string, variables: ReadonlyMap<string, VariableFacts>): boolean {
  const noun = /^([\p{L}\p{N}_]+)\.[\p{L}\p{N}_.]+$/u.exec(text)?.[1]?.toLowerCase();
  return noun !== undefined && [...variables.keys()].some((id) => id.startsWith(`${noun}.`));
}
