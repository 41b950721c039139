import { useState } from "react";
import type { LocalText, Option } from "../../../../../flow/document.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Plus, Trash2 } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { Input } from "../../../ui/input.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { textIn } from "../say-block.ts";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { LocalTextField } from "./local-text.tsx";
import { Section } from "./section.tsx";
import { VariableField } from "./variable-field.tsx";

/** The most that is shown as buttons on the narrowest channel that has them. */
const MOST_BUTTONS = 3;

/** What may be chosen, in its order, with other words that mean the same. */
export function OptionsForm({ block, set }: FormProps<BlockOf<"ask_choice">>) {
  const t = useWords();
  const { options } = block;
  const change = (place: number, part: Partial<Option>, mark?: string) =>
    set({ options: options.with(place, { ...(options[place] as Option), ...part }) }, mark); // the line that was drawn from it
  const add = () => set({ options: [...options, { id: freeId(options), title: {} }] });
  const move = (place: number, to: number) => {
    const one = options[place];
    if (one !== undefined && to >= 0 && to < options.length) set({ options: options.toSpliced(place, 1).toSpliced(to, 0, one) });
  };
  return (
    <Section
      title={t("flow.options")}
      act={
        <Button size="small" tone="ghost" onClick={add}>
          <Plus size={14} /> {t("flow.addOption")}
        </Button>
      }
    >
      <ul className={styles.options}>
        {options.map((option, place) => (
          <OptionLine
            key={option.id}
            option={option}
            place={place}
            onChange={(part, mark) => change(place, part, mark === undefined ? undefined : `${option.id}-${mark}`)}
            onMove={(by) => move(place, place + by)}
            onRemove={() => set({ options: options.toSpliced(place, 1) })}
          />
        ))}
      </ul>
      {options.length > MOST_BUTTONS && <p className={ink.quiet}>{t("flow.manyOptions")}</p>}
      <Switch label={t("flow.acceptsOther")} on={block.acceptsOther} onChange={(acceptsOther) => set({ acceptsOther })} />
      <VariableField
        label={t("flow.optionsFrom")}
        hint={t("flow.optionsFromHint")}
        value={block.optionsFrom}
        type="list"
        onChange={(optionsFrom) => set({ optionsFrom }, "optionsFrom")}
      />
      <LocalTextField
        label={t("flow.buttonLabel")}
        text={block.buttonLabel}
        rows={1}
        most={20}
        onChange={(buttonLabel) => set({ buttonLabel: Object.keys(buttonLabel).length === 0 ? undefined : buttonLabel }, "buttonLabel")}
      />
    </Section>
  );
}

interface OptionLineProps {
  option: Option;
  place: number;
  onChange: (part: Partial<Option>, mark?: string) => void;
  onMove: (by: number) => void;
  onRemove: () => void;
}

function OptionLine({ option, place, onChange, onMove, onRemove }: OptionLineProps) {
  const t = useWords();
  const { language } = useEditor();
  const [isOpen, setOpen] = useState(false);
  const name = textIn(option.title, language) || t("flow.exit.option", { number: place + 1 });
  const write = (text: LocalText, value: string): LocalText => {
    const { [language]: _before, ...others } = text;
    return value === "" ? others : { ...others, [language]: value };
  };
  return (
    <li className={styles.option}>
      <div className={styles.optionLine}>
        <IconButton label={t("flow.optionMore", { name })} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        </IconButton>
        <Input
          aria-label={t("flow.exit.option", { number: place + 1 })}
          value={option.title[language] ?? ""}
          placeholder={textIn(option.title, language)}
          maxLength={100}
          onChange={({ target }) => onChange({ title: write(option.title, target.value) }, "title")}
        />
        <IconButton label={t("flow.optionUp", { name })} onClick={() => onMove(-1)}>
          <ArrowUp size={14} />
        </IconButton>
        <IconButton label={t("flow.optionDown", { name })} onClick={() => onMove(1)}>
          <ArrowDown size={14} />
        </IconButton>
        <IconButton label={t("flow.optionRemove", { name })} onClick={onRemove}>
          <Trash2 size={14} />
        </IconButton>
      </div>
      {isOpen && (
        <div className={styles.optionMore}>
          <TextField
            label={t("flow.synonyms")}
            hint={t("flow.synonymsHint")}
            defaultValue={option.synonyms?.join(", ") ?? ""}
            onBlur={({ target }) => onChange({ synonyms: wordsOf(target.value) })}
          />
          <TextField
            label={t("flow.optionValue")}
            value={option.value ?? ""}
            placeholder={name}
            onChange={({ target }) => onChange({ value: target.value }, "value")}
          />
          <TextField
            label={t("flow.optionDescription")}
            maxLength={72}
            value={option.description?.[language] ?? ""}
            onChange={({ target }) => onChange({ description: write(option.description ?? {}, target.value) }, "description")}
          />
        </div>
      )}
    </li>
  );
}

/** Words apart by commas. */
export const wordsOf = (text: string): string[] =>
  text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");

/** `o1`, `o2`, the first that is free: what was removed once is not taken up by another while others stand behind it. */
export function freeId(list: readonly { id: string }[], letter = "o"): string {
  const taken = new Set(list.map(({ id }) => id));
  let number = list.length + 1;
  while (taken.has(`${letter}${number}`)) number += 1;
  return `${letter}${number}`;
}
