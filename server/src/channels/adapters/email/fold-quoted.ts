import { beginsForward, beginsWithQuoteHeader, isForward, quoteHeaderAt } from "./quote-header.ts";

/** What is known of a mail besides its words. */
export interface Told {
  subject: string | null;
  /** Files or pictures may be all that somebody sends: then a mail of nothing but quotes shows no words. */
  hasFiles: boolean;
  /** Texts that we sent and that this mail answers. */
  answered?: readonly string[];
}

const MAX_LINES = 5_000;
const MAX_SHOWN = 12_000;
/** A longer piece below `-- ` is more than a signature. */
const MAX_SIGNATURE_LINES = 12;
/** Words shorter than this are in many texts: they are the same only as a whole line. */
const TELLING_LENGTH = 12;
/** Written below the signature, and no part of it. */
const POSTSCRIPT = /^\s*(p\.?\s?s|p\.?\s?d|obs)\b\.?/i;
const QUOTE_MARK = /^\s{0,3}>/;

/**
 * What the person wrote now. A line is folded away only with proof, and when in doubt it is shown:
 *
 * - Lines with `>` are quoted where a whole quote header stands above them, or as their first line, or where they stand in the text that is
 *   answered. A `>` that somebody typed stays. Words between and below quoted lines are answers, and stay.
 * - Lines without `>` are quoted only below a complete header: a block of `De: / Enviado: / Assunto:`, or a sentence with date, time and address.
 *   Where we have the text that is answered, only its lines and what follows a second header are; other lines there are answers.
 * - A mail that is passed on is shown whole: its subject says so, or a line as "Forwarded message".
 * - A signature is what stands below `-- ` with its space, at most twelve lines. Drawn lines, also `--`, are nothing.
 *
 * When nothing is left, all of it is shown, unless files say enough; the original is kept either way.
 */
export function foldQuoted(text: string, told: Told): { text: string; wasCut: boolean } {
  const whole = tidy(text.split(/\r?\n/));
  const lines = text.split(/\r?\n/, MAX_LINES);
  const kept = isForward(told.subject) ? whole : tidy(ownLines(lines, sentWords(told.answered ?? [])));
  const shown = kept === "" && !told.hasFiles ? whole : kept;
  return { text: shown.slice(0, MAX_SHOWN), wasCut: shown.length > MAX_SHOWN || whole !== shown };
}

function ownLines(lines: string[], sent: SentWords): string[] {
  const bare = lines.map(unquoted);
  const own: string[] = [];
  let isBelowHeader = false;
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] as string;
    if (QUOTE_MARK.test(line)) {
      const end = endOf(lines, at, (one) => QUOTE_MARK.test(one));
      isBelowHeader ||= beginsWithQuoteHeader(bare.slice(at, end));
      if (!isBelowHeader) own.push(...lines.slice(at, end).filter((_line, index) => !sent.has(bare[at + index] as string)));
      at = end;
      continue;
    }
    if (beginsForward(line)) return [...own, ...lines.slice(at)];
    const header = quoteHeaderAt(bare, at);
    const below = header === null ? at : at + header.length;
    if (header !== null && isFollowedByQuote(lines, below)) {
      isBelowHeader = true;
      at = below;
    } else if (header?.isComplete && below < lines.length) return [...own, ...answersIn(bare.slice(below), sent)];
    else if (/^-- $/.test(line) && own.some(hasWords)) at = endOfSignature(lines, bare, at) ?? pushTo(own, line, at);
    else at = pushTo(own, line, at);
  }
  return own;
}

function pushTo(own: string[], line: string, at: number): number {
  own.push(line);
  return at + 1;
}

const unquoted = (line: string): string => line.replace(/^(\s{0,3}>\s?)+/, "").trim();
const hasWords = (line: string): boolean => line.trim() !== "";

function endOf(lines: readonly string[], at: number, isPart: (line: string) => boolean): number {
  const length = lines.slice(at).findIndex((line) => !isPart(line));
  return length === -1 ? lines.length : at + length;
}

function isFollowedByQuote(lines: readonly string[], at: number): boolean {
  return QUOTE_MARK.test(lines.slice(at, at + 4).find(hasWords) ?? "");
}

/** Null where too much stands there. */
function endOfSignature(lines: readonly string[], bare: readonly string[], at: number): number | null {
  const end = lines.findIndex(
    (line, index) =>
      index > at && (QUOTE_MARK.test(line) || POSTSCRIPT.test(line) || beginsForward(line) || quoteHeaderAt(bare, index) !== null),
  );
  const signature = lines.slice(at + 1, end === -1 ? undefined : end).filter(hasWords);
  return signature.length > MAX_SIGNATURE_LINES ? null : end === -1 ? lines.length : end;
}

/** Below a header and without marks: all of it is quoted, unless we know the text and can tell its lines from others. */
function answersIn(rest: string[], sent: SentWords): string[] {
  if (!rest.some((line) => hasWords(line) && sent.has(line))) return [];
  const next = rest.findIndex((_line, at) => quoteHeaderAt(rest, at) !== null);
  return rest.slice(0, next === -1 ? undefined : next).filter((line) => !hasWords(line) || !sent.has(line));
}

interface SentWords {
  /** Whether a line stands in what we sent; programs change its breaks, bullets and spaces. Blank lines are nobody's. */
  has(line: string): boolean;
}

function sentWords(texts: readonly string[]): SentWords {
  if (texts.length === 0) return { has: () => false };
  const lines = new Set(texts.flatMap((text) => text.split("\n").map(letters)));
  const all = texts.map(letters).join("\n");
  return {
    has(line) {
      const words = letters(line);
      return lines.has(words) || (words.length >= TELLING_LENGTH && all.includes(words));
    },
  };
}

const letters = (line: string): string => line.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "");

const tidy = (lines: string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join("\n")
    .replaceAll(/\n{3,}/g, "\n\n")
    .trim();
