import { useQuery } from "@tanstack/react-query";
import { useId, useState } from "react";
import { useMay, useMe } from "../shell/session.tsx";
import { membersQuery } from "../team/queries.ts";
import { useLocale } from "../text/locale.tsx";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { wallTime } from "../ui/filter-builder/wall-time.ts";
import { FormDialog } from "../ui/form.tsx";
import ink from "../ui/ink.module.css";
import type { Task } from "./queries.ts";
import { useChangeTask, useRemoveTask } from "./task-acts.ts";
import styles from "./tasks.module.css";
import { useWords } from "./words/words.ts";

const PRIORITIES = ["low", "normal", "high", "urgent"] as const;
/** Minutes before it is due; what another client chose is kept as it is. */
const REMINDERS = [0, 10, 30, 60, 1440];

/** Everything about a task; who may not change it reads it here. */
export function TaskDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useWords();
  const me = useMe();
  const { timeZone } = useLocale();
  const id = useId();
  const members = useQuery(membersQuery).data?.items ?? [];
  const mayWrite = useMay("tasks.write");
  const manages = useMay("tasks.manage");
  const mayRemove = mayWrite && (manages || task.maker.id === me.id);
  const [written, setWritten] = useState(() => writtenOf(task, timeZone));
  const change = useChangeTask();
  const remove = useRemoveTask();
  const set = (part: Partial<typeof written>) => setWritten({ ...written, ...part });
  const { title, note, assigneeId, day, time, remindMinutes, priority } = written;
  async function save() {
    const due = day === "" ? null : time === "" ? day : `${day}T${time}`;
    if (
      (await change.run({ id: task.id, ...changesOf(task, { title, note, assigneeId, remindMinutes, priority, due }, timeZone) })) !==
      undefined
    )
      onClose();
  }
  async function drop() {
    if ((await remove.run(task)) !== undefined) onClose();
  }
  return (
    <FormDialog
      title={t("tasks.edit")}
      onClose={onClose}
      onSubmit={save}
      busy={change.busy || !mayWrite}
      problem={change.problem ?? remove.problem}
      actions={
        <>
          {mayRemove && (
            <Button tone="danger" busy={remove.busy} onClick={() => void drop()}>
              {t("tasks.remove")}
            </Button>
          )}
          <Button onClick={onClose}>{t("tasks.back")}</Button>
          {mayWrite && (
            <Button type="submit" tone="primary" busy={change.busy}>
              {t("tasks.save")}
            </Button>
          )}
        </>
      }
    >
      <TextField
        label={t("tasks.title")}
        required
        pattern=".*\S.*"
        maxLength={200}
        value={title}
        onChange={({ target }) => set({ title: target.value })}
      />
      <div className={styles.note}>
        <label htmlFor={id}>{t("tasks.note")}</label>
        <textarea id={id} maxLength={4000} value={note} onChange={({ target }) => set({ note: target.value })} />
      </div>
      <SelectField
        label={t("tasks.assignee")}
        value={assigneeId ?? ""}
        onChange={({ target }) => set({ assigneeId: target.value || null })}
      >
        <option value="">{t("tasks.nobody")}</option>
        {members.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </SelectField>
      <div className={styles.moment}>
        <TextField label={t("tasks.day")} type="date" value={day} onChange={({ target }) => set({ day: target.value })} />
        <TextField
          label={t("tasks.time")}
          type="time"
          value={time}
          disabled={day === ""}
          onChange={({ target }) => set({ time: target.value })}
        />
      </div>
      <div className={styles.moment}>
        <SelectField
          label={t("tasks.reminder")}
          value={remindMinutes ?? ""}
          disabled={day === ""}
          onChange={({ target }) => set({ remindMinutes: target.value === "" ? null : Number(target.value) })}
        >
          <option value="">{t("tasks.remindNever")}</option>
          {[...new Set([...REMINDERS, ...(remindMinutes === null ? [] : [remindMinutes])])].map((minutes) => (
            <option key={minutes} value={minutes}>
              {t("tasks.remind", { minutes })}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t("tasks.priority")}
          value={priority}
          onChange={({ target }) => set({ priority: PRIORITIES.find((one) => one === target.value) ?? "normal" })}
        >
          {PRIORITIES.map((one) => (
            <option key={one} value={one}>
              {t(`tasks.priority.${one}`)}
            </option>
          ))}
        </SelectField>
      </div>
      <p className={ink.secondary}>{t("tasks.madeBy", { name: task.maker.name })}</p>
    </FormDialog>
  );
}

/** As fields show it. */
function writtenOf({ title, note, assignee, dueAt, dueOn, remindMinutes, priority }: Task, timeZone: string) {
  const wall = dueOn === null && dueAt !== null ? wallTime(dueAt, timeZone) : "";
  return {
    title,
    note,
    assigneeId: assignee?.id ?? null,
    day: dueOn ?? wall.slice(0, 10),
    time: wall.slice(11, 16),
    remindMinutes,
    priority,
  };
}

interface Wanted extends Pick<Task, "title" | "note" | "remindMinutes" | "priority"> {
  assigneeId: string | null;
  due: string | null;
}

/** A time that nobody touched is not named again: its reminder may have been told. The priority is always sent, so that there is something. */
function changesOf(task: Task, { due, remindMinutes, ...rest }: Wanted, timeZone: string) {
  const { day, time } = writtenOf(task, timeZone);
  const before = day === "" ? null : time === "" ? day : `${day}T${time}`;
  return { ...rest, ...(due === before ? {} : { due }), ...(remindMinutes === task.remindMinutes ? {} : { remindMinutes }) };
}
