import { Popover } from "radix-ui";
import { useId, useState } from "react";
import { fold } from "../../../../rules/fold.ts";
import { Button } from "../button.tsx";
import { ChevronDown, Search } from "../icons.generated.ts";
import ink from "../ink.module.css";
import { InputBox } from "../input.tsx";
import type { Choice } from "./choices.ts";
import styles from "./filter-builder.module.css";
import { useWords } from "./words/words.ts";

/** More than these, and a field to search in stands above them. */
const FEW = 7;

interface ChoicePickerProps {
  choices: readonly Choice[];
  /** Ids, also such as are no longer there. */
  chosen: readonly string[];
  many: boolean;
  onChange: (chosen: string[]) => void;
  isWrong: boolean;
}

/** One or several of a list, behind a button that says which; a long list can be searched. */
export function ChoicePicker({ choices, chosen, many, onChange, isWrong }: ChoicePickerProps) {
  const t = useWords();
  const group = useId();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const labelOf = (id: string) => choices.find((one) => one.id === id)?.label ?? t("builder.gone");
  const said = chosen.length === 0 ? t("builder.choose") : chosen.map(labelOf).join(", ");
  const found = choices.filter(({ label }) => fold(label).includes(fold(wanted)));
  function choose(id: string) {
    if (!many) return onChange([id]);
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button className={styles.picker} aria-label={`${t("builder.value")}: ${said}`} data-wrong={isWrong}>
          <span className={ink.oneLine}>{said}</span>
          <ChevronDown size={14} />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.choices} align="start" sideOffset={4} collisionPadding={8} aria-label={t("builder.value")}>
          {choices.length > FEW && (
            <InputBox small>
              <Search size={14} />
              <input
                aria-label={t("builder.search")}
                placeholder={t("builder.search")}
                value={wanted}
                onChange={({ target }) => setWanted(target.value)}
              />
            </InputBox>
          )}
          <div className={styles.list}>
            {found.map(({ id, label }) => (
              <label key={id} className={styles.choice}>
                <input
                  type={many ? "checkbox" : "radio"}
                  name={group}
                  checked={chosen.includes(id)}
                  onChange={() => choose(id)}
                  onKeyDown={(event) => event.key === "Enter" && setOpen(false)}
                  onClick={() => !many && chosen.includes(id) && setOpen(false)}
                />
                <span className={ink.oneLine}>{label}</span>
              </label>
            ))}
            {found.length === 0 && (
              <p className={ink.quiet}>{t(choices.length === 0 ? "builder.nothingToChoose" : "builder.nothingFound")}</p>
            )}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
