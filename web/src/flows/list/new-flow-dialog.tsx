import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { Button } from "../../ui/button.tsx";
import { SelectField, TextField } from "../../ui/field.tsx";
import { Form } from "../../ui/form.tsx";
import ink from "../../ui/ink.module.css";
import { Modal, ModalBody } from "../../ui/modal.tsx";
import { Choice } from "../../ui/tabs.tsx";
import { toFlow } from "../paths.ts";
import { type ImportLine, type NewFlow, templatesQuery } from "../queries.ts";
import { useWords } from "../words/words.ts";
import { useMakeFlow } from "./flow-acts.ts";
import styles from "./flows.module.css";
import { ImportReport } from "./import-report.tsx";
import { MOST_BYTES, readFlowFile } from "./read-flow-file.ts";

const KINDS = ["blank", "template", "file"] as const;
type Kind = (typeof KINDS)[number];

/** A flow that begins with nothing, with a template, or with a file. */
export function NewFlowDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const make = useMakeFlow();
  const templates = useQuery(templatesQuery).data?.items ?? [];
  const [name, setName] = useState("");
  const [kind, setKind] = useState<Kind>("blank");
  const [template, setTemplate] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [made, setMade] = useState<{ flowId: string; report: readonly ImportLine[] } | null>(null);

  async function save() {
    const wanted = await wantedFlow();
    if (typeof wanted === "string") return make.setProblem(wanted);
    const answer = await make.run(wanted);
    if (answer === undefined) return;
    if (answer.report !== undefined && answer.report.length > 0) return setMade({ flowId: answer.id, report: answer.report });
    onClose();
    void navigate(toFlow(answer.id));
  }
  /** What is asked for, or what is missing. */
  async function wantedFlow(): Promise<NewFlow | string> {
    const chosen = templates.find(({ id }) => id === template) ?? templates[0];
    if (kind === "template")
      return chosen === undefined ? t("flows.noTemplates") : { name: name.trim() || chosen.name, template: chosen.id };
    if (kind === "file") {
      if (file === null) return t("flows.fileMissing");
      if (file.size > MOST_BYTES) return t("flows.fileBig");
      return readFlowFile(await file.text(), name.trim() || file.name.replace(/\.json$/i, "")) ?? t("flows.fileBad");
    }
    return name.trim() === "" ? t("flows.nameMissing") : { name: name.trim() };
  }
  if (made !== null) {
    return (
      <Modal title={t("flows.report")} onClose={onClose} size="wide">
        <ModalBody>
          <ImportReport report={made.report} onOpen={() => void navigate(toFlow(made.flowId))} />
        </ModalBody>
      </Modal>
    );
  }
  return (
    <Modal title={t("flows.new")} onClose={onClose}>
      <ModalBody>
        <Form
          onSubmit={save}
          busy={make.busy}
          problem={make.problem}
          actions={
            <>
              <Button onClick={onClose}>{t("flows.cancel")}</Button>
              <Button type="submit" tone="primary" busy={make.busy}>
                {t("flows.create")}
              </Button>
            </>
          }
        >
          <TextField label={t("flows.name")} maxLength={120} autoFocus value={name} onChange={({ target }) => setName(target.value)} />
          <Choice
            label={t("flows.kind")}
            options={KINDS.map((id) => ({ id, label: t(`flows.kind.${id}`) }))}
            selected={kind}
            onSelect={(next) => {
              make.setProblem(null);
              setKind(next);
            }}
          />
          {kind === "template" && (
            <SelectField
              label={t("flows.template")}
              hint={templates.find(({ id }) => id === template)?.description ?? templates[0]?.description ?? t("flows.noTemplates")}
              value={template}
              onChange={({ target }) => setTemplate(target.value)}
            >
              {templates.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </SelectField>
          )}
          {kind === "file" && <FileField onFile={setFile} />}
        </Form>
      </ModalBody>
    </Modal>
  );
}

function FileField({ onFile }: { onFile: (file: File | null) => void }) {
  const t = useWords();
  const id = useId();
  return (
    <div className={styles.file}>
      <label htmlFor={id}>{t("flows.file")}</label>
      <input
        id={id}
        type="file"
        accept=".json,application/json"
        aria-describedby={`${id}-hint`}
        onChange={({ target }) => onFile(target.files?.[0] ?? null)}
      />
      <span id={`${id}-hint`} className={ink.quiet}>
        {t("flows.fileHint")}
      </span>
    </div>
  );
}
