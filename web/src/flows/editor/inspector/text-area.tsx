import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId, useRef } from "react";
import { variablesQuery } from "../../../inbox/canned/queries.ts";
import { useLocale } from "../../../text/locale.tsx";
import ink from "../../../ui/ink.module.css";
import { VariablePicker } from "../../../ui/variable-picker/variable-picker.tsx";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import styles from "./text-area.module.css";

interface TextAreaProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  /** In characters. */
  most?: number;
  rows?: number;
  placeholder?: string | undefined;
  /** Beside the label. */
  tabs?: ReactNode;
  isCode?: boolean;
}

/** Words to a contact: variables are put in where the cursor is, and the length is counted. */
export function TextArea({ label, value, onChange, most = 4096, rows = 3, placeholder, tabs, isCode = false }: TextAreaProps) {
  const t = useWords();
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const { drawing } = useEditor();
  const { language } = useLocale();
  const house = useQuery(variablesQuery).data?.items ?? [];
  const variables = [
    ...drawing.document.variables
      .filter(({ isSecret }) => isSecret !== true)
      .map(({ name, label: says }) => ({ id: `var.${name}`, label: says ?? name, example: t("flow.ofThisFlow"), isAlwaysSet: false })),
    ...house.map((one) => ({ id: one.id, label: one.label[language], example: String(one.example), isAlwaysSet: one.isAlwaysSet })),
  ];
  function insert(tag: string) {
    const { selectionStart = value.length, selectionEnd = value.length } = field.current ?? {};
    onChange(value.slice(0, selectionStart) + tag + value.slice(selectionEnd));
    field.current?.focus();
  }
  return (
    <div className={styles.field}>
      <div className={styles.head}>
        <label htmlFor={id}>{label}</label>
        {tabs}
      </div>
      <div className={styles.box}>
        <textarea
          id={id}
          ref={field}
          rows={rows}
          maxLength={most}
          className={isCode ? ink.mono : undefined}
          value={value}
          placeholder={placeholder}
          onChange={({ target }) => onChange(target.value)}
        />
        <div className={styles.foot}>
          <VariablePicker
            variables={variables}
            onPick={insert}
            words={{ open: t("flow.insertVariable"), search: t("flow.searchVariable"), none: t("flow.noVariable") }}
          />
          <span>{t("flow.length", { count: [...value].length, most })}</span>
        </div>
      </div>
    </div>
  );
}
