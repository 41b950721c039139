import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "./words/words.ts";

interface AcceptDialogProps {
  busy: boolean;
  onClose: () => void;
  /** False where it failed: that was shown. */
  onAccept: () => Promise<boolean>;
}

/** Another draft would give way. */
export function AcceptDialog({ busy, onClose, onAccept }: AcceptDialogProps) {
  const t = useWords();
  async function submit() {
    if (await onAccept()) onClose();
  }
  return (
    <FormDialog
      title={t("proposal.accept")}
      onClose={onClose}
      onSubmit={submit}
      busy={busy}
      actions={
        <>
          <Button onClick={onClose}>{t("draft.back")}</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {t("proposal.replace")}
          </Button>
        </>
      }
    >
      <p>{t("proposal.hasDraft")}</p>
    </FormDialog>
  );
}

/** Why it is no good, for whoever reads it later. */
export function RefuseDialog({ proposalId, onClose }: { proposalId: string; onClose: () => void }) {
  const t = useWords();
  const [reason, setReason] = useState("");
  const refuse = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/ai-proposals/{proposalId}/refusal", {
          params: { path: { proposalId } },
          body: reason.trim() === "" ? {} : { reason: reason.trim() },
        }),
      ),
    { refresh: [["ai", "evaluations"]], problem: "inline" },
  );
  async function submit() {
    if ((await refuse.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("proposal.refuse")}
      onClose={onClose}
      onSubmit={submit}
      busy={refuse.busy}
      problem={refuse.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("draft.back")}</Button>
          <Button type="submit" tone="primary" busy={refuse.busy}>
            {t("proposal.refuse")}
          </Button>
        </>
      }
    >
      <TextField label={t("proposal.why")} maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
    </FormDialog>
  );
}
