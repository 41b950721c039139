import type { LocalText } from "../../../../../flow/document.ts";
import { Choice } from "../../../ui/tabs.tsx";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { TextArea } from "./text-area.tsx";

interface LocalTextFieldProps {
  label: string;
  text: LocalText | undefined;
  /** Empty languages are left out. */
  onChange: (text: LocalText) => void;
  most?: number;
  rows?: number;
  /** What is said where nothing is written. */
  placeholder?: string;
}

/** A text in each language of the flow; where one is missing the contact reads the flow's own. */
export function LocalTextField({ label, text = {}, onChange, placeholder, ...rest }: LocalTextFieldProps) {
  const t = useWords();
  const { language, setLanguage, languages, drawing } = useEditor();
  const own = text[drawing.document.language];
  const write = (value: string) => {
    const { [language]: _before, ...others } = text;
    onChange(value === "" ? others : { ...others, [language]: value });
  };
  return (
    <TextArea
      label={label}
      value={text[language] ?? ""}
      onChange={write}
      placeholder={language !== drawing.document.language && own !== undefined ? own : placeholder}
      tabs={
        languages.length > 1 && (
          <Choice
            label={t("flow.language")}
            options={languages.map((id) => ({ id, label: id }))}
            selected={language}
            onSelect={setLanguage}
          />
        )
      }
      {...rest}
    />
  );
}
