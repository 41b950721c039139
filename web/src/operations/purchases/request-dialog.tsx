import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useAct } from "../../ui/use-act.ts";
import { readQuantity } from "../stock/amounts.ts";
import { partNamesQuery, siteListQuery } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";

/** Something is missing: a part of the catalogue, or anything else. */
export function RequestDialog({ onClose, onMade }: { onClose: () => void; onMade: (id: string) => void }) {
  const t = useWords();
  const parts = useQuery(partNamesQuery).data?.items ?? [];
  const sites = useQuery(siteListQuery).data?.items ?? [];
  const [written, setWritten] = useState({ partId: "", description: "", quantity: "1", siteId: "", reason: "", isUrgent: false });
  const set = (change: Partial<typeof written>) => setWritten({ ...written, ...change });
  const { partId, description, quantity, siteId, reason, isUrgent } = written;
  const request = useAct(
    t,
    (amount: number) =>
      unwrap(
        api.POST("/api/v1/purchases", {
          body: {
            reason,
            isUrgent,
            siteId: siteId || null,
            lines: [partId === "" ? { description: description.trim(), quantity: amount } : { partId, quantity: amount }],
          },
        }),
      ),
    { problem: "inline", refresh: [["purchases"]] },
  );
  async function save() {
    const amount = readQuantity(quantity);
    if (amount === null || amount <= 0) return request.setProblem(t("stock.wrongQuantity"));
    const made = await request.run(amount);
    if (made === undefined) return;
    onMade(made.id);
    onClose();
  }
  return (
    <FormDialog
      title={t("purchases.new")}
      onClose={onClose}
      onSubmit={save}
      busy={request.busy}
      problem={request.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          <Button type="submit" tone="primary" busy={request.busy}>
            {t("stock.save")}
          </Button>
        </>
      }
    >
      <SelectField label={t("purchases.partOf")} value={partId} onChange={({ target }) => set({ partId: target.value })}>
        <option value="">{t("purchases.noPart")}</option>
        {parts.map(({ id, name, code }) => (
          <option key={id} value={id}>
            {name} ({code})
          </option>
        ))}
      </SelectField>
      {partId === "" && (
        <TextField
          label={t("purchases.what")}
          required
          pattern=".*\S.*"
          maxLength={200}
          value={description}
          onChange={({ target }) => set({ description: target.value })}
        />
      )}
      <TextField
        label={t("stock.quantity")}
        inputMode="decimal"
        required
        value={quantity}
        onChange={({ target }) => set({ quantity: target.value })}
      />
      <SelectField label={t("stock.site")} value={siteId} onChange={({ target }) => set({ siteId: target.value })}>
        <option value="" />
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <TextField label={t("stock.reason")} maxLength={1000} value={reason} onChange={({ target }) => set({ reason: target.value })} />
      <Switch label={t("purchases.urgent")} on={isUrgent} onChange={(on) => set({ isUrgent: on })} />
    </FormDialog>
  );
}
