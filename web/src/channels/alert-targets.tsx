import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../api/client.ts";
import { useLocale } from "../text/locale.tsx";
import { clockTime } from "../text/times.ts";
import { Button } from "../ui/button.tsx";
import card from "../ui/card.module.css";
import { Chip } from "../ui/chip.tsx";
import { classes } from "../ui/classes.ts";
import { SelectField, TextField } from "../ui/field.tsx";
import { Form } from "../ui/form.tsx";
import { BellOff, BellRing, Trash2 } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Spacer } from "../ui/spacer.tsx";
import { useAct } from "../ui/use-act.ts";
import { useNow } from "../ui/use-now.ts";
import entry from "./entry.module.css";
import { PushSwitch } from "./push-switch.tsx";
import { alertTargetsQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const KINDS = ["email", "slack", "discord"] as const;
type Kind = (typeof KINDS)[number];
const HOUR_MS = 3_600_000;
const refresh = [alertTargetsQuery.queryKey];

/** Where alerts of channels go: add a place (it gets one at once), silence it, remove it. */
export function AlertTargets() {
  const t = useWords();
  const { data } = useQuery(alertTargetsQuery);
  return (
    <section className={entry.section} aria-label={t("channels.alerts")}>
      <p className={ink.secondary}>{t("channels.alertLead")}</p>
      <PushSwitch />
      <ul className={classes(entry.entries, entry.single)}>
        {data?.items.map((target) => (
          <Target key={target.id} target={target} />
        ))}
      </ul>
      <AddTarget />
    </section>
  );
}

interface AlertTarget {
  id: string;
  kind: string;
  name: string;
  silencedUntil: string | null;
  disabledReason: string | null;
}

function Target({ target }: { target: AlertTarget }) {
  const { language, timeZone } = useLocale();
  const t = useWords();
  const now = useNow();
  const silenced = target.silencedUntil !== null && Date.parse(target.silencedUntil) > now ? target.silencedUntil : null;
  const path = { params: { path: { targetId: target.id } } };
  const silence = useAct(
    t,
    (until: string | null) => unwrap(api.PATCH("/api/v1/alert-targets/{targetId}", { ...path, body: { silencedUntil: until } })),
    { refresh },
  );
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/alert-targets/{targetId}", path)), { refresh });
  return (
    <li className={classes(card.card, entry.entry)} aria-label={target.name}>
      <div className={entry.top}>
        <b className={ink.oneLine}>{target.name}</b>
        <Chip outline>{t(`channels.alertKind.${target.kind as Kind}`)}</Chip>
        <Spacer />
        {silenced !== null && (
          <span className={classes(ink.small, ink.quiet)}>
            {t("channels.alertSilenced", { time: clockTime(silenced, language, timeZone) })}
          </span>
        )}
        <Button
          size="small"
          busy={silence.busy}
          onClick={() => void silence.run(silenced === null ? new Date(Date.now() + HOUR_MS).toISOString() : null)}
        >
          {silenced === null ? <BellOff size={14} /> : <BellRing size={14} />}
          {t(silenced === null ? "channels.alertSilence" : "channels.alertUnsilence")}
        </Button>
        <Button size="small" busy={remove.busy} onClick={() => void remove.run()}>
          <Trash2 size={14} /> {t("channels.alertRemove")}
        </Button>
      </div>
      {target.disabledReason !== null && <p className={classes(ink.small, ink.danger)}>{t("channels.alertDisabled")}</p>}
    </li>
  );
}

function AddTarget() {
  const t = useWords();
  const [kind, setKind] = useState<Kind>("email");
  const [name, setName] = useState("");
  const [address, setAddress] = useState("");
  const add = useAct(
    t,
    async () => {
      await unwrap(api.POST("/api/v1/alert-targets", { body: { kind, name: name.trim(), address: address.trim() } }));
      setName("");
      setAddress("");
    },
    { problem: "inline", refresh },
  );
  return (
    <Form
      className={card.card}
      onSubmit={add.run}
      busy={add.busy}
      problem={add.problem}
      actions={
        <>
          <Spacer />
          <Button type="submit" tone="primary" busy={add.busy}>
            {t("channels.alertAdd")}
          </Button>
        </>
      }
    >
      <SelectField label={t("channels.alertKind")} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
        {KINDS.map((one) => (
          <option key={one} value={one}>
            {t(`channels.alertKind.${one}`)}
          </option>
        ))}
      </SelectField>
      <TextField label={t("channels.alertName")} required maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
      <TextField
        label={t(`channels.alertAddress.${kind}`)}
        required
        type={kind === "email" ? "email" : "password"}
        autoComplete="off"
        value={address}
        onChange={(event) => setAddress(event.target.value)}
      />
    </Form>
  );
}
