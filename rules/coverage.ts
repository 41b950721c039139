import { type Condition, type Leaf, partsOf } from "./conditions.ts";

/** Whether the condition holds for everybody, by its form alone. Pure. False also where only the values would tell. */
export function alwaysHolds(condition: Condition): boolean {
  const group = partsOf(condition);
  if (group === null) return false;
  const { kind, parts } = group;
  if (kind === "all") return parts.every(alwaysHolds);
  return kind === "any" ? parts.some(alwaysHolds) : parts.every(neverHolds);
}

/** Whether the condition holds for nobody, by its form alone. Pure. */
export function neverHolds(condition: Condition): boolean {
  const group = partsOf(condition);
  if (group === null) return false;
  const { kind, parts } = group;
  if (kind === "all") return parts.some(neverHolds);
  return kind === "any" ? parts.every(neverHolds) : parts.some(alwaysHolds);
}

/** So many pairs of groups and questions are compared; two documents that people wrote have far fewer. */
const MAX_COMPARED = 500;

/**
 * Whether `wide` holds wherever `narrow` does. Pure. It reads the form of both and compares whole questions, so that true is certain;
 * false also means "not known": that "starts with pre" is a part of "contains re" is not seen.
 * @param narrow checked against its fields, as `wide` is
 */
export function implies(narrow: Condition, wide: Condition): boolean {
  let compared = 0;
  return isWithin(narrow, wide);

  function isWithin(narrow: Condition, wide: Condition): boolean {
    compared += 1;
    if (compared > MAX_COMPARED) return false;
    if (alwaysHolds(wide) || neverHolds(narrow) || written(narrow) === written(wide)) return true;
    const outer = partsOf(wide);
    const inner = partsOf(narrow);
    if (outer?.kind === "all") return outer.parts.every((part) => isWithin(narrow, part));
    if (inner?.kind === "any") return inner.parts.every((part) => isWithin(part, wide));
    if (outer?.kind === "none" && inner?.kind === "none")
      return outer.parts.every((part) => inner.parts.some((other) => isWithin(part, other)));
    if (inner?.kind === "all" && inner.parts.some((part) => isWithin(part, wide))) return true;
    return outer?.kind === "any" && outer.parts.some((part) => isWithin(narrow, part));
  }
}

/** The same text for the same condition, in whatever order its keys came. */
function written(condition: Condition): string {
  const group = partsOf(condition);
  if (group !== null) return JSON.stringify([group.kind, ...group.parts.map(written)]);
  const { field, operator, value } = condition as Leaf; // what is no group is a leaf
  return JSON.stringify([field, operator, value]);
}
