import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useWords } from "../words/words.ts";
import { useConnectCrm } from "./crm-acts.ts";
import { type Connection, CRM_NAMES, type CrmKind } from "./queries.ts";

const RD_URL = "https://api.rd.services";

/** Which CRM, and with which keys; it is asked at once. @param known the one that is connected already */
export function ConnectDialog({ known, onClose }: { known: Connection | null; onClose: () => void }) {
  const t = useWords();
  const [kind, setKind] = useState<CrmKind>(known?.kind ?? "pipedrive");
  const [url, setUrl] = useState(known?.baseUrl ?? "https://");
  const [token, setToken] = useState("");
  const [clientId, setClientId] = useState("");
  const [clientSecret, setClientSecret] = useState("");
  const connect = useConnectCrm();
  function choose(next: CrmKind) {
    setKind(next);
    setUrl(next === known?.kind ? known.baseUrl : next === "rd_station" ? RD_URL : "https://");
  }
  async function submit() {
    const place = { url: url.trim() };
    const key = token.trim();
    const login =
      kind === "pipedrive"
        ? { ...place, kind, token: key }
        : { ...place, kind, clientId: clientId.trim(), clientSecret: clientSecret.trim(), refreshToken: key };
    if ((await connect.run(login)) !== undefined) onClose();
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
      <SelectField label={t("crm.kind")} value={kind} onChange={({ target }) => choose(target.value as CrmKind)}>
        {Object.entries(CRM_NAMES).map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("crm.url")}
        hint={t(`crm.urlHint.${kind}`)}
        type="url"
        required
        maxLength={500}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      {kind === "rd_station" && (
        <>
          <TextField
            label={t("crm.clientId")}
            hint={t("crm.clientIdHint")}
            required
            maxLength={4_000}
            value={clientId}
            onChange={({ target }) => setClientId(target.value)}
          />
          <TextField
            label={t("crm.clientSecret")}
            type="password"
            autoComplete="off"
            required
            maxLength={4_000}
            value={clientSecret}
            onChange={({ target }) => setClientSecret(target.value)}
          />
        </>
      )}
      <TextField
        label={t(`crm.token.${kind}`)}
        hint={t(`crm.tokenHint.${kind}`)}
        type="password"
        autoComplete="off"
        required
        maxLength={4_000}
        value={token}
        onChange={({ target }) => setToken(target.value)}
      />
    </FormDialog>
  );
}
