import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { Check } from "../ui/check.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { type Endpoint, eventKindsQuery } from "./queries.ts";
import { useChangeEndpoint, useCreateEndpoint } from "./webhook-acts.ts";
import styles from "./webhooks.module.css";
import { useWords } from "./words/words.ts";

interface EndpointDialogProps {
  /** The one that is changed; absent: a new one. */
  endpoint?: Endpoint;
  onClose: () => void;
  /** A new one has a secret, which is shown once. */
  onSecret: (secret: string) => void;
}

/** Where to, and what of: groups of events, or all. */
export function EndpointDialog({ endpoint, onClose, onSecret }: EndpointDialogProps) {
  const t = useWords();
  const [name, setName] = useState(endpoint?.name ?? "");
  const [url, setUrl] = useState(endpoint?.url ?? "https://");
  const [kinds, setKinds] = useState(endpoint?.kinds ?? []);
  const events = useQuery(eventKindsQuery).data?.items ?? [];
  const groups = Map.groupBy(events, ({ kind }) => `${kind.split(".")[0]}.*`);
  const create = useCreateEndpoint();
  const change = useChangeEndpoint("inline");
  const act = endpoint === undefined ? create : change;
  async function submit() {
    const written = { name: name.trim(), url: url.trim(), kinds };
    if (endpoint !== undefined) {
      if ((await change.run({ endpointId: endpoint.id, ...written })) !== undefined) onClose();
      return;
    }
    const made = await create.run(written);
    if (made === undefined) return;
    onClose();
    onSecret(made.secret);
  }
  const toggle = (kind: string, isOn: boolean) => setKinds(isOn ? [...kinds, kind] : kinds.filter((one) => one !== kind));
  return (
    <FormDialog
      title={endpoint === undefined ? t("webhooks.new") : t("webhooks.change")}
      size="wide"
      onClose={onClose}
      onSubmit={submit}
      busy={act.busy}
      problem={act.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("webhooks.back")}</Button>
          <Button type="submit" tone="primary" busy={act.busy}>
            {t("webhooks.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("webhooks.name")}
        required
        pattern=".*\S.*"
        maxLength={80}
        value={name}
        onChange={({ target }) => setName(target.value)}
      />
      <TextField
        label={t("webhooks.url")}
        hint={t("webhooks.urlHint")}
        type="url"
        required
        maxLength={2000}
        value={url}
        onChange={({ target }) => setUrl(target.value)}
      />
      <fieldset className={styles.kinds}>
        <legend>{t("webhooks.kinds")}</legend>
        <p className={styles.meta}>{t("webhooks.kindsText")}</p>
        {[...groups].map(([group, own]) => (
          <details key={group} open={own.some(({ kind }) => kinds.includes(kind))}>
            <summary>
              <Check label={group} checked={kinds.includes(group)} onChange={(isOn) => toggle(group, isOn)} />
            </summary>
            {own.map(({ kind, says }) => (
              <Check key={kind} label={`${kind}: ${says}`} checked={kinds.includes(kind)} onChange={(isOn) => toggle(kind, isOn)} />
            ))}
          </details>
        ))}
      </fieldset>
    </FormDialog>
  );
}
