import type { Objection } from "../../../../language/objections.ts";
import { OBJECTION_KINDS, readObjections, readTopics } from "../../../../language/understand.ts";

/** A conversation with a customer, its messages the oldest first. */
export interface Talk {
  conversationId: string;
  contactName: string | null;
  messages: { text: string; isTheirs: boolean; at: Date }[];
}

/** Where something was found: it can be opened. */
interface Behind {
  conversationId: string;
  contactName: string | null;
}

export interface Counted<Key> {
  key: Key;
  /** Conversations, each once. */
  count: number;
  /** The newest of them. */
  talks: Behind[];
}

export interface Summary {
  words: Counted<string>[];
  objections: Counted<Objection>[];
  unanswered: { count: number; items: (Behind & { text: string; at: Date })[] };
  abandoned: { count: number; talks: Behind[] };
}

const WORDS = 20;
const LEAST_TALKS = 2;
const BEHIND = 5;
const LISTED = 20;
const HOUR_MS = 3_600_000;
/** So long we wait for an answer of theirs before the talk counts as abandoned. */
const SILENT_MS = 72 * HOUR_MS;

/** What customers talk about, what they hold against buying, what nobody answered, and who fell silent. Pure. @param talks the newest first */
export function summarise(talks: readonly Talk[], now: Date): Summary {
  const theirs = talks.map((talk) => ({ talk, texts: talk.messages.filter(({ isTheirs }) => isTheirs).map(({ text }) => text) }));
  const words = count(theirs.map(({ talk, texts }) => ({ talk, keys: texts.flatMap(readTopics) })));
  const objections = count(theirs.map(({ talk, texts }) => ({ talk, keys: texts.flatMap(readObjections) })));
  const unanswered = talks.flatMap((talk) => questionOf(talk, now));
  const abandoned = talks.filter((talk) => isAbandoned(talk, now));
  return {
    words: words.filter((one) => one.count >= LEAST_TALKS).slice(0, WORDS),
    objections: objections.toSorted((a, b) => b.count - a.count || OBJECTION_KINDS.indexOf(a.key) - OBJECTION_KINDS.indexOf(b.key)),
    unanswered: { count: unanswered.length, items: unanswered.slice(0, LISTED) },
    abandoned: { count: abandoned.length, talks: abandoned.slice(0, LISTED).map(behind) },
  };
}

const behind = ({ conversationId, contactName }: Behind): Behind => ({ conversationId, contactName });

/** The most frequent first, and by the alphabet. */
function count<Key extends string>(found: { talk: Talk; keys: Key[] }[]): Counted<Key>[] {
  const byKey = new Map<Key, Behind[]>();
  for (const { talk, keys } of found)
    for (const key of new Set(keys)) {
      const own = byKey.get(key);
      if (own === undefined) byKey.set(key, [behind(talk)]);
      else own.push(behind(talk));
    }
  return [...byKey]
    .map(([key, all]) => ({ key, count: all.length, talks: all.slice(0, BEHIND) }))
    .toSorted((a, b) => b.count - a.count || (a.key < b.key ? -1 : 1));
}

/** The last question that stands without any answer of ours for an hour; none is an empty list. */
function questionOf(talk: Talk, now: Date): Summary["unanswered"]["items"] {
  const open = talk.messages.slice(talk.messages.findLastIndex(({ isTheirs }) => !isTheirs) + 1);
  const question = open.findLast(({ text }) => text.includes("?"));
  if (question === undefined || now.getTime() - question.at.getTime() < HOUR_MS) return [];
  return [{ ...behind(talk), text: question.text.slice(0, 200), at: question.at }];
}

/** They wrote, we answered, and they have been silent for three days. */
function isAbandoned({ messages }: Talk, now: Date): boolean {
  const last = messages.at(-1);
  return last !== undefined && !last.isTheirs && messages.some(({ isTheirs }) => isTheirs) && now.getTime() - last.at.getTime() > SILENT_MS;
}
