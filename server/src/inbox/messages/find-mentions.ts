import { sql, type Tx } from "../../platform/index.ts";

interface Named {
  id: string;
  name: string;
}

/** Members whom a note names with `@`: by their whole name, or by the first where one member alone has it. */
export async function findMentions(tx: Tx, text: string): Promise<string[]> {
  if (!text.includes("@")) return [];
  const members = await tx.many(sql<Named>`select id, name from members where removed_at is null order by id limit 1000`);
  return membersNamedIn(text, members);
}

/**
 * The longest name that stands behind each `@` counts. Of several members with one whole name all are meant: better one too many than
 * the wrong one. An `@` inside a word is an address and names nobody. Pure.
 */
export function membersNamedIn(text: string, members: readonly Named[]): string[] {
  const byName = Map.groupBy(
    members.flatMap(({ id, name }) => namesOf(name).map((one) => ({ id, name: one, isWhole: one === plain(name) }))),
    ({ name }) => name,
  );
  const longestFirst = [...byName.keys()].sort((a, b) => b.length - a.length);
  const found = new Set<string>();
  for (const { index } of plain(text).matchAll(/(?<![\p{L}\p{N}._+-])@/gu)) {
    const rest = plain(text).slice(index + 1);
    const name = longestFirst.find((one) => rest.startsWith(one) && !/^[\p{L}\p{N}]/u.test(rest.slice(one.length)));
    const meant = byName.get(name ?? "") ?? [];
    const whole = meant.filter(({ isWhole }) => isWhole);
    if (whole.length > 0 || meant.length === 1) for (const { id } of whole.length > 0 ? whole : meant) found.add(id);
  }
  return [...found];
}

function namesOf(name: string): string[] {
  const whole = plain(name);
  const [first = whole] = whole.split(" ");
  return first === whole ? [whole] : [whole, first];
}

/** Without case and accents, as people type in a hurry. */
const plain = (text: string): string => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().trim();
