import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { useAct } from "../../ui/use-act.ts";
import { readPrice, readQuantity } from "./amounts.ts";
import { type Part, siteListQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const KINDS = ["out", "in", "adjust", "transfer"] as const;

/** Something came in, went out, was wrong or goes to another site. */
export function MoveDialog({ part, onClose }: { part: Part; onClose: () => void }) {
  const t = useWords();
  const sites = useQuery(siteListQuery).data?.items ?? [];
  const manages = useMay("stock.manage");
  const [written, setWritten] = useState({
    kind: "out",
    siteId: part.held[0]?.siteId ?? "",
    toSiteId: "",
    quantity: "",
    unitCost: "",
    reason: "",
  });
  const set = (change: Partial<typeof written>) => setWritten({ ...written, ...change });
  const { kind, siteId, toSiteId, quantity, unitCost, reason } = written;
  const move = useAct(
    t,
    async (amounts: { quantity: number; unitCost: number | null }): Promise<true> => {
      await (kind === "transfer" ? transfer(amounts.quantity) : record(amounts));
      return true;
    },
    { problem: "inline", refresh: [["stock"]], done: () => ({ text: t("stock.moved") }) },
  );
  const transfer = (amount: number) =>
    unwrap(api.POST("/api/v1/stock/transfers", { body: { partId: part.id, fromSiteId: siteId, toSiteId, quantity: amount, reason } }));
  const record = ({ quantity, unitCost }: { quantity: number; unitCost: number | null }) =>
    unwrap(
      api.POST("/api/v1/stock/movements", {
        body: {
          kind: KINDS.find((one): one is "in" | "out" | "adjust" => one === kind && one !== "transfer") ?? "out",
          siteId,
          reason,
          lines: [{ partId: part.id, quantity, ...(unitCost === null ? {} : { unitCost }) }],
        },
      }),
    );
  async function save() {
    const amount = readQuantity(quantity);
    if (amount === null || amount === 0 || (amount < 0 && kind !== "adjust")) return move.setProblem(t("stock.wrongQuantity"));
    const cost = unitCost.trim() === "" ? null : readPrice(unitCost);
    if (unitCost.trim() !== "" && cost === null) return move.setProblem(t("stock.wrongMoney"));
    if ((await move.run({ quantity: amount, unitCost: cost })) !== undefined) onClose();
  }
  const options = sites.map(({ id, name }) => (
    <option key={id} value={id}>
      {name}
    </option>
  ));
  return (
    <FormDialog
      title={`${t("stock.move")}: ${part.name}`}
      onClose={onClose}
      onSubmit={save}
      busy={move.busy}
      problem={move.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          <Button type="submit" tone="primary" busy={move.busy}>
            {t("stock.save")}
          </Button>
        </>
      }
    >
      <SelectField label={t("stock.kind")} value={kind} onChange={({ target }) => set({ kind: target.value })}>
        {KINDS.filter((one) => manages || one === "out" || one === "transfer").map((one) => (
          <option key={one} value={one}>
            {t(`stock.kind.${one}`)}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("stock.site")} required value={siteId} onChange={({ target }) => set({ siteId: target.value })}>
        <option value="" />
        {options}
      </SelectField>
      {kind === "transfer" && (
        <SelectField label={t("stock.toSite")} required value={toSiteId} onChange={({ target }) => set({ toSiteId: target.value })}>
          <option value="" />
          {options}
        </SelectField>
      )}
      <TextField
        label={`${t("stock.quantity")} (${part.unit})`}
        inputMode="decimal"
        required
        value={quantity}
        onChange={({ target }) => set({ quantity: target.value })}
      />
      {(kind === "in" || kind === "adjust") && (
        <TextField
          label={t("stock.unitCost")}
          hint={t("stock.unitCostHint")}
          inputMode="decimal"
          value={unitCost}
          onChange={({ target }) => set({ unitCost: target.value })}
        />
      )}
      <TextField label={t("stock.reason")} maxLength={500} value={reason} onChange={({ target }) => set({ reason: target.value })} />
    </FormDialog>
  );
}
