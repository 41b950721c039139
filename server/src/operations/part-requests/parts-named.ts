import { makeNameFinder } from "../../../../language/names-in-text.ts";
import { readWords } from "../../../../language/words.ts";
import { fold } from "../../../../rules/fold.ts";
import { sql, type Tx } from "../../platform/index.ts";

/** A part as requests name it. */
export interface NamedPart {
  id: string;
  code: string;
  name: string;
  unit: string;
  synonyms: string[];
}

/** More than this nobody tells apart by words; the rest is found by its code. */
const LIMIT = 5_000;
/** As many as a list in a chat has rows, with one to spare for none of them. */
const ROWS = 9;

/** The parts that these words may mean: by the code on the shelf, else by name and synonym with typing mistakes forgiven. One: that it is. */
export async function partsNamed(tx: Tx, what: string): Promise<NamedPart[]> {
  const parts = await tx.many(sql<NamedPart>`
    select id, code, name, unit, synonyms from parts where workspace_id = current_workspace() and archived_at is null order by folded_name, id limit ${LIMIT}`);
  const said = ` ${bare(what)} `;
  const byCode = parts.filter(({ code }) => bare(code).length >= 3 && said.includes(` ${bare(code)} `));
  if (byCode.length === 1) return byCode;
  const mentions = makeNameFinder(parts).find(readWords(what));
  const whole = mentions.filter(({ isWhole }) => isWhole);
  const close = whole.length > 0 ? whole : mentions;
  const most = Math.max(0, ...close.map(({ words }) => words));
  return [...new Set(close.filter(({ words }) => words === most).map(({ thing }) => thing))].slice(0, ROWS);
}

const bare = (text: string): string =>
  fold(text)
    .replaceAll(/[^a-z0-9]+/g, " ")
    .trim();
