import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { membersQuery } from "../../team/queries.ts";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import styles from "./office.module.css";
import { useSaveLimits } from "./office-acts.ts";
import type { Limit } from "./queries.ts";
import { useWords } from "./words/words.ts";

const MOST = 3;
/** Who has the right to approve, as the server has it. */
const APPROVING: readonly string[] = ["manager", "owner", "administrator"];
interface WrittenLimit {
  key: number;
  above: string;
  approverId: string;
  deputyId: string;
}

/** All levels at once, the lowest total first. */
export function LimitsDialog({ limits, onClose }: { limits: readonly Limit[]; onClose: () => void }) {
  const t = useWords();
  const members = useQuery(membersQuery).data?.items ?? [];
  const approvers = members.filter(({ role }) => APPROVING.includes(role));
  const [written, setWritten] = useState<readonly WrittenLimit[]>(() =>
    limits.map(({ level, aboveCents, approver, deputy }) => ({
      key: level,
      above: (aboveCents / 100).toFixed(2),
      approverId: approver.id,
      deputyId: deputy?.id ?? "",
    })),
  );
  const save = useSaveLimits();
  const set = (key: number, part: Partial<WrittenLimit>) => setWritten(written.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const add = () =>
    setWritten([...written, { key: Math.max(0, ...written.map(({ key }) => key)) + 1, above: "", approverId: "", deputyId: "" }]);
  async function submit() {
    const items = written.map(({ above, approverId, deputyId }) => ({
      aboveCents: Math.round(Number(above) * 100),
      approverId,
      deputyId: deputyId === "" ? null : deputyId,
    }));
    if ((await save.run({ items })) !== undefined) onClose();
  }
  const people = (without: string) =>
    approvers
      .filter(({ id }) => id !== without)
      .map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ));
  return (
    <FormDialog
      title={t("limits.change")}
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
      {written.map(({ key, above, approverId, deputyId }) => (
        <fieldset key={key} className={styles.limit}>
          <TextField
            label={t("limits.above")}
            type="number"
            required
            min={0}
            max={1_000_000_000}
            step="0.01"
            value={above}
            onChange={({ target }) => set(key, { above: target.value })}
          />
          <SelectField
            label={t("limits.approver")}
            required
            value={approverId}
            onChange={({ target }) => set(key, { approverId: target.value })}
          >
            <option value="" />
            {people(deputyId)}
          </SelectField>
          <SelectField label={t("limits.deputy")} value={deputyId} onChange={({ target }) => set(key, { deputyId: target.value })}>
            <option value="">{t("limits.noDeputy")}</option>
            {people(approverId)}
          </SelectField>
          <Button size="small" tone="ghost" onClick={() => setWritten(written.filter((one) => one.key !== key))}>
            {t("limits.remove")}
          </Button>
        </fieldset>
      ))}
      {written.length < MOST && (
        <Button size="small" onClick={add}>
          {t("limits.add")}
        </Button>
      )}
    </FormDialog>
  );
}
