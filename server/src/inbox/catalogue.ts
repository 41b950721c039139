import { Type } from "typebox";
import { notFound } from "../platform/index.ts";

/** Words of a catalogue's entry, in each language of the interface. */
export const Labels = Type.Object({ "pt-BR": Type.String(), en: Type.String(), es: Type.String() });

/** What rooms offered, by id. @throws {Error} when two rooms declare the same one */
export function byId<One extends { id: string }>(all: readonly One[]): ReadonlyMap<string, One> {
  const known = new Map(all.map((one) => [one.id, one]));
  if (known.size < all.length) throw new Error(`declared twice: ${all.filter((one) => known.get(one.id) !== one).map(({ id }) => id)}`);
  return known;
}

/** @throws {AppError} platform.not_found */
export function findById<One>(all: ReadonlyMap<string, One>, id: string, what: string): One {
  const found = all.get(id);
  if (found === undefined) throw notFound({ what });
  return found;
}
