import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./ai.module.css";
import type { KnowledgeDocument } from "./queries.ts";
import { useWords } from "./words/words.ts";

const AUDIENCES = ["public", "customers", "members", "persona"] as const;
export const PERSONAS = ["customer", "provider", "prospector", "administrator"] as const;

/** How a document is written, whom it is for and until when. What is kept is found when it is published. */
export function DocumentEditor({ document }: { document: KnowledgeDocument }) {
  const t = useWords();
  const { id, kind } = document;
  const [written, setWritten] = useState(() => writtenOf(document));
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part });
  const { title, body, questions, audience, persona, expires } = written;
  const save = useAct(
    t,
    (publish: boolean) =>
      unwrap(
        api.PATCH("/api/v1/knowledge/documents/{documentId}", {
          params: { path: { documentId: id } },
          body: {
            title,
            ...(kind === "web_page" ? {} : { body }),
            ...(kind === "faq" ? { questions: questions.split("\n").filter((line) => line.trim() !== "") } : {}),
            audience,
            persona: audience === "persona" ? persona : null,
            expiresAt: expires === "" ? null : new Date(`${expires}T23:59:59`).toISOString(),
            publish,
          },
        }),
      ),
    {
      refresh: [["knowledge"]],
      problem: "inline",
      done: (_, publish) => ({ text: publish ? t("knowledge.published", { title }) : t("knowledge.kept") }),
    },
  );
  return (
    <Form
      onSubmit={() => save.run(true)}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button busy={save.busy} onClick={() => void save.run(false)}>
            {t("knowledge.save")}
          </Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("knowledge.publish")}
          </Button>
        </>
      }
    >
      <TextField
        label={t(kind === "faq" ? "knowledge.question" : "knowledge.title")}
        required
        maxLength={300}
        pattern=".*\S.*"
        value={title}
        onChange={({ target }) => set({ title: target.value })}
      />
      {kind !== "web_page" && (
        <TextAreaField
          label={t(kind === "faq" ? "knowledge.answer" : "knowledge.body")}
          rows={kind === "faq" ? 5 : 14}
          value={body}
          onChange={({ target }) => set({ body: target.value })}
        />
      )}
      {kind === "faq" && (
        <TextAreaField
          label={t("knowledge.otherQuestions")}
          rows={4}
          value={questions}
          onChange={({ target }) => set({ questions: target.value })}
        />
      )}
      <div className={styles.two}>
        <SelectField
          label={t("knowledge.audience")}
          value={audience}
          onChange={({ target }) => set({ audience: AUDIENCES.find((one) => one === target.value) ?? "public" })}
        >
          {AUDIENCES.map((one) => (
            <option key={one} value={one}>
              {t(`knowledge.audience.${one}`)}
            </option>
          ))}
        </SelectField>
        {audience === "persona" && (
          <SelectField
            label={t("knowledge.persona")}
            value={persona}
            onChange={({ target }) => set({ persona: PERSONAS.find((one) => one === target.value) ?? "customer" })}
          >
            {PERSONAS.map((one) => (
              <option key={one} value={one}>
                {t(`persona.${one}`)}
              </option>
            ))}
          </SelectField>
        )}
        <TextField label={t("knowledge.expires")} type="date" value={expires} onChange={({ target }) => set({ expires: target.value })} />
      </div>
    </Form>
  );
}

/** As fields show it. */
const writtenOf = ({ title, body, questions, audience, persona, expiresAt }: KnowledgeDocument) => ({
  title,
  body,
  questions: questions.join("\n"),
  audience,
  persona: persona ?? "customer",
  expires: expiresAt?.slice(0, 10) ?? "",
});
