import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import { Button } from "../ui/button.tsx";
import { Check } from "../ui/check.tsx";
import { classes } from "../ui/classes.ts";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { accountChange } from "./account-change.ts";
import { AccountFields, type Values } from "./account-fields.tsx";
import { type Check as Checked, CheckList, useChannelKinds } from "./check-list.tsx";
import { channelsQuery } from "./queries.ts";
import { fieldsBy, RoadField } from "./road-field.tsx";
import { useWords } from "./words/words.ts";

interface SettingsDialogProps {
  channel: Channel;
  onClose: () => void;
}

/** An account after it was connected: its keys, where its messages go when it is down, and what it has paid for. */
export function SettingsDialog({ channel, onClose }: SettingsDialogProps) {
  const kind = useChannelKinds().find((one) => one.kind === channel.kind);
  return kind === undefined ? null : <Settings channel={channel} kind={kind} onClose={onClose} />;
}

function Settings({ channel, kind: whole, onClose }: SettingsDialogProps & { kind: ChannelKind }) {
  const t = useWords();
  const [name, setName] = useState(channel.name);
  const [values, setValues] = useState(channel.settings as Values);
  const [metaAppId, setMetaAppId] = useState(channel.metaAppId);
  const kind = fieldsBy(whole, metaAppId);
  const [fallsBack, setFallsBack] = useState(channel.fallsBack);
  const [daily, setDaily] = useState(String(channel.dailyQuota ?? ""));
  const [monthly, setMonthly] = useState(String(channel.monthlyQuota ?? ""));
  const [check, setCheck] = useState<Checked | null>(null);
  const client = useQueryClient();
  const path = { params: { path: { channelId: channel.id } } };

  /** Changed keys are checked at once: a channel that stopped for them goes on. */
  const save = useAct(
    t,
    async () => {
      const { settings, credentials } = accountChange(kind, channel.settings as Values, values);
      const hasNewKeys = Object.keys({ ...settings, ...credentials }).length > 0;
      const quotas = { dailyQuota: numberIn(daily), monthlyQuota: numberIn(monthly) };
      const body = {
        name: name.trim(),
        fallsBack,
        ...quotas,
        ...(metaAppId === channel.metaAppId ? {} : { metaAppId }),
        ...(hasNewKeys ? { settings, credentials } : {}),
      };
      await unwrap(api.PATCH("/api/v1/channels/{channelId}", { ...path, body }));
      const checked = hasNewKeys ? await unwrap(api.POST("/api/v1/channels/{channelId}/validate", path)) : null;
      // The card under the dialog is right before the dialog goes.
      await client.invalidateQueries({ queryKey: channelsQuery.queryKey });
      if (checked === null || checked.ok) onClose();
      else setCheck(checked);
    },
    { problem: "inline" },
  );
  const remove = useRemove(channel, onClose);
  return (
    <FormDialog
      title={channel.name}
      onClose={onClose}
      size="wide"
      onSubmit={save.run}
      busy={save.busy}
      problem={save.problem ?? remove.problem}
      actions={
        <>
          <Button tone="danger" onClick={remove.press}>
            {t(remove.isSure ? "channels.removeSure" : "channels.remove")}
          </Button>
          <Spacer />
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("channels.save")}
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
      <AccountFields kind={kind} values={values} onChange={setValues} isChange />
      <p className={classes(ink.small, ink.quiet)}>{t("channels.secretsStay")}</p>
      <Check label={t("channels.fallsBack")} checked={fallsBack} onChange={setFallsBack} />
      <TextField label={t("channels.dailyQuota")} type="number" min={1} value={daily} onChange={(event) => setDaily(event.target.value)} />
      <TextField
        label={t("channels.monthlyQuota")}
        type="number"
        min={1}
        value={monthly}
        onChange={(event) => setMonthly(event.target.value)}
      />
      <p className={classes(ink.small, ink.quiet)}>{t("channels.quotaText")}</p>
      {check !== null && <CheckList check={check} />}
    </FormDialog>
  );
}

/** Removing asks once more, on the same button. */
function useRemove(channel: Channel, onClose: () => void) {
  const t = useWords();
  const [isSure, setSure] = useState(false);
  const act = useAct(
    t,
    async () => {
      await unwrap(api.DELETE("/api/v1/channels/{channelId}", { params: { path: { channelId: channel.id } } }));
      onClose();
    },
    { problem: "inline", refresh: [channelsQuery.queryKey] },
  );
  return {
    isSure,
    problem: act.problem,
    press() {
      setSure(!isSure);
      if (isSure) void act.run();
    },
  };
}

const numberIn = (text: string) => (text.trim() === "" ? null : Number(text));
