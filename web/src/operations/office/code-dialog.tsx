import { useState } from "react";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { whenText } from "../when-text.ts";
import styles from "./office.module.css";
import { useMakeCode } from "./office-acts.ts";
import type { Technician } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** A code by which a technician proves their phone. It is made when it is asked for: each one ends the one before. */
export function CodeDialog({ technician, onClose }: { technician: Technician; onClose: () => void }) {
  const t = useWords();
  const { language, timeZone } = useLocale();
  const [made, setMade] = useState<{ code: string; expiresAt: string } | null>(null);
  const make = useMakeCode();
  async function submit() {
    const code = await make.run(technician.memberId);
    if (code !== undefined) setMade(code);
  }
  return (
    <FormDialog
      title={t("technicians.codeOf", { name: technician.name })}
      onClose={onClose}
      onSubmit={submit}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("office.back")}</Button>
          <Button type="submit" tone={made === null ? "primary" : "plain"} busy={make.busy}>
            {t(made === null ? "technicians.makeCode" : "technicians.anotherCode")}
          </Button>
        </>
      }
    >
      <p className={styles.text}>{t("technicians.codeText", { name: technician.name })}</p>
      {made !== null && (
        <>
          <output className={styles.code}>{made.code}</output>
          <p className={styles.quiet}>{t("technicians.validUntil", { when: whenText(made.expiresAt, language, timeZone) })}</p>
        </>
      )}
    </FormDialog>
  );
}
