/** A table that a text of SQL names; null where its name is put in at run time. */
export interface TableUse {
  table: string | null;
  writes: boolean;
}

/** What is put in at run time arrives as this. */
const PUT_IN = "$?";
const WORDS =
  /\b(insert\s+into|merge\s+into|delete\s+from|update|truncate(?:\s+table)?|copy|lock\s+table|partition\s+of|alter\s+table|drop\s+table|from|using|join)\s+/gi;
const READS = /^(from|using|join)$/i;
/** Ends a list of tables. `for` is "for update", `on` belongs to a join. */
const ENDS =
  /^(where|group|order|having|limit|returning|union|intersect|except|set|on|for|window|offset|join|left|right|inner|cross|full)$/i;

/**
 * The tables of `tables` that a text of SQL reads or writes, as often as it names them. Names that the text gives to its own
 * subqueries (`with x as`) are none.
 */
export function readTables(text: string, tables: Set<string>): TableUse[] {
  const sql = text.replaceAll(/--[^\n]*/g, "");
  const own = new Set(
    [...sql.matchAll(/(?:\bwith\s+(?:recursive\s+)?|,\s*)(\w+)(?:\s*\([^()]*\))?\s+as\s+(?:not\s+)?(?:materialized\s+)?\(/gi)].map(
      (match) => match[1],
    ),
  );
  const isTable = (name: string) => tables.has(name) && !own.has(name);
  const uses: TableUse[] = [];
  for (const match of sql.matchAll(WORDS)) {
    const [whole, word] = match as unknown as [string, string]; // the expression has one group, which always matches
    if (/\b(distinct|delete)\s+$/i.test(sql.slice(0, match.index)) && /^from$/i.test(word)) continue;
    const rest = sql.slice(match.index + whole.length);
    const names = READS.test(word) ? listedNames(rest) : listedNames(rest).slice(0, 1);
    for (const name of names) {
      if (name === PUT_IN) uses.push({ table: null, writes: !READS.test(word) });
      if (isTable(name)) uses.push({ table: name, writes: !READS.test(word) });
    }
  }
  // A fragment may begin with its first table, and the word before it stand where it is used: "messages m join …".
  const first = /^\s*(\w+)\s+(?:as\s+)?\w+\s+(?:(?:left|cross|inner)\s+)?join\b/i.exec(sql)?.[1];
  if (first !== undefined && isTable(first)) uses.push({ table: first, writes: false });
  return uses;
}

/** The names of a list of tables, "a x, lateral (…) y, b z where …": a, b. What stands in brackets is found by its own words. */
function listedNames(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let begins = true;
  for (const [token] of text.matchAll(/\$\?|"?\w+"?|[(),;]|\S/g)) {
    if (token === "(") depth += 1;
    if (token === ")") depth -= 1;
    if (depth < 0 || token === ";" || (depth === 0 && ENDS.test(token))) break;
    if (depth > 0) {
      begins = false;
      continue;
    }
    if (token === ",") begins = true;
    else if (begins && !/^(only|lateral|public|\.)$/i.test(token)) {
      names.push(token.replaceAll('"', ""));
      begins = false;
    }
  }
  return names;
}
