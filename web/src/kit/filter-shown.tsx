import { useState } from "react";
import type { Condition } from "../../../rules/conditions.ts";
import type { FieldFacts } from "../../../rules/fields.ts";
import { FilterBuilder } from "../ui/filter-builder/filter-builder.tsx";
import { Shown } from "./shown.tsx";

const inAll = (text: string) => ({ "pt-BR": text, en: text, es: text });

const fields: FieldFacts[] = [
  { id: "part.name", type: "text", label: inAll("Name") },
  { id: "part.stock", type: "number", label: inAll("In stock") },
  { id: "part.state", type: "choice", label: inAll("State"), options: ["new", "used", "broken"].map((id) => ({ id, label: inAll(id) })) },
  { id: "part.labels", type: "choices", label: inAll("Labels") },
  { id: "part.keeper", type: "member", label: inAll("Keeper") },
  { id: "part.bought_at", type: "date_time", label: inAll("Bought") },
  { id: "part.is_ours", type: "yes_no", label: inAll("Ours") },
];

const LABELS = ["cold", "heavy", "loud", "rare", "red", "round", "sharp", "small", "wet"];
const KEEPERS = ["Ana", "Bruno", "Clara"].map((label, index) => ({ id: `00000000-0000-4000-8000-00000000000${index}`, label }));
const choicesOf = ({ id }: FieldFacts) =>
  id === "part.labels" ? LABELS.map((label) => ({ id: label, label })) : id === "part.keeper" ? KEEPERS : null;

const FIRST: Condition = {
  all: [
    { field: "part.name", operator: "contains", value: "sensor" },
    { field: "part.labels", operator: "any_of", value: ["cold", "rare"] },
    {
      any: [
        { field: "part.stock", operator: "between", value: [9, 2] },
        { field: "part.is_ours", operator: "equals", value: true },
        { none: [{ field: "part.bought_at", operator: "in_last_days", value: 30 }] },
      ],
    },
    { field: "part.keeper", operator: "equals" },
  ],
};

/** Conditions of every kind; one is wrong and one is unfinished. */
export function FilterShown() {
  const [condition, setCondition] = useState(FIRST);
  return (
    <Shown title="Filter builder">
      <FilterBuilder fields={fields} choicesOf={choicesOf} condition={condition} onChange={setCondition} isStrict />
    </Shown>
  );
}
