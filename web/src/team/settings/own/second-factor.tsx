import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { Chip } from "../../../ui/chip.tsx";
import { TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { LoadError } from "../../../ui/load-error.tsx";
import { useAct } from "../../../ui/use-act.ts";
import { ownSecondFactor, ownSessions } from "../queries.ts";
import { SecretLine } from "../secret-line.tsx";
import styles from "../settings.module.css";
import { useWords } from "../words/words.ts";

const CHANGED = [ownSecondFactor.queryKey, ["members", "logins"], ownSessions.queryKey];

/** Whether a code is asked for besides the password, and how that is switched. */
export function SecondFactor() {
  const t = useWords();
  const { data, error, refetch } = useQuery(ownSecondFactor);
  // Which dialog it is stays as it was opened: what it does changes the state behind it.
  const [opening, setOpening] = useState<"on" | "off" | null>(null);
  const close = () => setOpening(null);
  return (
    <section className={styles.section} aria-label={t("security.factor")}>
      <h2 className={styles.title}>
        {t("security.factor")} {data?.isOn === true && <Chip tone="ok">{t("security.factorOn")}</Chip>}
        {data?.isOn === false && <Chip outline>{t("security.factorOff")}</Chip>}
      </h2>
      <p className={ink.secondary}>{t("security.factorAbout")}</p>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && (
        <div>
          <Button onClick={() => setOpening(data.isOn ? "off" : "on")}>
            {t(data.isOn ? "security.factorStop" : "security.factorStart")}
          </Button>
        </div>
      )}
      {opening === "on" && <SwitchOn onClose={close} />}
      {opening === "off" && <SwitchOff onClose={close} />}
    </section>
  );
}

interface Begun {
  uri: string;
  picture: string;
  backupCodes: string[];
}

/** The password, then the picture for the app with the backup codes, then the app's first code. */
function SwitchOn({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [begun, setBegun] = useState<Begun | null>(null);
  const begin = useAct(t, () => unwrap(api.POST("/api/v1/me/two-factor", { body: { password } })), { problem: "inline" });
  const confirm = useAct(t, () => unwrap(api.POST("/api/v1/me/two-factor/confirmation", { body: { code: code.trim() } })), {
    problem: "inline",
    refresh: CHANGED,
    done: () => ({ text: t("security.switchedOn") }),
  });
  if (begun === null)
    return (
      <FormDialog
        title={t("security.factorStart")}
        onClose={onClose}
        onSubmit={async () => setBegun((await begin.run()) ?? null)}
        busy={begin.busy}
        problem={begin.problem}
        actions={
          <Button type="submit" tone="primary" busy={begin.busy}>
            {t("security.continue")}
          </Button>
        }
      >
        <Password value={password} onChange={setPassword} />
      </FormDialog>
    );
  return (
    <FormDialog
      title={t("security.factorStart")}
      onClose={onClose}
      onSubmit={async () => (await confirm.run()) !== undefined && onClose()}
      busy={confirm.busy}
      problem={confirm.problem}
      actions={
        <Button type="submit" tone="primary" busy={confirm.busy}>
          {t("security.confirm")}
        </Button>
      }
    >
      <p>{t("security.factorScan")}</p>
      <img className={styles.picture} src={begun.picture} alt={t("security.factorPicture")} width={200} height={200} />
      <SecretLine label={t("security.factorSecret")} text={new URL(begun.uri).searchParams.get("secret") ?? ""} />
      <b>{t("security.backup")}</b>
      <p className={ink.secondary}>{t("security.backupAbout")}</p>
      <ul className={styles.codes} aria-label={t("security.backup")}>
        {begun.backupCodes.map((one) => (
          <li key={one} className={ink.mono}>
            {one}
          </li>
        ))}
      </ul>
      <TextField
        label={t("security.code")}
        value={code}
        required
        pattern="\s*\d{6}\s*"
        inputMode="numeric"
        autoComplete="one-time-code"
        onChange={({ target }) => setCode(target.value)}
      />
    </FormDialog>
  );
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const stop = useAct(t, () => unwrap(api.DELETE("/api/v1/me/two-factor", { body: { password, code: code.trim() } })), {
    problem: "inline",
    refresh: CHANGED,
    done: () => ({ text: t("security.switchedOff") }),
  });
  return (
    <FormDialog
      title={t("security.factorStop")}
      onClose={onClose}
      onSubmit={async () => (await stop.run()) !== undefined && onClose()}
      busy={stop.busy}
      problem={stop.problem}
      actions={
        <Button type="submit" tone="danger" busy={stop.busy}>
          {t("security.factorStop")}
        </Button>
      }
    >
      <Password value={password} onChange={setPassword} />
      <TextField
        label={t("security.codeOrBackup")}
        value={code}
        required
        minLength={6}
        maxLength={20}
        autoComplete="one-time-code"
        onChange={({ target }) => setCode(target.value)}
      />
    </FormDialog>
  );
}

function Password({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const t = useWords();
  return (
    <TextField
      label={t("security.current")}
      type="password"
      autoComplete="current-password"
      required
      value={value}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}
