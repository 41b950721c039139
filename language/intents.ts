import { COMMON_WORDS } from "./data/common.ts";
import { CLASSES_OTHERS, INTENTS_OTHERS, NO_INTENTS } from "./data/intents-others.ts";
import { CLASSES_PT, GREETINGS_PT, INTENTS_PT } from "./data/intents-pt.ts";
import { EMERGENCIES } from "./data/symptoms.ts";
import { compilePhrases, type PhraseBook, type PhraseFound } from "./phrases.ts";
import type { Found, Intent } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";

const CLASSES = { ...CLASSES_PT, ...CLASSES_OTHERS };
const wishes = compilePhrases<Intent>([INTENTS_PT, INTENTS_OTHERS, { emergency: EMERGENCIES }], CLASSES, COMMON_WORDS);
const vetoes = compilePhrases<Intent>([NO_INTENTS], CLASSES, COMMON_WORDS);
const greetings = compilePhrases([{ greeting: GREETINGS_PT }], {}, COMMON_WORDS);

/** What counts most when a text wants several things; the first is what it is about. */
const ORDER: readonly Intent[] = [
  "emergency",
  "optout",
  "human",
  "schedule",
  "price",
  "discount",
  "buy",
  "angry",
  "complain",
  "menu",
  "back",
  "cancel",
  "thanks",
];

/** What a conversation is sorted by: one word a text. */
export type IntentLabel = "human" | "optout" | "menu" | "price" | "schedule" | "angry" | "none";

/** Words of a workspace that mean a wish, as its people type them: "tenho interesse". For {@link readIntents}. */
export function compileOwnWords(words: Partial<Readonly<Record<Intent, readonly string[]>>>): PhraseBook<Intent> {
  const lines = (list: readonly string[]) =>
    list
      .map((term) =>
        readWords(term)
          .map(({ word }) => word)
          .join(" "),
      )
      .filter((line) => line !== "");
  // `Object.entries` forgets that the keys are intents.
  const table = Object.fromEntries((Object.entries(words) as [Intent, readonly string[]][]).map(([intent, list]) => [intent, lines(list)]));
  return compilePhrases<Intent>([table], {}, COMMON_WORDS);
}

/**
 * Everything that a text wants, the weightiest first; each with the words that prove it. Nothing is an empty list.
 * @param own words that mean a wish besides those that everybody uses
 */
export function readIntents(text: string, own?: PhraseBook<Intent>): Found<Intent>[] {
  const raw = readWords(text);
  const words = wishes.mend(raw);
  const denied = vetoes.find(words);
  const found = affirmed(words, [...wishes.find(words), ...(own?.find(own.mend(raw)) ?? [])]).filter(
    (wish) => !denied.some((veto) => veto.label === wish.label && takesAway(words, veto, wish)),
  );
  const greeted = found.length === 0 && isGreeting(words) ? [{ label: "menu" as const, from: 0, next: words.length }] : [];
  const byLabel = Map.groupBy([...found, ...greeted], ({ label }) => label);
  return [...byLabel.values()]
    .flatMap((same) => [...same].sort((a, b) => b.next - b.from - (a.next - a.from))[0] ?? [])
    .sort((a, b) => ORDER.indexOf(a.label) - ORDER.indexOf(b.label))
    .map(({ label, from, next }) => ({ value: label, span: spanOf(words.slice(from, next)) }));
}

/** The one word for what a text wants. Anger counts only without another wish, a machine that stands still is no wish. */
export function labelOf(text: string): IntentLabel {
  const intents = readIntents(text).map(({ value }) => value);
  if (intents.includes("optout")) return "optout";
  if (intents.includes("human")) return "human";
  if (intents.includes("schedule")) return "schedule";
  if (intents.includes("price") || intents.includes("discount")) return "price";
  if (intents.includes("angry")) return "angry";
  return intents.includes("menu") ? "menu" : "none";
}

/** Whether somebody wants no more messages. */
export const isOptOut = (text: string): boolean => readIntents(text).some(({ value }) => value === "optout");

