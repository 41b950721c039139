import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { reasonsQuery, type Ticket } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** With a reason; whether the contact is asked how it was, one may still say no. */
export function CloseDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useWords();
  const reasons = useQuery(reasonsQuery).data?.items ?? [];
  const [reasonId, setReasonId] = useState("");
  const [note, setNote] = useState("");
  const [asks, setAsks] = useState(true);
  const reason = reasons.find(({ id }) => id === reasonId);
  const close = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/tickets/{ticketId}/close", {
          params: { path: { ticketId: ticket.id } },
          body: { asksRating: asks, ...(reasonId === "" ? {} : { reasonId }), ...(note.trim() === "" ? {} : { note: note.trim() }) },
        }),
      ),
    {
      problem: "inline",
      refresh: [["desk"], ["conversation", ticket.conversationId], ["conversations"], ["messages", ticket.conversationId]],
    },
  );
  return (
    <FormDialog
      title={t("ticket.closeTitle", { name: ticket.contact.name })}
      onClose={onClose}
      onSubmit={async () => {
        if ((await close.run()) !== undefined) onClose();
      }}
      busy={close.busy}
      problem={close.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("desk.cancel")}</Button>
          <Button type="submit" tone="primary" busy={close.busy}>
            {t("ticket.close")}
          </Button>
        </>
      }
    >
      {reasons.length > 0 && (
        <SelectField label={t("ticket.reason")} value={reasonId} onChange={(event) => setReasonId(event.target.value)}>
          <option value="">{t("ticket.noReason")}</option>
          {reasons.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t("ticket.note")}
        hint={t("ticket.noteHint")}
        value={note}
        maxLength={4000}
        onChange={(event) => setNote(event.target.value)}
      />
      {reason?.asksRating !== false && <Check label={t("ticket.asksRating")} checked={asks} onChange={setAsks} />}
    </FormDialog>
  );
}
