import { COMMON_WORDS } from "./data/common.ts";
import { EMERGENCIES, NO_TROUBLE, NOT_SOLVED, NOT_YET, SOLVED, SYMPTOMS } from "./data/symptoms.ts";
import { type Mention, makeNameFinder, type NameFinder } from "./names-in-text.ts";
import { compilePhrases, type PhraseFound } from "./phrases.ts";
import type { Catalogue, Report } from "./types.ts";
import { readWords, spanOf, type Word } from "./words.ts";

type Asset = Catalogue["assets"][number];
type Site = { name: string };

const troubles = compilePhrases<string>([{ danger: EMERGENCIES }, SYMPTOMS.high, SYMPTOMS.normal], {}, COMMON_WORDS);
const states = compilePhrases<"not_trouble" | "solved" | "not_solved" | "not_yet">(
  [{ not_trouble: NO_TROUBLE, solved: SOLVED, not_solved: NOT_SOLVED, not_yet: NOT_YET }],
  {},
  COMMON_WORDS,
);
const HIGH = new Set(Object.keys(SYMPTOMS.high));
const NOTHING: Report = { asset: null, site: null, symptom: null, urgency: "normal" };

const finders = new WeakMap<Catalogue, { assets: NameFinder<Asset>; sites: NameFinder<Site> }>();

/**
 * What a report speaks of: the asset and site of the catalogue, the trouble and how urgent it is. The site follows the asset; what
 * contradicts itself, or fits several, is null and has to be asked. A part of an asset is the asset. What is solved is nothing.
 */
export function readReport(text: string, catalogue: Catalogue): Report {
  const words = readWords(text);
  const trouble = troubleIn(words);
  if (trouble === null) return NOTHING;
  const { asset, site } = placeIn(words, catalogue);
  const named = <Thing extends { name: string }>(mention: Mention<Thing> | null, name: string | null) =>
    mention === null || name === null ? null : { value: name, span: spanOf(words.slice(mention.from, mention.next)) };
  const siteName = asset === null ? (site?.thing.name ?? null) : asset.thing.site;
  return {
    asset: named(asset, asset?.thing.name ?? null),
    site: site !== null ? named(site, siteName) : named(asset, siteName),
    symptom:
      trouble.found === null ? null : { value: trouble.found.label, span: spanOf(words.slice(trouble.found.from, trouble.found.next)) },
    urgency: trouble.urgency,
  };
}

/** Which things of the catalogue a text could mean, whether it tells of a trouble or not: of an answer to "which one?". */
export interface PlaceNamed {
  /** One: that it is. Several: they have to be asked about. */
  assets: readonly Asset[];
  /** Its name, where one was said. */
  site: string | null;
}

/** What an answer names. The assets are those of the catalogue themselves, so that two of one name are told apart. */
export function readPlace(text: string, catalogue: Catalogue): PlaceNamed {
  const { asset, site, candidates } = placeIn(readWords(text), catalogue);
  const named = asset === null ? candidates.map(({ thing }) => thing) : [asset.thing];
  return { assets: [...new Set(named)], site: site?.thing.name ?? null };
}

interface Trouble {
  found: PhraseFound<string> | null;
  urgency: Report["urgency"];
}

/** The worst trouble of the text; null when it is over, or a saying. */
function troubleIn(words: readonly Word[]): Trouble | null {
  const mended = troubles.mend(words);
  const said = states.find(states.mend(words));
  const touched = (kind: string, one: PhraseFound<string>) =>
    said.some(({ label, from, next }) => label === kind && from < one.next && one.from < next);
  const all = troubles.find(mended);
  const real = all.filter((one) => !isDenied(mended, one) && !touched("not_trouble", one) && !touched("not_yet", one));
  const isOver = said.some(({ label }) => label === "solved") && !said.some(({ label }) => label === "not_solved");
  const worst =
    real.find(({ label }) => label === "danger") ??
    real.find(({ label }) => HIGH.has(label) && label !== "urgent") ??
    real.find(({ label }) => label === "urgent") ??
    real[0] ??
    null;
  if (isOver && !isNewTrouble(words, said, real)) return null;
  if (worst === null && all.some((one) => touched("not_trouble", one))) return null;
  return { found: worst, urgency: worst?.label === "danger" ? "urgent" : HIGH.has(worst?.label ?? "") ? "high" : "normal" };
}

