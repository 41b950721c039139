import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { useAct } from "../ui/use-act.ts";
import { toDocument } from "./paths.ts";
import type { KnowledgeDocument } from "./queries.ts";
import { useWords } from "./words/words.ts";

export type NewKind = "article" | "faq" | "file" | "page";

interface Written {
  title: string;
  body: string;
  url: string;
  file: File | null;
}

/** A document to begin with; the rest of it is written on its page, which opens. */
export function NewDocumentDialog({ kind, onClose }: { kind: NewKind; onClose: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const navigate = useNavigate();
  const [written, setWritten] = useState<Written>({ title: "", body: "", url: "", file: null });
  const set = (part: Partial<Written>) => setWritten({ ...written, ...part });
  const make = useAct(t, () => create(kind, written, language), { refresh: [["knowledge"]], problem: "inline" });
  async function submit() {
    const made = await make.run();
    if (made !== undefined) void navigate(toDocument(made.id));
  }
  return (
    <FormDialog
      title={t(`knowledge.new.${kind}`)}
      onClose={onClose}
      onSubmit={submit}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("knowledge.back")}</Button>
          <Button type="submit" tone="primary" busy={make.busy}>
            {t(kind === "page" ? "knowledge.readPage" : kind === "file" ? "knowledge.new.file" : "knowledge.save")}
          </Button>
        </>
      }
    >
      {kind === "page" ? (
        <TextField
          label={t("knowledge.address")}
          hint={t("knowledge.addressHint")}
          type="url"
          required
          maxLength={2000}
          value={written.url}
          onChange={({ target }) => set({ url: target.value })}
        />
      ) : kind === "file" ? (
        <TextField
          label={t("knowledge.new.file")}
          hint={t("knowledge.fileHint")}
          type="file"
          accept=".pdf,.docx"
          required
          onChange={({ target }) => set({ file: target.files?.[0] ?? null })}
        />
      ) : (
        <>
          <TextField
            label={t(kind === "faq" ? "knowledge.question" : "knowledge.title")}
            required
            maxLength={300}
            pattern=".*\S.*"
            value={written.title}
            onChange={({ target }) => set({ title: target.value })}
          />
          <TextAreaField
            label={t(kind === "faq" ? "knowledge.answer" : "knowledge.body")}
            rows={6}
            value={written.body}
            onChange={({ target }) => set({ body: target.value })}
          />
        </>
      )}
      {make.busy && (kind === "page" || kind === "file") && <p className={ink.secondary}>{t("knowledge.reading")}</p>}
    </FormDialog>
  );
}

const REREAD_DAYS = 7;

function create(kind: NewKind, { title, body, url, file }: Written, language: KnowledgeDocument["language"]): Promise<KnowledgeDocument> {
  if (kind === "page")
    return unwrap(api.POST("/api/v1/knowledge/documents", { body: { kind: "web_page", url, language, rereadDays: REREAD_DAYS } }));
  if (kind !== "file") return unwrap(api.POST("/api/v1/knowledge/documents", { body: { kind, title, body, language } }));
  const form = new FormData();
  if (file !== null) form.set("file", file);
  // The client would write the form as JSON: it goes as it is, and the browser names the boundary.
  return unwrap(
    api.POST("/api/v1/knowledge/files", {
      params: { query: { language } },
      body: form as never,
      bodySerializer: (body: unknown) => body as FormData,
    }),
  );
}
