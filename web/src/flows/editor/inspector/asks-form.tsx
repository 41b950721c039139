import { Check } from "../../../ui/check.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { Switch } from "../../../ui/switch.tsx";
import { useWords } from "../../words/words.ts";
import type { FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { NumberField } from "./number-field.tsx";
import type { AskingBlock } from "./question-form.tsx";
import { Section } from "./section.tsx";

const KINDS = ["image", "video", "audio", "document"] as const;

/** What an answer must be, by the type of the question. Nothing for those whose type says it all. */
export function AnswerRules({ block, set }: FormProps<AskingBlock>) {
  const t = useWords();
  switch (block.type) {
    case "ask_text":
      return (
        <Section title={t("flow.rules")}>
          <div className={styles.pair}>
            <NumberField label={t("flow.shortest")} min={0} value={block.shortest} onChange={(shortest) => set({ shortest }, "shortest")} />
            <NumberField label={t("flow.longest")} min={1} value={block.longest} onChange={(longest) => set({ longest }, "longest")} />
          </div>
          <TextField
            label={t("flow.pattern")}
            hint={t("flow.patternHint")}
            maxLength={300}
            value={block.pattern ?? ""}
            onChange={({ target }) => set({ pattern: target.value || undefined }, "pattern")}
          />
        </Section>
      );
    case "ask_number":
      return (
        <Section title={t("flow.rules")}>
          <div className={styles.pair}>
            <NumberField label={t("flow.least")} step="any" value={block.least} onChange={(least) => set({ least }, "least")} />
            <NumberField label={t("flow.most")} step="any" value={block.most} onChange={(most) => set({ most }, "most")} />
          </div>
          <Switch label={t("flow.isWhole")} on={block.isWhole === true} onChange={(on) => set({ isWhole: on ? true : undefined })} />
        </Section>
      );
    case "ask_rating":
      return (
        <Section title={t("flow.rules")}>
          <div className={styles.pair}>
            <NumberField label={t("flow.least")} min={0} max={10} value={block.least} onChange={(least = 1) => set({ least }, "least")} />
            <NumberField label={t("flow.most")} min={1} max={10} value={block.most} onChange={(most = 5) => set({ most }, "most")} />
          </div>
        </Section>
      );
    case "ask_phone":
      return (
        <Section title={t("flow.rules")}>
          <SelectField
            label={t("flow.country")}
            value={block.country ?? ""}
            onChange={({ target: { value } }) => set({ country: value === "PT" || value === "BR" ? value : null })}
          >
            <option value="">{t("flow.country.any")}</option>
            <option value="PT">{t("flow.country.PT")}</option>
            <option value="BR">{t("flow.country.BR")}</option>
          </SelectField>
        </Section>
      );
    case "ask_date":
      return (
        <Section title={t("flow.rules")}>
          <SelectField
            label={t("flow.earliest")}
            value={block.earliest ?? ""}
            onChange={({ target: { value } }) => set({ earliest: value === "today" || value === "tomorrow" ? value : undefined })}
          >
            <option value="">{t("flow.anyDay")}</option>
            <option value="today">{t("flow.today")}</option>
            <option value="tomorrow">{t("flow.tomorrow")}</option>
          </SelectField>
          <Switch label={t("flow.notFuture")} on={block.latest === "today"} onChange={(on) => set({ latest: on ? "today" : undefined })} />
          <Switch label={t("flow.withTime")} on={block.withTime} onChange={(withTime) => set({ withTime })} />
        </Section>
      );
    case "ask_file":
      return (
        <Section title={t("flow.rules")}>
          {KINDS.map((kind) => (
            <Check
              key={kind}
              middle
              label={t(`flow.kind.${kind}`)}
              checked={block.kinds.includes(kind)}
              onChange={(on) => {
                const kinds = KINDS.filter((one) => (one === kind ? on : block.kinds.includes(one)));
                if (kinds.length > 0) set({ kinds });
              }}
            />
          ))}
          <NumberField
            label={t("flow.mostMegabytes")}
            min={1}
            max={100}
            value={block.mostMegabytes}
            onChange={(mostMegabytes = 16) => set({ mostMegabytes: Math.min(100, Math.max(1, mostMegabytes)) }, "mostMegabytes")}
          />
        </Section>
      );
    default:
      return null;
  }
}
