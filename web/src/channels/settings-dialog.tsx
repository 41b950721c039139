import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import { problemText } from "../text/problems.ts";
import { useText } from "../text/text.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Modal } from "../ui/modal.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { AccountFields, Field, type Values } from "./account-fields.tsx";
import { type Check, CheckList, useChannelKinds } from "./check-list.tsx";
import { useChannelText } from "./words/use-channel-text.ts";

interface SettingsDialogProps {
  channel: Channel;
  onClose: () => void;
}

/** An account after it was connected: its keys, where its messages go when it is down, and what it has paid for. */
export function SettingsDialog({ channel, onClose }: SettingsDialogProps) {
  const kind = useChannelKinds().find((one) => one.kind === channel.kind);
  return (
    <Modal title={channel.name} onClose={onClose} className="dialog wide">
      {kind !== undefined && <Settings channel={channel} kind={kind} onClose={onClose} />}
    </Modal>
  );
}

function Settings({ channel, kind, onClose }: SettingsDialogProps & { kind: ChannelKind }) {
  const t = useText();
  const c = useChannelText();
  const client = useQueryClient();
  const [name, setName] = useState(channel.name);
  const [values, setValues] = useState(channel.settings as Values);
  const [fallsBack, setFallsBack] = useState(channel.fallsBack);
  const [daily, setDaily] = useState(String(channel.dailyQuota ?? ""));
  const [monthly, setMonthly] = useState(String(channel.monthlyQuota ?? ""));
  const [check, setCheck] = useState<Check | null>(null);
  const [busy, setBusy] = useState(false);
  const [isSure, setSure] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  /** Changed keys are checked at once: a channel that stopped for them goes on. */
  async function submit(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const { settings, credentials } = accountChange(kind, channel.settings as Values, values);
    const hasNewKeys = Object.keys({ ...settings, ...credentials }).length > 0;
    const path = { params: { path: { channelId: channel.id } } };
    try {
      const quotas = { dailyQuota: numberIn(daily), monthlyQuota: numberIn(monthly) };
      const body = { name: name.trim(), fallsBack, ...quotas, ...(hasNewKeys ? { settings, credentials } : {}) };
      await unwrap(api.PATCH("/api/v1/channels/{channelId}", { ...path, body }));
      const checked = hasNewKeys ? await unwrap(api.POST("/api/v1/channels/{channelId}/validate", path)) : null;
      await client.invalidateQueries({ queryKey: ["channels"] });
      if (checked === null || checked.ok) return onClose();
      setCheck(checked);
    } catch (error) {
      setProblem(problemText(error, t));
    } finally {
      setBusy(false);
    }
  }
  async function remove() {
    if (!isSure) return setSure(true);
    try {
      await unwrap(api.DELETE("/api/v1/channels/{channelId}", { params: { path: { channelId: channel.id } } }));
      await client.invalidateQueries({ queryKey: ["channels"] });
      onClose();
    } catch (error) {
      setSure(false);
      setProblem(problemText(error, t));
    }
  }
  const quota = (label: string, value: string, onChange: (value: string) => void) => (
    <label className="field">
      <span>{label}</span>
      <input className="inp" type="number" min={1} value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Field label={c("channels.name")} value={name} onChange={setName} required />
      <AccountFields kind={kind} values={values} onChange={setValues} isChange />
      <p className={classes(ink.small, ink.quiet)}>{c("channels.secretsStay")}</p>
      <label className="check">
        <input type="checkbox" checked={fallsBack} onChange={(event) => setFallsBack(event.target.checked)} />
        <span>{c("channels.fallsBack")}</span>
      </label>
      {quota(c("channels.dailyQuota"), daily, setDaily)}
      {quota(c("channels.monthlyQuota"), monthly, setMonthly)}
      <p className={classes(ink.small, ink.quiet)}>{c("channels.quotaText")}</p>
      {check !== null && <CheckList check={check} />}
      {problem !== null && (
        <p className="dang" role="alert">
          {problem}
        </p>
      )}
      <div className="acts">
        <Button tone="danger" onClick={() => void remove()}>
          {c(isSure ? "channels.removeSure" : "channels.remove")}
        </Button>
        <Spacer />
        <Button type="submit" tone="primary" busy={busy}>
          {c("channels.save")}
        </Button>
      </div>
    </form>
  );
}

const numberIn = (text: string) => (text.trim() === "" ? null : Number(text));

/** What a person changed; a setting that was emptied is taken away, a secret that was left empty stays. */
function accountChange(kind: ChannelKind, before: Values, values: Values) {
  const settings: Record<string, string | null> = {};
  const credentials: Record<string, string> = {};
  for (const { name, secret } of kind.fields) {
    const value = (values[name] ?? "").trim();
    if (secret && value !== "") credentials[name] = value;
    if (!secret && value !== (before[name] ?? "")) settings[name] = value === "" ? null : value;
  }
  return { settings, credentials };
}
