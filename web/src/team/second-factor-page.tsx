import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { TextField } from "../ui/field.tsx";
import ink from "../ui/ink.module.css";
import styles from "./gate.module.css";
import { Gate, GateField, GateForm, SignOut } from "./gate.tsx";
import { useWords } from "./words/words.ts";

interface Begun {
  uri: string;
  picture: string;
  backupCodes: string[];
}

/** Where whoever needs a second factor and has none is led: the password, the picture with the backup codes, and the first code. */
export function SecondFactorPage() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [begun, setBegun] = useState<Begun | null>(null);
  async function begin(form: FormData) {
    setBegun(await unwrap(api.POST("/api/v1/me/two-factor", { body: { password: String(form.get("password")) } })));
  }
  async function confirm(form: FormData) {
    await api.POST("/api/v1/me/two-factor/confirmation", { body: { code: String(form.get("code")).trim() } });
    client.clear();
    await navigate({ to: "/" });
  }
  return (
    <Gate title={t("secondFactor.title")} {...(begun === null ? { lead: t("secondFactor.lead") } : {})}>
      {begun === null ? (
        <GateForm key="password" submit={t("secondFactor.continue")} onSubmit={begin}>
          <GateField name="password" label={t("login.password")} type="password" autoComplete="current-password" autoFocus />
        </GateForm>
      ) : (
        <GateForm key="code" submit={t("secondFactor.confirm")} onSubmit={confirm}>
          <p>{t("secondFactor.scan")}</p>
          <img className={styles.picture} src={begun.picture} alt={t("secondFactor.picture")} width={200} height={200} />
          <TextField label={t("secondFactor.key")} smallLabel readOnly value={new URL(begun.uri).searchParams.get("secret") ?? ""} />
          <b>{t("secondFactor.backup")}</b>
          <p className={ink.secondary}>{t("secondFactor.backupAbout")}</p>
          <ul className={styles.codes} aria-label={t("secondFactor.backup")}>
            {begun.backupCodes.map((one) => (
              <li key={one} className={ink.mono}>
                {one}
              </li>
            ))}
          </ul>
          <GateField name="code" label={t("secondFactor.code")} autoComplete="one-time-code" inputMode="text" autoFocus />
        </GateForm>
      )}
      <SignOut />
    </Gate>
  );
}