/** Words that work at every question of a flow. Only a short text is one: a long answer that holds "voltar" is an answer. */
export function readFlowWord(text: string): "menu" | "back" | "cancel" | "person" | null {
  const words = readWords(text);
  if (words.length === 0 || words.length > 8) return null;
  const intents = readIntents(text).map(({ value }) => value);
  if (intents.includes("human")) return "person";
  if (intents.includes("back")) return "back";
  if (intents.includes("cancel")) return "cancel";
  return intents.includes("menu") && !isGreeting(wishes.mend(words)) ? "menu" : null;
}

type Stretch = { from: number; next: number };

/**
 * A veto that lies inside the wish is a part of it: "não quero mais receber" holds "quero mais receber". One that begins with it is, too, where the
 * wish is a denial: "não quero falar com robô" holds "não quero falar".
 */
function takesAway(words: readonly Word[], veto: Stretch, wish: Stretch): boolean {
  const isTouched = veto.from < wish.next && wish.from < veto.next;
  const isBehind = veto.from > wish.from || (veto.from === wish.from && veto.next < wish.next && DENIALS.has(words[wish.from]?.word ?? ""));
  return isTouched && !(isBehind && veto.next <= wish.next);
}

const DENIALS = new Set(["nao", "nem", "nunca", "jamais", "not", "no", "never", "sem", "don't"]);
/** May stand between a denial and what it denies. */
const BETWEEN = new Set([
  "me",
  "te",
  "se",
  "mais",
  "precisa",
  "precisam",
  "preciso",
  "quero",
  "vou",
  "ainda",
  "necessario",
  "e",
  "estou",
  "to",
  "foi",
  "esta",
  "ta",
  "to",
  "quis",
  "fui",
  "vamos",
  "need",
  "want",
  "to",
  "de",
  "que",
]);
/** "não consigo agendar" wants it all the same. */
const UNABLE = new Set(["consigo", "consegui", "conseguimos", "consegue", "conseguia"]);

/** Wishes that are not denied; what begins inside a denied one is denied with it. */
function affirmed(words: readonly Word[], found: readonly PhraseFound<Intent>[]): PhraseFound<Intent>[] {
  const denied = found.filter((wish) => isDenied(words, wish));
  return found.filter(
    (wish) =>
      !denied.some(
        (other) =>
          other === wish ||
          (other.label === wish.label &&
            wish.from >= other.from &&
            wish.from < other.next &&
            words[wish.from]?.clause === words[other.from]?.clause),
      ),
  );
}

function isDenied(words: readonly Word[], { label, from }: PhraseFound<Intent>): boolean {
  if (DENIALS.has(words[from]?.word ?? "") || UNABLE.has(words[from]?.word ?? "")) return false;
  for (let index = from - 1; index >= Math.max(0, from - 3); index -= 1) {
    const word = words[index] as Word;
    if (word.clause !== words[from]?.clause) return false;
    if (DENIALS.has(word.word)) return !(["schedule", "price", "human", "discount"].includes(label) && isAsked(words, from));
    if (!BETWEEN.has(word.word)) return false;
  }
  return false;
}

/** "não tem horário amanhã?": a question asks for it. */
function isAsked(words: readonly Word[], from: number): boolean {
  const { sentence, word } = words[from] as Word;
  const after = words.find((other) => other.sentence > sentence);
  return (
    ["tem", "teria", "ha", "da", "tens", "seria", "haveria", "pode", "podia", "poderia"].includes(word) &&
    (after === undefined || after.gap.includes("?"))
  );
}

/** Nothing but greetings and politeness, one after the other. */
function isGreeting(words: readonly Word[]): boolean {
  if (words.length === 0 || words.length > 25) return false;
  const mended = greetings.mend(words);
  let index = 0;
  while (index < mended.length) {
    const found = greetings.at(mended, index);
    if (found === null) return false;
    index = found.next;
  }
  return GREETS.has(mended[0]?.word ?? "") || mended.some(({ word }) => GREETS.has(word));
}
const GREETS = new Set(
  "oi ola alo bom boa boas bons opa salve fala viva ei hey hello hi hola buenas buenos good eae olar viva e tudo como beleza 👋 🙋 cheguei anybody".split(
    " ",
  ),
);
