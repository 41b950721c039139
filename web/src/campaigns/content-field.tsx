import { useQuery } from "@tanstack/react-query";
import { PickVariable } from "../inbox/canned/pick-variable.tsx";
import { sentenceAround, variablesOf } from "../inbox/composer/template-parameters.ts";
import { templatesQuery } from "../inbox/queries.ts";
import { SelectField, TextAreaField, TextField } from "../ui/field.tsx";
import styles from "./campaigns.module.css";
import type { Content } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface ContentFieldProps {
  label: string;
  channelId: string;
  hasTemplates: boolean;
  content: Content;
  onChange: (content: Content) => void;
}

/** What is sent: an approved template with a value for each of its places, or a text where the channel lets one begin with it. */
export function ContentField({ label, channelId, hasTemplates, content, onChange }: ContentFieldProps) {
  const t = useWords();
  const templates = useQuery({ ...templatesQuery(channelId), enabled: hasTemplates && channelId !== "" }).data?.items ?? [];
  const approved = templates.filter(({ status }) => status === "APPROVED");
  const chosen =
    content.kind === "template" ? approved.find(({ name, language }) => name === content.name && language === content.language) : undefined;
  const text = String(chosen?.components.find((one) => one["type"] === "BODY")?.["text"] ?? "");
  const places = variablesOf(text);
  function choose(key: string) {
    const template = approved.find(({ name, language }) => `${name} ${language}` === key);
    if (template === undefined) return onChange({ kind: "text", text: "" });
    const body = variablesOf(String(template.components.find((one) => one["type"] === "BODY")?.["text"] ?? "")).map((name) => ({
      ...(template.parameterFormat === "named" ? { name } : {}),
      text: "",
    }));
    onChange({ kind: "template", name: template.name, language: template.language, body });
  }
  const setValue = (index: number, value: string) =>
    content.kind === "template" &&
    onChange({ ...content, body: (content.body ?? []).map((one, at) => (at === index ? { ...one, text: value } : one)) });

  return (
    <fieldset className={styles.content}>
      <legend>{label}</legend>
      {hasTemplates && (
        <SelectField
          label={t("content.template")}
          hint={t("content.templateHint")}
          value={content.kind === "template" ? `${content.name} ${content.language}` : ""}
          onChange={({ target }) => choose(target.value)}
        >
          <option value="">{t("content.freeText")}</option>
          {approved.map(({ id, name, language, category }) => (
            <option key={id} value={`${name} ${language}`}>
              {`${name} (${language}, ${category.toLowerCase()})`}
            </option>
          ))}
        </SelectField>
      )}
      {content.kind === "text" ? (
        <div className={styles.withPicker}>
          <TextAreaField
            label={t("content.text")}
            hint={hasTemplates ? t("content.textHint") : undefined}
            value={content.text}
            rows={4}
            maxLength={4096}
            onChange={({ target }) => onChange({ kind: "text", text: target.value })}
          />
          <PickVariable onPick={(tag) => onChange({ kind: "text", text: content.text + tag })} />
        </div>
      ) : (
        <>
          {text !== "" && <p className={styles.sample}>{text}</p>}
          {places.map((name, index) => (
            <div key={name} className={styles.withPicker}>
              <TextField
                label={sentenceAround(text, name)}
                value={content.body?.[index]?.text ?? ""}
                maxLength={1024}
                onChange={({ target }) => setValue(index, target.value)}
              />
              <PickVariable onPick={(tag) => setValue(index, (content.body?.[index]?.text ?? "") + tag)} />
            </div>
          ))}
        </>
      )}
    </fieldset>
  );
}
