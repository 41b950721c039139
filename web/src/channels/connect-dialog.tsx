import { useQueryClient } from "@tanstack/react-query";
import { ArrowLeft, Copy, FlaskConical } from "lucide-react";
import { useState } from "react";
import { api, type Channel, type ChannelKind, unwrap } from "../api/client.ts";
import { useMe } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { useText } from "../text/text.tsx";
import { Button } from "../ui/button.tsx";
import { ChannelMark, productName } from "../ui/channel-mark.tsx";
import { classes } from "../ui/classes.ts";
import { IconButton } from "../ui/icon-button.tsx";
import ink from "../ui/ink.module.css";
import { Modal } from "../ui/modal.tsx";
import { Spacer } from "../ui/spacer.tsx";
import { AccountFields, Field, type Values } from "./account-fields.tsx";
import { type Check, CheckList, useChannelKinds } from "./check-list.tsx";
import { Pairing } from "./pairing-dialog.tsx";
import { TestForm } from "./test-dialog.tsx";
import { useChannelText } from "./words/use-channel-text.ts";

/** In steps: which kind, its keys, the check in plain words, a phone to pair where there is one, a test message. */
export function ConnectDialog({ onClose }: { onClose: () => void }) {
  const c = useChannelText();
  const kinds = useChannelKinds();
  const [kind, setKind] = useState<ChannelKind | null>(null);
  const [channel, setChannel] = useState<Channel | null>(null);
  if (kind === null) {
    return (
      <Modal title={c("channels.connect")} onClose={onClose} className="dialog wide">
        <p className={ink.secondary}>{c("channels.chooseKind")}</p>
        <ul className="kinds">
          {kinds.map((one) => (
            <li key={one.kind}>
              <button type="button" className="card" onClick={() => setKind(one)}>
                <ChannelMark kind={one.kind} size={24} />
                <b>{productName(one.kind)}</b>
              </button>
            </li>
          ))}
        </ul>
      </Modal>
    );
  }
  return (
    <Modal title={productName(kind.kind)} onClose={onClose} className="dialog wide">
      {channel === null ? (
        <Keys kind={kind} onBack={() => setKind(null)} onConnected={setChannel} />
      ) : (
        <Ready kind={kind} channel={channel} onClose={onClose} />
      )}
    </Modal>
  );
}

function Keys({ kind, onBack, onConnected }: { kind: ChannelKind; onBack: () => void; onConnected: (channel: Channel) => void }) {
  const t = useText();
  const c = useChannelText();
  const me = useMe();
  const client = useQueryClient();
  const [name, setName] = useState(productName(kind.kind));
  const [values, setValues] = useState<Values>({});
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: React.FormEvent) {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    const given = (secret: boolean) =>
      Object.fromEntries(
        kind.fields.flatMap((field) => {
          const value = values[field.name]?.trim();
          return field.secret === secret && value !== undefined && value !== "" ? [[field.name, value]] : [];
        }),
      );
    try {
      const body = { kind: kind.kind, name: name.trim(), settings: given(false), credentials: given(true) };
      onConnected(await unwrap(api.POST("/api/v1/channels", { body })));
      await client.invalidateQueries({ queryKey: ["channels"] });
    } catch (error) {
      setProblem(problemText(error, t));
    } finally {
      setBusy(false);
    }
  }
  /** The demo invents what a provider would have given. */
  async function simulate() {
    const answer = await fetch("/api/v1/playground/accounts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ kind: kind.kind }),
    });
    if (!answer.ok) return setProblem(c("channels.noSimulator"));
    const { settings, credentials } = (await answer.json()) as { settings: Values; credentials: Values };
    setValues({ ...settings, ...credentials });
  }
  return (
    <form className="form" onSubmit={(event) => void submit(event)}>
      <Field label={c("channels.name")} value={name} onChange={setName} required />
      <AccountFields kind={kind} values={values} onChange={setValues} />
      <p className={classes(ink.small, ink.quiet)}>{c("channels.secretsStay")}</p>
      {problem !== null && (
        <p className="dang" role="alert">
          {problem}
        </p>
      )}
      <div className="acts">
        <Button tone="ghost" onClick={onBack}>
          <ArrowLeft size={16} /> {c("channels.back")}
        </Button>
        <Spacer />
        {me.isDemo && (
          <Button onClick={() => void simulate()}>
            <FlaskConical size={16} /> {c("channels.simulated")}
          </Button>
        )}
        <Button type="submit" tone="primary" busy={busy}>
          {c("channels.connectNow")}
        </Button>
      </div>
    </form>
  );
}

/** Connected: the check, then the phone, then a test message. */
function Ready({ kind, channel, onClose }: { kind: ChannelKind; channel: Channel; onClose: () => void }) {
  const t = useText();
  const c = useChannelText();
  const client = useQueryClient();
  const me = useMe();
  const [pasted, setPasted] = useState(false);
  const [check, setCheck] = useState<Check | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function validate() {
    setBusy(true);
    setProblem(null);
    try {
      setCheck(await unwrap(api.POST("/api/v1/channels/{channelId}/validate", { params: { path: { channelId: channel.id } } })));
      await client.invalidateQueries({ queryKey: ["channels"] });
    } catch (error) {
      setProblem(problemText(error, t));
    } finally {
      setBusy(false);
    }
  }
  /** At a real provider a person does it. */
  async function paste() {
    const { ok } = await fetch(`/api/v1/playground/channels/${channel.id}/webhook`, { method: "PUT" });
    setPasted(ok);
  }
  const needsPhone = check?.steps.some(({ advice }) => advice === "phone_not_paired") === true;
  return (
    <div className="form">
      {!kind.connectsItself && !kind.listens && (
        <div>
          <p className={ink.secondary}>{c("channels.webhookByHand")}</p>
          <p className="copy">
            <span className={classes(ink.oneLine, ink.mono)}>{channel.webhookUrl}</span>
            <IconButton label={c("channels.copy")} onClick={() => void navigator.clipboard.writeText(channel.webhookUrl)}>
              <Copy size={14} />
            </IconButton>
          </p>
          {me.isDemo && (
            <Button size="small" disabled={pasted} onClick={() => void paste()}>
              <FlaskConical size={14} /> {c(pasted ? "channels.pastedSimulated" : "channels.pasteSimulated")}
            </Button>
          )}
        </div>
      )}
      {check !== null && <CheckList check={check} />}
      {needsPhone && <Pairing channel={channel} onPaired={() => void validate()} />}
      {problem !== null && (
        <p className="dang" role="alert">
          {problem}
        </p>
      )}
      {check?.ok === true && <TestForm channel={channel} />}
      <div className="acts">
        <Spacer />
        <Button tone={check?.ok === true ? "plain" : "primary"} busy={busy} onClick={() => void validate()}>
          {c("channels.check")}
        </Button>
        <Button tone={check?.ok === true ? "primary" : "ghost"} onClick={onClose}>
          {c("channels.done")}
        </Button>
      </div>
    </div>
  );
}
