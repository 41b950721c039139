import { cutWords, endsInWord, stem } from "../../../../rules/search-words.ts";
import { CHANNEL_KINDS } from "../../channels/index.ts";

/** Who wrote: the contact, a person of ours (in Prosa or in the provider's own app), or a machine. */
export const WRITERS = {
  contact: ["contact"],
  agent: ["member", "echo", "api"],
  bot: ["flow", "ai", "automation", "campaign", "system"],
} as const;
type Writer = keyof typeof WRITERS;

/** What somebody typed, understood. */
export interface SearchQuery {
  /** Without the operators, as typed: for what is found by beginnings of names. */
  plain: string;
  /** Each has to be there, as stems. */
  words: string[];
  /** Any of these beginnings of stems, for the word that may still be typed; empty when there is none. */
  beginnings: string[];
  /** Folded words that have to follow each other. */
  phrases: string[][];
  /** None of these may be there, as stems. */
  without: string[];
  /** All words joined, where they are digits: numbers are written with and without spaces. */
  joined: string | null;
  from: Writer | null;
  /** Kinds of channel; null for all. `in:whatsapp` is each that begins so. */
  channelKinds: string[] | null;
  hasFile: boolean;
  /** Days as `2026-11-30`: from the first, until before the second. */
  after: string | null;
  before: string | null;
}

const PIECES = /(-)?(?:(from|in|has|before|after):(\S+)|"([^"]*)("?)|(\S+))/giu;
/** A beginning of one letter is nearly every message: it waits for the second. */
const ONE_LETTER = /^[a-z\d]$/;
/** More words than anybody types find nothing else. */
const MOST_WORDS = 20;

/** Reads what was typed. Nothing is refused: an operator that is not finished, or is none, is a word like any other. Pure. */
export function readQuery(typed: string): SearchQuery {
  const query: SearchQuery = {
    plain: "",
    words: [],
    beginnings: [],
    phrases: [],
    without: [],
    joined: null,
    from: null,
    channelKinds: null,
    hasFile: false,
    after: null,
    before: null,
  };
  const plain: string[] = [];
  for (const [piece, minus, name, value, phrase, closed, word] of typed.matchAll(PIECES)) {
    if (minus === undefined && name !== undefined && value !== undefined && readOperator(query, name.toLowerCase(), value)) continue;
    const words = cutWords(phrase ?? word ?? piece).map((one) => one.word);
    if (minus !== undefined && name === undefined) query.without.push(...words.map(stem));
    else if (closed === '"') query.phrases.push(words);
    else plain.push(...words);
  }
  const going = plain.length > 0 && endsInWord(typed) && !isOperator(typed) ? (plain.at(-1) as string) : null;
  const finished = going === null ? plain : plain.slice(0, -1);
  query.words = [...finished, ...query.phrases.flat()].slice(0, MOST_WORDS).map(stem);
  if (going !== null && !ONE_LETTER.test(going)) query.beginnings = beginningsOf(going);
  query.plain = plain.join(" ");
  if (plain.length > 1 && plain.every((one) => /^\d+$/.test(one))) query.joined = plain.join("");
  return query;
}

/** Whether anything can be looked up in the index of words. */
export const hasWords = ({ words, beginnings }: SearchQuery): boolean => words.length > 0 || beginnings.length > 0;

/** Whether only messages can be meant. */
export const asksForMessages = (query: SearchQuery): boolean =>
  query.from !== null || query.channelKinds !== null || query.hasFile || query.after !== null || query.before !== null;

/** A word may go on after its last letter is typed, or is a plural that is half there: "soluçõ" is going to be "soluções". */
function beginningsOf(word: string): string[] {
  const all = [word, stem(word), stem(`${word}s`), stem(`${word}es`)];
  return all.filter((one, index) => !all.some((other, place) => one.startsWith(other) && (one !== other || place < index)));
}

/** A last word that is an operator, or is taken away, does not go on. */
const isOperator = (typed: string): boolean => /(?:^|\s)(?:-\S+|(?:from|in|has|before|after):\S+)$/iu.test(typed);

function readOperator(query: SearchQuery, name: string, value: string): boolean {
  const said = value.toLowerCase();
  switch (name) {
    case "from":
      if (!Object.hasOwn(WRITERS, said)) return false;
      query.from = said as Writer; // it is one of them
      return true;
    case "in": {
      const kinds = CHANNEL_KINDS.filter((kind) => kind.startsWith(said));
      if (kinds.length > 0) query.channelKinds = kinds;
      return kinds.length > 0;
    }
    case "has":
      query.hasFile ||= said === "file";
      return said === "file";
    default: {
      const day = readDay(said);
      if (day !== null) query[name === "after" ? "after" : "before"] = day;
      return day !== null;
    }
  }
}

/** `2026-11-30` or `30/11/2026`. */
function readDay(said: string): string | null {
  const iso = said.replace(/^(\d\d?)\/(\d\d?)\/(\d{4})$/, (_, day: string, month: string, year: string) => {
    return `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  });
  if (!/^\d{4}-\d\d-\d\d$/.test(iso)) return null;
  const time = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(iso) ? iso : null;
}
