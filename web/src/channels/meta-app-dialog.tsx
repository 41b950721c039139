import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { type MetaApp, metaAppsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** A new app, or one that is there: its id stays, and a secret that is left empty stays as it is. */
export function MetaAppDialog({ app, onClose }: { app: MetaApp | null; onClose: () => void }) {
  const t = useWords();
  const [name, setName] = useState(app?.name ?? "");
  const [appId, setAppId] = useState(app?.appId ?? "");
  const [appSecret, setAppSecret] = useState("");
  const [verifyToken, setVerifyToken] = useState("");
  const save = useAct(
    t,
    async () => {
      const given = { name: name.trim(), appSecret: appSecret.trim(), verifyToken: verifyToken.trim() };
      if (app === null) await unwrap(api.POST("/api/v1/meta-apps", { body: { ...given, appId: appId.trim() } }));
      else {
        const body = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ""));
        await unwrap(api.PATCH("/api/v1/meta-apps/{metaAppId}", { params: { path: { metaAppId: app.id } }, body }));
      }
      onClose();
    },
    { problem: "inline", refresh: [metaAppsQuery.queryKey] },
  );
  const secret = {
    type: "password",
    autoComplete: "off",
    required: app === null,
    maxLength: 400,
    ...(app === null ? {} : { placeholder: t("channels.secretKept") }),
  };
  return (
    <FormDialog
      title={app?.name ?? t("channels.appAdd")}
      onClose={onClose}
      onSubmit={save.run}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Spacer />
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("channels.save")}
          </Button>
        </>
      }
    >
      <TextField label={t("channels.appName")} value={name} maxLength={120} required onChange={(event) => setName(event.target.value)} />
      <TextField
        label={t("channels.appId")}
        value={appId}
        inputMode="numeric"
        pattern="\d{1,40}"
        autoComplete="off"
        required
        disabled={app !== null}
        onChange={(event) => setAppId(event.target.value)}
      />
      <TextField
        label={t("channels.field.appSecret")}
        value={appSecret}
        {...secret}
        onChange={(event) => setAppSecret(event.target.value)}
      />
      <TextField
        label={t("channels.field.verifyToken")}
        value={verifyToken}
        {...secret}
        onChange={(event) => setVerifyToken(event.target.value)}
      />
      <p className={classes(ink.small, ink.quiet)}>{t("channels.appHow")}</p>
      <p className={classes(ink.small, ink.quiet)}>{t("channels.secretsStay")}</p>
    </FormDialog>
  );
}