/** "a 1 foi consertada, mas a 2 parou": a trouble behind a "but" is not what was solved. */
function isNewTrouble(words: readonly Word[], said: readonly PhraseFound<string>[], real: readonly PhraseFound<string>[]): boolean {
  const solved = said.find(({ label }) => label === "solved");
  const but = words.findIndex(({ word }, index) => ["mas", "porem", "agora", "but", "pero"].includes(word) && index > (solved?.from ?? 0));
  return but !== -1 && real.some(({ from, label }) => from > but && (HIGH.has(label) || label === "danger"));
}

const DENIALS = new Set(["nao", "nem", "sem", "nunca", "nenhum", "nenhuma", "not", "no", "without", "never", "zero"]);
const BETWEEN = new Set([
  "tem",
  "ha",
  "esta",
  "ta",
  "e",
  "houve",
  "teve",
  "vi",
  "vimos",
  "deu",
  "mais",
  "estao",
  "foi",
  "ficou",
  "qualquer",
  "risco",
  "de",
  "sinal",
  "cheiro",
  "nenhum",
  "nenhuma",
  "um",
  "uma",
  "muito",
  "muita",
  "muitos",
  "saiu",
  "sai",
  "saindo",
  "a",
  "com",
  "existe",
  "is",
  "any",
  "chegou",
  "tao",
  "parece",
  "precisa",
  "ser",
  "necessariamente",
  "nada",
  "hay",
  "esta",
  "tanta",
  "vejo",
  "nem",
  "o",
  "se",
  "urgente",
]);

/** A symptom that is denied: "sem fumaça", "não está vazando". Those that begin with the denial are no such ("não liga"). */
function isDenied(words: readonly Word[], { from }: PhraseFound<string>): boolean {
  if (DENIALS.has(words[from]?.word ?? "")) return false;
  for (let index = from - 1; index >= Math.max(0, from - 4); index -= 1) {
    const word = words[index] as Word;
    if (word.sentence !== words[from]?.sentence) return false;
    if (DENIALS.has(word.word)) return true;
    if (!BETWEEN.has(word.word)) return false;
  }
  return false;
}

interface Placed {
  asset: Mention<Asset> | null;
  site: Mention<Site> | null;
  /** What could be the asset. */
  candidates: readonly Mention<Asset>[];
}

/** The asset and the site that the words name. */
function placeIn(words: readonly Word[], catalogue: Catalogue): Placed {
  const { assets, sites } = findersOf(catalogue);
  const mentions = assets.find(words);
  const whole = mentions.filter(({ isWhole }) => isWhole);
  const free = words.map((word, index) =>
    whole.some(({ from, next }) => index >= from && index < next) ? { ...word, word: "", written: "" } : word,
  );
  const site = onlyOne(sites.find(free)) ?? onlyOne(sites.find(words));
  const wanted = whole.length > 0 ? longest(whole) : mentions;
  const here = site === null ? wanted : wanted.filter(({ thing }) => thing.site === site.thing.name);
  const candidates = here.length > 0 ? here : wanted;
  const asset = here.length === 0 && wanted.length > 0 && site !== null ? null : onlyOne(candidates);
  return { asset: asset === null || (whole.length === 0 && assets.hasUnknownMark(words)) ? null : asset, site, candidates };
}

/** Mentions that lie inside no longer one: "Bomba de água" is not also "Bomba". */
function longest<Thing>(mentions: readonly Mention<Thing>[]): Mention<Thing>[] {
  return mentions.filter(
    (one) => !mentions.some((other) => other !== one && other.words > one.words && other.from <= one.from && one.next <= other.next),
  );
}

/** The one thing that is named; of things named by some words only, the one named by most of them. */
function onlyOne<Thing>(mentions: readonly Mention<Thing>[]): Mention<Thing> | null {
  const whole = longest(mentions.filter(({ isWhole }) => isWhole));
  const most = Math.max(0, ...mentions.map(({ words }) => words));
  const best = whole.length > 0 ? whole : mentions.filter(({ words }) => words === most);
  return new Set(best.map(({ thing }) => thing)).size === 1 ? (best[0] ?? null) : null;
}

function findersOf(catalogue: Catalogue) {
  const before = finders.get(catalogue);
  if (before !== undefined) return before;
  const made = { assets: makeNameFinder(catalogue.assets), sites: makeNameFinder(catalogue.sites.map((name) => ({ name }))) };
  finders.set(catalogue, made);
  return made;
}
