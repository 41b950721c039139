import { useState } from "react";
import { fold } from "../../../rules/fold.ts";
import { api, unwrap } from "../api/client.ts";
import type { paths } from "../api/schema.generated.ts";
import { variablesOf } from "../inbox/composer/template-parameters.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../ui/field.tsx";
import { Modal, ModalBody } from "../ui/modal.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./campaigns.module.css";
import { useWords } from "./words/words.ts";

type Draft = paths["/api/v1/channels/{channelId}/templates"]["post"]["requestBody"]["content"]["application/json"];
const LANGUAGES = ["pt_BR", "pt_PT", "en", "es"] as const;
const MOST_REPLIES = 3;

/** A template is written, with a sample for each of its places, and handed in; beside the fields stands what people will read. */
export function TemplateDialog({ channelId, onClose }: { channelId: string; onClose: () => void }) {
  const t = useWords();
  const [draft, setDraft] = useState({
    name: "",
    language: "pt_BR",
    category: "MARKETING" as Draft["category"],
    header: "",
    body: "",
    footer: "",
  });
  const [samples, setSamples] = useState<Readonly<Record<string, string>>>({});
  const [replies, setReplies] = useState<readonly string[]>([]);
  const set = (change: Partial<typeof draft>) => setDraft((now) => ({ ...now, ...change }));
  const places = variablesOf(draft.body);
  const written: Draft = {
    name: draft.name,
    language: draft.language,
    category: draft.category,
    body: draft.body,
    ...(draft.header.trim() === "" ? {} : { header: draft.header }),
    ...(draft.footer.trim() === "" ? {} : { footer: draft.footer }),
    buttons: replies.filter((text) => text.trim() !== "").map((text) => ({ kind: "quick_reply", text })),
    samples: places.map((place) => samples[place] ?? ""),
  };
  const hand = useAct(
    t,
    () => unwrap(api.POST("/api/v1/channels/{channelId}/templates", { params: { path: { channelId } }, body: written })),
    {
      problem: "inline",
      refresh: [["templates"]],
      done: () => ({ text: t("templates.handedIn") }),
    },
  );
  const isWhole = /^[a-z0-9_]+$/.test(draft.name) && draft.body.trim() !== "" && written.samples.every((sample) => sample.trim() !== "");
  const preview = draft.body.replaceAll(/\{\{(\w+)\}\}/g, (tag, place: string) => samples[place] || tag);
  return (
    <Modal title={t("templates.new")} onClose={onClose} size="widest">
      <ModalBody>
        <form
          className={styles.templateForm}
          onSubmit={(event) => {
            event.preventDefault();
            void hand.run().then((made) => made !== undefined && onClose());
          }}
        >
          <div className={styles.parts}>
            <div className={styles.fields}>
              <TextField
                label={t("campaigns.name")}
                hint={t("templates.nameHint")}
                value={draft.name}
                maxLength={120}
                onChange={({ target }) => set({ name: fold(target.value).replaceAll(/[^a-z0-9_]+/g, "_") })}
              />
              <SelectField
                label={t("templates.language")}
                value={draft.language}
                onChange={({ target }) => set({ language: target.value })}
              >
                {LANGUAGES.map((language) => (
                  <option key={language}>{language}</option>
                ))}
              </SelectField>
              <SelectField
                label={t("templates.category")}
                value={draft.category}
                onChange={({ target }) => set({ category: target.value === "UTILITY" ? "UTILITY" : "MARKETING" })}
              >
                <option value="MARKETING">{t("templates.marketing")}</option>
                <option value="UTILITY">{t("templates.utility")}</option>
              </SelectField>
            </div>
            <TextField
              label={t("templates.header")}
              value={draft.header}
              maxLength={60}
              onChange={({ target }) => set({ header: target.value })}
            />
            <TextAreaField
              label={t("content.text")}
              hint={t("templates.bodyHint")}
              value={draft.body}
              rows={4}
              maxLength={1024}
              onChange={({ target }) => set({ body: target.value })}
            />
            {places.map((place) => (
              <TextField
                key={place}
                label={t("templates.sample", { place: `{{${place}}}` })}
                value={samples[place] ?? ""}
                maxLength={200}
                onChange={({ target }) => setSamples((now) => ({ ...now, [place]: target.value }))}
              />
            ))}
            <TextField
              label={t("templates.footer")}
              value={draft.footer}
              maxLength={60}
              onChange={({ target }) => set({ footer: target.value })}
            />
            {replies.map((reply, index) => (
              <TextField
                // They have no name of their own, and are only added at the end.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above
                key={index}
                label={t("templates.reply", { number: index + 1 })}
                value={reply}
                maxLength={25}
                onChange={({ target }) => setReplies((now) => now.map((one, at) => (at === index ? target.value : one)))}
              />
            ))}
            {replies.length < MOST_REPLIES && (
              <Button size="small" onClick={() => setReplies((now) => [...now, ""])}>
                {t("templates.addReply")}
              </Button>
            )}
          </div>
          <section className={styles.card} aria-label={t("templates.preview")}>
            <h2>{t("templates.preview")}</h2>
            <div className={styles.sample}>
              {draft.header !== "" && <b>{draft.header}</b>}
              <p>{preview}</p>
              {draft.footer !== "" && <small>{draft.footer}</small>}
            </div>
            {replies.map((reply, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: as above
              <span key={index} className={styles.reply}>
                {reply}
              </span>
            ))}
          </section>
          {hand.problem !== null && (
            <p role="alert" className={styles.problem}>
              {hand.problem}
            </p>
          )}
          <div className={styles.row}>
            <Button type="submit" tone="primary" busy={hand.busy} disabled={!isWhole}>
              {t("templates.handIn")}
            </Button>
          </div>
        </form>
      </ModalBody>
    </Modal>
  );
}
