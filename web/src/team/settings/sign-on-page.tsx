import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMe } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form, FormDialog } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { useAct } from "../../ui/use-act.ts";
import { ownSignOn, signOnProvider } from "./queries.ts";
import { SecretLine } from "./secret-line.tsx";
import styles from "./settings.module.css";
import { useWords } from "./words/words.ts";

const CHANGED = [signOnProvider.queryKey, ownSignOn.queryKey];

/** By which provider of logins the company's people come in. */
export function SignOnPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(signOnProvider);
  const isOwner = useMe().role === "owner";
  return (
    <div className={styles.page}>
      <p className={ink.secondary}>{t("signOn.about")}</p>
      {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
      {data !== undefined && !isOwner && (
        <p>{t(data.provider === null ? "signOn.none" : "signOn.set", { label: data.provider?.label ?? "" })}</p>
      )}
      {data !== undefined && !isOwner && <p className={ink.secondary}>{t("problem.team.only_owners")}</p>}
      {data !== undefined && isOwner && (
        <ProviderForm key={data.provider?.issuer ?? ""} provider={data.provider} returnAddress={data.returnAddress} />
      )}
    </div>
  );
}

interface Provider {
  label: string;
  issuer: string;
  clientId: string;
}

function ProviderForm({ provider, returnAddress }: { provider: Provider | null; returnAddress: string }) {
  const t = useWords();
  const [written, setWritten] = useState(provider ?? { label: "", issuer: "", clientId: "" });
  const [secret, setSecret] = useState("");
  const [isRemoving, setIsRemoving] = useState(false);
  const set = (change: Partial<Provider>) => setWritten({ ...written, ...change });
  // The secret belongs to its issuer.
  const needsSecret = provider === null || provider.issuer !== written.issuer;
  const save = useAct(
    t,
    () => unwrap(api.PUT("/api/v1/workspace/single-sign-on", { body: { ...written, ...(secret === "" ? {} : { secret }) } })),
    {
      problem: "inline",
      refresh: CHANGED,
      done() {
        setSecret("");
        return { text: t("saved") };
      },
    },
  );
  return (
    <>
      <section className={styles.section} aria-label={t("signOn.returnAddress")}>
        <h2 className={styles.title}>{t("signOn.returnAddress")}</h2>
        <p className={ink.secondary}>{t("signOn.returnAddressAbout")}</p>
        <SecretLine label={t("signOn.returnAddress")} text={returnAddress} />
      </section>
      <Form
        onSubmit={() => save.run()}
        busy={save.busy}
        problem={save.problem}
        actions={
          <>
            {provider !== null && (
              <Button tone="danger" onClick={() => setIsRemoving(true)}>
                {t("signOn.remove")}
              </Button>
            )}
            <Button type="submit" tone="primary" busy={save.busy}>
              {t("save")}
            </Button>
          </>
        }
      >
        <TextField
          label={t("signOn.label")}
          hint={t("signOn.labelHint")}
          required
          pattern=".*\S.*"
          maxLength={60}
          value={written.label}
          onChange={({ target }) => set({ label: target.value })}
        />
        <TextField
          label={t("signOn.issuer")}
          hint={t("signOn.issuerHint")}
          type="url"
          required
          maxLength={500}
          value={written.issuer}
          onChange={({ target }) => set({ issuer: target.value })}
        />
        <TextField
          label={t("signOn.clientId")}
          required
          maxLength={500}
          autoComplete="off"
          value={written.clientId}
          onChange={({ target }) => set({ clientId: target.value })}
        />
        <TextField
          label={t("signOn.secret")}
          hint={needsSecret ? undefined : t("signOn.secretHint")}
          type="password"
          autoComplete="new-password"
          required={needsSecret}
          maxLength={1000}
          value={secret}
          onChange={({ target }) => setSecret(target.value)}
        />
      </Form>
      {isRemoving && <RemoveDialog onClose={() => setIsRemoving(false)} />}
    </>
  );
}

function RemoveDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/workspace/single-sign-on")), {
    problem: "inline",
    refresh: CHANGED,
    done: () => ({ text: t("signOn.removed") }),
  });
  return (
    <FormDialog
      title={t("signOn.remove")}
      onClose={onClose}
      onSubmit={async () => (await remove.run()) !== undefined && onClose()}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("signOn.remove")}
          </Button>
        </>
      }
    >
      <p>{t("signOn.removeAbout")}</p>
    </FormDialog>
  );
}
