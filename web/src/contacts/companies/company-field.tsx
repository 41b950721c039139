import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { useAct } from "../../ui/use-act.ts";
import { usePaused } from "../../ui/use-paused.ts";
import styles from "../contact-page.module.css";
import { companiesRefresh, companyList } from "../queries.ts";
import { useWords } from "../words/words.ts";

type Named = { id: string; name: string };

/** As many as fit below what is typed. */
const OFFERED = 5;

/** For whom a person works: found by its name, or written down in passing. */
export function CompanyField({ value, onChange }: { value: Named | null; onChange: (company: Named | null) => void }) {
  const t = useWords();
  const [typed, setTyped] = useState("");
  const wanted = usePaused(typed.trim());
  const { data } = useInfiniteQuery({ ...companyList(wanted), enabled: wanted !== "" && value === null });
  const found = wanted === "" ? [] : (data?.pages[0]?.items ?? []).slice(0, OFFERED);
  const make = useAct(t, () => unwrap(api.POST("/api/v1/companies", { body: { name: typed.trim() } })), { refresh: companiesRefresh });
  function choose({ id, name }: Named) {
    setTyped("");
    onChange({ id, name });
  }
  async function writeDown() {
    const made = await make.run();
    if (made !== undefined) choose(made);
  }
  if (value !== null)
    return (
      <div className={styles.line}>
        <span>
          {t("companies.company")}: <b>{value.name}</b>
        </span>
        <Button size="small" onClick={() => onChange(null)}>
          {t("companies.leave")}
        </Button>
      </div>
    );
  const isKnown = found.some(({ name }) => name.toLowerCase() === typed.trim().toLowerCase());
  return (
    <div className={styles.part}>
      <TextField label={t("companies.company")} value={typed} maxLength={120} onChange={({ target }) => setTyped(target.value)} />
      {typed.trim() !== "" && (
        <div className={styles.who}>
          {found.map((company) => (
            <Button key={company.id} size="small" onClick={() => choose(company)}>
              {company.name}
            </Button>
          ))}
          {!isKnown && (
            <Button size="small" tone="ghost" busy={make.busy} onClick={() => void writeDown()}>
              {t("companies.write", { name: typed.trim() })}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
