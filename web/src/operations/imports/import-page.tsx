import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useId } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Problem } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Page } from "../../ui/page.tsx";
import { useAct } from "../../ui/use-act.ts";
import { IMPORT_KINDS, type ImportKind, readImportSearch, toImport } from "../paths.ts";
import { importQuery, importsQuery } from "../queries.ts";
import styles from "./import-page.module.css";
import { ImportResult } from "./import-result.tsx";
import { MappingForm } from "./mapping-form.tsx";
import { useWords } from "./words/words.ts";

/** Assets, sites and parts from a file: chosen, told what its columns are, checked, taken in, taken back. The address holds which. */
export function RecordImportPage() {
  const t = useWords();
  const { importId, kind = "asset" } = useSearch({ strict: false, select: readImportSearch });
  return (
    <Page title={t("imports.title")}>
      <div className={styles.page}>{importId === undefined ? <ChooseFile kind={kind} /> : <OneImport importId={importId} />}</div>
    </Page>
  );
}

function ChooseFile({ kind }: { kind: ImportKind }) {
  const t = useWords();
  const id = useId();
  const navigate = useNavigate();
  const { language } = useLocale();
  const { data } = useQuery(importsQuery);
  const upload = useAct(
    t,
    async (file: File) =>
      unwrap(api.POST("/api/v1/record-imports", { body: { kind, fileName: file.name.slice(-200), content: await base64Of(file) } })),
    { problem: "inline", refresh: [["record-imports"]] },
  );
  async function take(file: File | undefined) {
    const made = file === undefined ? undefined : await upload.run(file);
    if (made !== undefined) void navigate(toImport({ importId: made.id }));
  }
  return (
    <>
      <p className={ink.secondary}>{t("imports.about")}</p>
      <SelectField
        label={t("imports.kind")}
        value={kind}
        onChange={({ target }) => void navigate({ ...toImport(readImportSearch({ kind: target.value })), replace: true })}
      >
        {IMPORT_KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`imports.kind.${one}`)}
          </option>
        ))}
      </SelectField>
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
            {data.items.map(({ id, kind, fileName, createdAt, made, changed }) => (
              <li key={id}>
                <Link {...toImport({ importId: id })}>{fileName}</Link>
                <span className={ink.quiet}>
                  {t(`imports.kind.${kind}`)} · {new Date(createdAt).toLocaleDateString(language)} · {t("imports.made", { count: made })} ·{" "}
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

/** The server tells encodings and formats apart, so it gets the bytes as they are. */
async function base64Of(file: File): Promise<string> {
  const address = await new Promise<string>((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.readAsDataURL(file);
  });
  return address.slice(address.indexOf(",") + 1);
}

function OneImport({ importId }: { importId: string }) {
  const t = useWords();
  const { data: one, error, refetch } = useQuery(importQuery(importId));
  if (one === undefined) return error === null ? null : <LoadError error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <p className={ink.secondary}>
        {t(`imports.kind.${one.kind}`)}: {t("imports.lines", { count: one.rowCount, name: one.fileName })}
      </p>
      {one.state === "draft" ? <MappingForm key={one.id} one={one} /> : <ImportResult one={one} />}
      {(one.state === "done" || one.state === "undone") && <Link {...toImport({ kind: one.kind })}>{t("imports.another")}</Link>}
    </>
  );
}
