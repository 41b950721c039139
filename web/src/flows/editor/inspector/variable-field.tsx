import { useId } from "react";
import type { FlowVariable } from "../../../../../flow/document.ts";
import { TextField } from "../../../ui/field.tsx";
import { withDocument } from "../../drawing/edit-drawing.ts";
import { useEditor } from "../editor-context.ts";

interface VariableFieldProps {
  label: string;
  value: string | undefined;
  onChange: (name: string | undefined) => void;
  hint?: string;
  /** What a variable becomes that is named here for the first time. */
  type?: FlowVariable["type"];
}

/** A variable of the flow by its name. A name that is new makes one. */
export function VariableField({ label, value, onChange, hint, type = "text" }: VariableFieldProps) {
  const id = useId();
  const { drawing, change } = useEditor();
  const { variables } = drawing.document;
  function declare() {
    if (value === undefined || value === "" || variables.some(({ name }) => name === value)) return;
    change((now) => withDocument(now, { variables: [...now.document.variables, { name: value, type }] }));
  }
  return (
    <>
      <TextField
        label={label}
        list={id}
        value={value ?? ""}
        hint={hint}
        maxLength={40}
        onChange={({ target }) => onChange(nameOf(target.value) || undefined)}
        onBlur={declare}
      />
      <datalist id={id}>
        {variables.map(({ name, label: says }) => (
          <option key={name} value={name}>
            {says}
          </option>
        ))}
      </datalist>
    </>
  );
}

/** Small letters, digits and `_`, a letter first, as documents want it. */
export const nameOf = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[̀-ͯ]/g, "")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "_")
    .replace(/^[^a-z]+/, "")
    .slice(0, 40);
