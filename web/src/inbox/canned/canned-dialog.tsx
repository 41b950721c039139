import { useId, useRef, useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "./canned-page.module.css";
import { PickVariable } from "./pick-variable.tsx";
import type { CannedReply } from "./queries.ts";
import { useWords } from "./words/words.ts";

const LANGUAGES = ["pt-BR", "en", "es"] as const;

interface CannedDialogProps {
  /** Null: a new one. */
  reply: CannedReply | null;
  queues: readonly { id: string; name: string }[];
  onClose: () => void;
}

/** A canned reply, written or changed, with the picker of variables beside its text. */
export function CannedDialog({ reply, queues, onClose }: CannedDialogProps) {
  const t = useWords();
  const mayManage = useMay("canned_replies.manage");
  const [name, setName] = useState(reply?.name ?? "");
  const [text, setText] = useState(reply?.text ?? "");
  /** "own", "everybody", or the id of a queue. */
  const [place, setPlace] = useState(reply?.queueId ?? reply?.scope ?? (mayManage ? "everybody" : "own"));
  const [language, setLanguage] = useState<CannedReply["language"]>(reply?.language ?? null);
  const area = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  const body = {
    name,
    text,
    language,
    ...(place === "own" || place === "everybody" ? { scope: place as "own" | "everybody" } : { scope: "queue" as const, queueId: place }),
  };
  const save = useAct(
    t,
    () =>
      reply === null
        ? unwrap(api.POST("/api/v1/canned-replies", { body }))
        : unwrap(api.PUT("/api/v1/canned-replies/{replyId}", { params: { path: { replyId: reply.id } }, body })),
    { problem: "inline", refresh: [["canned-replies"]] },
  );
  function put(tag: string) {
    const { selectionStart, selectionEnd } = area.current ?? { selectionStart: text.length, selectionEnd: text.length };
    setText(text.slice(0, selectionStart) + tag + text.slice(selectionEnd));
    area.current?.focus();
  }
  return (
    <FormDialog
      title={reply === null ? t("canned.write") : t("canned.edit", { name: reply.name })}
      size="wide"
      onClose={onClose}
      onSubmit={async () => {
        if ((await save.run()) !== undefined) onClose();
      }}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("canned.cancel")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("canned.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("canned.name")}
        hint={t("canned.nameHint")}
        value={name}
        required
        pattern="[^\s\/]+"
        maxLength={40}
        onChange={({ target }) => setName(target.value)}
      />
      <div className={styles.words}>
        <div className={styles.label}>
          <label htmlFor={id}>{t("canned.text")}</label>
          <PickVariable onPick={put} />
        </div>
        <textarea
          ref={area}
          id={id}
          className={styles.area}
          required
          maxLength={10_000}
          value={text}
          onChange={({ target }) => setText(target.value)}
        />
      </div>
      <SelectField label={t("canned.scope")} value={place} disabled={!mayManage} onChange={({ target }) => setPlace(target.value)}>
        <option value="own">{t("canned.own")}</option>
        {mayManage && <option value="everybody">{t("canned.everybody")}</option>}
        {mayManage &&
          queues.map((queue) => (
            <option key={queue.id} value={queue.id}>
              {t("canned.ofQueue", { name: queue.name })}
            </option>
          ))}
      </SelectField>
      <SelectField
        label={t("canned.language")}
        value={language ?? ""}
        onChange={({ target }) => setLanguage(LANGUAGES.find((one) => one === target.value) ?? null)}
      >
        <option value="">{t("canned.languageOfWorkspace")}</option>
        {LANGUAGES.map((one) => (
          <option key={one} value={one}>
            {new Intl.DisplayNames(one, { type: "language" }).of(one)}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
