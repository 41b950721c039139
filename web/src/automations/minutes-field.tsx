import { useState } from "react";
import { SelectField, TextField } from "../ui/field.tsx";
import styles from "./automations.module.css";
import { useWords } from "./words/words.ts";

const UNITS = { minutes: 1, hours: 60, days: 1_440 } as const;
type Unit = keyof typeof UNITS;
/** Half a year, as the server says. */
const MOST = 262_800;

interface MinutesFieldProps {
  label: string;
  minutes: number;
  least: number;
  onChange: (minutes: number) => void;
}

/** A stretch of time, in the largest unit that says it whole. */
export function MinutesField({ label, minutes, least, onChange }: MinutesFieldProps) {
  const t = useWords();
  const [unit, setUnit] = useState<Unit>(() => unitOf(minutes));
  const say = (amount: number, of: Unit) => {
    setUnit(of);
    if (Number.isFinite(amount)) onChange(Math.min(MOST, Math.max(least, Math.round(amount * UNITS[of]))));
  };
  return (
    <div className={styles.minutes}>
      <TextField
        label={label}
        type="number"
        min={least === 0 ? 0 : 1}
        value={minutes / UNITS[unit]}
        onChange={({ target }) => say(target.valueAsNumber, unit)}
      />
      <SelectField label={t("rules.unit")} value={unit} onChange={({ target }) => say(minutes / UNITS[unit], target.value as Unit)}>
        {(Object.keys(UNITS) as Unit[]).map((one) => (
          <option key={one} value={one}>
            {t(`rules.unit.${one}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

const unitOf = (minutes: number): Unit =>
  minutes > 0 && minutes % 1_440 === 0 && minutes > 2_880 ? "days" : minutes > 0 && minutes % 60 === 0 ? "hours" : "minutes";
