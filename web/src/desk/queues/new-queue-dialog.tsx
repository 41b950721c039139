import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { useWords } from "../words/words.ts";

export function NewQueueDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useWords();
  const [name, setName] = useState("");
  const make = useAct(t, () => unwrap(api.POST("/api/v1/desk/queues", { body: { name: name.trim() } })), {
    problem: "inline",
    refresh: [["desk", "queues"], ["queues"]],
  });
  async function submit() {
    if (name.trim() === "") return make.setProblem(t("queues.nameMissing"));
    const made = await make.run();
    if (made === undefined) return;
    onMade(made.id);
    onClose();
  }
  return (
    <FormDialog
      title={t("queues.add")}
      onClose={onClose}
      onSubmit={submit}
      busy={make.busy}
      problem={make.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("desk.cancel")}</Button>
          <Button type="submit" tone="primary" busy={make.busy}>
            {t("queues.add")}
          </Button>
        </>
      }
    >
      <TextField label={t("queues.name")} value={name} maxLength={80} autoFocus onChange={(event) => setName(event.target.value)} />
    </FormDialog>
  );
}
