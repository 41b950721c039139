import { useMemo } from "react";
import type { FlowVariable } from "../../../../../flow/document.ts";
import type { FieldFacts } from "../../../../../rules/fields.ts";
import { useFilterCatalogue } from "../../../inbox/find/use-filter-catalogue.ts";
import { useEditor } from "../editor-context.ts";

const TYPES: Record<FlowVariable["type"], "text" | "number" | "yes_no" | "date_time"> = {
  text: "text",
  number: "number",
  yes_no: "yes_no",
  date: "date_time",
  file: "text",
  list: "text",
  json: "text",
};

/** What a condition of this flow may ask about: its own variables first, then everything of the house. */
export function useFlowFields() {
  const { drawing } = useEditor();
  const { fields = NONE, choicesOf } = useFilterCatalogue();
  const { variables } = drawing.document;
  const all = useMemo(() => [...variables.map(fieldOf), ...fields], [variables, fields]);
  return { fields: all, choicesOf };
}

const NONE: readonly FieldFacts[] = [];

function fieldOf({ name, label = name, type }: FlowVariable): FieldFacts {
  const words = { "pt-BR": label, en: label, es: label };
  return { id: `flow.${name}`, type: TYPES[type], label: words };
}
