import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { Button } from "../../ui/button.tsx";
import { Check } from "../../ui/check.tsx";
import { TextAreaField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type PurchaseDetail, supplierListQuery } from "../stock/queries.ts";
import { useWords } from "../stock/words/words.ts";
import styles from "./purchases.module.css";

const MEDIA = ["email", "whatsapp"] as const;

/** Several suppliers are asked at once; what could not leave stays on the screen with its reason. */
export function AskQuotesDialog({ purchase, onClose }: { purchase: PurchaseDetail; onClose: () => void }) {
  const t = useWords();
  const suppliers = useQuery(supplierListQuery).data?.items ?? [];
  const [supplierIds, setSupplierIds] = useState<string[]>([]);
  const [media, setMedia] = useState<(typeof MEDIA)[number][]>([...MEDIA]);
  const [note, setNote] = useState("");
  const ask = useAct(
    t,
    () =>
      unwrap(
        api.POST("/api/v1/purchases/{purchaseId}/ask-quotes", {
          params: { path: { purchaseId: purchase.id } },
          body: { supplierIds, media, note },
        }),
      ),
    { problem: "inline", refresh: [["purchases"]] },
  );
  async function send() {
    if (supplierIds.length === 0 || media.length === 0) return ask.setProblem(t("purchases.askNobody"));
    const asked = await ask.run();
    if (asked === undefined) return;
    const refused = asked.items.filter(({ code }) => code !== null);
    if (refused.length === 0) return onClose();
    ask.setProblem(
      refused.map(({ supplier, medium }) => t("purchases.askRefused", { supplier, medium: t(`purchases.medium.${medium}`) })).join("\n"),
    );
  }
  return (
    <FormDialog
      title={t("purchases.askQuotes")}
      onClose={onClose}
      onSubmit={send}
      busy={ask.busy}
      problem={ask.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("stock.back")}</Button>
          <Button type="submit" tone="primary" busy={ask.busy}>
            {t("purchases.send")}
          </Button>
        </>
      }
    >
      <fieldset className={styles.checks}>
        <legend>{t("purchases.suppliers")}</legend>
        {suppliers.map(({ id, name, email, phone }) => (
          <Check
            key={id}
            label={[name, email, phone].filter(Boolean).join(" · ")}
            checked={supplierIds.includes(id)}
            onChange={() => setSupplierIds(toggled(supplierIds, id))}
          />
        ))}
      </fieldset>
      {MEDIA.map((medium) => (
        <Switch
          key={medium}
          label={t(`purchases.medium.${medium}`)}
          on={media.includes(medium)}
          onChange={() => setMedia(toggled(media, medium))}
        />
      ))}
      <TextAreaField label={t("purchases.note")} maxLength={1000} value={note} onChange={({ target }) => setNote(target.value)} />
    </FormDialog>
  );
}

const toggled = <One,>(all: readonly One[], one: One): One[] => (all.includes(one) ? all.filter((other) => other !== one) : [...all, one]);
