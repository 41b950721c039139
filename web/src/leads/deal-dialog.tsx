import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "../team/queries.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { FormDialog } from "../ui/form.tsx";
import { useChangeDeal, useMakeDeal } from "./deal-acts.ts";
import styles from "./leads.module.css";
import type { Deal, NewDeal } from "./queries.ts";
import { centsOf } from "./texts.ts";
import { useWords } from "./words/words.ts";

interface DealDialogProps {
  /** The deal that is changed; absent: a new one. */
  deal?: Deal;
  /** What a new one is about. */
  known?: Pick<NewDeal, "conversationId" | "contactId" | "messageId" | "pipelineId">;
  title?: string;
  onClose: () => void;
}

/** A deal is made or changed: what, how much, whose, and what comes next. */
export function DealDialog({ deal, known = {}, title: first = "", onClose }: DealDialogProps) {
  const t = useWords();
  const [title, setTitle] = useState(deal?.title ?? first);
  const [value, setValue] = useState(deal === undefined ? "" : String(deal.valueCents / 100));
  const [ownerId, setOwnerId] = useState(deal?.owner?.id);
  const [nextStep, setNextStep] = useState(deal?.nextStep ?? "");
  const [nextStepOn, setNextStepOn] = useState(deal?.nextStepOn ?? "");
  const members = useQuery(membersQuery).data?.items ?? [];
  const make = useMakeDeal();
  const change = useChangeDeal();
  const act = deal === undefined ? make : change;
  async function submit() {
    const valueCents = value.trim() === "" ? 0 : centsOf(value);
    if (valueCents === null) return act.setProblem(t("deal.valueUnknown"));
    const written = {
      title: title.trim(),
      valueCents,
      nextStep: nextStep.trim(),
      nextStepOn: nextStepOn === "" ? null : nextStepOn,
      ...(ownerId === undefined ? {} : { ownerId: ownerId === "" ? null : ownerId }),
    };
    const done =
      deal === undefined
        ? await make.run({ ...known, ...written })
        : await change.run({ ...written, dealId: deal.id, revision: deal.revision });
    if (done !== undefined) onClose();
  }
  return (
    <FormDialog
      title={deal === undefined ? t("deals.new") : t("deal.change")}
      onClose={onClose}
      onSubmit={submit}
      busy={act.busy}
      problem={act.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("deal.back")}</Button>
          <Button type="submit" tone="primary" busy={act.busy}>
            {t("deal.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("deal.title")}
        required
        pattern=".*\S.*"
        maxLength={200}
        value={title}
        onChange={({ target }) => setTitle(target.value)}
      />
      <div className={styles.pair}>
        <TextField label={t("deal.value")} inputMode="decimal" value={value} onChange={({ target }) => setValue(target.value)} />
        <SelectField label={t("deal.owner")} value={ownerId ?? "me"} onChange={({ target }) => setOwnerId(target.value)}>
          {deal === undefined && ownerId === undefined && <option value="me">{t("deal.me")}</option>}
          <option value="">{t("deal.nobody")}</option>
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField label={t("deal.nextStep")} maxLength={300} value={nextStep} onChange={({ target }) => setNextStep(target.value)} />
        <TextField label={t("deal.nextStepOn")} type="date" value={nextStepOn} onChange={({ target }) => setNextStepOn(target.value)} />
      </div>
    </FormDialog>
  );
}
