import { Popover } from "radix-ui";
import { useState } from "react";
import { fold } from "../../../../rules/fold.ts";
import { Button } from "../button.tsx";
import { Braces } from "../icons.generated.ts";
import ink from "../ink.module.css";
import { InputBox } from "../input.tsx";
import styles from "./variable-picker.module.css";

/** What the picker shows of a variable: `GET /variables`, in the reader's language. */
interface PickedVariable {
  id: string;
  label: string;
  /** What it may look like. */
  example: string;
  /** It needs no words for when it is empty. */
  isAlwaysSet: boolean;
}

interface VariablePickerProps {
  variables: readonly PickedVariable[];
  /** Gets the tag as it is written: `{{contact.first_name}}`. */
  onPick: (tag: string) => void;
  words: { open: string; search: string; none: string };
}

/** A button that puts a variable into a text: searched by its name, shown with an example. */
export function VariablePicker({ variables, onPick, words }: VariablePickerProps) {
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState("");
  const found = variables.filter(({ id, label }) => fold(`${label} ${id}`).includes(fold(wanted)));
  function pick(id: string) {
    setOpen(false);
    setWanted("");
    onPick(`{{${id}}}`);
  }
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <Button size="small" tone="ghost" square aria-label={words.open} title={words.open}>
          <Braces size={14} />
        </Button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.picker}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          aria-label={words.open}
          // The text that was written into has the focus afterwards.
          onCloseAutoFocus={(event) => document.activeElement !== document.body && event.preventDefault()}
        >
          <InputBox small>
            <input
              aria-label={words.search}
              placeholder={words.search}
              value={wanted}
              onChange={({ target }) => setWanted(target.value)}
              onKeyDown={(event) => {
                const [first] = found;
                if (event.key !== "Enter" || first === undefined) return;
                event.preventDefault();
                pick(first.id);
              }}
            />
          </InputBox>
          <div className={styles.list}>
            {found.map(({ id, label, example }) => (
              <button key={id} type="button" className={styles.variable} onClick={() => pick(id)}>
                <span className={ink.oneLine}>{label}</span>
                <span className={ink.quiet}>{example}</span>
              </button>
            ))}
            {found.length === 0 && <p className={ink.quiet}>{words.none}</p>}
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
