import { sql, type Tx } from "../../platform/index.ts";
import type { Audience, DocumentKind, KnowledgeLanguage, Persona } from "../closed-sets.ts";
import { correctWords } from "./correct-words.ts";
import { tellingStems } from "./plain-words.ts";
import { stemsOf } from "./stems.ts";
import { meaningsOf, readSynonyms } from "./synonyms.ts";

/** For whom is read. The persona of documents for one persona alone; `*`: whoever asks reads those of all. */
export interface Reader {
  audiences: readonly Exclude<Audience, "persona">[];
  persona: Persona | "*" | null;
}

/** A member of the team reads everything. */
export const MEMBER: Reader = { audiences: ["public", "customers", "members"], persona: "*" };

/** What somebody outside may be told. Only customers are told what is for customers. */
export const readerOutside = (persona: string): Reader => ({
  audiences: persona === "customer" ? ["public", "customers"] : ["public"],
  persona: persona as Persona, // what is no persona has no documents
});

export interface Asked {
  question: string;
  reader: Reader;
  languages: readonly KnowledgeLanguage[];
  /** Empty: all. */
  kinds: readonly DocumentKind[];
  now: Date;
  limit: number;
}

/** A passage that may answer. */
export interface FoundPassage {
  passageId: string;
  documentId: string;
  version: number;
  kind: DocumentKind;
  position: number;
  title: string;
  heading: string;
  text: string;
  /** 0 to 1: how much of the question it is about, and how much it is about the question. */
  score: number;
}

/** A word that means the same, and one that was probably meant, count less than the word itself. */
const SYNONYM_WEIGHT = 0.85;
const CORRECTED_WEIGHT = 0.8;
const CANDIDATES = 40;

/**
 * Passages that may answer, best first, one a document. What the reader may not read takes no part: it is not counted, compared or found.
 */
export async function findPassages(tx: Tx, asked: Asked): Promise<FoundPassage[]> {
  const meant = await readMeaning(tx, asked.question);
  if (meant.length === 0) return [];
  const lines = meant.flatMap((word, place) => [...word].map(([stem, weight]) => ({ stem, place, weight })));
  const rows = await tx.many(sql<Candidate>`
    select p.id as "passageId", p.document_id as "documentId", p.version, d.kind, p.position, d.title, p.heading, p.text, p.questions, f.score, f.found, f.rarities
    from find_passages(${lines.map(({ stem }) => stem)}::text[], ${lines.map(({ place }) => place)}::int[], ${lines.map(({ weight }) => weight)}::float8[],
        ${[...asked.reader.audiences]}::text[], ${asked.reader.persona}, ${[...asked.languages]}::text[], ${[...asked.kinds]}::text[], ${asked.now}, ${CANDIDATES}) f
      join knowledge_passages p on p.workspace_id = current_workspace() and p.id = f.passage_id
      join knowledge_documents d on d.workspace_id = p.workspace_id and d.id = p.document_id`);
  const rarities = raritiesOf(meant.length, rows);
  const best = new Map<string, FoundPassage>();
  for (const row of rows) {
    const score = scoreOf(row, meant, rarities);
    if (score <= (best.get(row.documentId)?.score ?? 0)) continue;
    const { questions: _questions, found: _found, rarities: _rarities, ...passage } = row;
    best.set(row.documentId, { ...passage, score });
  }
  return [...best.values()].toSorted((a, b) => b.score - a.score).slice(0, asked.limit);
}

interface Candidate extends FoundPassage {
  questions: string[];
  found: number[];
  rarities: number[];
}

/** For each telling word of a question: the stems that may stand for it, and how surely. */
type Meaning = ReadonlyMap<string, number>;

async function readMeaning(tx: Tx, question: string): Promise<Meaning[]> {
  const stems = tellingStems(question).slice(0, 24);
  if (stems.length === 0) return [];
  const corrected = await correctWords(tx, stems);
  const same = meaningsOf(await readSynonyms(tx));
  const places = stems.map((stem) => {
    const meaning = new Map<string, number>();
    for (const [word, sure] of [[stem, 1] as const, ...(corrected.get(stem) ?? []).map((one) => [one, CORRECTED_WEIGHT] as const)]) {
      meaning.set(word, Math.max(sure, meaning.get(word) ?? 0));
      for (const other of same(word)) meaning.set(other, Math.max(sure * SYNONYM_WEIGHT, meaning.get(other) ?? 0));
    }
    return meaning;
  });
  // "abre" and "horário" of one question ask for one thing: it counts once.
  return places.filter((_, index) => !places.slice(0, index).some((earlier) => earlier.has(stems[index] as string)));
}

/** How telling each word of the question is. One that nothing has is as telling as the rarest: the question is about it too. */
function raritiesOf(count: number, rows: readonly Candidate[]): number[] {
  const known = new Map(rows.flatMap(({ found, rarities }) => found.map((place, index) => [place, rarities[index] ?? 0] as const)));
  const rarest = Math.max(1, ...known.values());
  return Array.from({ length: count }, (_, place) => known.get(place) ?? rarest);
}

function scoreOf({ title, heading, text, questions }: Candidate, meant: readonly Meaning[], rarities: readonly number[]): number {
  const asked = sum(rarities);
  const inText = new Set(stemsOf(`${title} ${heading} ${text} ${questions.join(" ")}`));
  const covered = sum(meant.map((meaning, place) => weightIn(meaning, inText) * (rarities[place] ?? 0))) / asked;
  const named = Math.max(
    ...[...questions, `${title} ${heading}`].map((question) => {
      const stems = new Set(tellingStems(question));
      const ofAsked = sum(meant.map((meaning, place) => weightIn(meaning, stems) * (rarities[place] ?? 0))) / asked;
      const ofQuestion = [...stems].filter((stem) => meant.some((meaning) => meaning.has(stem))).length / Math.max(1, stems.size);
      return ofAsked + ofQuestion === 0 ? 0 : (1.25 * ofAsked * ofQuestion) / (0.25 * ofAsked + ofQuestion);
    }),
    0,
  );
  return 0.6 * covered + 0.4 * named;
}

const weightIn = (meaning: Meaning, stems: ReadonlySet<string>): number =>
  Math.max(0, ...[...meaning].filter(([stem]) => stems.has(stem)).map(([, weight]) => weight));

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
