import type { Tx } from "../platform/index.ts";
import type { Language, Role } from "../team/index.ts";

/** Words in every language of the interface; one that is missing does not compile. */
export type InEachLanguage<Words> = Readonly<Record<Language, Words>>;

/** What kinds that belong together are told under: one heading, one page, the same people. */
export interface NoticeTopic {
  /** Who hears of it. */
  readonly roles: readonly Role[];
  /** The page of the interface where it is seen and mended, like `/channels`. */
  readonly path: string;
  readonly titles: InEachLanguage<{
    /** @param count how many troubles of the topic are told together, 1 or more */
    begun: (count: number) => string;
    over: string;
  }>;
}

/** What is said of one subject, as a whole sentence without its end. */
export interface Sentences {
  begun: string;
  over: string;
}

/** A kind of notice, as `notices` knows it: the facts are behind `read`. */
export interface NoticeKind {
  readonly offer: "notice_kind";
  readonly kind: string;
  readonly matter: string;
  readonly topic: NoticeTopic;
  /** Reads the subject as it is now. Null when it is there no longer: then nobody needs to hear of it. */
  read(tx: Tx, subjectId: string | null): Promise<((language: Language) => Sentences) | null>;
}

interface Declared<Facts> {
  /** Stored with each notice, so a new name needs a migration. One in the whole program. */
  kind: string;
  /** Kinds of one matter are one trouble that has several beginnings: of a subject one is open at a time. The kind itself without it. */
  matter?: string;
  topic: NoticeTopic;
  /** @param subjectId null where the trouble is the workspace's */
  facts: (tx: Tx, subjectId: string | null) => Promise<Facts | null>;
  words: InEachLanguage<{ begun: (facts: Facts) => string; over: (facts: Facts) => string }>;
}

/**
 * Declares what the product tells people, in the room that notices it, which offers it in its `room.ts`. Facts are read when the notice is
 * told, so that a name which was changed meanwhile is the new one.
 */
export function noticeKind<Facts>({ kind, matter = kind, topic, facts, words }: Declared<Facts>): NoticeKind {
  return {
    offer: "notice_kind",
    kind,
    matter,
    topic,
    async read(tx, subjectId) {
      const found = await facts(tx, subjectId);
      if (found === null) return null;
      return (language) => ({ begun: words[language].begun(found), over: words[language].over(found) });
    },
  };
}

/** The kinds by name. @throws when two rooms declare the same */
export function kindsByName(kinds: readonly NoticeKind[]): Map<string, NoticeKind> {
  const byName = new Map<string, NoticeKind>();
  for (const one of kinds) {
    if (byName.has(one.kind)) throw new Error(`the kind of notice "${one.kind}" is declared twice`);
    byName.set(one.kind, one);
  }
  return byName;
}
