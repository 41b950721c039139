import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Spacer } from "../../ui/spacer.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useAct } from "../../ui/use-act.ts";
import styles from "./models.module.css";
import { type AiSettings, aiSettingsQuery, MILLION, spendQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const CENTS = 100;

/** What this month cost, what it may cost, and what is kept of it. */
export function SpendPart() {
  const t = useWords();
  const { language } = useLocale();
  const { data: spend } = useQuery(spendQuery);
  const { data: settings } = useQuery(aiSettingsQuery);
  if (spend === undefined || settings === undefined) return null;
  const money = new Intl.NumberFormat(language, { style: "currency", currency: spend.currency });
  const cost = spend.cost / MILLION;
  const limit = settings.monthLimit === null ? null : settings.monthLimit / CENTS;
  return (
    <section className={styles.part} aria-label={t("money.title")}>
      <h2>{t("money.title")}</h2>
      <p>
        {t("money.month", { month: spend.month })}:{" "}
        <b>{limit === null ? money.format(cost) : t("money.of", { cost: money.format(cost), limit: money.format(limit) })}</b>,{" "}
        {t("money.calls", { count: spend.calls })}
      </p>
      {limit !== null && (
        <span className={styles.bar}>
          <i style={{ width: `${limit === 0 ? 100 : Math.min(100, (100 * cost) / limit)}%` }} />
        </span>
      )}
      {spend.unpriced > 0 && <p className={ink.danger}>{t("money.unpriced", { count: spend.unpriced })}</p>}
      <LimitForm key={JSON.stringify(settings)} kept={settings} currency={spend.currency} />
    </section>
  );
}

function LimitForm({ kept, currency }: { kept: AiSettings; currency: string }) {
  const t = useWords();
  const mayWrite = useMay("ai.providers");
  const [input, setInput] = useState(kept);
  const set = (change: Partial<AiSettings>) => setInput({ ...input, ...change });
  const save = useAct(t, () => unwrap(api.PATCH("/api/v1/ai-settings", { body: input })), {
    refresh: [["ai"]],
    problem: "inline",
    done: () => ({ text: t("money.saved") }),
  });
  const cents = (name: "monthLimit" | "alertAt" | "conversationLimit", hint?: string) => (
    <TextField
      label={t(`money.${name}`, { currency })}
      hint={hint}
      type="number"
      min={0}
      step="any"
      value={input[name] === null ? "" : input[name] / CENTS}
      onChange={({ target }) => set({ [name]: Number.isNaN(target.valueAsNumber) ? null : Math.round(target.valueAsNumber * CENTS) })}
    />
  );
  return (
    <fieldset className={styles.fields} disabled={!mayWrite}>
      <Form
        onSubmit={() => save.run()}
        busy={save.busy}
        problem={save.problem}
        actions={
          mayWrite && (
            <>
              <Spacer />
              <Button type="submit" tone="primary" busy={save.busy}>
                {t("money.save")}
              </Button>
            </>
          )
        }
      >
        <div className={styles.two}>
          {cents("monthLimit", t("money.monthLimitHint"))}
          {cents("alertAt")}
          {cents("conversationLimit", t("money.conversationLimitHint"))}
          <TextField
            label={t("money.rate", { currency })}
            type="number"
            min={0.000001}
            step="any"
            required
            value={input.rate / MILLION}
            onChange={({ target }) => set({ rate: Math.max(1, Math.round((target.valueAsNumber || 0) * MILLION)) })}
          />
        </div>
        <Switch label={t("money.keepsTexts")} on={input.keepsTexts} onChange={(on) => set({ keepsTexts: on })} />
        <Switch label={t("money.redacts")} on={input.redacts} onChange={(on) => set({ redacts: on })} />
        <TextField
          label={t("money.keepDays")}
          type="number"
          min={1}
          max={365}
          required
          value={input.keepDays}
          onChange={({ target }) => set({ keepDays: target.valueAsNumber || 1 })}
        />
      </Form>
    </fieldset>
  );
}
