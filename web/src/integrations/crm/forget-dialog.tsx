import { Button } from "../../ui/button.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useWords } from "../words/words.ts";
import { useRemoveCrm } from "./crm-acts.ts";

/** The CRM is forgotten; deals stay. */
export function ForgetDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const remove = useRemoveCrm();
  async function submit() {
    if ((await remove.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("crm.removeTitle")}
      onClose={onClose}
      onSubmit={submit}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("crm.back")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("crm.remove")}
          </Button>
        </>
      }
    >
      <p>{t("crm.removeText")}</p>
    </FormDialog>
  );
}
