import { useQuery } from "@tanstack/react-query";
import { labelsQuery } from "../inbox/queries.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import styles from "./campaigns.module.css";
import { ContentField } from "./content-field.tsx";
import type { WrittenCampaign } from "./queries.ts";
import { useWords } from "./words/words.ts";
import { EMPTY } from "./written.ts";

interface AfterPartProps {
  written: Pick<WrittenCampaign, "followUps" | "goal" | "priceMicros">;
  channelId: string;
  hasTemplates: boolean;
  onChange: (change: Partial<WrittenCampaign>) => void;
}

/** What follows for who does not answer, what counts as a success, and what one message costs. */
export function AfterPart({ written, channelId, hasTemplates, onChange }: AfterPartProps) {
  const t = useWords();
  const labels = useQuery(labelsQuery).data?.items ?? [];
  return (
    <>
      {written.followUps.map((followUp, index) => (
        // They have no name of their own, and are only added and taken off at the end.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={index} className={styles.followUp}>
          <TextField
            label={t("editor.after")}
            type="number"
            min={1}
            max={2160}
            value={Math.round(followUp.afterMinutes / 60)}
            onChange={({ target }) =>
              onChange({
                followUps: written.followUps.map((one, at) =>
                  at === index ? { ...one, afterMinutes: Math.max(1, Number(target.value)) * 60 } : one,
                ),
              })
            }
          />
          <ContentField
            label={t("editor.followUp", { number: index + 1 })}
            channelId={channelId}
            hasTemplates={hasTemplates}
            content={followUp.content}
            onChange={(content) => onChange({ followUps: written.followUps.map((one, at) => (at === index ? { ...one, content } : one)) })}
          />
        </div>
      ))}
      <div className={styles.row}>
        {written.followUps.length < 5 && (
          <Button size="small" onClick={() => onChange({ followUps: [...written.followUps, { afterMinutes: 4_320, content: EMPTY }] })}>
            {t("editor.addFollowUp")}
          </Button>
        )}
        {written.followUps.length > 0 && (
          <Button size="small" tone="ghost" onClick={() => onChange({ followUps: written.followUps.slice(0, -1) })}>
            {t("editor.removeFollowUp")}
          </Button>
        )}
      </div>
      <div className={styles.fields}>
        <SelectField
          label={t("editor.goal")}
          hint={t("editor.goalHint")}
          value={written.goal === null ? "" : written.goal.kind === "label" ? written.goal.labelId : "deal_won"}
          onChange={({ target: { value } }) =>
            onChange({ goal: value === "" ? null : value === "deal_won" ? { kind: "deal_won" } : { kind: "label", labelId: value } })
          }
        >
          <option value="">{t("editor.noGoal")}</option>
          <option value="deal_won">{t("editor.goalDeal")}</option>
          {labels.map(({ id, name }) => (
            <option key={id} value={id}>
              {t("editor.goalLabel", { name })}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t("editor.price")}
          hint={t("editor.priceHint")}
          type="number"
          min={0}
          max={100}
          step="0.001"
          value={written.priceMicros === null ? "" : written.priceMicros / 1_000_000}
          onChange={({ target }) => onChange({ priceMicros: target.value === "" ? null : Math.round(Number(target.value) * 1_000_000) })}
        />
      </div>
    </>
  );
}
