import { useState } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useCancelAppointment } from "./appointment-acts.ts";
import type { Appointment } from "./queries.ts";
import { useWords } from "./words/words.ts";

/** An appointment is cancelled, with a reason or without. */
export function CancelDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const t = useWords();
  const [reason, setReason] = useState("");
  const cancel = useCancelAppointment(appointment.id);
  async function submit() {
    if ((await cancel.run(reason)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("appointment.cancelTitle", { name: appointment.service.name })}
      onClose={onClose}
      onSubmit={submit}
      busy={cancel.busy}
      problem={cancel.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("appointment.back")}</Button>
          <Button type="submit" tone="danger" busy={cancel.busy}>
            {t("appointment.cancel")}
          </Button>
        </>
      }
    >
      <TextField label={t("appointment.reason")} maxLength={300} value={reason} onChange={({ target }) => setReason(target.value)} />
    </FormDialog>
  );
}
