import type { GlobalWords } from "../../../../../flow/document.ts";
import { LANGUAGES } from "../../../../../flow/schema.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Check } from "../../../ui/check.tsx";
import { SelectField } from "../../../ui/field.tsx";
import ink from "../../../ui/ink.module.css";
import { Switch } from "../../../ui/switch.tsx";
import { withDocument } from "../../drawing/edit-drawing.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { blockName } from "../say-block.ts";
import { Section } from "./section.tsx";
import { StartsForm } from "./starts-form.tsx";
import { VariablesForm } from "./variables-form.tsx";

const WORDS = ["menu", "back", "cancel", "person"] as const;

/** What belongs to the flow as a whole: shown while no block is chosen. */
export function FlowSettings() {
  const t = useWords();
  const { language: reader } = useLocale();
  const { drawing, change, languages, addLanguage, language } = useEditor();
  const { document } = drawing;
  const { globalWords } = document;
  const setWords = (part: Partial<GlobalWords>) => change((now) => withDocument(now, { globalWords: { ...globalWords, ...part } }));
  return (
    <>
      <StartsForm />
      <Section title={t("flow.globalWords")}>
        <p className={ink.quiet}>{t("flow.globalWordsHint")}</p>
        {WORDS.map((word) => (
          <Switch key={word} label={t(`flow.word.${word}`)} on={globalWords[word]} onChange={(on) => setWords({ [word]: on })} />
        ))}
        {globalWords.menu && (
          <SelectField
            label={t("flow.menuBlock")}
            value={globalWords.menuBlock ?? ""}
            onChange={({ target }) => {
              const { menuBlock: _before, ...words } = globalWords;
              change((now) => withDocument(now, { globalWords: target.value === "" ? words : { ...words, menuBlock: target.value } }));
            }}
          >
            <option value="">{t("flow.menuFirst")}</option>
            {document.blocks.map((block) => (
              <option key={block.id} value={block.id}>
                {blockName(block, reader, language, t)}
              </option>
            ))}
          </SelectField>
        )}
      </Section>
      <Section title={t("flow.languages")}>
        <SelectField
          label={t("flow.mainLanguage")}
          value={document.language}
          onChange={({ target }) => {
            const main = LANGUAGES.find((one) => one === target.value) ?? document.language;
            addLanguage(main);
            change((now) => withDocument(now, { language: main }));
          }}
        >
          {LANGUAGES.map((one) => (
            <option key={one} value={one}>
              {t(`flow.language.${one}`)}
            </option>
          ))}
        </SelectField>
        {LANGUAGES.filter((one) => one !== document.language).map((one) => (
          <Check
            key={one}
            middle
            label={t(`flow.language.${one}`)}
            checked={languages.includes(one)}
            onChange={(on) => on && addLanguage(one)}
          />
        ))}
      </Section>
      <VariablesForm />
    </>
  );
}
