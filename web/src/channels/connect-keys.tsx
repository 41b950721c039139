import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import { useMe } from "../shell/session.tsx";
import { Button } from "../ui/button.tsx";
import { productName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { ArrowLeft, FlaskConical } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { AccountFields, type Values } from "./account-fields.tsx";
import { channelsQuery } from "./queries.ts";
import { fieldsBy, RoadField } from "./road-field.tsx";
import { useWords } from "./words/words.ts";

interface ConnectKeysProps {
  kind: ChannelKind;
  onBack: () => void;
  onConnected: (channel: Channel) => void;
}

/** What the provider gave: name, numbers, keys. In the demo they can be invented. */
export function ConnectKeys({ kind: whole, onBack, onConnected }: ConnectKeysProps) {
  const t = useWords();
  const me = useMe();
  const [name, setName] = useState(productName(whole.kind));
  const [values, setValues] = useState<Values>({});
  const [metaAppId, setMetaAppId] = useState<string | null>(null);
  const kind = fieldsBy(whole, metaAppId);
  const connect = useAct(
    t,
    async () => {
      const [settings, credentials] = [given(kind, values, false), given(kind, values, true)];
      const body = { kind: kind.kind, name: name.trim(), settings, credentials, ...(metaAppId === null ? {} : { metaAppId }) };
      onConnected(await unwrap(api.POST("/api/v1/channels", { body })));
    },
    { problem: "inline", refresh: [channelsQuery.queryKey] },
  );
  /** The demo invents what a provider would have given. */
  const invent = useAct(t, async () => {
    const answer = await fetch("/api/v1/playground/accounts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ kind: kind.kind }),
    }).catch(() => null);
    if (answer?.ok !== true) return connect.setProblem(t("channels.noSimulator"));
    const { settings, credentials } = (await answer.json()) as { settings: Values; credentials: Values };
    setValues({ ...settings, ...credentials });
  });
  return (
    <Form
      onSubmit={connect.run}
      busy={connect.busy}
      problem={connect.problem}
      actions={
        <>
          <Button tone="ghost" onClick={onBack}>
            <ArrowLeft size={16} /> {t("channels.back")}
          </Button>
          <Spacer />
          {me.isDemo && (
            <Button busy={invent.busy} onClick={() => void invent.run()}>
              <FlaskConical size={16} /> {t("channels.simulated")}
            </Button>
          )}
          {/* Not before the keys are there: the browser would say that they are missing. */}
          <Button type="submit" tone="primary" busy={connect.busy} disabled={invent.busy}>
            {t("channels.connectNow")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("channels.name")}
        value={name}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => setName(event.target.value)}
        required
      />
      <RoadField kind={whole} metaAppId={metaAppId} onChange={setMetaAppId} />
      <AccountFields kind={kind} values={values} onChange={setValues} />
      <p className={classes(ink.small, ink.quiet)}>{t("channels.secretsStay")}</p>
    </Form>
  );
}

/** What was filled in of the fields that are secret, or of those that are not. */
const given = (kind: ChannelKind, values: Values, secret: boolean): Values =>
  Object.fromEntries(
    kind.fields.flatMap((field) => {
      const value = values[field.name]?.trim();
      return field.secret === secret && value !== undefined && value !== "" ? [[field.name, value]] : [];
    }),
  );
