import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useAct } from "../../ui/use-act.ts";
import { readQuantity, typedQuantity } from "../stock/amounts.ts";
import { type PurchaseDetail, siteListQuery } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";

/** What arrived, where, with which invoice. Offers what is outstanding. */
export function ReceiveDialog({ purchase, onClose }: { purchase: PurchaseDetail; onClose: () => void }) {
  const t = useWords();
  const { language } = useLocale();
  const sites = useQuery(siteListQuery).data?.items ?? [];
  const [written, setWritten] = useState({
    siteId: purchase.site?.id ?? "",
    invoiceNumber: "",
    invoiceKey: "",
    isMoreConfirmed: false,
    reason: "",
  });
  const set = (change: Partial<typeof written>) => setWritten({ ...written, ...change });
  const [typed, setTyped] = useState<Record<string, string>>(() =>
    Object.fromEntries(purchase.lines.map(({ id, quantity, received }) => [id, typedQuantity(language, Math.max(quantity - received, 0))])),
  );
  const receive = useAct(
    t,
    (lines: { lineId: string; quantity: number }[]) =>
      unwrap(
        api.POST("/api/v1/purchases/{purchaseId}/receive", {
          params: { path: { purchaseId: purchase.id } },
          body: { ...written, invoiceKey: written.invoiceKey || null, lines },
        }),
      ),
    { problem: "inline", refresh: [["purchases"], ["stock"]] },
  );
  async function save() {
    const amounts = purchase.lines.map(({ id }) => ({ lineId: id, quantity: readQuantity(typed[id] || "0") }));
    const lines = amounts.flatMap(({ lineId, quantity }) => (quantity === null || quantity <= 0 ? [] : [{ lineId, quantity }]));
    if (lines.length === 0 || amounts.some(({ quantity }) => quantity === null || quantity < 0))
      return receive.setProblem(t("stock.wrongQuantity"));
    if ((await receive.run(lines)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("purchases.receive")}
      onClose={onClose}
      onSubmit={save}
      busy={receive.busy}
      problem={receive.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          <Button type="submit" tone="primary" busy={receive.busy}>
            {t("purchases.receive")}
          </Button>
        </>
      }
    >
      <SelectField
        label={t("purchases.destination")}
        required
        value={written.siteId}
        onChange={({ target }) => set({ siteId: target.value })}
      >
        <option value="" />
        {sites.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {purchase.lines.map(({ id, description }) => (
        <TextField
          key={id}
          label={t("purchases.arrivedOf", { name: description })}
          inputMode="decimal"
          value={typed[id] ?? ""}
          onChange={({ target }) => setTyped({ ...typed, [id]: target.value })}
        />
      ))}
      <TextField
        label={t("purchases.invoice")}
        maxLength={40}
        value={written.invoiceNumber}
        onChange={({ target }) => set({ invoiceNumber: target.value })}
      />
      <TextField
        label={t("purchases.invoiceKey")}
        inputMode="numeric"
        maxLength={80}
        value={written.invoiceKey}
        onChange={({ target }) => set({ invoiceKey: target.value })}
      />
      <Switch label={t("purchases.moreConfirmed")} on={written.isMoreConfirmed} onChange={(on) => set({ isMoreConfirmed: on })} />
      {written.isMoreConfirmed && (
        <TextField
          label={t("stock.reason")}
          required
          maxLength={500}
          value={written.reason}
          onChange={({ target }) => set({ reason: target.value })}
        />
      )}
    </FormDialog>
  );
}
