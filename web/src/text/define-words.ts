import { use } from "react";
import { type Language, useLocale } from "./locale.tsx";
import { createText, type Text } from "./text.ts";
import type commonPtBR from "./words/pt-BR.ts";

type Catalogue<Key extends string> = Readonly<Record<Key, string>>;

/** How the catalogue of each language is fetched: a chunk a language. The type is why no language lacks a key. */
type Loaders<Key extends string> = Record<Language, () => Promise<{ default: Catalogue<Key> }>>;

type CommonKey = keyof typeof commonPtBR;
export type CommonText = Text<CommonKey>;

/** One text that is told where its words may not be loaded yet: it may wait, so it is only called while something is drawn. */
export type Phrase = (language: Language) => string;

/** The words of a room, or of a part of it that loads on its own. */
export interface Words<Key extends string> {
  /** Fetches them; afterwards they are there without waiting. */
  load(language: Language): Promise<void>;
  /** True when nobody has to wait for them. */
  has(language: Language): boolean;
  /** The room's own words and the common ones. Waits (Suspense) when they were not loaded before. */
  useWords(): Text<Key | CommonKey>;
  phrase(key: Key): Phrase;
}

const COMMON: Loaders<CommonKey> = {
  "pt-BR": () => import("./words/pt-BR.ts"),
  en: () => import("./words/en.ts"),
  es: () => import("./words/es.ts"),
};

/**
 * Declares words: `defineWords({ "pt-BR": () => import("./pt-BR.ts"), en: …, es: … })`.
 * @param face what the room says outside of its pages, when its pages say it too.
 */
export function defineWords<Key extends string, FaceKey extends string = never>(
  own: Loaders<Key>,
  face?: Loaders<FaceKey>,
): Words<Key | FaceKey> {
  type Known = Key | FaceKey | CommonKey;
  const texts = new Map<Language, Promise<Text<Known>>>();
  const here = new Set<Language>();

  async function fetchText(language: Language): Promise<Text<Known>> {
    const parts = await Promise.all([COMMON[language](), face?.[language](), own[language]()]);
    // Together the parts have every key; the compiler does not add up what a spread brings.
    const catalogue = Object.assign({}, ...parts.map((part) => part?.default)) as Catalogue<Known>;
    return createText(catalogue, language);
  }

  function load(language: Language): Promise<Text<Known>> {
    const known = texts.get(language);
    if (known !== undefined) return known;
    const coming = fetchText(language);
    texts.set(language, coming);
    coming.then(
      (value) => {
        // React reads a promise that carries its value without waiting.
        Object.assign(coming, { status: "fulfilled", value });
        here.add(language);
      },
      // The next who asks tries again.
      () => texts.delete(language),
    );
    return coming;
  }

  // Always through `use`: a component that waited is drawn again from the place where it called it.
  const read = (language: Language) => use(load(language));
  return {
    load: async (language) => void (await load(language)),
    has: (language) => here.has(language),
    useWords: () => read(useLocale().language),
    phrase: (key) => (language) => read(language)(key),
  };
}

/** For what belongs to no room: layers, notices, what went wrong. */
export const commonWords = defineWords(COMMON);
export const useCommonWords = commonWords.useWords;
