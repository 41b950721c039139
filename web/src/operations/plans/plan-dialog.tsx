import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { dayIn } from "../../text/days.ts";
import { useLocale } from "../../text/locale.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextAreaField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useNow } from "../../ui/use-now.ts";
import styles from "../office/office.module.css";
import { useWords } from "../office/words/words.ts";
import { assetChoice, techniciansQuery } from "../queries.ts";
import { useSavePlan } from "./plan-acts.ts";
import type { NewPlan, Plan } from "./queries.ts";
import { readRepetition, UNITS, type Unit, writeRepetition } from "./repetition.ts";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;

interface Written {
  title: string;
  assetId: string;
  technicianId: string;
  priority: (typeof PRIORITIES)[number];
  checklist: string;
  by: "calendar" | "meter";
  every: string;
  unit: Unit;
  startsOn: string;
  startsAt: string;
  everyReading: string;
  isOn: boolean;
}

/** @param today of the workspace: a new plan begins with it */
function writtenOf(plan: Plan | undefined, today: string): Written {
  const repetition = readRepetition(plan?.calendar?.rule ?? "");
  return {
    title: plan?.title ?? "",
    assetId: plan?.asset.id ?? "",
    technicianId: plan?.technician?.id ?? "",
    priority: plan?.priority ?? "normal",
    checklist: plan?.checklist.join("\n") ?? "",
    by: plan === undefined || plan.calendar !== null ? "calendar" : "meter",
    every: String(repetition?.every ?? 3),
    unit: repetition?.unit ?? "month",
    startsOn: plan?.calendar?.startsOn ?? today,
    startsAt: plan?.calendar?.startsAt ?? "08:00",
    everyReading: String((plan?.everyReading ?? 250_000) / 1_000),
    isOn: plan?.isOn ?? true,
  };
}

/** A rule that says more than "every so many" stays as it is, unless its repetition is written anew. */
function planOf(written: Written, plan: Plan | undefined): NewPlan {
  const { by, every, unit, startsOn, startsAt, everyReading, technicianId, checklist, ...rest } = written;
  const before = plan?.calendar?.rule;
  const isKept =
    before !== undefined &&
    readRepetition(before) === null &&
    every === writtenOf(plan, startsOn).every &&
    unit === writtenOf(plan, startsOn).unit;
  const rule = isKept ? before : writeRepetition({ every: Number(every), unit });
  return {
    ...rest,
    title: rest.title.trim(),
    technicianId: technicianId === "" ? null : technicianId,
    checklist: checklist
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
    calendar: by === "calendar" ? { rule, startsOn, startsAt } : null,
    everyReading: by === "meter" ? Math.round(Number(everyReading) * 1_000) : null,
  };
}

/** A plan, new or as it is. */
export function PlanDialog({ plan, onClose }: { plan?: Plan; onClose: () => void }) {
  const t = useWords();
  const { timeZone } = useLocale();
  const today = dayIn(new Date(useNow()), timeZone);
  const [written, setWritten] = useState(() => writtenOf(plan, today));
  const set = (part: Partial<Written>) => setWritten({ ...written, ...part });
  const save = useSavePlan();
  async function submit() {
    if ((await save.run({ id: plan?.id, ...planOf(written, plan) })) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={plan?.title ?? t("plans.new")}
      onClose={onClose}
      onSubmit={submit}
      busy={save.busy}
      problem={save.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("office.back")}</Button>
          <Button type="submit" tone="primary" busy={save.busy}>
            {t("office.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("plans.title")}
        required
        pattern=".*\S.*"
        maxLength={200}
        value={written.title}
        onChange={({ target }) => set({ title: target.value })}
      />
      <WhatAndWho written={written} onWrite={set} />
      <HowOften written={written} onWrite={set} />
      <TextAreaField
        label={t("plans.checklist")}
        rows={4}
        value={written.checklist}
        onChange={({ target }) => set({ checklist: target.value })}
      />
      <Switch label={t("plans.isOn")} on={written.isOn} onChange={(isOn) => set({ isOn })} />
    </FormDialog>
  );
}

interface PartProps {
  written: Written;
  onWrite: (part: Partial<Written>) => void;
}

function WhatAndWho({ written, onWrite }: PartProps) {
  const t = useWords();
  const assets = useQuery(assetChoice).data?.items ?? [];
  const technicians = useQuery(techniciansQuery).data?.items ?? [];
  return (
    <>
      <SelectField label={t("plans.asset")} required value={written.assetId} onChange={({ target }) => onWrite({ assetId: target.value })}>
        <option value="" />
        {assets.map(({ id, code, name }) => (
          <option key={id} value={id}>
            {code} · {name}
          </option>
        ))}
      </SelectField>
      <div className={styles.pair}>
        <SelectField
          label={t("plans.technician")}
          value={written.technicianId}
          onChange={({ target }) => onWrite({ technicianId: target.value })}
        >
          <option value="">{t("plans.nobody")}</option>
          {technicians.map(({ memberId, name }) => (
            <option key={memberId} value={memberId}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("plans.priority")}
          value={written.priority}
          onChange={({ target }) => onWrite({ priority: PRIORITIES.find((one) => one === target.value) ?? "normal" })}
        >
          {PRIORITIES.map((priority) => (
            <option key={priority} value={priority}>
              {t(`contractors.${priority}`)}
            </option>
          ))}
        </SelectField>
      </div>
    </>
  );
}

function HowOften({ written, onWrite }: PartProps) {
  const t = useWords();
  return (
    <>
      <SelectField
        label={t("plans.by")}
        value={written.by}
        onChange={({ target }) => onWrite({ by: target.value === "meter" ? "meter" : "calendar" })}
      >
        <option value="calendar">{t("plans.byCalendar")}</option>
        <option value="meter">{t("plans.byMeter")}</option>
      </SelectField>
      {written.by === "meter" ? (
        <TextField
          label={t("plans.step")}
          type="number"
          min={0.001}
          step="any"
          required
          value={written.everyReading}
          onChange={({ target }) => onWrite({ everyReading: target.value })}
        />
      ) : (
        <div className={styles.pair}>
          <TextField
            label={t("plans.everyCount")}
            type="number"
            min={1}
            max={99}
            required
            value={written.every}
            onChange={({ target }) => onWrite({ every: target.value })}
          />
          <SelectField
            label={t("plans.unit")}
            value={written.unit}
            onChange={({ target }) => onWrite({ unit: UNITS.find((one) => one === target.value) ?? "month" })}
          >
            {UNITS.map((unit) => (
              <option key={unit} value={unit}>
                {t(`plans.unit.${unit}`)}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t("plans.startsOn")}
            type="date"
            required
            value={written.startsOn}
            onChange={({ target }) => onWrite({ startsOn: target.value })}
          />
          <TextField
            label={t("plans.startsAt")}
            type="time"
            required
            value={written.startsAt}
            onChange={({ target }) => onWrite({ startsAt: target.value })}
          />
        </div>
      )}
    </>
  );
}
