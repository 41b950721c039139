import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { SelectField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { ASKS } from "./moves.ts";
import { useMove } from "./order-acts.ts";
import styles from "./orders.module.css";
import { type Move, type Order, techniciansQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

interface MoveDialogProps {
  order: Pick<Order, "id" | "code" | "solution">;
  move: Move;
  onClose: () => void;
}

/** What a move asks for first: a technician, a reason, or what was done. */
export function MoveDialog({ order, move, onClose }: MoveDialogProps) {
  const t = useWords();
  const id = useId();
  const asks = ASKS[move];
  const [text, setText] = useState(asks === "solution" ? order.solution : "");
  const [technicianId, setTechnicianId] = useState("");
  const technicians = useQuery(techniciansQuery).data?.items ?? [];
  const act = useMove("inline");
  async function submit() {
    const more =
      asks === "technicianId" ? { technicianId: technicianId === "" ? null : technicianId } : asks === undefined ? {} : { [asks]: text };
    if ((await act.run({ orderId: order.id, move, ...more })) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={`${t(`move.${move}`)} · ${order.code}`}
      onClose={onClose}
      onSubmit={submit}
      busy={act.busy}
      problem={act.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("order.back")}</Button>
          <Button type="submit" tone="primary" busy={act.busy}>
            {t(`move.${move}`)}
          </Button>
        </>
      }
    >
      {asks === "technicianId" ? (
        <SelectField label={t("order.technician")} value={technicianId} onChange={({ target }) => setTechnicianId(target.value)}>
          <option value="">{t("order.noTechnician")}</option>
          {technicians.map(({ memberId, name }) => (
            <option key={memberId} value={memberId}>
              {name}
            </option>
          ))}
        </SelectField>
      ) : (
        asks !== undefined && (
          <div className={styles.text}>
            <label htmlFor={id}>{t(`order.${asks}`)}</label>
            <textarea
              id={id}
              required
              maxLength={asks === "reason" ? 300 : 4000}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
          </div>
        )
      )}
    </FormDialog>
  );
}
