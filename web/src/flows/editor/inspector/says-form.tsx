import { useId } from "react";
import { uploadFile } from "../../../api/client.ts";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import ink from "../../../ui/ink.module.css";
import { useAct } from "../../../ui/use-act.ts";
import { useWords } from "../../words/words.ts";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { LocalTextField } from "./local-text.tsx";
import { NumberField } from "./number-field.tsx";
import { Section } from "./section.tsx";
import { VariableField } from "./variable-field.tsx";

const KINDS = ["image", "video", "audio", "document"] as const;
const ACCEPTS = { image: "image/*", video: "video/*", audio: "audio/*", document: "" } as const;

/** A file of the workspace, or one that the contact sent before. */
export function FileForm({ block, set }: FormProps<BlockOf<"say_file">>) {
  const t = useWords();
  const id = useId();
  const upload = useAct(t, (file: File) => uploadFile(file, file.name, false, () => undefined), { problem: "inline" });
  async function take(file: File | undefined) {
    if (file === undefined) return;
    const stored = await upload.run(file);
    if (stored !== undefined) set({ attachmentId: stored.id, variable: undefined });
  }
  return (
    <Section title={t("flow.file")}>
      <SelectField
        label={t("flow.fileKind")}
        value={block.kind}
        onChange={({ target }) => set({ kind: KINDS.find((kind) => kind === target.value) ?? "image" })}
      >
        {KINDS.map((kind) => (
          <option key={kind} value={kind}>
            {t(`flow.kind.${kind}`)}
          </option>
        ))}
      </SelectField>
      <div className={styles.stack}>
        <label htmlFor={id}>{t(block.attachmentId === undefined ? "flow.fileChoose" : "flow.fileReplace")}</label>
        <input
          id={id}
          type="file"
          accept={ACCEPTS[block.kind]}
          disabled={upload.busy}
          onChange={({ target }) => void take(target.files?.[0])}
        />
        {upload.problem !== null && (
          <p className={ink.danger} role="alert">
            {upload.problem}
          </p>
        )}
        {block.attachmentId !== undefined && (
          <Button size="small" tone="ghost" onClick={() => set({ attachmentId: undefined })}>
            {t("flow.fileRemove")}
          </Button>
        )}
      </div>
      <VariableField
        label={t("flow.fileVariable")}
        value={block.variable}
        type="file"
        onChange={(variable) => set({ variable, ...(variable === undefined ? {} : { attachmentId: undefined }) }, "variable")}
      />
      <LocalTextField label={t("flow.caption")} text={block.text} most={1024} onChange={(text) => set({ text }, "text")} />
    </Section>
  );
}

/** A place on the map. */
export function LocationForm({ block, set }: FormProps<BlockOf<"say_location">>) {
  const t = useWords();
  return (
    <Section title={t("flow.place")}>
      <TextField
        label={t("flow.placeName")}
        value={block.place ?? ""}
        onChange={({ target }) => set({ place: target.value || undefined }, "place")}
      />
      <TextField
        label={t("flow.address")}
        value={block.address ?? ""}
        onChange={({ target }) => set({ address: target.value || undefined }, "address")}
      />
      <div className={styles.pair}>
        <NumberField
          label={t("flow.latitude")}
          min={-90}
          max={90}
          step="any"
          value={block.latitude}
          onChange={(latitude = 0) => set({ latitude }, "latitude")}
        />
        <NumberField
          label={t("flow.longitude")}
          min={-180}
          max={180}
          step="any"
          value={block.longitude}
          onChange={(longitude = 0) => set({ longitude }, "longitude")}
        />
      </div>
    </Section>
  );
}
