import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { problemText } from "../text/problems.ts";
import { clockTime } from "../text/times.ts";
import { BellOff, BellRing, Trash2 } from "../ui/icons.generated.ts";
import { useToast } from "../ui/toast.tsx";
import { useNow } from "../ui/use-now.ts";
import { PushSwitch } from "./push-switch.tsx";
import { useWords } from "./words/words.ts";

const KINDS = ["email", "slack", "discord"] as const;
type Kind = (typeof KINDS)[number];
const HOUR_MS = 3_600_000;

/** Where alerts of channels go: add a place (it gets one at once), silence it, remove it. */
export function AlertTargets() {
  const t = useWords();
  const { language, timeZone } = useLocale();
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
    <section className="dead" aria-label={t("channels.alerts")}>
      <p className="t2">{t("channels.alertLead")}</p>
      <PushSwitch />
      <ul className="cards one">
        {data?.items.map((target) => {
          const silenced = target.silencedUntil !== null && Date.parse(target.silencedUntil) > now ? target.silencedUntil : null;
          return (
            <li key={target.id} className="card channel" aria-label={target.name}>
              <div className="top">
                <b className="el">{target.name}</b>
                <span className="chip out">{t(`channels.alertKind.${target.kind as Kind}`)}</span>
                <span className="sp" />
                {silenced !== null && (
                  <span className="fs12 t3">{t("channels.alertSilenced", { time: clockTime(silenced, language, timeZone) })}</span>
                )}
                <button
                  type="button"
                  className="btn sm"
                  onClick={() => void silence(target.id, silenced === null ? new Date(Date.now() + HOUR_MS).toISOString() : null)}
                >
                  {silenced === null ? <BellOff size={14} /> : <BellRing size={14} />}
                  {t(silenced === null ? "channels.alertSilence" : "channels.alertUnsilence")}
                </button>
                <button
                  type="button"
                  className="btn sm"
                  onClick={() =>
                    void act(() => unwrap(api.DELETE("/api/v1/alert-targets/{targetId}", { params: { path: { targetId: target.id } } })))
                  }
                >
                  <Trash2 size={14} /> {t("channels.alertRemove")}
                </button>
              </div>
              {target.disabledReason !== null && <p className="fs12 reason">{t("channels.alertDisabled")}</p>}
            </li>
          );
        })}
      </ul>
      <AddTarget onAdded={() => void client.invalidateQueries({ queryKey: ["alert-targets"] })} />
    </section>
  );
}

function AddTarget({ onAdded }: { onAdded: () => void }) {
  const t = useWords();
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
        <span>{t("channels.alertKind")}</span>
        <select className="inp" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
          {KINDS.map((one) => (
            <option key={one} value={one}>
              {t(`channels.alertKind.${one}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        <span>{t("channels.alertName")}</span>
        <input className="inp" required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      </label>
      <label className="field">
        <span>{t(`channels.alertAddress.${kind}`)}</span>
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
        <span className="sp" />
        <button type="submit" className="btn pri">
          {t("channels.alertAdd")}
        </button>
      </div>
    </form>
  );
}
