import { useQuery } from "@tanstack/react-query";
import { useLocale } from "../text/locale.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { WeekdaysField } from "../ui/weekdays-field.tsx";
import styles from "./automations.module.css";
import { MinutesField } from "./minutes-field.tsx";
import { objectTypeList, type Trigger, triggerList } from "./queries.ts";
import { useWords } from "./words/words.ts";

const KINDS = ["silence", "event", "object", "daily"] as const;

interface TriggerPartProps {
  trigger: Trigger;
  onChange: (trigger: Trigger) => void;
}

/** What begins the rule. */
export function TriggerPart({ trigger, onChange }: TriggerPartProps) {
  const t = useWords();
  const types = useQuery(objectTypeList).data?.items ?? [];
  const first = types[0];
  const beginnings: Record<(typeof KINDS)[number], Trigger> = {
    silence: { kind: "silence", minutes: 2_880 },
    event: { kind: "event", event: "conversation_opened", afterMinutes: 0 },
    object: { kind: "object", type: first?.key ?? "", state: first?.states[0] ?? "", afterMinutes: 1_440, channel: null },
    daily: { kind: "daily", time: "09:00", weekdays: [1, 2, 3, 4, 5] },
  };
  return (
    <div className={styles.fields}>
      <SelectField
        label={t("rules.kind")}
        value={trigger.kind}
        onChange={({ target }) => onChange(beginnings[KINDS.find((kind) => kind === target.value) ?? "silence"])}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`rules.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      {trigger.kind === "silence" && (
        <>
          <MinutesField
            label={t("rules.silentFor")}
            minutes={trigger.minutes}
            least={5}
            onChange={(minutes) => onChange({ ...trigger, minutes })}
          />
          <p className={styles.hint}>{t("rules.silentHint")}</p>
        </>
      )}
      {trigger.kind === "event" && <EventFields trigger={trigger} onChange={onChange} />}
      {trigger.kind === "object" && <ObjectFields trigger={trigger} types={types} onChange={onChange} />}
      {trigger.kind === "daily" && <DailyFields trigger={trigger} onChange={onChange} />}
    </div>
  );
}

type Of<Kind extends Trigger["kind"]> = Extract<Trigger, { kind: Kind }>;

function EventFields({ trigger, onChange }: { trigger: Of<"event">; onChange: (trigger: Trigger) => void }) {
  const t = useWords();
  const { language } = useLocale();
  const events = useQuery(triggerList).data?.items ?? [];
  return (
    <>
      <SelectField
        label={t("rules.event")}
        value={trigger.event}
        // The list is the server's own.
        onChange={({ target }) => onChange({ ...trigger, event: target.value as Of<"event">["event"] })}
      >
        {events.map(({ id, label }) => (
          <option key={id} value={id}>
            {label[language]}
          </option>
        ))}
      </SelectField>
      <MinutesField
        label={t("rules.after")}
        minutes={trigger.afterMinutes}
        least={0}
        onChange={(afterMinutes) => onChange({ ...trigger, afterMinutes })}
      />
    </>
  );
}

interface ObjectFieldsProps {
  trigger: Of<"object">;
  types: readonly { key: string; name: string; states: string[] }[];
  onChange: (trigger: Trigger) => void;
}

function ObjectFields({ trigger, types, onChange }: ObjectFieldsProps) {
  const t = useWords();
  const type = types.find(({ key }) => key === trigger.type);
  if (types.length === 0) return <p className={styles.hint}>{t("rules.noTypes")}</p>;
  return (
    <>
      <SelectField
        label={t("rules.type")}
        value={trigger.type}
        onChange={({ target }) =>
          onChange({ ...trigger, type: target.value, state: types.find(({ key }) => key === target.value)?.states[0] ?? "" })
        }
      >
        {types.map(({ key, name }) => (
          <option key={key} value={key}>
            {name}
          </option>
        ))}
      </SelectField>
      <SelectField label={t("rules.state")} value={trigger.state} onChange={({ target }) => onChange({ ...trigger, state: target.value })}>
        {(type?.states ?? [trigger.state]).map((state) => (
          <option key={state}>{state}</option>
        ))}
      </SelectField>
      <MinutesField
        label={t("rules.after")}
        minutes={trigger.afterMinutes}
        least={0}
        onChange={(afterMinutes) => onChange({ ...trigger, afterMinutes })}
      />
      <SelectField
        label={t("rules.channel")}
        value={trigger.channel ?? ""}
        onChange={({ target }) => onChange({ ...trigger, channel: target.value === "" ? null : target.value })}
      >
        <option value="">{t("rules.channelAny")}</option>
        <option value="email">{t("rules.channelEmail")}</option>
        {trigger.channel !== null && trigger.channel !== "email" && <option value={trigger.channel}>{trigger.channel}</option>}
      </SelectField>
    </>
  );
}

function DailyFields({ trigger, onChange }: { trigger: Of<"daily">; onChange: (trigger: Trigger) => void }) {
  const t = useWords();
  return (
    <>
      <TextField
        label={t("rules.time")}
        type="time"
        required
        value={trigger.time}
        onChange={({ target }) => target.value !== "" && onChange({ ...trigger, time: target.value })}
      />
      <div className={styles.days}>
        <WeekdaysField
          label={t("rules.weekdays")}
          weekdays={trigger.weekdays}
          onChange={(weekdays) => onChange({ ...trigger, weekdays })}
        />
      </div>
    </>
  );
}
