import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useOpenOrder } from "./order-acts.ts";
import styles from "./orders.module.css";
import { toOrder } from "./paths.ts";
import { assetChoice, type NewOrder, sitesQuery, techniciansQuery } from "./queries.ts";
import { useWords } from "./words/words.ts";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

interface NewOrderDialogProps {
  /** What is known already: of the conversation, the contact, the asset. */
  known?: Pick<NewOrder, "conversationId" | "contactId" | "assetId">;
  onClose: () => void;
}

/** Opens an order; where it is opened for something, that is filled in. */
export function NewOrderDialog({ known = {}, onClose }: NewOrderDialogProps) {
  const t = useWords();
  const navigate = useNavigate();
  const id = useId();
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [checklist, setChecklist] = useState("");
  const [priority, setPriority] = useState<(typeof PRIORITIES)[number]>("normal");
  const [assetId, setAssetId] = useState(known.assetId ?? "");
  const [siteId, setSiteId] = useState("");
  const [technicianId, setTechnicianId] = useState("");
  const assets = useQuery(assetChoice).data?.items ?? [];
  const sites = useQuery(sitesQuery).data?.items ?? [];
  const technicians = useQuery(techniciansQuery).data?.items ?? [];
  const open = useOpenOrder();
  async function submit() {
    const steps = checklist
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== "");
    const order = await open.run({
      ...known,
      title: title.trim(),
      description,
      priority,
      assetId: assetId === "" ? null : assetId,
      ...(siteId === "" ? {} : { siteId }),
      technicianId: technicianId === "" ? null : technicianId,
      checklist: steps,
    });
    if (order === undefined) return;
    onClose();
    if (known.conversationId === undefined) void navigate(toOrder(order.id));
  }
  return (
    <FormDialog
      title={t("orders.new")}
      onClose={onClose}
      onSubmit={submit}
      busy={open.busy}
      problem={open.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("order.back")}</Button>
          <Button type="submit" tone="primary" busy={open.busy}>
            {t("order.open")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("order.title")}
        required
        pattern=".*\S.*"
        maxLength={200}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <div className={styles.pair}>
        <SelectField
          label={t("order.priority")}
          value={priority}
          onChange={({ target }) => setPriority(PRIORITIES.find((one) => one === target.value) ?? "normal")}
        >
          {PRIORITIES.map((one) => (
            <option key={one} value={one}>
              {t(`priority.${one}`)}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("order.technician")} value={technicianId} onChange={({ target }) => setTechnicianId(target.value)}>
          <option value="">{t("order.noTechnician")}</option>
          {technicians.map(({ memberId, name }) => (
            <option key={memberId} value={memberId}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("order.asset")} value={assetId} onChange={({ target }) => setAssetId(target.value)}>
          <option value="">{t("order.noAsset")}</option>
          {assets.map(({ id, code, name }) => (
            <option key={id} value={id}>
              {code} · {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t("order.site")} value={siteId} onChange={({ target }) => setSiteId(target.value)}>
          <option value="">{t("order.siteOfAsset")}</option>
          {sites.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </div>
      <div className={styles.text}>
        <label htmlFor={id}>{t("order.description")}</label>
        <textarea id={id} maxLength={4000} value={description} onChange={({ target }) => setDescription(target.value)} />
      </div>
      <div className={styles.text}>
        <label htmlFor={`${id}-list`}>{t("order.checklistInput")}</label>
        <textarea id={`${id}-list`} maxLength={4000} value={checklist} onChange={({ target }) => setChecklist(target.value)} />
      </div>
    </FormDialog>
  );
}
