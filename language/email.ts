import { fold } from "../rules/fold.ts";
import type { Found } from "./types.ts";
import { MOST_CHARACTERS } from "./words.ts";

/** An e-mail address in small letters, written or said ("maria ponto silva arroba gmail ponto com"). Null when there is none. */
export function readEmail(text: string): Found<string> | null {
  const read = text.slice(0, MOST_CHARACTERS);
  return firstAddress(read, 0) ?? firstSpoken(read);
}

const ADDRESS = /[\p{L}\d][\p{L}\d._%+-]{0,63}@(?:[\p{L}\d](?:[\p{L}\d-]{0,61}[\p{L}\d])?\.){1,5}[\p{L}]{2,24}/gu;
const NOT_IN_ADDRESS = /\.\.|\.@|@.*@/;
const CORRECTS = /\b(?:errado|errei|corrig\w+|na verdade|ali[aá]s|quer dizer|digo|certo [eé]|correto [eé]|agora [eé]|novo)\b/iu;

function firstAddress(text: string, offset: number): Found<string> | null {
  const found = [...text.matchAll(ADDRESS)].flatMap((match) => {
    const isCut = /[@._%+-]/.test(text[match.index - 1] ?? "") || /^@/.test(text.slice(match.index + match[0].length));
    if (NOT_IN_ADDRESS.test(match[0]) || isCut || fold(match[0]) !== match[0].toLowerCase()) return [];
    return [{ value: match[0].toLowerCase(), span: { from: match.index + offset, to: match.index + offset + match[0].length } }];
  });
  return (CORRECTS.test(text) ? found.at(-1) : found[0]) ?? null;
}

/** Words for signs, and the sign. */
const SIGNS: readonly [RegExp, string][] = [
  [/\s*(?:\(at\)|\[at\]|(?<=\s)(?:arroba|arrova|at)(?=\s)|@)\s*/giu, "@"],
  [/\s+(?:ponto|punto|dot)\s+|\s+\.\s*|\s*\.\s+(?=(?:com|br|pt|net|org)\b)|,(?=com\b)/giu, "."],
  [/\s+(?:underline|underscore|anderlaine|sublinhado|guion bajo|underlaine)\s+/giu, "_"],
  [/\s+(?:tra[cç]o|h[ií]fen|menos|guion|dash)\s+/giu, "-"],
];
/** Words around an address that are no part of it. */
const SAID_AROUND = /\b(?:tudo junto|tudo min[uú]sculo|tudo em min[uú]scul[ao]s?|todo junto|sem acento)\b/giu;

function firstSpoken(text: string): Found<string> | null {
  const signed = SIGNS.reduce((written, [said, sign]) => written.replaceAll(said, sign), text.replaceAll(SAID_AROUND, " "));
  if (signed === text || !signed.includes("@")) return null;
  const spoken = fold(signed).toLowerCase();
  const found = firstAddress(spoken, 0);
  if (found === null) return null;
  // The words were changed one by one, so the proof is from the first word of the address to the end of its last.
  const first = found.value.split(/[@._-]/)[0] ?? "";
  const from = Math.max(0, fold(text).toLowerCase().indexOf(first));
  const last = found.value.split(".").at(-1) ?? "";
  const end = fold(text).toLowerCase().lastIndexOf(last);
  return { value: found.value, span: { from, to: end < from ? text.length : end + last.length } };
}
