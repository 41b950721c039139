/** What an answer is held against. */
export interface Guarded {
  /** All that the model was told in secret. */
  instructions: string;
  /** What it was given to read in this conversation: addresses and numbers come from there, or from nowhere. */
  read: string;
  /** Hosts that it may lead to. */
  hosts: ReadonlySet<string>;
}

export type Breach = "link" | "secret" | "number";

/** Longer answers are cut at the end of a sentence. */
const MOST_CHARACTERS = 1_500;
/** A stretch of the instructions of this length is no accident. */
const SECRET_CHARACTERS = 40;
const LINKS =
  /\bhttps?:\/\/([^\s/?#:"'<>]+)|\bwww\.([^\s/?#:"'<>]+)|(?<![\w@.-])((?:[a-z0-9-]+\.)+(?:com|net|org|io|br|info|xyz|top|link|site|online|app|dev|me|co|ly|example|ru|cn|pt|es|shop|store|page))(?![\w@-])/gi;
const MAILS = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;
/** Telephones, papers and cards: digits that together name somebody. */
const NUMBERS = /\+?\d[\d\s().\-/]{7,}\d/g;
const PERSONAL_DIGITS = 9;

/** What an answer must not say; empty where it may go. Pure. */
export function breachesOf(text: string, { instructions, read, hosts }: Guarded): Breach[] {
  const breaches: Breach[] = [];
  if (hostsIn(text).some((host) => !hosts.has(host))) breaches.push("link");
  if (repeats(text, instructions)) breaches.push("secret");
  const known = digits(read);
  const mails = new Set((read.toLowerCase().match(MAILS) ?? []).map((mail) => mail));
  const isStrange =
    (text.toLowerCase().match(MAILS) ?? []).some((mail) => !mails.has(mail)) ||
    (text.match(NUMBERS) ?? []).map(digits).some((number) => number.length >= PERSONAL_DIGITS && !known.includes(number));
  if (isStrange) breaches.push("number");
  return breaches;
}

/** Hosts of all links in a text, also of those without `https`. Pure. */
export const hostsIn = (text: string): string[] =>
  [...text.matchAll(LINKS)].map(([, full, www, bare]) =>
    (full ?? www ?? bare ?? "")
      .toLowerCase()
      .replace(/^www\./, "")
      .replace(/[.,;)]+$/, ""),
  );

const digits = (text: string): string => text.replaceAll(/\D/g, "");

function repeats(text: string, secret: string): boolean {
  const said = plain(text);
  const hidden = plain(secret);
  for (let from = 0; from + SECRET_CHARACTERS <= hidden.length; from += SECRET_CHARACTERS / 2)
    if (said.includes(hidden.slice(from, from + SECRET_CHARACTERS))) return true;
  return false;
}

const plain = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ");

/** Pure. */
export function shorten(text: string): string {
  const trimmed = text.trim();
  if (trimmed.length <= MOST_CHARACTERS) return trimmed;
  const cut = trimmed.slice(0, MOST_CHARACTERS);
  const end = Math.max(cut.lastIndexOf(". "), cut.lastIndexOf("! "), cut.lastIndexOf("? "), cut.lastIndexOf("\n"));
  return end > MOST_CHARACTERS / 2 ? cut.slice(0, end + 1).trim() : `${cut.trimEnd()}…`;
}

/** Pure. */
export const withoutEmoji = (text: string): string =>
  text
    .replaceAll(/\p{Extended_Pictographic}|\u{FE0F}|\u{200D}|[\u{1F3FB}-\u{1F3FF}]/gu, "")
    .replaceAll(/[ \t]{2,}/g, " ")
    .trim();
