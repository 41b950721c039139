import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, unwrap } from "../../api/client.ts";
import { SettingsPage } from "../../shell/settings-page.tsx";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Form, FormDialog } from "../../ui/form.tsx";
import { IconButton } from "../../ui/icon-button.tsx";
import { Pencil, Trash2 } from "../../ui/icons.generated.ts";
import ink from "../../ui/ink.module.css";
import { LoadError } from "../../ui/load-error.tsx";
import { Spacer } from "../../ui/spacer.tsx";
import { useAct } from "../../ui/use-act.ts";
import { type Label, labelsQuery } from "../queries.ts";
import { LabelChip } from "./label-chip.tsx";
import styles from "./labels-page.module.css";
import { useWords } from "./words/words.ts";

const COLORS = ["gray", "teal", "amber", "violet", "pink", "blue", "green", "red"] as const satisfies Label["color"][];
const refresh = [["labels"], ["conversations"], ["conversation"]];

interface Draft {
  name: string;
  color: Label["color"];
}

/** The labels of the workspace: made, renamed, removed. */
export function LabelsPage() {
  const t = useWords();
  const { data, error, refetch } = useQuery(labelsQuery);
  const [changed, setChanged] = useState<Label | null>(null);
  const [removed, setRemoved] = useState<Label | null>(null);
  return (
    <SettingsPage title={t("labels.title")}>
      <div className={styles.page}>
        <p className={ink.secondary}>{t("labels.about")}</p>
        <NewLabel />
        {error !== null && data === undefined && <LoadError error={error} onRetry={() => void refetch()} />}
        {data?.items.length === 0 && <p className={ink.secondary}>{t("labels.none")}</p>}
        <ul className={styles.lines}>
          {data?.items.map((label) => (
            <li key={label.id}>
              <LabelChip label={label} />
              <Spacer />
              <span className={ink.quiet}>{t("labels.count", { count: label.count })}</span>
              <IconButton label={t("labels.edit", { name: label.name })} onClick={() => setChanged(label)}>
                <Pencil size={14} />
              </IconButton>
              <IconButton label={t("labels.remove", { name: label.name })} onClick={() => setRemoved(label)}>
                <Trash2 size={14} />
              </IconButton>
            </li>
          ))}
        </ul>
      </div>
      {changed !== null && <ChangeDialog label={changed} onClose={() => setChanged(null)} />}
      {removed !== null && <RemoveDialog label={removed} onClose={() => setRemoved(null)} />}
    </SettingsPage>
  );
}

function NewLabel() {
  const t = useWords();
  const [draft, setDraft] = useState<Draft>({ name: "", color: "teal" });
  const add = useAct(t, () => unwrap(api.POST("/api/v1/labels", { body: draft })), { problem: "inline", refresh });
  return (
    <Form
      onSubmit={async () => {
        if ((await add.run()) !== undefined) setDraft({ ...draft, name: "" });
      }}
      busy={add.busy}
      problem={add.problem}
      actions={
        <Button type="submit" tone="primary" busy={add.busy}>
          {t("labels.add")}
        </Button>
      }
    >
      <LabelFields draft={draft} onChange={setDraft} />
    </Form>
  );
}

function ChangeDialog({ label, onClose }: { label: Label; onClose: () => void }) {
  const t = useWords();
  const [draft, setDraft] = useState<Draft>({ name: label.name, color: label.color });
  const change = useAct(t, () => unwrap(api.PUT("/api/v1/labels/{labelId}", { params: { path: { labelId: label.id } }, body: draft })), {
    problem: "inline",
    refresh,
  });
  return (
    <FormDialog
      title={t("labels.edit", { name: label.name })}
      onClose={onClose}
      onSubmit={async () => {
        if ((await change.run()) !== undefined) onClose();
      }}
      busy={change.busy}
      problem={change.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("labels.cancel")}</Button>
          <Button type="submit" tone="primary" busy={change.busy}>
            {t("labels.save")}
          </Button>
        </>
      }
    >
      <LabelFields draft={draft} onChange={setDraft} />
    </FormDialog>
  );
}

function LabelFields({ draft, onChange }: { draft: Draft; onChange: (draft: Draft) => void }) {
  const t = useWords();
  return (
    <div className={styles.new}>
      <TextField
        label={t("labels.name")}
        value={draft.name}
        required
        pattern=".*\S.*"
        maxLength={40}
        onChange={({ target }) => onChange({ ...draft, name: target.value })}
      />
      <SelectField
        label={t("labels.color")}
        value={draft.color}
        onChange={({ target }) => onChange({ ...draft, color: COLORS.find((one) => one === target.value) ?? "gray" })}
      >
        {COLORS.map((color) => (
          <option key={color} value={color}>
            {t(`color.${color}`)}
          </option>
        ))}
      </SelectField>
    </div>
  );
}

function RemoveDialog({ label, onClose }: { label: Label; onClose: () => void }) {
  const t = useWords();
  const remove = useAct(t, () => unwrap(api.DELETE("/api/v1/labels/{labelId}", { params: { path: { labelId: label.id } } })), {
    problem: "inline",
    refresh,
    done: () => {
      onClose();
      return undefined;
    },
  });
  return (
    <FormDialog
      title={t("labels.removeTitle", { name: label.name })}
      onClose={onClose}
      onSubmit={() => remove.run()}
      busy={remove.busy}
      problem={remove.problem}
      actions={
        <>
          <Button onClick={onClose}>{t("labels.cancel")}</Button>
          <Button type="submit" tone="danger" busy={remove.busy}>
            {t("labels.removeDo")}
          </Button>
        </>
      }
    >
      <p>{t("labels.removeText", { count: label.count })}</p>
    </FormDialog>
  );
}
