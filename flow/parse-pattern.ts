/** What one character has to be. */
export type Test = (character: string) => boolean;

/** A pattern as a tree; `{m,n}` is written out as copies before it is matched. */
export type Pattern =
  | { kind: "one"; test: Test }
  | { kind: "start" | "end" | "edge" | "no_edge" }
  | { kind: "all"; parts: readonly Pattern[] }
  | { kind: "any"; parts: readonly Pattern[] }
  | { kind: "repeat"; part: Pattern; least: number; most: number };

export class PatternError extends Error {}

const MOST_COPIES = 300;

/**
 * A regular expression in the part of the language that is matched in a time that grows only with the text: characters, `.`, classes,
 * `\d \w \s \b`, groups, `|`, `* + ? {m,n}`, `^ $`. Back references and looking around are refused. Capitals say nothing.
 * @throws {PatternError}
 */
export function parsePattern(text: string): Pattern {
  const reader: Reader = { characters: [...text.normalize("NFC")], at: 0, depth: 0 };
  const pattern = alternatives(reader);
  if (reader.at < reader.characters.length) throw new PatternError("a closing bracket without its opening one");
  return pattern;
}

interface Reader {
  characters: readonly string[];
  at: number;
  depth: number;
}

const peek = ({ characters, at }: Reader): string | undefined => characters[at];
function next(reader: Reader): string {
  const character = reader.characters[reader.at];
  if (character === undefined) throw new PatternError("it ends too early");
  reader.at += 1;
  return character;
}
function takes(reader: Reader, text: string): boolean {
  const found = reader.characters.slice(reader.at, reader.at + text.length).join("") === text;
  if (found) reader.at += text.length;
  return found;
}

function alternatives(reader: Reader): Pattern {
  const parts = [sequence(reader)];
  while (takes(reader, "|")) parts.push(sequence(reader));
  return parts.length === 1 ? (parts[0] as Pattern) : { kind: "any", parts };
}

function sequence(reader: Reader): Pattern {
  const parts: Pattern[] = [];
  while (peek(reader) !== undefined && peek(reader) !== "|" && peek(reader) !== ")") parts.push(repeated(reader, atom(reader)));
  return { kind: "all", parts };
}

function repeated(reader: Reader, part: Pattern): Pattern {
  const bounds = boundsAt(reader);
  if (bounds === null) return part;
  // Whether as much or as little as possible is taken says nothing about whether it fits.
  takes(reader, "?");
  if (boundsAt(reader) !== null) throw new PatternError("a repetition of a repetition");
  return { kind: "repeat", part, ...bounds };
}

function boundsAt(reader: Reader): { least: number; most: number } | null {
  if (takes(reader, "*")) return { least: 0, most: Number.POSITIVE_INFINITY };
  if (takes(reader, "+")) return { least: 1, most: Number.POSITIVE_INFINITY };
  if (takes(reader, "?")) return { least: 0, most: 1 };
  const counted = /^\{(\d{1,4})(,(\d{0,4}))?\}/.exec(reader.characters.slice(reader.at, reader.at + 12).join(""));
  if (counted === null) return null;
  reader.at += counted[0].length;
  const least = Number(counted[1]);
  const most = counted[2] === undefined ? least : counted[3] === "" ? Number.POSITIVE_INFINITY : Number(counted[3]);
  if (most < least) throw new PatternError("a repetition whose end is before its beginning");
  if (least > MOST_COPIES || (Number.isFinite(most) && most > MOST_COPIES))
    throw new PatternError(`a repetition of more than ${MOST_COPIES}`);
  return { least, most };
}

function atom(reader: Reader): Pattern {
  const character = next(reader);
  switch (character) {
    case "(":
      return group(reader);
    case "[":
      return { kind: "one", test: classOf(reader) };
    case "\\":
      return escaped(reader);
    case ".":
      return { kind: "one", test: (one) => one !== "\n" };
    case "^":
      return { kind: "start" };
    case "$":
      return { kind: "end" };
    case "*":
    case "+":
    case "?":
      throw new PatternError("a repetition of nothing");
    default:
      return { kind: "one", test: same(character) };
  }
}

function group(reader: Reader): Pattern {
  reader.depth += 1;
  if (reader.depth > 20) throw new PatternError("groups inside groups, too deep");
  if (!takes(reader, "?:") && peek(reader) === "?") throw new PatternError("looking around, or a named group");
  const inside = alternatives(reader);
  if (!takes(reader, ")")) throw new PatternError("an opening bracket without its closing one");
  reader.depth -= 1;
  return inside;
}

const lower = (character: string): string => character.toLowerCase();
const same =
  (character: string): Test =>
  (one) =>
    lower(one) === lower(character);
const CLASSES: Readonly<Record<string, RegExp>> = {
  d: /^\d$/,
  D: /^\D$/u,
  w: /^[\p{L}\p{N}_]$/u,
  W: /^[^\p{L}\p{N}_]$/u,
  s: /^\s$/,
  S: /^\S$/u,
};
const SIGNS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };

function escaped(reader: Reader): Pattern {
  const character = next(reader);
  if (character === "b") return { kind: "edge" };
  if (character === "B") return { kind: "no_edge" };
  return { kind: "one", test: escapedTest(character) };
}

function escapedTest(character: string): Test {
  const known = Object.hasOwn(CLASSES, character) ? (CLASSES[character] as RegExp) : undefined;
  if (known !== undefined) return (one) => known.test(one);
  if (Object.hasOwn(SIGNS, character)) return same(SIGNS[character] as string);
  if (/[0-9]/.test(character)) throw new PatternError("a back reference");
  if (/[A-Za-z]/.test(character)) throw new PatternError(`\\${character}`);
  return same(character);
}

function classOf(reader: Reader): Test {
  const isNot = takes(reader, "^");
  const tests: Test[] = [];
  while (peek(reader) !== "]" || tests.length === 0) tests.push(member(reader));
  next(reader);
  return (one) => tests.some((test) => test(one)) !== isNot;
}

function member(reader: Reader): Test {
  const first = next(reader);
  if (first === "\\") return escapedTest(next(reader));
  const isRange = peek(reader) === "-" && reader.characters[reader.at + 1] !== "]" && reader.characters[reader.at + 1] !== undefined;
  if (!isRange) return same(first);
  next(reader);
  const last = next(reader) === "\\" ? next(reader) : (reader.characters[reader.at - 1] as string);
  const [from, to] = [first.codePointAt(0) ?? 0, last.codePointAt(0) ?? 0];
  if (to < from) throw new PatternError("a range whose end is before its beginning");
  const holds = (one: string) => (one.codePointAt(0) ?? -1) >= from && (one.codePointAt(0) ?? -1) <= to;
  return (one) => holds(one) || holds(lower(one)) || holds(one.toUpperCase());
}
