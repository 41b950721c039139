import type { Condition, Leaf } from "../../../../rules/conditions.ts";
import type { Field, FieldFacts } from "../../../../rules/fields.ts";
import { validate } from "../../../../rules/validate.ts";
import { sql, type Tx } from "../../platform/index.ts";
import { readSegments, type Segment } from "./segment.ts";

/**
 * "Is in the segment", as a field of the contact: a question about it stands for the conditions of the segments it names.
 * @param fields what those may ask; they name no segments, so nothing goes round in circles
 */
export async function segmentField(tx: Tx, fields: readonly FieldFacts[]): Promise<Field<unknown>> {
  const segments = await readSegments(tx);
  const conditions = new Map(segments.map((segment) => [segment.id, usable(segment, fields)]));
  return {
    id: "contact.segment",
    type: "choices",
    label: { "pt-BR": "Segmento do contato", en: "Segment of the contact", es: "Segmento del contacto" },
    options: segments.map(({ id, name }) => ({ id, label: { "pt-BR": name, en: name, es: name } })),
    means: (leaf) => meant(leaf, conditions),
    // What the question stands for is asked instead.
    read: () => null,
    sql: () => sql`null::text[]`,
  };
}

/** A field that it names has another type since, say: then it holds for nobody, and the list of segments says so. */
const usable = ({ condition }: Segment, fields: readonly FieldFacts[]): Condition =>
  validate(condition, fields).length === 0 ? condition : { any: [] };

function meant({ operator, value }: Leaf, conditions: ReadonlyMap<string, Condition>): Condition {
  const isAboutAll = operator === "is_set" || operator === "is_not_set";
  const named = isAboutAll ? [...conditions.keys()] : [value].flat();
  const parts = named.map((id) => conditions.get(id as string) ?? { any: [] }); // the ids were checked against the options
  if (operator === "all_of") return { all: parts };
  return ["is_not_set", "not_contains", "none_of"].includes(operator) ? { none: parts } : { any: parts };
}
