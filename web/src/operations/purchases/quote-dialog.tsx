import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { readCents, readPrice } from "../stock/amounts.ts";
import { type PurchaseDetail, supplierListQuery } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";

/** What a supplier wants, as it was told or written. @param from of whom, where that is known */
export function QuoteDialog({ purchase, from = "", onClose }: { purchase: PurchaseDetail; from?: string; onClose: () => void }) {
  const t = useWords();
  const suppliers = useQuery(supplierListQuery).data?.items ?? [];
  const [supplierId, setSupplierId] = useState(from);
  const [typed, setTyped] = useState<Record<string, string>>({});
  const [terms, setTerms] = useState({ freight: "", days: "", validUntil: "" });
  const write = useAct(
    t,
    (body: { prices: { lineId: string; unitPrice: number }[]; freightCents: number }) =>
      unwrap(
        api.PUT("/api/v1/purchases/{purchaseId}/quotes/{supplierId}", {
          params: { path: { purchaseId: purchase.id, supplierId } },
          body: { ...body, deliveryDays: terms.days === "" ? null : Number(terms.days), validUntil: terms.validUntil || null },
        }),
      ),
    { problem: "inline", refresh: [["purchases"]] },
  );
  async function save() {
    const prices = purchase.lines.flatMap(({ id }) => {
      const unitPrice = readPrice(typed[id] ?? "");
      return unitPrice === null || unitPrice < 0 ? [] : [{ lineId: id, unitPrice }];
    });
    const freightCents = terms.freight.trim() === "" ? 0 : readCents(terms.freight);
    if (prices.length < purchase.lines.length || freightCents === null || freightCents < 0) return write.setProblem(t("stock.wrongMoney"));
    if ((await write.run({ prices, freightCents })) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("purchases.addQuote")}
      onClose={onClose}
      onSubmit={save}
      busy={write.busy}
      problem={write.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          <Button type="submit" tone="primary" busy={write.busy}>
            {t("stock.save")}
          </Button>
        </>
      }
    >
      <SelectField label={t("purchases.supplier")} required value={supplierId} onChange={({ target }) => setSupplierId(target.value)}>
        <option value="" />
        {suppliers.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      {purchase.lines.map(({ id, description }) => (
        <TextField
          key={id}
          label={t("purchases.priceOf", { name: description })}
          inputMode="decimal"
          required
          value={typed[id] ?? ""}
          onChange={({ target }) => setTyped({ ...typed, [id]: target.value })}
        />
      ))}
      <TextField
        label={t("purchases.freight")}
        inputMode="decimal"
        value={terms.freight}
        onChange={({ target }) => setTerms({ ...terms, freight: target.value })}
      />
      <TextField
        label={t("purchases.deliveryDays")}
        type="number"
        min={0}
        max={999}
        value={terms.days}
        onChange={({ target }) => setTerms({ ...terms, days: target.value })}
      />
      <TextField
        label={t("purchases.validUntil")}
        type="date"
        value={terms.validUntil}
        onChange={({ target }) => setTerms({ ...terms, validUntil: target.value })}
      />
    </FormDialog>
  );
}
