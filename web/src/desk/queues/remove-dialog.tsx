import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import type { Queue } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** Asks where its open tickets and its conversations go. */
export function RemoveDialog({ queue, queues, onClose }: { queue: Queue; queues: Queue[]; onClose: () => void }) {
  const t = useWords();
  const [moveTo, setMoveTo] = useState("");
  const remove = useAct(
    t,
    () =>
      unwrap(
        api.DELETE("/api/v1/desk/queues/{queueId}", { params: { path: { queueId: queue.id }, query: moveTo === "" ? {} : { moveTo } } }),
      ),
    {
      problem: "inline",
      refresh: [["desk"], ["queues"], ["counts"], ["conversations"]],
      done: () => ({ text: t("queues.removed", { name: queue.name }) }),
    },
  );
  return (
    <FormDialog
      title={t("queues.removeTitle", { name: queue.name })}
      onClose={onClose}
      onSubmit={async () => {
        await remove.run();
      }}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("desk.cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("queues.remove")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("queues.moveTo")}
        hint={t("queues.moveToHint")}
        value={moveTo}
        onChange={(event) => setMoveTo(event.target.value)}
      >
        <option value="">{t("queues.moveNowhere")}</option>
        {queues
          .filter(({ id }) => id !== queue.id)
          .map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
      </SelectField>
    </FormDialog>
  );
}
