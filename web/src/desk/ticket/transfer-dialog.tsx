import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { membersQuery } from "../../team/queries.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Choice } from "../../ui/tabs.tsx";
import { useAct } from "../../ui/use-act.ts";
import type { Ticket } from "../queries.ts";
import { queueNamesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";

/** To a queue or a person, with a note for whoever comes next. */
export function TransferDialog({ ticket, onClose }: { ticket: Ticket; onClose: () => void }) {
  const t = useWords();
  const queues = useQuery(queueNamesQuery).data?.items ?? [];
  const members = useQuery(membersQuery).data?.items ?? [];
  const [holder, setHolder] = useState<"queue" | "person">("queue");
  const [chosen, setChosen] = useState("");
  const [note, setNote] = useState("");
  const options =
    holder === "queue" ? queues.filter(({ id }) => id !== ticket.queue?.id) : members.filter(({ id }) => id !== ticket.agent?.id);
  const transfer = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/tickets/{ticketId}/transfer", {
          params: { path: { ticketId: ticket.id } },
          body: { to: { holder, id: chosen }, ...(note.trim() === "" ? {} : { note: note.trim() }) },
        }),
      ),
    {
      problem: "inline",
      refresh: [["desk"], ["conversation", ticket.conversationId], ["conversations"], ["messages", ticket.conversationId]],
    },
  );
  async function submit() {
    if (chosen === "") return transfer.setProblem(t("ticket.chooseWhere"));
    if ((await transfer.run()) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("ticket.transferTitle", { name: ticket.contact.name })}
      onClose={onClose}
      onSubmit={submit}
      busy={transfer.busy}
      problem={transfer.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("desk.cancel")}</Button>
          <Button type="submit" tone="primary" busy={transfer.busy}>
            {t("ticket.transfer")}
          </Button>
        </>
      }
    >
      <Choice
        label={t("ticket.transfer")}
        options={[
          { id: "queue", label: t("ticket.queue") },
          { id: "person", label: t("ticket.person") },
        ]}
        selected={holder}
        onSelect={(id) => {
          setHolder(id);
          setChosen("");
        }}
      />
      <SelectField
        label={t(holder === "queue" ? "ticket.queue" : "ticket.person")}
        value={chosen}
        onChange={(event) => setChosen(event.target.value)}
      >
        <option value="">{t("ticket.choose")}</option>
        {options.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t("ticket.note")}
        hint={t("ticket.noteHint")}
        value={note}
        maxLength={4000}
        onChange={(event) => setNote(event.target.value)}
      />
    </FormDialog>
  );
}
