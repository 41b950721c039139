import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useWords } from "../words/words.ts";
import { useConnectCrm } from "./crm-acts.ts";

/** Which company, and with which token; they are asked at once. @param url of the company that is connected already */
export function ConnectDialog({ url: known = "https://", onClose }: { url?: string; onClose: () => void }) {
  const t = useWords();
  const [url, setUrl] = useState(known);
  const [token, setToken] = useState("");
  const connect = useConnectCrm();
  async function submit() {
    if ((await connect.run({ kind: "pipedrive", url: url.trim(), token: token.trim() })) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("crm.connect")}
      onClose={onClose}
      onSubmit={submit}
      busy={connect.busy}
      problem={connect.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("crm.back")}</Button>
          <Button type="submit" tone="primary" busy={connect.busy}>
            {t("crm.connect")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("crm.url")}
        hint={t("crm.urlHint")}
        type="url"
        required
        maxLength={500}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <TextField
        label={t("crm.token")}
        hint={t("crm.tokenHint")}
        type="password"
        autoComplete="off"
        required
        maxLength={500}
        value={token}
        onChange={({ target }) => setToken(target.value)}
      />
    </FormDialog>
  );
}
