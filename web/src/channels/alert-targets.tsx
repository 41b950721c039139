import { useQuery, useQueryClient } from "@tanstack/react-query";
import { BellOff, BellRing, Trash2 } from "lucide-react";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { problemText } from "../text/problems.ts";
import { useWords } from "../text/text.tsx";
import { clockTime } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useToast } from "../ui/toast.tsx";
import { useNow } from "../ui/use-now.ts";
import { PushSwitch } from "./push-switch.tsx";
import { useChannelText } from "./words/use-channel-text.ts";

const KINDS = ["email", "slack", "discord"] as const;
type Kind = (typeof KINDS)[number];
const HOUR_MS = 3_600_000;

/** Where alerts of channels go: add a place (it gets one at once), silence it, remove it. */
export function AlertTargets() {
  const { t, language, timeZone } = useWords();
  const c = useChannelText();
  const now = useNow();
  const toast = useToast();
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: ["alert-targets"], queryFn: () => unwrap(api.GET("/api/v1/alert-targets")) });

  async function act(work: () => Promise<unknown>) {
    try {
      await work();
    } catch (error) {
      toast.show({ text: problemText(error, t) });
    }
    await client.invalidateQueries({ queryKey: ["alert-targets"] });
  }
  const silence = (targetId: string, until: string | null) =>
    act(() => unwrap(api.PATCH("/api/v1/alert-targets/{targetId}", { params: { path: { targetId } }, body: { silencedUntil: until } })));
  return (
    <section className="dead" aria-label={c("channels.alerts")}>
      <p className={ink.secondary}>{c("channels.alertLead")}</p>
      <PushSwitch />
      <ul className="cards one">
        {data?.items.map((target) => {
          const silenced = target.silencedUntil !== null && Date.parse(target.silencedUntil) > now ? target.silencedUntil : null;
          return (
            <li key={target.id} className="card channel" aria-label={target.name}>
              <div className="top">
                <b className={ink.oneLine}>{target.name}</b>
                <span className="chip out">{c(`channels.alertKind.${target.kind as Kind}`)}</span>
                <Spacer />
                {silenced !== null && (
                  <span className={classes(ink.small, ink.quiet)}>
                    {c("channels.alertSilenced", { time: clockTime(silenced, language, timeZone) })}
                  </span>
                )}
                <Button
                  size="small"
                  onClick={() => void silence(target.id, silenced === null ? new Date(Date.now() + HOUR_MS).toISOString() : null)}
                >
                  {silenced === null ? <BellOff size={14} /> : <BellRing size={14} />}
                  {c(silenced === null ? "channels.alertSilence" : "channels.alertUnsilence")}
                </Button>
                <Button
                  size="small"
                  onClick={() =>
                    void act(() => unwrap(api.DELETE("/api/v1/alert-targets/{targetId}", { params: { path: { targetId: target.id } } })))
                  }
                >
                  <Trash2 size={14} /> {c("channels.alertRemove")}
                </Button>
              </div>
              {target.disabledReason !== null && <p className={classes(ink.small, "reason")}>{c("channels.alertDisabled")}</p>}
            </li>
          );
        })}
      </ul>
      <AddTarget onAdded={() => void client.invalidateQueries({ queryKey: ["alert-targets"] })} />
    </section>
  );
}

function AddTarget({ onAdded }: { onAdded: () => void }) {
  const { t } = useWords();
  const c = useChannelText();
  const [kind, setKind] = useState<Kind>("email");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  async function submit(event: React.FormEvent) {
    event.preventDefault();
    setProblem(null);
    try {
      await unwrap(api.POST("/api/v1/alert-targets", { body: { kind, name: name.trim(), address: address.trim() } }));
      setName("");
      setAddress("");
      onAdded();
    } catch (error) {
      setProblem(problemText(error, t));
    }
  }
  return (
    <form className="form card" onSubmit={(event) => void submit(event)}>
      <label className="field">
        <span>{c("channels.alertKind")}</span>
        <select className="inp" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {c(`channels.alertKind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{c("channels.alertName")}</span>
        <input className="inp" required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        <span>{c(`channels.alertAddress.${kind}`)}</span>
        <input
          className="inp"
          required
          type={kind === "email" ? "email" : "password"}
          autoComplete="off"
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
      </label>
      {problem !== null && (
        <p className="dang" role="alert">
          {problem}
        </p>
      )}
      <div className="acts">
        <Spacer />
        <Button type="submit" tone="primary">
          {c("channels.alertAdd")}
        </Button>
      </div>
    </form>
  );
}
