import { useState } from "react";
import { api, unwrap } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { credentialsQuery, type NewCredential } from "../../queries.ts";
import { useWords } from "../../words/words.ts";

/** A secret that calls are made with: the server seals it, and nobody reads it again. */
export function CredentialDialog({ onMade, onClose }: { onMade: (id: string) => void; onClose: () => void }) {
  const t = useWords();
  const [written, setWritten] = useState<NewCredential>({ name: "", header: "Authorization", host: "", value: "" });
  const set = (part: Partial<NewCredential>) => setWritten({ ...written, ...part });
  const make = useAct(t, (body: NewCredential) => unwrap(api.POST("/api/v1/flow-credentials", { body })), {
    problem: "inline",
    refresh: [credentialsQuery.queryKey],
  });
  async function save() {
    const made = await make.run(written);
    if (made === undefined) return;
    onMade(made.id);
    onClose();
  }
  return (
    <FormDialog
      title={t("flow.credentialNew")}
      onClose={onClose}
      onSubmit={save}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("flows.cancel")}</Button>
          <Button type="submit" tone="primary" busy={make.busy}>
            {t("flows.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("flows.name")}
        required
        maxLength={80}
        value={written.name}
        onChange={({ target }) => set({ name: target.value })}
      />
      <TextField
        label={t("flow.credentialHost")}
        hint={t("flow.credentialHostHint")}
        required
        placeholder="api.exemplo.com"
        value={written.host}
        onChange={({ target }) => set({ host: target.value })}
      />
      <TextField
        label={t("flow.credentialHeader")}
        required
        value={written.header}
        onChange={({ target }) => set({ header: target.value })}
      />
      <TextField
        label={t("flow.credentialSecret")}
        type="password"
        autoComplete="off"
        required
        value={written.value}
        onChange={({ target }) => set({ value: target.value })}
      />
      <p className={ink.quiet}>{t("flow.credentialHint")}</p>
    </FormDialog>
  );
}
