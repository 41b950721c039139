import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/button.tsx";
import { SelectField, TextField } from "../../../ui/field.tsx";
import { IconButton } from "../../../ui/icon-button.tsx";
import { Plus, Trash2 } from "../../../ui/icons.generated.ts";
import ink from "../../../ui/ink.module.css";
import { credentialsQuery } from "../../queries.ts";
import { useWords } from "../../words/words.ts";
import { CredentialDialog } from "./credential-dialog.tsx";
import type { BlockOf, FormProps } from "./form-props.ts";
import styles from "./inspector.module.css";
import { NumberField } from "./number-field.tsx";
import { Section } from "./section.tsx";
import { TextArea } from "./text-area.tsx";
import { VariableField } from "./variable-field.tsx";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** A call to another system, and where its answer goes. Secrets are named, never written here. */
export function HttpForm({ block, set }: FormProps<BlockOf<"http">>) {
  const t = useWords();
  const credentials = useQuery(credentialsQuery).data?.items ?? [];
  const [isAdding, setAdding] = useState(false);
  const { headers, mapping } = block;
  return (
    <>
      <Section title={t("flow.request")}>
        <SelectField
          label={t("flow.method")}
          value={block.method}
          onChange={({ target }) => set({ method: METHODS.find((one) => one === target.value) ?? "GET" })}
        >
          {METHODS.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </SelectField>
        <TextArea label={t("flow.url")} rows={2} isCode value={block.url} onChange={(url) => set({ url }, "url")} />
        <p className={ink.quiet}>{t("flow.urlHint")}</p>
        <div className={styles.withAct}>
          <SelectField
            label={t("flow.credential")}
            value={block.credentialId ?? ""}
            onChange={({ target }) => set({ credentialId: target.value || undefined })}
          >
            <option value="">{t("flow.credentialNone")}</option>
            {credentials.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
          <IconButton label={t("flow.credentialNew")} onClick={() => setAdding(true)}>
            <Plus size={14} />
          </IconButton>
        </div>
        {block.method !== "GET" && (
          <TextArea
            label={t("flow.body")}
            rows={4}
            most={60_000}
            isCode
            value={block.body ?? ""}
            onChange={(body) => set({ body: body === "" ? undefined : body }, "body")}
          />
        )}
        <div className={styles.pair}>
          <NumberField
            label={t("flow.timeout")}
            min={1}
            max={120}
            value={block.timeoutSeconds}
            onChange={(seconds = 10) => set({ timeoutSeconds: Math.min(120, Math.max(1, Math.round(seconds))) }, "timeout")}
          />
          <NumberField
            label={t("flow.retries")}
            min={0}
            max={5}
            value={block.retries}
            onChange={(retries = 0) => set({ retries: Math.min(5, Math.max(0, Math.round(retries))) }, "retries")}
          />
        </div>
      </Section>
      <Section
        title={t("flow.headers")}
        act={
          <Button size="small" tone="ghost" onClick={() => set({ headers: [...headers, { name: "", value: "" }] })}>
            <Plus size={14} /> {t("flow.addHeader")}
          </Button>
        }
      >
        {headers.map((header, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: headers are known by their place
          <div key={place} className={styles.mapLine}>
            <TextField
              label={t("flow.headerName")}
              value={header.name}
              onChange={({ target }) => set({ headers: headers.with(place, { ...header, name: target.value }) }, `header${place}`)}
            />
            <TextField
              label={t("flow.headerValue")}
              value={header.value}
              onChange={({ target }) => set({ headers: headers.with(place, { ...header, value: target.value }) }, `value${place}`)}
            />
            <IconButton label={t("flow.lineRemove", { name: header.name })} onClick={() => set({ headers: headers.toSpliced(place, 1) })}>
              <Trash2 size={14} />
            </IconButton>
          </div>
        ))}
      </Section>
      <Section
        title={t("flow.mapping")}
        act={
          <Button size="small" tone="ghost" onClick={() => set({ mapping: [...mapping, { path: "", variable: "x" }] })}>
            <Plus size={14} /> {t("flow.addMapping")}
          </Button>
        }
      >
        {mapping.map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines are known by their place
          <div key={place} className={styles.mapLine}>
            <TextField
              label={t("flow.path")}
              placeholder="data.items.0.name"
              value={line.path}
              onChange={({ target }) => set({ mapping: mapping.with(place, { ...line, path: target.value }) }, `path${place}`)}
            />
            <VariableField
              label={t("flow.variable")}
              value={line.variable}
              onChange={(variable = "x") => set({ mapping: mapping.with(place, { ...line, variable }) }, `variable${place}`)}
            />
            <IconButton label={t("flow.lineRemove", { name: line.path })} onClick={() => set({ mapping: mapping.toSpliced(place, 1) })}>
              <Trash2 size={14} />
            </IconButton>
          </div>
        ))}
      </Section>
      {isAdding && <CredentialDialog onMade={(credentialId) => set({ credentialId })} onClose={() => setAdding(false)} />}
    </>
  );
}
