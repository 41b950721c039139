import { TextField } from "../../ui/field.tsx";
import { useWords } from "../words/words.ts";

const SIZES = { minutes: 60, hours: 3600 } as const;

interface SecondsFieldProps {
  label: string;
  hint?: string;
  unit: keyof typeof SIZES;
  /** Null: none, which is an empty field. */
  value: number | null;
  onChange: (seconds: number | null) => void;
}

/** A length of time in the unit that people think in; stored in seconds. */
export function SecondsField({ label, hint, unit, value, onChange }: SecondsFieldProps) {
  const t = useWords();
  const size = SIZES[unit];
  return (
    <TextField
      label={`${label} (${t(`queues.unit.${unit}`)})`}
      {...(hint === undefined ? {} : { hint })}
      type="number"
      min={0}
      step="any"
      placeholder={t("queues.never")}
      value={value === null ? "" : Math.round((value / size) * 100) / 100}
      onChange={(event) => {
        const typed = event.target.valueAsNumber;
        onChange(Number.isNaN(typed) || typed <= 0 ? null : Math.max(10, Math.round(typed * size)));
      }}
    />
  );
}
