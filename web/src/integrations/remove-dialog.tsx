import { Button } from "../ui/button.tsx";
import { FormDialog } from "../ui/form.tsx";
import type { Endpoint } from "./queries.ts";
import { useRemoveEndpoint } from "./webhook-acts.ts";
import { useWords } from "./words/words.ts";

/** An address is told nothing more; its log goes with it. */
export function RemoveDialog({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const t = useWords();
  const remove = useRemoveEndpoint();
  async function submit() {
    if ((await remove.run(endpoint.id)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("webhooks.removeTitle", { name: endpoint.name })}
      onClose={onClose}
      onSubmit={submit}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("webhooks.back")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("webhooks.remove")}
          </Button>
        </>
      }
    >
      <p>{t("webhooks.removeText")}</p>
    </FormDialog>
  );
}
