import { TextField } from "../../../ui/field.tsx";

interface NumberFieldProps {
  label: string;
  value: number | null | undefined;
  /** Undefined when nothing stands there. */
  onChange: (value: number | undefined) => void;
  min?: number;
  max?: number;
  step?: number | "any";
  placeholder?: string;
  hint?: string;
}

/** A number, or none. */
export const NumberField = ({ label, value, onChange, ...rest }: NumberFieldProps) => (
  <TextField
    label={label}
    type="number"
    value={value ?? ""}
    onChange={({ target }) => onChange(target.value === "" || Number.isNaN(target.valueAsNumber) ? undefined : target.valueAsNumber)}
    {...rest}
  />
);
