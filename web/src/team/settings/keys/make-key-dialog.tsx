import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { useMe } from "../../../shell/session.tsx";
import { Button } from "../../../ui/button.tsx";
import { Check } from "../../../ui/check.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { useNow } from "../../../ui/use-now.ts";
import { keyList, type Scope } from "../queries.ts";
import { useNameOfRight } from "../roles/words/words.ts";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";
import { TokenDialog } from "./token-dialog.tsx";

/** For how many days; 0 is without an end. */
const DAYS = ["30", "90", "365", "0"] as const;
const DAY_MS = 86_400_000;

/** What a new key is called, how long it holds and what it may; then its text, once. */
export function MakeKeyDialog({ offered, onClose }: { offered: readonly Scope[]; onClose: () => void }) {
  const t = useWords();
  const nameOf = useNameOfRight();
  const { capabilities } = useMe();
  const now = useNow();
  const [name, setName] = useState("");
  const [days, setDays] = useState<(typeof DAYS)[number]>("90");
  const [scopes, setScopes] = useState<readonly Scope[]>([]);
  const [token, setToken] = useState<string | null>(null);
  const make = useAct(
    t,
    () => {
      const end = days === "0" ? {} : { expiresAt: new Date(now + Number(days) * DAY_MS).toISOString() };
      return unwrap(api.POST("/api/v1/api-keys", { body: { name: name.trim(), scopes: [...scopes], ...end } }));
    },
    { problem: "inline", refresh: [keyList.queryKey] },
  );
  async function submit() {
    if (scopes.length === 0) make.setProblem(t("keys.pickOne"));
    else setToken((await make.run())?.token ?? null);
  }
  if (token !== null) return <TokenDialog title={t("keys.make")} token={token} onClose={onClose} />;
  return (
    <FormDialog
      title={t("keys.make")}
      onClose={onClose}
      onSubmit={submit}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="primary" busy={make.busy}>
            {t("keys.make")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("keys.name")}
        hint={t("keys.nameHint")}
        required
        pattern=".*\S.*"
        maxLength={120}
        autoFocus
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <SelectField
        label={t("keys.expires")}
        value={days}
        onChange={({ target }) => setDays(DAYS.find((one) => one === target.value) ?? days)}
      >
        {DAYS.map((one) => (
          <option key={one} value={one}>
            {t(`keys.expires.${one}`)}
          </option>
        ))}
      </SelectField>
      <fieldset className={styles.scopes}>
        <legend>{t("keys.scopes")}</legend>
        {offered
          .filter((scope) => capabilities.includes(scope))
          .map((scope) => (
            <Check
              key={scope}
              label={nameOf(scope)}
              checked={scopes.includes(scope)}
              onChange={(on) => setScopes(on ? [...scopes, scope] : scopes.filter((one) => one !== scope))}
            />
          ))}
      </fieldset>
    </FormDialog>
  );
}
