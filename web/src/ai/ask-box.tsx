import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { Chip } from "../ui/chip.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import ink from "../ui/ink.module.css";
import { LoadError } from "../ui/load-error.tsx";
import styles from "./ai.module.css";
import { PERSONAS } from "./document-editor.tsx";
import { toDocument } from "./paths.ts";
import type { AnswerQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

type Reader = NonNullable<AnswerQuery["reader"]>;
const READERS: readonly Reader[] = [...PERSONAS, "member"];

/** A question as somebody would ask it, and what would be answered, with where that stands. */
export function AskBox() {
  const t = useWords();
  const [written, setWritten] = useState("");
  const [reader, setReader] = useState<Reader>("customer");
  const [asked, setAsked] = useState<AnswerQuery | null>(null);
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: ["knowledge", "answer", asked],
    queryFn: () => unwrap(api.GET("/api/v1/knowledge/answer", { params: { query: asked ?? {} } })),
    enabled: asked !== null,
  });
  return (
    <>
      <p className={ink.secondary}>{t("ask.about")}</p>
      <form
        className={styles.bar}
        onSubmit={(event) => {
          event.preventDefault();
          if (written.trim() !== "") setAsked({ q: written.trim(), reader });
        }}
      >
        <div className={styles.grow}>
          <TextField label={t("ask.label")} value={written} maxLength={500} onChange={({ target }) => setWritten(target.value)} />
        </div>
        <SelectField
          label={t("ask.as")}
          value={reader}
          onChange={({ target }) => setReader(READERS.find((one) => one === target.value) ?? "customer")}
        >
          {READERS.map((one) => (
            <option key={one} value={one}>
              {one === "member" ? t("ask.member") : t(`persona.${one}`)}
            </option>
          ))}
        </SelectField>
        <Button type="submit" tone="primary" busy={isFetching}>
          {t("ask.do")}
        </Button>
      </form>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <section className={styles.page} aria-live="polite">
          <div className={styles.row}>
            <b>{t(`ask.${data.kind}`)}</b>
            <Chip tone={data.kind === "sure" ? "ok" : "warn"}>{t("ask.certainty", { percent: Math.round(data.certainty * 100) })}</Chip>
          </div>
          {data.sources.map(({ passageId, documentId, title, heading, text }) => (
            <article key={passageId} className={styles.card}>
              <p className={styles.said}>{text}</p>
              <Link {...toDocument(documentId, passageId)}>
                {t("ask.openSource", { title: heading === "" ? title : `${title} › ${heading}` })}
              </Link>
            </article>
          ))}
        </section>
      )}
    </>
  );
}
