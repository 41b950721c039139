import { useState } from "react";
import { chipClass } from "../chip.tsx";
import { X } from "../icons.generated.ts";
import { Input } from "../input.tsx";
import styles from "./filter-builder.module.css";
import { useWords } from "./words/words.ts";

interface TextListProps {
  values: readonly string[];
  onChange: (values: string[] | undefined) => void;
  isWrong: boolean;
}

/** Several texts; Enter, or leaving the field, takes what was written. */
export function TextList({ values, onChange, isWrong }: TextListProps) {
  const t = useWords();
  const [written, setWritten] = useState("");
  const set = (next: string[]) => onChange(next.length === 0 ? undefined : next);
  const take = () => {
    if (written.trim() === "") return;
    set([...new Set([...values, written.trim()])]);
    setWritten("");
  };
  return (
    <>
      {values.map((value) => (
        <button
          key={value}
          type="button"
          className={chipClass()}
          aria-label={t("builder.removeValue", { value })}
          onClick={() => set(values.filter((one) => one !== value))}
        >
          {value} <X size={12} />
        </button>
      ))}
      <Input
        className={styles.more}
        aria-label={t("builder.addValue")}
        placeholder={t("builder.addValue")}
        aria-invalid={isWrong ? true : undefined}
        value={written}
        onChange={({ target }) => setWritten(target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key !== "Enter") return;
          event.preventDefault();
          take();
        }}
      />
    </>
  );
}
