import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import type { Conversation, Outbound, Template } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { classes } from "../../ui/classes.ts";
import { Search } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { InputBox } from "../../ui/input.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { PickVariable } from "../canned/pick-variable.tsx";
import { templatesQuery } from "../queries.ts";
import { type InboxText, useWords } from "../words/words.ts";
import { prefilled, sentenceAround, variablesOf } from "./template-parameters.ts";
import styles from "./template-picker.module.css";

interface PickerProps {
  conversation: Conversation;
  onSend: (body: Outbound) => void;
  onCancel?: () => void;
}

/** Search, live preview, variables filled in: what can be sent when the window is closed. */
export default function TemplatePicker({ conversation, onSend, onCancel }: PickerProps) {
  const t = useWords();
  const { language } = useLocale();
  const channelId = conversation.channel.id;
  const { data } = useQuery(templatesQuery(channelId));
  const [words, setWords] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const approved = useMemo(() => (data?.items ?? []).filter(({ status }) => status === "APPROVED"), [data]);
  const shown = approved.filter((template) => plain(`${template.name} ${bodyOf(template)}`).includes(plain(words)));
  const chosen = shown.find(({ id }) => id === chosenId) ?? shown[0];
  const names = chosen === undefined ? [] : variablesOf(bodyOf(chosen));
  const wordsFor = (name: string) => values[`${chosen?.id} ${name}`] ?? prefilled(chosen?.parameterFormat, name, conversation.contact.name);
  const firstEmpty = names.find((name) => prefilled(chosen?.parameterFormat, name, conversation.contact.name) === "");
  const missing = names.some((name) => wordsFor(name).trim() === "");

  function send() {
    if (chosen === undefined || missing) return;
    const body = names.map((name) => (chosen.parameterFormat === "named" ? { name, text: wordsFor(name) } : { text: wordsFor(name) }));
    onSend({ kind: "template", name: chosen.name, language: chosen.language, ...(body.length === 0 ? {} : { body }) });
  }
  return (
    <>
      <div className={styles.picker}>
        <div className={styles.choose}>
          <InputBox small>
            <Search size={14} className={ink.quiet} />
            <input
              value={words}
              onChange={(event) => setWords(event.target.value)}
              placeholder={t("template.search")}
              aria-label={t("template.search")}
            />
          </InputBox>
          <div role="listbox" aria-label={t("compose.templates")} className={styles.list}>
            {shown.length === 0 && <p className={classes(ink.quiet, ink.small)}>{t("template.none")}</p>}
            {shown.map((template) => (
              <button
                key={template.id}
                type="button"
                role="option"
                aria-selected={template.id === chosen?.id}
                className={styles.template}
                onClick={() => setChosenId(template.id)}
              >
                <span className={styles.head}>
                  <span className={classes(ink.medium, ink.oneLine)}>{template.name}</span>
                  <Spacer />
                  <span className={classes(ink.tiny, ink.quiet)}>{categoryName(template.category, t)}</span>
                </span>
                <span className={classes(styles.words, ink.small, ink.quiet, ink.oneLine)}>{bodyOf(template)}</span>
              </button>
            ))}
          </div>
        </div>
        {chosen !== undefined && (
          <div className={styles.preview}>
            <div className={classes(ink.small, ink.quiet)}>
              {t("template.preview", {
                language: new Intl.DisplayNames(language, { type: "language" }).of(chosen.language.replace("_", "-")) ?? chosen.language,
              })}
            </div>
            <div className={styles.sample}>
              <Filled text={bodyOf(chosen)} wordsFor={wordsFor} />
            </div>
            {buttonsOf(chosen).length > 0 && (
              <div className={styles.buttons}>
                {buttonsOf(chosen).map((title) => (
                  <span key={title}>{title}</span>
                ))}
              </div>
            )}
            <div className={styles.variables}>
              {names.map((name) => (
                <InputBox key={`${chosen.id} ${name}`} small>
                  <span className={classes(ink.quiet, ink.small)}>{sentenceAround(bodyOf(chosen), name)}</span>
                  <input
                    value={wordsFor(name)}
                    aria-label={t("template.variable", { name, around: sentenceAround(bodyOf(chosen), name) })}
                    // biome-ignore lint/a11y/noAutofocus: whoever chose a template fills it in next
                    autoFocus={chosenId !== null && name === firstEmpty}
                    onChange={(event) => setValues({ ...values, [`${chosen.id} ${name}`]: event.target.value })}
                  />
                  <PickVariable onPick={(tag) => setValues({ ...values, [`${chosen.id} ${name}`]: wordsFor(name) + tag })} />
                </InputBox>
              ))}
            </div>
          </div>
        )}
      </div>
      <div className={styles.acts}>
        <Spacer />
        {onCancel !== undefined && (
          <Button tone="ghost" size="small" onClick={onCancel}>
            {t("compose.cancel")}
          </Button>
        )}
        <Button tone="primary" size="small" aria-disabled={missing || chosen === undefined} onClick={send}>
          {t("template.send")}
        </Button>
      </div>
    </>
  );
}

function Filled({ text, wordsFor }: { text: string; wordsFor: (name: string) => string }) {
  return (
    <>
      {text.split(/(\{\{\w+\}\})/).map((part, index) => {
        const name = /^\{\{(\w+)\}\}$/.exec(part)?.[1];
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text do not move
        return name === undefined ? part : <mark key={index}>{wordsFor(name) || part}</mark>;
      })}
    </>
  );
}

function categoryName(category: string, t: InboxText): string {
  const key = `template.${category}`;
  return t.find(key) ?? category;
}

const component = (template: Template, type: string) => template.components.find((one) => one["type"] === type);
const bodyOf = (template: Template): string => String(component(template, "BODY")?.["text"] ?? "");
const buttonsOf = (template: Template): string[] =>
  ((component(template, "BUTTONS")?.["buttons"] as { text?: string }[] | undefined) ?? []).map(({ text }) => text ?? "");
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
