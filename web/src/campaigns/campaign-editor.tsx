import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Condition } from "../../../rules/conditions.ts";
import { validate } from "../../../rules/validate.ts";
import { api, unwrap } from "../api/client.ts";
import { channelKindsQuery } from "../channels/queries.ts";
import { contactFieldsQuery } from "../contacts/queries.ts";
import { accountsQuery } from "../inbox/queries.ts";
import { Button } from "../ui/button.tsx";
import { SelectField, TextField } from "../ui/field.tsx";
import { asGroup, trimmed } from "../ui/filter-builder/edit-condition.ts";
import { Switch } from "../ui/switch.tsx";
import { useAct } from "../ui/use-act.ts";
import { AfterPart } from "./after-part.tsx";
import { AudiencePart } from "./audience-part.tsx";
import styles from "./campaigns.module.css";
import { ContentField } from "./content-field.tsx";
import { PreviewPart } from "./preview-part.tsx";
import { type Campaign, type Content, campaignsRefresh, type WrittenCampaign } from "./queries.ts";
import { WhenPart } from "./when-part.tsx";
import { useWords } from "./words/words.ts";
import { EMPTY, numberOf } from "./written.ts";

interface CampaignEditorProps {
  /** Null: a new one. */
  campaign: Campaign | null;
  mayManage: boolean;
  onSaved: (id: string) => void;
}

const KINDS = ["marketing", "promotional", "re_engagement", "prospecting", "informative", "survey"] as const;
const KEYS = ["A", "B", "C", "D"] as const;
const FIRST: WrittenCampaign = {
  name: "",
  kind: "marketing",
  channelId: "",
  audience: { condition: { all: [{ field: "contact.marketing_consent", operator: "equals", value: "given" }] } as never, contactIds: [] },
  variants: [{ key: "A", share: 1, content: { kind: "text", text: "" } }],
  followUps: [],
  window: { from: "09:00", to: "18:00", weekdays: [1, 2, 3, 4, 5] },
  perMinute: null,
  restDays: 14,
  priceMicros: null,
  goal: null,
  picksWinner: false,
};
const isWholeContent = (content: Content): boolean =>
  content.kind === "text" ? content.text.trim() !== "" : (content.body ?? []).every(({ text }) => text.trim() !== "");

