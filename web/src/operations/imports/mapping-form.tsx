import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Select } from "../../ui/input.tsx";
import { useAct } from "../../ui/use-act.ts";
import type { RecordImport } from "../queries.ts";
import styles from "./import-page.module.css";
import { ImportProblems } from "./import-problems.tsx";
import { useWords } from "./words/words.ts";

const TARGETS = {
  asset: ["code", "name", "kind", "manufacturer", "model", "serial", "site", "purchased_on", "cost", "warranty_until", "synonyms"],
  site: ["code", "name", "address", "latitude", "longitude"],
  part: ["code", "name", "unit", "synonyms"],
} as const;

/** What each column is, with what the first line has there, and what would become of the lines. */
export function MappingForm({ one }: { one: RecordImport }) {
  const t = useWords();
  const [mapping, setMapping] = useState(one.mapping ?? one.guess);
  const [looked, setLooked] = useState<RecordImport>(one);
  const asked = { params: { path: { importId: one.id } }, body: { mapping } };
  const check = useAct(t, () => unwrap(api.POST("/api/v1/record-imports/{importId}/check", asked)), { problem: "inline" });
  const start = useAct(t, () => unwrap(api.POST("/api/v1/record-imports/{importId}/start", asked)), {
    problem: "inline",
    refresh: [["record-imports"]],
  });
  async function look() {
    const now = await check.run();
    if (now !== undefined) setLooked(now);
  }
  return (
    <Form
      onSubmit={() => start.run()}
      busy={start.busy}
      problem={start.problem ?? check.problem}
      actions={
        <>
          <Button busy={check.busy} onClick={() => void look()}>
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
                  {TARGETS[one.kind].map((target) => (
                    <option key={target} value={target}>
                      {t(`imports.target.${target}`)}
                    </option>
                  ))}
                </Select>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p aria-live="polite">{t("imports.readable", { count: looked.readable })}</p>
      <ImportProblems one={looked} />
    </Form>
  );
}
