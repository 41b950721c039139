import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useMoveDeal } from "./deal-acts.ts";
import type { Deal, Stage } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Asks why a deal was lost before it is. */
export function LoseDialog({ deal, stage, onClose }: { deal: Deal; stage: Stage; onClose: () => void }) {
  const t = useWords();
  const [lostReason, setReason] = useState("");
  const move = useMoveDeal("inline");
  return (
    <FormDialog
      title={t("deal.loseTitle", { title: deal.title })}
      onClose={onClose}
      onSubmit={async () => {
        if ((await move.run({ deal, stage, lostReason })) !== undefined) onClose();
      }}
      busy={move.busy}
      problem={move.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("deal.back")}</Button>
          <Button type="submit" tone="primary" busy={move.busy}>
            {t("deal.lose")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("deal.lostReason")}
        required
        pattern=".*\S.*"
        maxLength={300}
        value={lostReason}
        onChange={({ target }) => setReason(target.value)}
      />
    </FormDialog>
  );
}
