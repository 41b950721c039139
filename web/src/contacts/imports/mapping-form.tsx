import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Select } from "../../ui/input.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type ContactImport, contactFieldList } from "../queries.ts";
import styles from "./import-page.module.css";
import { useWords } from "./words/words.ts";

const TARGETS = ["name", "phone", "email", "external_id", "persona", "lifecycle", "company"] as const;

/** What each column is, with what the first line has there, and what becomes of who is known. */
export function MappingForm({ one }: { one: ContactImport }) {
  const t = useWords();
  const { data } = useQuery(contactFieldList);
  const [mapping, setMapping] = useState(one.mapping ?? one.guess);
  const [onKnown, setOnKnown] = useState(one.onKnown);
  const start = useAct(
    t,
    (isCheck: boolean) =>
      unwrap(
        api.POST("/api/v1/contact-imports/{importId}/start", {
          params: { path: { importId: one.id } },
          body: { mapping, onKnown, isCheck },
        }),
      ),
    { problem: "inline", refresh: [["contact-imports"]] },
  );
  const fields = (data?.items ?? []).filter(({ isArchived }) => !isArchived);
  return (
    <Form
      onSubmit={() => start.run(false)}
      busy={start.busy}
      problem={start.problem}
      actions={
        <>
          <Button busy={start.busy} onClick={() => void start.run(true)}>
            {t("imports.check")}
          </Button>
          <Button type="submit" tone="primary" busy={start.busy}>
            {t("imports.start")}
          </Button>
        </>
      }
    >
      <table className={styles.mapping}>
        <thead>
          <tr>
            <th>{t("imports.column")}</th>
            <th>{t("imports.example")}</th>
            <th>{t("imports.becomes")}</th>
          </tr>
        </thead>
        <tbody>
          {one.headings.map((heading, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns of a sheet may have one heading
            <tr key={index}>
              <td>{heading}</td>
              <td className={ink.secondary}>{one.firstLines.find(({ cells }) => (cells[index] ?? "") !== "")?.cells[index]}</td>
              <td>
                <Select
                  aria-label={heading}
                  value={mapping[index] ?? ""}
                  onChange={({ target }) =>
                    setMapping(mapping.map((before, at) => (at === index ? (target.value === "" ? null : target.value) : before)))
                  }
                >
                  <option value="">{t("imports.leaveOut")}</option>
                  {TARGETS.map((target) => (
                    <option key={target} value={target}>
                      {t(`imports.target.${target}`)}
                    </option>
                  ))}
                  {fields.map(({ key, label }) => (
                    <option key={key} value={`field:${key}`}>
                      {label}
                    </option>
                  ))}
                </Select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <SelectField
        label={t("imports.known")}
        value={onKnown}
        onChange={({ target }) => setOnKnown(target.value === "skip" ? "skip" : "update")}
      >
        <option value="update">{t("imports.known.update")}</option>
        <option value="skip">{t("imports.known.skip")}</option>
      </SelectField>
    </Form>
  );
}
