import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { calendarsQuery } from "../../desk/queries.ts";
import { useMay } from "../../shell/session.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Plus, Wrench } from "../../ui/icons.generated.ts";
import { Switch } from "../../ui/switch.tsx";
import { FirmDialog, writtenOf } from "./firm-dialog.tsx";
import { FirmsList, useFirmsSearch } from "./firms-list.tsx";
import { FirmsTable } from "./firms-table.tsx";
import styles from "./office.module.css";
import { useArchiveContractor, useSaveContractor } from "./office-acts.ts";
import { OfficeFrame } from "./office-frame.tsx";
import { type Contractor, contractorList } from "./queries.ts";
import { useWords } from "./words/words.ts";

const PRIORITIES = ["urgent", "high", "normal", "low"] as const;

/** Firms that do orders by contract, with the time they have for it. */
export function ContractorsPage() {
  const t = useWords();
  const mayWrite = useMay("operations.write");
  const [edited, setEdited] = useState<Contractor | "new" | null>(null);
  const list = useInfiniteQuery(contractorList(useFirmsSearch()));
  const archive = useArchiveContractor();
  const contractors = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <OfficeFrame
      part="contractors"
      act={
        mayWrite && (
          <Button tone="primary" onClick={() => setEdited("new")}>
            <Plus size={16} /> {t("contractors.new")}
          </Button>
        )
      }
      layers={edited !== null && <ContractorDialog {...(edited === "new" ? {} : { contractor: edited })} onClose={() => setEdited(null)} />}
    >
      <FirmsList
        path="/contractors"
        list={list}
        count={contractors.length}
        icon={<Wrench size={20} />}
        none={{ title: t("contractors.none"), text: t("contractors.noneText") }}
      >
        <FirmsTable
          label={t("office.contractors")}
          firms={contractors}
          heads={PRIORITIES.map((priority) => t(`contractors.${priority}`))}
          cellsOf={({ sla }) =>
            PRIORITIES.map((priority) => (sla[priority] === undefined ? "–" : t("contractors.minutes", { count: sla[priority] })))
          }
          onEdit={mayWrite ? setEdited : undefined}
          onArchive={({ id, archivedAt }) => void archive.run({ id, verb: archivedAt === null ? "archive" : "restore" })}
        />
      </FirmsList>
    </OfficeFrame>
  );
}

function ContractorDialog({ contractor, onClose }: { contractor?: Contractor; onClose: () => void }) {
  const t = useWords();
  const calendars = useQuery(calendarsQuery).data?.items ?? [];
  const [written, setWritten] = useState(() => ({
    ...writtenOf(contractor),
    calendarId: contractor?.calendarId ?? "",
    asksSignature: contractor?.asksSignature ?? false,
    minutes: Object.fromEntries(PRIORITIES.map((priority) => [priority, String(contractor?.sla[priority] ?? "")])),
  }));
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part });
  const save = useSaveContractor();
  async function submit() {
    const { calendarId, minutes, ...firm } = written;
    const named = Object.entries(minutes).filter(([, count]) => count !== "");
    const sla = Object.fromEntries(named.map(([priority, count]) => [priority, Number(count)]));
    if ((await save.run({ id: contractor?.id, ...firm, calendarId: calendarId === "" ? null : calendarId, sla })) !== undefined) onClose();
  }
  return (
    <FirmDialog
      title={contractor?.name ?? t("contractors.new")}
      written={written}
      onWrite={set}
      onSubmit={submit}
      onClose={onClose}
      busy={save.busy}
      problem={save.problem}
    >
      <p className={styles.quiet}>{t("contractors.slaText")}</p>
      <div className={styles.pair}>
        {PRIORITIES.map((priority) => (
          <TextField
            key={priority}
            label={t(`contractors.${priority}`)}
            type="number"
            min={1}
            max={525_600}
            value={written.minutes[priority] ?? ""}
            onChange={({ target }) => set({ minutes: { ...written.minutes, [priority]: target.value } })}
          />
        ))}
      </div>
      <SelectField label={t("contractors.hours")} value={written.calendarId} onChange={({ target }) => set({ calendarId: target.value })}>
        <option value="">{t("contractors.ownHours")}</option>
        {calendars.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Switch label={t("contractors.asksSignature")} on={written.asksSignature} onChange={(asksSignature) => set({ asksSignature })} />
    </FirmDialog>
  );
}