/** A campaign as it is written: what, to whom, when; beside it whom it would reach and what they would read. */
export function CampaignEditor({ campaign, mayManage, onSaved }: CampaignEditorProps) {
  const t = useWords();
  const accounts = useQuery(accountsQuery).data?.items ?? [];
  const { data: fields } = useQuery(contactFieldsQuery);
  const [draft, setDraft] = useState<WrittenCampaign>(() => (campaign === null ? FIRST : writtenOf(campaign)));
  const [isChecked, setChecked] = useState(false);
  const [startsAt, setStartsAt] = useState("");
  const set = (change: Partial<WrittenCampaign>) => setDraft((now) => ({ ...now, ...change }));
  const account = accounts.find(({ id }) => id === draft.channelId) ?? accounts[0];
  const channelId = account?.id ?? "";
  const hasTemplates =
    useQuery(channelKindsQuery).data?.items.some(({ kind, hasTemplates }) => kind === account?.kind && hasTemplates) === true;
  const condition = draft.audience.condition as Condition | null;
  const asked = condition === null ? null : trimmed(asGroup(condition));
  const written: WrittenCampaign = {
    ...draft,
    name: draft.name.trim(),
    channelId,
    // Over the wire a condition is any document; the builder made this one.
    audience: { ...draft.audience, condition: asked as unknown as WrittenCampaign["audience"]["condition"] },
  };
  const isWhole =
    written.name !== "" &&
    channelId !== "" &&
    (asked === null || validate(asked, fields ?? []).length === 0) &&
    [...written.variants, ...written.followUps].every(({ content }) => isWholeContent(content));
  const save = useAct(
    t,
    async (start: { startsAt: string | null } | null) => {
      const saved =
        campaign === null
          ? await unwrap(api.POST("/api/v1/campaigns", { body: written }))
          : await unwrap(
              api.PUT("/api/v1/campaigns/{campaignId}", {
                params: { path: { campaignId: campaign.id } },
                body: { ...written, revision: campaign.revision },
              }),
            );
      if (start === null) return saved;
      return unwrap(api.POST("/api/v1/campaigns/{campaignId}/start", { params: { path: { campaignId: saved.id } }, body: start }));
    },
    { problem: "inline", refresh: campaignsRefresh, done: (saved) => ({ text: t("campaigns.saved", { name: saved.name }) }) },
  );
  async function keep(start: { startsAt: string | null } | null) {
    setChecked(true);
    if (!isWhole) return save.setProblem(t("campaigns.notWhole"));
    const saved = await save.run(start);
    if (saved !== undefined) onSaved(saved.id);
  }
  const setVariant = (index: number, content: Content) =>
    set({ variants: draft.variants.map((one, at) => (at === index ? { ...one, content } : one)) });
  const isFixed = campaign !== null && campaign.preparedAt !== null;

  return (
    <div className={styles.editor}>
      <div className={styles.form}>
        <fieldset className={styles.parts} disabled={!mayManage}>
          <Part title={t("editor.what")}>
            <div className={styles.fields}>
              <TextField
                label={t("campaigns.name")}
                value={draft.name}
                maxLength={80}
                problem={isChecked && written.name === "" ? t("campaigns.nameMissing") : undefined}
                onChange={({ target }) => set({ name: target.value })}
              />
              <SelectField
                label={t("editor.kind")}
                value={draft.kind}
                onChange={({ target }) => set({ kind: target.value as WrittenCampaign["kind"] })}
              >
                {KINDS.map((kind) => (
                  <option key={kind} value={kind}>
                    {t(`kind.${kind}`)}
                  </option>
                ))}
              </SelectField>
              <SelectField
                label={t("editor.channel")}
                value={channelId}
                disabled={isFixed}
                onChange={({ target }) => set({ channelId: target.value })}
              >
                {accounts.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
            </div>
            {draft.variants.map((variant, index) => (
              <ContentField
                key={variant.key}
                label={t("editor.text", { key: variant.key })}
                channelId={channelId}
                hasTemplates={hasTemplates}
                content={variant.content}
                onChange={(content) => setVariant(index, content)}
              />
            ))}
            <div className={styles.row}>
              {draft.variants.length < KEYS.length && !isFixed && (
                <Button
                  size="small"
                  onClick={() =>
                    set({ variants: [...draft.variants, { key: KEYS[draft.variants.length] ?? "D", share: 1, content: EMPTY }] })
                  }
                >
                  {t("editor.addText")}
                </Button>
              )}
              {draft.variants.length > 1 && !isFixed && (
                <Button size="small" tone="ghost" onClick={() => set({ variants: draft.variants.slice(0, -1) })}>
                  {t("editor.removeText", { key: draft.variants.at(-1)?.key ?? "" })}
                </Button>
              )}
            </div>
            {draft.variants.length > 1 && (
              <Switch label={t("editor.picksWinner")} on={draft.picksWinner} onChange={(picksWinner) => set({ picksWinner })} />
            )}
          </Part>
          <Part title={t("editor.whom")}>
            <AudiencePart
              fields={fields}
              audience={draft.audience}
              isChecked={isChecked}
              isFixed={isFixed}
              onChange={(audience) => set({ audience })}
            />
            <TextField
              label={t("editor.rest")}
              hint={t("editor.restHint")}
              type="number"
              min={1}
              max={365}
              value={draft.restDays ?? ""}
              onChange={({ target }) => set({ restDays: numberOf(target.value) })}
            />
          </Part>
          <Part title={t("editor.when")}>
            <WhenPart window={draft.window} perMinute={draft.perMinute} onChange={set} />
          </Part>
          <Part title={t("editor.then")}>
            <AfterPart written={draft} channelId={channelId} hasTemplates={hasTemplates} onChange={set} />
          </Part>
        </fieldset>
        {save.problem !== null && (
          <p role="alert" className={styles.problem}>
            {save.problem}
          </p>
        )}
        {mayManage && (
          <div className={styles.row}>
            <Button busy={save.busy} onClick={() => void keep(null)}>
              {t("campaigns.save")}
            </Button>
            {!isFixed && (
              <>
                <Button tone="primary" busy={save.busy} onClick={() => void keep({ startsAt: null })}>
                  {t("campaigns.start")}
                </Button>
                <TextField
                  label={t("campaigns.startsAt")}
                  type="datetime-local"
                  value={startsAt}
                  onChange={({ target }) => setStartsAt(target.value)}
                />
                <Button
                  busy={save.busy}
                  disabled={startsAt === ""}
                  onClick={() => void keep({ startsAt: new Date(startsAt).toISOString() })}
                >
                  {t("campaigns.plan")}
                </Button>
              </>
            )}
          </div>
        )}
      </div>
      <aside className={styles.beside}>
        {mayManage && (
          <PreviewPart
            campaign={campaign}
            written={written}
            isWhole={channelId !== "" && (asked === null || validate(asked, fields ?? []).length === 0)}
          />
        )}
      </aside>
    </div>
  );
}

const writtenOf = ({
  name,
  kind,
  channelId,
  audience,
  variants,
  followUps,
  window,
  perMinute,
  restDays,
  priceMicros,
  goal,
  picksWinner,
}: Campaign): WrittenCampaign => ({
  name,
  kind,
  channelId,
  audience,
  variants,
  followUps,
  window,
  perMinute,
  restDays,
  priceMicros,
  goal,
  picksWinner,
});

/** One question that a campaign answers, and what belongs to it. */
const Part = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className={styles.part}>
    <h2>{title}</h2>
    <div className={styles.box}>{children}</div>
  </section>
);
