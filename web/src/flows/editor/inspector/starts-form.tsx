import { useQuery } from "@tanstack/react-query";
import type { Start } from "../../../../../flow/document.ts";
import { useFilterCatalogue } from "../../../inbox/find/use-filter-catalogue.ts";
import { useLocale } from "../../../text/locale.tsx";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { FilterBuilder } from "../../../ui/filter-builder/filter-builder.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Plus, Trash2 } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { WeekdaysField } from "../../../ui/weekdays-field.tsx";
import { START } from "../../drawing/drawing.ts";
import { withDocument } from "../../drawing/edit-drawing.ts";
import { blockTypesQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { useEditor } from "../editor-context.ts";
import { Beginnings } from "./beginnings.tsx";
import { TargetField } from "./exits-form.tsx";
import { wordsOf } from "./options-form.tsx";
import { Section } from "./section.tsx";

const KINDS = [
  "any_message",
  "new_conversation",
  "keyword",
  "payload",
  "postback",
  "campaign_reply",
  "schedule",
  "event",
  "api",
] as const satisfies readonly Start["on"][];
const MATCHES = ["word", "beginning", "whole", "pattern"] as const;

const FRESH: Record<Start["on"], Start> = {
  any_message: { on: "any_message" },
  new_conversation: { on: "new_conversation" },
  keyword: { on: "keyword", words: [], match: "word" },
  payload: { on: "payload", pattern: "" },
  postback: { on: "postback", payload: "" },
  campaign_reply: { on: "campaign_reply" },
  schedule: { on: "schedule", time: "09:00", weekdays: [1, 2, 3, 4, 5], audience: { all: [] } },
  event: { on: "event", kind: "conversation_resolved" },
  api: { on: "api" },
};

/** What begins a run; the first that fits counts. A flow without any is called by others, by rules and by hand. */
export function StartsForm() {
  const t = useWords();
  const { drawing, change } = useEditor();
  const { starts, first } = drawing.document;
  const write = (next: readonly Start[], mark?: string) => change((now) => withDocument(now, { starts: next }), mark);
  return (
    <>
      <Section
        title={t("flow.starts")}
        act={
          <Button size="small" tone="ghost" onClick={() => write([...starts, FRESH.new_conversation])}>
            <Plus size={14} /> {t("flow.addStart")}
          </Button>
        }
      >
        {starts.length === 0 && <p className={ink.secondary}>{t("flow.noStartHint")}</p>}
      </Section>
      {starts.map((start, place) => (
        <Section
          // biome-ignore lint/suspicious/noArrayIndexKey: starts are known by their place
          key={place}
          title={t("flow.startNumber", { number: place + 1 })}
          act={
            <IconButton label={t("flow.startRemove", { number: place + 1 })} onClick={() => write(starts.toSpliced(place, 1))}>
              <Trash2 size={14} />
            </IconButton>
          }
        >
          <SelectField
            label={t("flow.startsWith")}
            value={start.on}
            onChange={({ target }) => {
              const kind = KINDS.find((one) => one === target.value);
              if (kind !== undefined) write(starts.with(place, FRESH[kind]));
            }}
          >
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {t(`flow.start.${kind}`)}
              </option>
            ))}
          </SelectField>
          <StartFields start={start} set={(next) => write(starts.with(place, next), `start${place}`)} />
        </Section>
      ))}
      {starts.some(({ on }) => on === "schedule" || on === "event") && <Beginnings />}
      <Section>
        <TargetField from={START} exit="next" label={t("flow.firstBlock")} to={first ?? undefined} />
      </Section>
    </>
  );
}

function StartFields({ start, set }: { start: Start; set: (start: Start) => void }) {
  const t = useWords();
  const { language: reader } = useLocale();
  const { fields = [], choicesOf } = useFilterCatalogue();
  const events = useQuery(blockTypesQuery).data?.events ?? [];
  switch (start.on) {
    case "keyword":
      return (
        <>
          <TextField
            label={t("flow.words")}
            hint={t(start.match === "pattern" ? "flow.patternHint" : "flow.wordsHint")}
            defaultValue={start.words.join(", ")}
            onBlur={({ target }) => set({ ...start, words: start.match === "pattern" ? [target.value] : wordsOf(target.value) })}
          />
          <SelectField
            label={t("flow.match")}
            value={start.match}
            onChange={({ target }) => set({ ...start, match: MATCHES.find((one) => one === target.value) ?? "word" })}
          >
            {MATCHES.map((one) => (
              <option key={one} value={one}>
                {t(`flow.match.${one}`)}
              </option>
            ))}
          </SelectField>
        </>
      );
    case "payload":
      return (
        <TextField
          label={t("flow.payload")}
          hint={t("flow.payloadHint")}
          value={start.pattern}
          onChange={({ target }) => set({ ...start, pattern: target.value })}
        />
      );
    case "postback":
      return (
        <TextField label={t("flow.postback")} value={start.payload} onChange={({ target }) => set({ ...start, payload: target.value })} />
      );
    case "campaign_reply":
      return (
        <TextField
          label={t("flow.campaign")}
          hint={t("flow.campaignHint")}
          value={start.campaignId ?? ""}
          onChange={({ target }) => set({ on: "campaign_reply", ...(target.value === "" ? {} : { campaignId: target.value }) })}
        />
      );
    case "schedule":
      return (
        <>
          <TextField
            label={t("flow.time")}
            hint={t("flow.timeHint")}
            type="time"
            required
            value={start.time}
            onChange={({ target }) => target.value !== "" && set({ ...start, time: target.value })}
          />
          <WeekdaysField label={t("flow.weekdays")} weekdays={start.weekdays} onChange={(weekdays) => set({ ...start, weekdays })} />
          <p className={ink.secondary}>{t("flow.audienceHint")}</p>
          <FilterBuilder
            fields={fields}
            choicesOf={choicesOf}
            condition={start.audience}
            onChange={(audience) => set({ ...start, audience })}
          />
        </>
      );
    case "event":
      return (
        <>
          <SelectField label={t("flow.event")} value={start.kind} onChange={({ target }) => set({ ...start, kind: target.value })}>
            {events.map(({ id, label }) => (
              <option key={id} value={id}>
                {label[reader]}
              </option>
            ))}
          </SelectField>
          <p className={ink.secondary}>{t("flow.eventHint")}</p>
          <FilterBuilder
            fields={fields}
            choicesOf={choicesOf}
            condition={start.when ?? { all: [] }}
            onChange={(when) => set({ ...start, when })}
          />
        </>
      );
    default:
      return null;
  }
}
