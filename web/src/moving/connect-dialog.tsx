import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useConnect } from "./move-acts.ts";
import { useWords } from "./words/words.ts";

/** Which account, and with which key; they are asked at once. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const [url, setUrl] = useState("https://");
  const [accountId, setAccountId] = useState("1");
  const [key, setKey] = useState("");
  const connect = useConnect();
  async function submit() {
    const made = await connect.run({ url: url.trim(), accountId: Number(accountId), key: key.trim() });
    if (made !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("moving.connect")}
      onClose={onClose}
      onSubmit={submit}
      busy={connect.busy}
      problem={connect.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("moving.back")}</Button>
          <Button type="submit" tone="primary" busy={connect.busy}>
            {t("moving.connect")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("moving.url")}
        hint={t("moving.urlHint")}
        type="url"
        required
        maxLength={500}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <TextField
        label={t("moving.accountId")}
        hint={t("moving.accountHint")}
        inputMode="numeric"
        pattern="[1-9][0-9]{0,8}"
        required
        value={accountId}
        onChange={({ target }) => setAccountId(target.value)}
      />
      <TextField
        label={t("moving.key")}
        hint={t("moving.keyHint")}
        type="password"
        autoComplete="off"
        required
        maxLength={500}
        value={key}
        onChange={({ target }) => setKey(target.value)}
      />
    </FormDialog>
  );
}
