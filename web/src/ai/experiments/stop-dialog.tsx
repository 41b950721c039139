import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import type { Experiment } from "../queries.ts";
import { useWords } from "../words/words.ts";

const SIDES = ["champion", "challenger"] as const;

/** Which of the two everybody is answered with from now on. */
export function StopDialog({ experiment, onClose }: { experiment: Experiment; onClose: () => void }) {
  const t = useWords();
  const [keep, setKeep] = useState<(typeof SIDES)[number]>("champion");
  const stop = useAct(
    t,
    () =>
      unwrap(api.POST("/api/v1/ai-experiments/{experimentId}/stop", { params: { path: { experimentId: experiment.id } }, body: { keep } })),
    { refresh: [["ai"]], problem: "inline", done: ({ kept }) => ({ text: t("ab.kept", { version: kept ?? 0 }) }) },
  );
  async function submit() {
    if ((await stop.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("ab.stop")}
      onClose={onClose}
      onSubmit={submit}
      busy={stop.busy}
      problem={stop.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("ab.back")}</Button>
          <Button type="submit" tone="primary" busy={stop.busy}>
            {t("ab.stop")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("ab.keep")}
        value={keep}
        onChange={({ target }) => setKeep(SIDES.find((one) => one === target.value) ?? "champion")}
      >
        {SIDES.map((side) => (
          <option key={side} value={side}>
            v{experiment[side]}
          </option>
        ))}
      </SelectField>
    </FormDialog>
  );
}
