import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, type Conversation, type Outbound, type Template, unwrap } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { Search } from "../../ui/icons.generated.ts";
import { type InboxText, useWords } from "../words/words.ts";

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
  const { data } = useQuery({
    queryKey: ["templates", channelId],
    queryFn: () => unwrap(api.GET("/api/v1/channels/{channelId}/templates", { params: { path: { channelId } } })),
    staleTime: 60_000,
  });
  const [words, setWords] = useState("");
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [values, setValues] = useState<Record<string, string>>({});
  const approved = useMemo(() => (data?.items ?? []).filter(({ status }) => status === "APPROVED"), [data]);
  const shown = approved.filter((template) => plain(`${template.name} ${bodyOf(template)}`).includes(plain(words)));
  const chosen = shown.find(({ id }) => id === chosenId) ?? shown[0];
  const names = chosen === undefined ? [] : variablesOf(bodyOf(chosen));
  const firstName = conversation.contact.name.split(" ")[0] ?? "";
  const wordsFor = (name: string) => values[`${chosen?.id} ${name}`] ?? (name === "1" || name === "first_name" ? firstName : "");
  const missing = names.some((name) => wordsFor(name).trim() === "");

  function send() {
    if (chosen === undefined || missing) return;
    const body = names.map((name) => (chosen.parameterFormat === "named" ? { name, text: wordsFor(name) } : { text: wordsFor(name) }));
    onSend({ kind: "template", name: chosen.name, language: chosen.language, ...(body.length === 0 ? {} : { body }) });
  }
  return (
    <>
      <div className="pick">
        <div className="pl">
          <label className="inp small">
            <Search size={14} className="t3" />
            <input
              value={words}
              onChange={(event) => setWords(event.target.value)}
              placeholder={t("template.search")}
              aria-label={t("template.search")}
            />
          </label>
          <div role="listbox" aria-label={t("compose.templates")} className="tpl-list">
            {shown.length === 0 && <p className="t3 fs12">{t("template.none")}</p>}
            {shown.map((template) => (
              <button
                key={template.id}
                type="button"
                role="option"
                aria-selected={template.id === chosen?.id}
                className={`tpl${template.id === chosen?.id ? " on" : ""}`}
                onClick={() => setChosenId(template.id)}
              >
                <span className="l">
                  <span className="m el">{template.name}</span>
                  <span className="sp" />
                  <span className="fs11 t3">{categoryName(template.category, t)}</span>
                </span>
                <span className="fs12 t3 el" style={{ display: "block" }}>
                  {bodyOf(template)}
                </span>
              </button>
            ))}
          </div>
        </div>
        {chosen !== undefined && (
          <div className="pr">
            <div className="fs12 t3">
              {t("template.preview", {
                language: new Intl.DisplayNames(language, { type: "language" }).of(chosen.language.replace("_", "-")) ?? chosen.language,
              })}
            </div>
            <div className="bub sample">
              <Filled text={bodyOf(chosen)} wordsFor={wordsFor} />
            </div>
            {buttonsOf(chosen).length > 0 && (
              <div className="qr">
                {buttonsOf(chosen).map((title) => (
                  <span key={title}>{title}</span>
                ))}
              </div>
            )}
            <div className="vars">
              {names.map((name) => (
                <label key={name} className="inp small">
                  <span className="t3 fs12">{`{{${name}}}`}</span>
                  <input
                    value={wordsFor(name)}
                    aria-label={t("template.variable", { name })}
                    onChange={(event) => setValues({ ...values, [`${chosen.id} ${name}`]: event.target.value })}
                  />
                </label>
              ))}
            </div>
          </div>
        )}
      </div>
      <div className="bar line">
        <span className="sp" />
        {onCancel !== undefined && (
          <button type="button" className="btn gho sm" onClick={onCancel}>
            {t("compose.cancel")}
          </button>
        )}
        <button type="button" className="btn pri sm" aria-disabled={missing || chosen === undefined} onClick={send}>
          {t("template.send")}
        </button>
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
const variablesOf = (text: string): string[] => [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] as string))];
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
