import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type DeskSettings, settingsQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import styles from "./queues.module.css";
import { Reasons } from "./reasons.tsx";
import { TeamsPart } from "./teams-part.tsx";

/** What counts for all queues: limits, reasons, teams. */
export function DeskSettingsPage() {
  const t = useWords();
  const { data } = useQuery(settingsQuery);
  return (
    <SettingsPage title={t("settings.desk")}>
      <div className={styles.single}>
        {data !== undefined && <Limits key={JSON.stringify(data)} settings={data} />}
        <TeamsPart />
        <Reasons />
      </div>
    </SettingsPage>
  );
}

function Limits({ settings }: { settings: DeskSettings }) {
  const t = useWords();
  const [draft, setDraft] = useState(settings);
  const save = useAct(t, () => unwrap(api.PUT("/api/v1/desk/settings", { body: draft })), {
    problem: "inline",
    refresh: [["desk"]],
    done: () => ({ text: t("deskSettings.saved") }),
  });
  const number = (key: "personalCeiling" | "silentSeconds" | "graceSeconds" | "warnPercent", min: number, max: number) => (
    <TextField
      label={t(`deskSettings.${key}`)}
      hint={t(`deskSettings.${key}Hint`)}
      type="number"
      min={min}
      max={max}
      required
      value={draft[key]}
      onChange={(event) => setDraft({ ...draft, [key]: event.target.valueAsNumber || min })}
    />
  );
  return (
    <Form
      onSubmit={() => save.run()}
      busy={save.busy}
      problem={save.problem}
      actions={
        <Button type="submit" tone="primary" busy={save.busy} disabled={JSON.stringify(draft) === JSON.stringify(settings)}>
          {t("queues.save")}
        </Button>
      }
    >
      <h2>{t("settings.desk")}</h2>
      <div className={styles.fields}>
        {number("personalCeiling", 1, 200)}
        {number("warnPercent", 10, 100)}
        {number("silentSeconds", 20, 3600)}
        {number("graceSeconds", 0, 86_400)}
        <TextField
          label={t("deskSettings.awayReasons")}
          hint={t("deskSettings.awayReasonsHint")}
          defaultValue={draft.awayReasons.join(", ")}
          onBlur={(event) =>
            setDraft({
              ...draft,
              awayReasons: [...new Set(event.target.value.split(",").map((one) => one.trim()))].filter((one) => one !== ""),
            })
          }
        />
        <TextField
          label={t("deskSettings.ratingQuestion")}
          placeholder={t("queues.textDefault")}
          value={draft.ratingQuestion ?? ""}
          maxLength={500}
          onChange={(event) => setDraft({ ...draft, ratingQuestion: event.target.value === "" ? null : event.target.value })}
        />
      </div>
    </Form>
  );
}
