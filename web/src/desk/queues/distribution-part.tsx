import { SelectField, TextField } from "../../ui/field.tsx";
import { Switch } from "../../ui/switch.tsx";
import { useWords } from "../words/words.ts";
import type { PartProps } from "./part-props.ts";
import styles from "./queues.module.css";
import { SecondsField } from "./seconds-field.tsx";

const MODES = ["least_busy", "round_robin", "skill", "pull"] as const;

/** How tickets get to people. */
export function DistributionPart({ queue, queues, draft, onChange }: PartProps) {
  const t = useWords();
  return (
    <>
      <div className={styles.fields}>
        <TextField
          label={t("queues.name")}
          value={draft.name}
          maxLength={80}
          onChange={(event) => onChange({ name: event.target.value })}
        />
        <TextField
          label={t("queues.description")}
          value={draft.description}
          maxLength={500}
          onChange={(event) => onChange({ description: event.target.value })}
        />
        <SelectField
          label={t("queues.mode")}
          hint={t(`queues.modeHint.${draft.mode}`)}
          value={draft.mode}
          onChange={(event) => onChange({ mode: event.target.value as (typeof MODES)[number] })}
        >
          {MODES.map((mode) => (
            <option key={mode} value={mode}>
              {t(`queues.mode.${mode}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("queues.capacity")}
          type="number"
          min={1}
          max={100}
          value={draft.capacity}
          onChange={(event) => onChange({ capacity: event.target.valueAsNumber || 1 })}
        />
        <SelectField
          label={t("queues.priority")}
          value={draft.priority}
          onChange={(event) => onChange({ priority: Number(event.target.value) })}
        >
          {Array.from({ length: 10 }, (_, index) => 10 - index).map((priority) => (
            <option key={priority} value={priority}>
              {t("queues.priorityOf", { priority })}
            </option>
          ))}
        </SelectField>
        {draft.mode === "skill" && (
          <TextField
            label={t("queues.skills")}
            hint={t("queues.skillsHint")}
            defaultValue={draft.skills.join(", ")}
            onBlur={(event) =>
              onChange({
                skills: event.target.value
                  .split(",")
                  .map((skill) => skill.trim())
                  .filter((skill) => skill !== ""),
              })
            }
          />
        )}
      </div>
      <h3>{t("queues.meanwhile")}</h3>
      <div className={styles.fields}>
        <SecondsField
          label={t("queues.answerWithin")}
          hint={t("queues.answerWithinHint")}
          unit="minutes"
          value={draft.answerWithinSeconds}
          onChange={(answerWithinSeconds) => onChange({ answerWithinSeconds })}
        />
        <SelectField
          label={t("queues.overflow")}
          value={draft.overflowQueueId ?? ""}
          onChange={(event) => onChange({ overflowQueueId: event.target.value === "" ? null : event.target.value })}
        >
          <option value="">{t("queues.overflowNone")}</option>
          {queues
            .filter(({ id }) => id !== queue.id)
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
        </SelectField>
        {draft.overflowQueueId !== null && (
          <SecondsField
            label={t("queues.overflowAfter")}
            unit="minutes"
            value={draft.overflowAfterSeconds}
            onChange={(overflowAfterSeconds) => onChange({ overflowAfterSeconds })}
          />
        )}
      </div>
      <Switch label={t("queues.asksRating")} on={draft.asksRating} onChange={(asksRating) => onChange({ asksRating })} />
    </>
  );
}
