import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { Problem } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { useAct } from "../../ui/use-act.ts";
import { base64Of } from "../base64-of.ts";
import { readImportSearch } from "../contacts-search.ts";
import { toContacts, toImport } from "../paths.ts";
import { importList, importQuery } from "../queries.ts";
import { useWords as useContactWords } from "../words/words.ts";
import styles from "./import-page.module.css";
import { ImportResult } from "./import-result.tsx";
import { MappingForm } from "./mapping-form.tsx";
import { useWords } from "./words/words.ts";

/** Contacts from a file: chosen, told what its columns are, checked, taken in, taken back. The address holds which. */
export function ImportPage() {
  const t = useWords();
  const contactWords = useContactWords();
  const { importId } = useSearch({ strict: false, select: readImportSearch });
  return (
    <Page title={t("imports.title")} tabs={<Link {...toContacts()}>{contactWords("nav.contacts")}</Link>}>
      <div className={styles.page}>{importId === undefined ? <ChooseFile /> : <OneImport importId={importId} />}</div>
    </Page>
  );
}

function ChooseFile() {
  const t = useWords();
  const id = useId();
  const navigate = useNavigate();
  const { language } = useLocale();
  const { data } = useQuery(importList);
  const upload = useAct(
    t,
    async (file: File) =>
      unwrap(api.POST("/api/v1/contact-imports", { body: { fileName: file.name.slice(-200), content: await base64Of(file) } })),
    { problem: "inline", refresh: [["contact-imports"]] },
  );
  async function take(file: File | undefined) {
    const made = file === undefined ? undefined : await upload.run(file);
    if (made !== undefined) void navigate(toImport(made.id));
  }
  return (
    <>
      <p className={ink.secondary}>{t("imports.about")}</p>
      <label htmlFor={id}>{t("imports.choose")}</label>
      <input
        id={id}
        type="file"
        accept=".csv,.tsv,.txt,.xlsx,text/csv"
        disabled={upload.busy}
        onChange={({ target }) => void take(target.files?.[0])}
      />
      {upload.busy && <p role="status">{t("imports.reading")}</p>}
      <Problem problem={upload.problem} />
      {data !== undefined && data.items.length > 0 && (
        <section aria-label={t("imports.earlier")}>
          <h2>{t("imports.earlier")}</h2>
          <ul className={styles.lines}>
            {data.items.map(({ id, fileName, createdAt, made, changed }) => (
              <li key={id}>
                <Link {...toImport(id)}>{fileName}</Link>
                <span className={ink.quiet}>
                  {new Date(createdAt).toLocaleDateString(language)} · {t("imports.made", { count: made })} ·{" "}
                  {t("imports.changed", { count: changed })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function OneImport({ importId }: { importId: string }) {
  const t = useWords();
  const { data: one, error, refetch } = useQuery(importQuery(importId));
  if (one === undefined) return error === null ? null : <LoadError error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className={ink.secondary}>{t("imports.lines", { count: one.rowCount, name: one.fileName })}</p>
      {one.state !== "draft" && <ImportResult one={one} />}
      {(one.state === "draft" || one.state === "checked") && <MappingForm key={one.id} one={one} />}
      {(one.state === "done" || one.state === "undone") && <Link {...toImport()}>{t("imports.another")}</Link>}
    </>
  );
}
