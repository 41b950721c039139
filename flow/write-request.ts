import { parseTemplate, type Tag } from "../rules/variables.ts";
import type { Turn } from "./turn.ts";
import { textOf } from "./values.ts";
import { valueNamed } from "./write-text.ts";

/** Words for a machine: values as they are, secrets too. `makeSafe` makes a value safe where it goes. */
function writePlain(turn: Turn, text: string, makeSafe: (value: string) => string): string {
  return write(turn, text, (value) => makeSafe(textOf(value)));
}

/** An address: values cannot break out of the place that they have; one that begins with a variable is taken as it is. */
export function writeAddress(turn: Turn, url: string): string {
  const parts = /^(\s*\{\{[^{}]*\}\})?([\s\S]*)$/.exec(url);
  const [, base = "", rest = ""] = parts ?? [];
  return (writePlain(turn, base, (value) => value) + writePlain(turn, rest, encodeURIComponent)).trim();
}

/** A header is one line. */
export const writeHeader = (turn: Turn, value: string): string => writePlain(turn, value, (text) => text.replaceAll(/[\r\n]+/g, " "));

/**
 * A body. In JSON a value inside quotation marks is escaped, and one outside is written as JSON: `{"nif": "{{var.nif}}", "itens": {{var.itens}}}`.
 * A body that is one variable alone is its value.
 */
export function writeBody(turn: Turn, body: string): string {
  const isJson = /^\s*[[{](?!\{)/.test(body);
  let isInside = false;
  return write(
    turn,
    body,
    (value) => (!isJson ? asText(value) : isInside ? JSON.stringify(asText(value)).slice(1, -1) : JSON.stringify(value ?? null)),
    (text) => {
      const marks = text.replaceAll(/\\[\s\S]/g, "").split('"').length - 1;
      if (marks % 2 === 1) isInside = !isInside;
    },
  );
}

const asText = (value: unknown): string => (typeof value === "object" && value !== null ? JSON.stringify(value) : textOf(value));

/** The value of a text that is one tag and nothing else, as it is; undefined: it is more than that. */
export function valueOfOneTag(turn: Turn, text: string): unknown {
  const [piece, ...more] = parseTemplate(text.trim());
  return piece?.kind === "tag" && more.length === 0 ? valueOfTag(turn, piece, false) : undefined;
}

function write(turn: Turn, text: string, valueIn: (value: unknown) => string, onText: (text: string) => void = () => {}): string {
  return parseTemplate(text)
    .map((piece) => {
      if (piece.kind === "tag") return valueIn(valueOfTag(turn, piece, true));
      onText(piece.text);
      return piece.text;
    })
    .join("");
}

/** Of the names between the bars the first that has a value, else the words. */
function valueOfTag(turn: Turn, { segments }: Tag, takesSecrets: boolean): unknown {
  for (const [index, { text, isQuoted }] of segments.entries()) {
    const value = isQuoted ? text : valueNamed(turn, text, takesSecrets);
    if (value !== null && value !== "") return value;
    if (index > 0 && index === segments.length - 1) return text;
  }
  return null;
}
