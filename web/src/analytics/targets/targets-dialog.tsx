import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { sayValue } from "../../../../rules/say-value.ts";
import { useLocale } from "../../text/locale.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { DatedDialog } from "../dated-dialog.tsx";
import type { Figure } from "../queries.ts";
import { sayStep } from "../say.ts";
import { scaleOf } from "../scale-of.ts";
import { useFrame, useSayAs } from "../use-frame.ts";
import { useWords } from "../words/words.ts";
import { targetsQuery, useSetTarget } from "./queries.ts";

/** What a figure should come to, from which day on, and what was asked for before. Left empty, nothing is asked for from that day. */
export default function TargetsDialog({ figures, onClose }: { figures: readonly Figure[]; onClose: () => void }) {
  const t = useWords();
  const say = useSayAs();
  const { language } = useLocale();
  const { today } = useFrame();
  const { data } = useQuery(targetsQuery);
  const set = useSetTarget();
  const [chosen, setChosen] = useState<string>();
  const [typed, setTyped] = useState("");
  const [from, setFrom] = useState(today);
  const offered = figures.filter(({ id }) => data?.figureIds.includes(id));
  const figure = offered.find(({ id }) => id === chosen) ?? offered[0];
  const { factor, sign } = scaleOf(figure?.unit ?? "count", say.currency);
  const history = data?.items.filter(({ figureId }) => figureId === figure?.id).toReversed() ?? [];
  async function submit() {
    if (figure === undefined) return;
    const value = typed === "" ? null : Number(typed) / factor;
    if ((await set.run({ figureId: figure.id, from, value })) !== undefined) setTyped("");
  }
  return (
    <DatedDialog
      title={t("targets.title")}
      act={set}
      onSubmit={submit}
      onClose={onClose}
      history={history.map((one) => ({
        from: one.from,
        since: sayStep(one.from, "day", language),
        value: figure === undefined || one.value === null ? t("targets.none") : sayValue(figure.unit, one.value, say),
      }))}
      caption={t("targets.history")}
      empty={t("targets.noHistory")}
    >
      <SelectField label={t("alerts.figure")} value={figure?.id ?? ""} onChange={({ target }) => setChosen(target.value)}>
        {offered.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t(figure?.better === "less" ? "targets.atMost" : "targets.atLeast", { sign: sign === "" ? t("targets.points") : sign })}
        hint={t("targets.emptyHint")}
        type="number"
        step="any"
        min={0}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <TextField label={t("targets.from")} type="date" required value={from} onChange={({ target }) => setFrom(target.value)} />
    </DatedDialog>
  );
}
