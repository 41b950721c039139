import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import type { Agent } from "../queries.ts";
import { useWords } from "../words/words.ts";

interface StartDialogProps {
  agent: Agent;
  hasDraft: boolean;
  /** Versions that it is not told now. */
  others: readonly number[];
  onClose: () => void;
}

const DRAFT = "draft";

/** Which version is tried against what the agent is told, and with how many contacts. */
export function StartDialog({ agent, hasDraft, others, onClose }: StartDialogProps) {
  const t = useWords();
  const [chosen, setChosen] = useState(hasDraft ? DRAFT : String(others[0]));
  const [percent, setPercent] = useState(50);
  const [reason, setReason] = useState("");
  const begin = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/ai-agents/{agentId}/experiments", {
          params: { path: { agentId: agent.id } },
          body: {
            percent,
            ...(chosen === DRAFT ? {} : { version: Number(chosen) }),
            ...(reason.trim() === "" ? {} : { reason }),
          },
        }),
      ),
    { refresh: [["ai"]], problem: "inline", done: ({ challenger }) => ({ text: t("ab.started", { version: challenger }) }) },
  );
  async function submit() {
    if ((await begin.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("ab.start")}
      onClose={onClose}
      onSubmit={submit}
      busy={begin.busy}
      problem={begin.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("ab.back")}</Button>
          <Button type="submit" tone="primary" busy={begin.busy}>
            {t("ab.begin")}
          </Button>
        </>
      }
    >
      <p>{t("ab.about")}</p>
      <SelectField label={t("ab.against", { version: agent.version })} value={chosen} onChange={({ target }) => setChosen(target.value)}>
        {hasDraft && <option value={DRAFT}>{t("ab.draft")}</option>}
        {others.map((version) => (
          <option key={version} value={version}>
            v{version}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("ab.percent")}
        type="number"
        min={1}
        max={99}
        required
        value={percent}
        onChange={({ target }) => setPercent(Number(target.value))}
      />
      <TextField
        label={t("ab.reason")}
        hint={t("ab.reasonHint")}
        maxLength={300}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
