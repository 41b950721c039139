import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import styles from "./orders.module.css";
import { type Asset, sitesQuery } from "./queries.ts";
import { useSaveAsset } from "./record-acts.ts";
import { useWords } from "./words/words.ts";

const TEXTS = ["kind", "manufacturer", "model", "serial"] as const;

/** Writes down an asset, or changes one. */
export function AssetDialog({ asset, onClose }: { asset?: Asset; onClose: () => void }) {
  const t = useWords();
  const sites = useQuery(sitesQuery).data?.items ?? [];
  const [written, setWritten] = useState(() => writtenOf(asset));
  const save = useSaveAsset();
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part });
  async function submit() {
    const { synonyms, cost, siteId, purchasedOn, warrantyUntil, ...texts } = written;
    const saved = await save.run({
      assetId: asset?.id,
      ...texts,
      siteId: siteId === "" ? null : siteId,
      synonyms: synonyms
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
      costCents: cost === "" ? null : Math.round(Number(cost) * 100),
      purchasedOn: purchasedOn === "" ? null : purchasedOn,
      warrantyUntil: warrantyUntil === "" ? null : warrantyUntil,
    });
    if (saved !== undefined) onClose();
  }
  const line = (name: "name" | "code" | "synonyms" | (typeof TEXTS)[number], more: { required?: boolean; maxLength: number }) => (
    <TextField
      key={name}
      label={t(`assets.${name}`)}
      {...more}
      value={written[name]}
      onChange={({ target }) => set({ [name]: target.value })}
    />
  );
  return (
    <FormDialog
      title={asset === undefined ? t("assets.new") : t("assets.edit")}
      onClose={onClose}
      onSubmit={submit}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("order.back")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("order.save")}
          </Button>
        </>
      }
    >
      {line("name", { required: true, maxLength: 120 })}
      <div className={styles.pair}>
        {line("code", { required: true, maxLength: 40 })}
        <SelectField label={t("order.site")} value={written.siteId} onChange={({ target }) => set({ siteId: target.value })}>
          <option value="">{t("order.noAsset")}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        {TEXTS.map((name) => line(name, { maxLength: 80 }))}
        <TextField
          label={t("assets.bought")}
          type="date"
          value={written.purchasedOn}
          onChange={({ target }) => set({ purchasedOn: target.value })}
        />
        <TextField
          label={t("assets.cost")}
          type="number"
          min={0}
          max={10_000_000_000}
          step="0.01"
          value={written.cost}
          onChange={({ target }) => set({ cost: target.value })}
        />
        <TextField
          label={t("assets.warranty")}
          type="date"
          value={written.warrantyUntil}
          onChange={({ target }) => set({ warrantyUntil: target.value })}
        />
      </div>
      {line("synonyms", { maxLength: 600 })}
    </FormDialog>
  );
}

/** As fields show it. */
const writtenOf = (asset: Asset | undefined) => ({
  name: asset?.name ?? "",
  code: asset?.code ?? "",
  kind: asset?.kind ?? "",
  manufacturer: asset?.manufacturer ?? "",
  model: asset?.model ?? "",
  serial: asset?.serial ?? "",
  siteId: asset?.siteId ?? "",
  synonyms: (asset?.synonyms ?? []).join(", "),
  cost: asset?.costCents == null ? "" : (asset.costCents / 100).toFixed(2),
  purchasedOn: asset?.purchasedOn ?? "",
  warrantyUntil: asset?.warrantyUntil ?? "",
});
