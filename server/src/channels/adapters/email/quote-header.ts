/** A header that a mail program writes above what it quotes. */
export interface QuoteHeader {
  /** Lines that it takes, blank ones between its parts included. */
  length: number;
  /** Whether it proves by itself that what follows was quoted, also where no line begins with `>`. */
  isComplete: boolean;
}

const DATE =
  /\b\d{1,4}[./-]\d{1,2}[./-]\d{1,4}\b|\b\d{1,2}(st|nd|rd|th|º|\.)?\s+(de\s+|of\s+)?\p{L}{3,10}\.?,?\s+(de\s+)?(19|20)\d\d\b|\b\p{L}{3,10}\.?\s+\d{1,2}(st|nd|rd|th)?,?\s+(19|20)\d\d\b|\b(19|20)\d\d年|\b\p{L}{3,10}\.?\s+\d{1,2}\s+\d{2}:\d{2}(:\d{2})?\s+\S{0,6}\s*(19|20)\d\d\b/iu;
const TIME = /\b\d{1,2}[:.h]\s?\d{2}\b/i;
const ADDRESS = /[^\s<>()[\]"',;:@]{1,64}@[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+/iu;
const WROTE =
  /\b(wrote|writes|quoting|citando|zitat von|escreveu|escribi[óo]|a écrit|ha scritto|hat geschrieben|schrieb|schreef)(?!\p{L})|(?<!\p{L})(писал\(?а?\)?|пишет|napisał\(?a?\)?)(?!\p{L})/iu;
/** A person who tells what somebody wrote, and no program. */
const TOLD =
  /(?<!\p{L})(me|nos|lhe|lhes|te|le|les|se|vos|m'|mi|ci|gli|mir|uns|ihm|ihr|já|ya|also)\s?(escreveu|escribi[óo]|a écrit|ha scritto|schrieb)|escreveu[- ](me|nos|lhe)\b|\bwrote\s+(to\s+)?(me|us|him|her|you|them|that|in|this)\b/iu;
/** People say "a Maria", programs do not. */
const ARTICLE = /(?<!\p{L})(a|o|que)\s+\p{Lu}\p{Ll}/u;
const WROTE_WORD = /\b(?:wrote|writes|escreveu|escribi[óo]|a écrit|ha scritto|schrieb|schreef|em|am)(?!\p{L})/u;
const PARTICLE = /^(de|da|do|das|dos|e|y|von|van|di|del|la|le|der|den|and|[-–|&/·•.]+)$/;
const WEEKDAY =
  "(?:mon|tue|wed|thu|fri|sat|sun|seg|ter|qua|qui|sex|sáb|sab|dom|lun|mar|mié|mie|jue|vie|mer|jeu|ven|sam|dim|gio|mo|di|mi|do|fr|sa|so|пн|вт|ср|чт|пт|сб|вс|понед|вторн|сред|четв|пятн|субб|воскр)";
const MONTH =
  "(?:jan|fev|fév|feb|mar|mär|abr|apr|avr|mai|may|mag|jun|giu|jui|jul|lug|ago|aug|aoû|set|sep|out|oct|ott|okt|nov|dez|dic|dec|déc|gen|ene|янв|фев|апр|мая|июн|июл|авг|сен|окт|ноя|дек)\\p{L}{0,8}";
const DAY = `(?:\\d{1,4}[./-]\\d{1,2}(?:[./-]\\d{2,4})?|\\d{1,2}(?:º|\\.|st|nd|rd|th)?\\s+(?:de\\s+|of\\s+)?${MONTH}|${MONTH}\\.?\\s+\\d{1,2})(?!\\d)`;
/** How its first line begins: with a word and the date, or with the date. */
const BEGINS = new RegExp(
  `^(?:(?:em|no dia|a|à|on|el(?: día)?|en|le|am|il(?: giorno)?|op)\\s+)?(?:${WEEKDAY}\\p{L}{0,8}(?:-feira)?[.,]*\\s+)?(?:den\\s+|dia\\s+)?${DAY}`,
  "iu",
);
const LONGEST = 400;
const MOST_LINES = 5;

const ORIGINAL =
  /^\s*[-_=*\u2010-\u2015]{2,}\s*(mensagem original|original message|mensaje original|message d['’ ]origine|message original|messaggio originale|urspr(ü|ue)ngliche nachricht|original[- ]nachricht|original appointment|compromisso original)\s*[-_=*\u2010-\u2015]*\s*$/i;
const FORWARDED =
  /^\s*[-_=*]{2,}\s*(mensagem (re)?encaminhada|forwarded (message|mail)|forwarded by\b.{0,80}|mensaje reenviado|message (transféré|transmis|réexpédié)|messaggio inoltrato|weitergeleitete (nachricht|e-?mail|message)|doorgestuurd bericht|пересылаемое сообщение)(?!\p{L}).{0,40}$|^\s*(begin forwarded message|início da mensagem (re)?encaminhada|inicio del mensaje reenviado|début du message (réexpédié|transféré)|inizio messaggio inoltrato|anfang der weitergeleiteten (nachricht|e-?mail))\s?:\s*$/iu;
const FORWARD_SUBJECT = /^\s*(fw|fwd|enc|rv|tr|wg|i|reenv|enviar|encaminhar|rif)\s*(\[\d+\])?\s*:/i;

/** The line with which programs begin a mail that is passed on. */
export const beginsForward = (line: string): boolean => FORWARDED.test(line);

/** The subject says that the mail is passed on: then what stands below is the point of it. */
export const isForward = (subject: string | null): boolean => FORWARD_SUBJECT.test(subject ?? "");

/**
 * The whole header that begins at this line, in Portuguese, English, Spanish, French, Italian and German: a sentence of when and who ("Em …
 * escreveu:", date or name first, on several lines), or a block of `De: / Enviado: / Para: / Assunto:`, perhaps under "Original message" or a
 * drawn line. Null for words that only look like one: they name no date and no address, or a person tells who wrote.
 * @param lines without the `>` of what is quoted
 */
export function quoteHeaderAt(lines: readonly string[], at: number): QuoteHeader | null {
  const line = lines[at]?.trim() ?? "";
  if (line === "" || line.length > LONGEST) return null;
  const isOriginal = ORIGINAL.test(line);
  if (isOriginal || /^_{5,}$/.test(line) || /^-{5,}$/.test(line)) {
    const next = nextWords(lines, at + 1);
    if (next - at > 3) return null;
    const below = blockAt(lines, next, isOriginal) ?? (isOriginal ? sentenceAt(lines, next) : null);
    return below === null ? null : { length: next - at + below.length, isComplete: below.isComplete };
  }
  return blockAt(lines, at, false) ?? sentenceAt(lines, at);
}

/** Whether the last words of a text are such a header. */
export function endsWithQuoteHeader(text: string): boolean {
  const lines = text.trimEnd().split("\n").slice(-12);
  return lines.some((_line, at) => quoteHeaderAt(lines, at)?.length === lines.length - at);
}

/** Whether it is the first that stands there, with something below: Apple and Mail.ru put it inside of what they mark as quoted. */
export function beginsWithQuoteHeader(block: readonly string[]): boolean {
  const first = block.findIndex((line) => line.trim() !== "");
  const header = first === -1 ? null : quoteHeaderAt(block, first);
  return header !== null && first + header.length < block.length;
}

/** "Em qua., 25 de nov. de 2026 às 10:00, Loja <a@b.example> escreveu:" and its relatives. */
function sentenceAt(lines: readonly string[], at: number): QuoteHeader | null {
  const first = (lines[at] ?? "").trim().replace(/^-{2,}\s*/, "");
  const startsByDate = BEGINS.test(first);
  const startsByName = (first.includes("<") || WROTE.test(first) || /^\s*</.test(lines[at + 1] ?? "")) && isName(first);
  if (!startsByDate && !startsByName) return null;
  let sentence = "";
  let taken = 0;
  for (let index = at; index < lines.length && taken < MOST_LINES && sentence.length < LONGEST; index += 1) {
    const line = (lines[index] ?? "").trim();
    if (line.length > LONGEST) return null;
    if (line === "") {
      if ((lines[index + 1] ?? "").trim() === "") return null; // two blank lines are no part of a sentence
      continue;
    }
    if (sentence !== "" && BEGINS.test(line) && !WROTE.test(sentence)) return null; // it begins there, and what is above are words
    sentence = sentence === "" ? first : `${sentence} ${line}`;
    taken += 1;
    if (!/(:|-{3,})\*?$/.test(line)) continue;
    return judge(sentence, startsByDate, index - at + 1);
  }
  return null;
}

/** What stands before the address or the verb: "veja o que a Bia" is no name. */
function isName(first: string): boolean {
  const before = first.split(/</, 1)[0]?.split(WROTE_WORD, 1)[0] ?? "";
  return before.split(/[\s,]+/).every((word) => word === "" || /^["'(]?[\p{Lu}\p{N}]|@/u.test(word) || PARTICLE.test(word));
}

function judge(sentence: string, startsByDate: boolean, length: number): QuoteHeader | null {
  if (sentence.length > LONGEST || TOLD.test(sentence) || ARTICLE.test(sentence)) return null;
  const [hasDate, hasTime, hasAddress] = [DATE.test(sentence), TIME.test(sentence), ADDRESS.test(sentence)];
  const wrote = WROTE.test(sentence);
  if (wrote && (hasDate || hasAddress)) return { length, isComplete: hasDate && hasTime && hasAddress };
  return startsByDate && hasDate && hasTime && hasAddress ? { length, isComplete: false } : null;
}

const LABELS: [RegExp, Label][] = [
  [/^(de|from|von|da|van|от)$/i, "from"],
  [/^(enviad[oa]( em| el| a)?|sent|envoyée?( le| à)?|inviato( il)?|gesendet|verzonden|отправлено)$/i, "sent"],
  [/^(data|date|fecha|datum|дата|data\/hora)$/i, "date"],
  [/^(para|to|à|a|an|per|aan|кому)$/i, "to"],
  [/^(cc|c\/c|cco|bcc|cópia|copia|kopie|copie( à)?)$/i, "copy"],
  [/^(assunto|asunto|subject|objet|oggetto|betreff|onderwerp|тема)$/i, "subject"],
  [/^(reply-to|responder( a| para)?|importância|importancia|importance|prioridade|anexos?|attachments?)$/i, "other"],
];
type Label = "from" | "sent" | "date" | "to" | "copy" | "subject" | "other";

/** The block that Outlook, Samsung, Apple and others write, its lines in any order. */
function blockAt(lines: readonly string[], at: number, isAnnounced: boolean): QuoteHeader | null {
  const found = new Map<Label, string>();
  let last: Label | undefined;
  let end = at;
  for (let index = at; index < Math.min(lines.length, at + 20); index += 1) {
    const line = (lines[index] ?? "").trim();
    if (line === "") {
      // One blank line may stand between two of its lines, not below the last one.
      const next = labelOf((lines[index + 1] ?? "").trim());
      if (next === null || found.has(next.label)) break;
      continue;
    }
    const labelled = labelOf(line);
    if (labelled !== null && !found.has(labelled.label)) {
      last = labelled.label;
      found.set(last, labelled.value);
    } else if (last !== undefined && (found.get(last) === "" || isMoreOf(last, line))) found.set(last, `${found.get(last)} ${line}`.trim());
    else break;
    end = index + 1;
  }
  return isWhole(found, isAnnounced) ? { length: end - at, isComplete: true } : null;
}

function labelOf(line: string): { label: Label; value: string } | null {
  if (line.length > LONGEST * 5) return null;
  const [, name = "", value = ""] = /^[*_|\s]*(\p{L}[\p{L}/ -]{0,18}?)[*_]*\s*:[*_]*\s*(.*?)[*_]*$/u.exec(line) ?? [];
  const label = LABELS.find(([pattern]) => pattern.test(name))?.[1];
  return label === undefined ? null : { label, value: value.trim() };
}

/** Long lists of people go on on the next line. */
const isMoreOf = (label: Label, line: string): boolean =>
  (label === "to" || label === "copy") && line.length <= LONGEST * 5 && (/[;,]$/.test(line) || ADDRESS.test(line));

/** Enough to be no words of a person, who may well write "De: Manaus / Para: Belém / Data: 12/12". */
function isWhole(found: Map<Label, string>, isAnnounced: boolean): boolean {
  const from = found.get("from") ?? "";
  const sent = found.get("sent") ?? found.get("date") ?? "";
  if (from === "") return false;
  if (isAnnounced) return true;
  if (sent === "") return false;
  const hasAddress = [from, found.get("to") ?? "", found.get("copy") ?? ""].some((value) => ADDRESS.test(value));
  const isDated = (DATE.test(sent) || /\b(19|20)\d\d\b/.test(sent)) && TIME.test(sent);
  if (found.has("subject")) return (hasAddress && (found.has("to") || isDated)) || (found.has("sent") && found.has("to") && isDated);
  return found.has("to") && ADDRESS.test(from) && isDated;
}

function nextWords(lines: readonly string[], from: number): number {
  const next = lines.findIndex((line, index) => index >= from && line.trim() !== "");
  return next === -1 ? lines.length : next;
}
