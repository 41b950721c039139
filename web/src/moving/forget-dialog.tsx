import { Button } from "../ui/button.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useForget } from "./move-acts.ts";
import type { Move } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** Key and report go; what came stays. */
export function ForgetDialog({ move, onClose }: { move: Move; onClose: () => void }) {
  const t = useWords();
  const forget = useForget(move.id);
  async function submit() {
    if ((await forget.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("moving.removeTitle", { address: move.baseUrl })}
      onClose={onClose}
      onSubmit={submit}
      busy={forget.busy}
      problem={forget.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("moving.back")}</Button>
          <Button type="submit" tone="danger" busy={forget.busy}>
            {t("moving.remove")}
          </Button>
        </>
      }
    >
      <p>{t("moving.removeText")}</p>
    </FormDialog>
  );
}
