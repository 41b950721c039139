import { fold } from "../../../../rules/fold.ts";
import { canonicalPhone } from "../../channels/index.ts";
import { type Ctx, sql } from "../../platform/index.ts";
import type { Fragment } from "../conversations/sight.ts";

/** What stands between words; the database splits names and addresses by the same signs (SQL `contact_words_of`). */
const BETWEEN_WORDS = /[\s!-/:-@[-`{-~]+/;
/** Behind every word that begins with the one before it. */
const LAST_LETTER = "\u{10ffff}";
/** What was typed beyond this says nothing more: words are kept as long as this. */
const LONGEST_WORD = 60;

/**
 * A condition on a contact `p` for what a person typed: beginnings of words of its name, in any order and without accents; of an address;
 * or digits of a number from its start, from the area code, or its last four, with or without Brazil's ninth digit.
 * Undefined where nothing was typed.
 */
export const searchContacts = (ctx: Ctx, typed: string): Fragment | undefined =>
  findWords(
    typed,
    (from, to) => sql`p.id in (
    select w.contact_id from contact_words w where w.workspace_id = ${ctx.workspaceId} and w.word >= ${from} and w.word < ${to})`,
  );

/**
 * The same over any table of words that the database splits so.
 * @param between the condition on what is looked for that it has a word from the one up to the other
 */
export function findWords(typed: string, between: (from: string, to: string) => Fragment): Fragment | undefined {
  const words = fold(typed)
    .split(BETWEEN_WORDS)
    .filter((word) => word !== "");
  if (words.length === 0) return undefined;
  const begins = (word: string) => between(word.slice(0, LONGEST_WORD), word.slice(0, LONGEST_WORD) + LAST_LETTER);
  const whole = begins(words.join(""));
  if (/^[+\d\s().-]+$/.test(typed)) {
    const phone = canonicalPhone(typed)?.slice(1);
    return phone === undefined || phone === words.join("") ? whole : sql`(${whole} or ${begins(phone)})`;
  }
  if (words.length === 1) return whole;
  return sql`(${whole} or (${sql.join(words.map(begins), sql` and `)}))`;
}
