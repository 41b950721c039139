import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { Check } from "../../../ui/check.tsx";
import { TextField } from "../../../ui/field.tsx";
import { FormDialog } from "../../../ui/form.tsx";
import { Spacer } from "../../../ui/spacer.tsx";
import { useChangeService, useCreateService } from "../appointment-acts.ts";
import styles from "../calendar.module.css";
import { hostsQuery, type NewService, type Service } from "../queries.ts";
import { useWords } from "../words/words.ts";

const NEW: NewService = { name: "", minutes: 60, noticeMinutes: 60, daysAhead: 30, memberIds: [] };

/** Something that can be booked is made or changed. */
export function ServiceDialog({ service, onClose }: { service?: Service; onClose: () => void }) {
  const t = useWords();
  const hosts = useQuery(hostsQuery).data?.items ?? [];
  const [draft, setDraft] = useState<NewService>(service ?? NEW);
  const create = useCreateService();
  const change = useChangeService();
  const act = service === undefined ? create : change;
  async function submit(isArchived?: true) {
    const { name, minutes, noticeMinutes, daysAhead, memberIds } = draft;
    const written = { name: name.trim(), minutes, noticeMinutes, daysAhead, memberIds };
    const done =
      service === undefined
        ? await create.run(written)
        : await change.run(isArchived === true ? { serviceId: service.id, isArchived } : { serviceId: service.id, ...written });
    if (done !== undefined) onClose();
  }
  const number = (key: "minutes" | "noticeMinutes" | "daysAhead", label: string, min: number, max: number, step = 1) => (
    <TextField
      label={label}
      type="number"
      required
      min={min}
      max={max}
      step={step}
      value={draft[key]}
      onChange={({ target }) => setDraft({ ...draft, [key]: target.valueAsNumber || min })}
    />
  );
  return (
    <FormDialog
      title={service === undefined ? t("services.new") : t("services.change", { name: service.name })}
      onClose={onClose}
      onSubmit={() => submit()}
      busy={act.busy}
      problem={act.problem}
      actions={
        <>
          {service !== undefined && (
            <>
              <Button tone="danger" busy={act.busy} onClick={() => void submit(true)}>
                {t("services.archive")}
              </Button>
              <Spacer />
            </>
          )}
          <Button onClick={onClose}>{t("appointment.back")}</Button>
          <Button type="submit" tone="primary" busy={act.busy}>
            {t("services.keep")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("services.name")}
        required
        pattern=".*\S.*"
        maxLength={60}
        value={draft.name}
        onChange={({ target }) => setDraft({ ...draft, name: target.value })}
      />
      <div className={styles.pair}>
        {number("minutes", t("services.minutes"), 5, 480, 5)}
        {number("noticeMinutes", t("services.notice"), 0, 43_200)}
        {number("daysAhead", t("services.daysAhead"), 1, 180)}
      </div>
      <fieldset className={styles.times}>
        <legend>{t("services.members")}</legend>
        {hosts.map(({ memberId, name }) => (
          <Check
            key={memberId}
            label={name}
            checked={draft.memberIds.includes(memberId)}
            onChange={(isOn) =>
              setDraft({ ...draft, memberIds: isOn ? [...draft.memberIds, memberId] : draft.memberIds.filter((one) => one !== memberId) })
            }
          />
        ))}
      </fieldset>
    </FormDialog>
  );
}
