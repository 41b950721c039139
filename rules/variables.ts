import type { Words } from "./words.ts";

export type VariableType = "text" | "number" | "money" | "date_time" | "yes_no";

/** A value before it is written out. `money` is in cents; a time may be ISO text, as examples are. */
export type VariableValue = string | number | boolean | Date;

/** What a picker and the linter know of a variable. Plain data: it may go over the wire. */
export interface VariableFacts {
  /** Noun and property, such as `contact.first_name`. Written into templates: it never changes. */
  id: string;
  label: Words;
  type: VariableType;
  /** What the preview shows in its place. */
  example: string | number | boolean;
  /** Every subject has it: a template needs no fallback. */
  isAlwaysSet?: true;
}

/** A variable as a room declares it. Null, undefined and an empty text mean "not set". */
export interface Variable<Subject> extends VariableFacts {
  read(subject: Subject): VariableValue | null | undefined;
}

/** A template in pieces: text as it is, and tags such as `{{contact.first_name | capital | você}}`. */
export type Piece = { kind: "text"; text: string } | Tag;

export interface Tag {
  kind: "tag";
  /** Where the tag stands in the template, and how long it is, in UTF-16 units. */
  at: number;
  length: number;
  /** What stands between the bars, at least one; the first is a variable's id. */
  segments: Segment[];
}

export interface Segment {
  text: string;
  /** It stood in quotation marks: words for people, never a name. */
  isQuoted: boolean;
}

/** Longer ones are no tags: somebody meant braces. */
const TAG = /\{\{([^{}]{1,500})\}\}/g;
/** Digits are none: `{{1}}` is a provider's placeholder, and stays. */
const NAME = /^\p{L}[\p{L}\p{N}_]*(\.[\p{L}\p{N}_]+)*$/u;

/** Cuts a template into texts and tags. Pure, never throws: what is no tag stays text. */
export function parseTemplate(template: string): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const match of template.matchAll(TAG)) {
    const segments = splitAtBars(match[1] as string);
    const [first] = segments;
    if (first === undefined || first.isQuoted || !NAME.test(first.text)) continue;
    if (match.index > end) pieces.push({ kind: "text", text: template.slice(end, match.index) });
    end = match.index + match[0].length;
    pieces.push({ kind: "tag", at: match.index, length: match[0].length, segments });
  }
  return end < template.length ? [...pieces, { kind: "text", text: template.slice(end) }] : pieces;
}

/** Bars in quotation marks separate nothing; a mark without its twin is an ordinary character. */
function splitAtBars(inside: string): Segment[] {
  const pieces = inside.split('"');
  const isPaired = pieces.length % 2 === 1;
  const marked = isPaired ? pieces.map((piece, index) => (index % 2 === 1 ? piece.replaceAll("|", "\0") : piece)).join('"') : inside;
  return marked.split("|").map((segment) => {
    const text = segment.replaceAll("\0", "|").trim();
    const isQuoted = /^"[^"]*"$/.test(text);
    return { text: isQuoted ? text.slice(1, -1) : text, isQuoted };
  });
}
