import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { useShortcuts } from "../shell/use-shortcuts.ts";
import { Button } from "../ui/button.tsx";
import { Check } from "../ui/check.tsx";
import { Form } from "../ui/form.tsx";
import { Check as CheckMark } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { Key } from "../ui/key.tsx";
import { Spacer } from "../ui/spacer.tsx";
import type { Registration } from "./queries.ts";
import styles from "./review.module.css";
import { useDecide } from "./review-acts.ts";
import { useWords } from "./words/words.ts";

interface DecidingProps {
  registration: Registration;
  /** Fields that the person is about to be asked for again; null: nobody is asking. */
  asking: readonly string[] | null;
  onAsking: (fields: readonly string[] | null) => void;
  onDecided: () => void;
}

/** Approve (A), ask again (C), reject. What was decided by somebody else meanwhile is said, and shown. */
export function Deciding({ registration, asking, onAsking, onDecided }: DecidingProps) {
  const t = useWords();
  const mayReview = useMay("registrations.review");
  const [isRejecting, setRejecting] = useState(false);
  const [overwrite, setOverwrite] = useState<readonly string[]>([]);
  const { approve } = useDecide();
  const { id, version, status, decidedAt, checks } = registration;
  const isOpen = mayReview && decidedAt === null;
  const canApprove = isOpen && status === "pending" && checks.every(({ problem }) => problem === null);
  const doApprove = async () => {
    if (canApprove && (await approve.run({ id, version, overwrite: [...overwrite] })) !== undefined) onDecided();
  };
  useShortcuts({ a: () => void doApprove(), c: () => isOpen && onAsking(wrongFields(registration)) });
  if (!isOpen) return null;
  const close = () => {
    onAsking(null);
    setRejecting(false);
  };
  const end = () => {
    close();
    onDecided();
  };
  const isAsking = asking !== null && !isRejecting;
  const isClosed = asking === null && !isRejecting;
  return (
    <div className={styles.deciding} data-acts-below>
      {isAsking && <AskForm registration={registration} chosen={asking} onChoose={onAsking} onEnd={end} onClose={close} />}
      {isRejecting && <RejectForm registration={registration} onEnd={end} onClose={close} />}
      {isClosed && <IntoContact registration={registration} overwrite={overwrite} onChange={setOverwrite} />}
      {isClosed && (
        <div className={styles.acts}>
          {status === "pending" && (
            <Button
              tone="primary"
              busy={approve.busy}
              disabled={!canApprove}
              title={canApprove ? undefined : t("problem.registrations.not_ready")}
              onClick={() => void doApprove()}
            >
              <CheckMark size={16} /> {t("registrations.approve")} <Key>A</Key>
            </Button>
          )}
          <Button onClick={() => onAsking(wrongFields(registration))}>
            {t("registrations.ask")} <Key>C</Key>
          </Button>
          <Spacer />
          <Button tone="danger" onClick={() => setRejecting(true)}>
            {t("registrations.reject")}
          </Button>
        </div>
      )}
    </div>
  );
}

interface FormProps {
  registration: Registration;
  onEnd: () => void;
  onClose: () => void;
}

/** Those with a problem that the person can mend. */
const wrongFields = ({ checks }: Registration): string[] =>
  checks.filter(({ problem }) => problem !== null && problem !== "no_proof_date").map(({ field }) => field);

interface AskFormProps extends FormProps {
  chosen: readonly string[];
  onChoose: (fields: readonly string[]) => void;
}

/** Fields with a problem are marked already, or the one that somebody pointed at. */
function AskForm({ registration, chosen, onChoose, onEnd, onClose }: AskFormProps) {
  const t = useWords();
  const { id, version, fields } = registration;
  const [note, setNote] = useState("");
  const { ask } = useDecide();
  return (
    <Form
      className={styles.form}
      busy={ask.busy}
      problem={ask.problem}
      onSubmit={async () => (await ask.run({ id, version, fields: [...chosen], note })) !== undefined && onEnd()}
      actions={
        <>
          <Button onClick={onClose}>{t("registrations.cancel")}</Button>
          <Button type="submit" tone="primary" busy={ask.busy} disabled={chosen.length === 0}>
            {t("registrations.askSend")}
          </Button>
        </>
      }
    >
      <fieldset className={styles.choices}>
        <legend>{t("registrations.askFields")}</legend>
        {fields.map(({ key, label }) => (
          <Check
            key={key}
            label={label}
            checked={chosen.includes(key)}
            onChange={(on) => onChoose(on ? [...chosen, key] : chosen.filter((one) => one !== key))}
          />
        ))}
      </fieldset>
      <label className={styles.note}>
        <span>{t("registrations.askNote")}</span>
        <textarea value={note} maxLength={1000} rows={2} onChange={({ target }) => setNote(target.value)} />
      </label>
      <p className={ink.secondary}>{t("registrations.askHint")}</p>
    </Form>
  );
}

function RejectForm({ registration: { id, version }, onEnd, onClose }: FormProps) {
  const t = useWords();
  const [reason, setReason] = useState("");
  const { reject } = useDecide();
  return (
    <Form
      className={styles.form}
      busy={reject.busy}
      problem={reject.problem}
      onSubmit={async () => (await reject.run({ id, version, reason })) !== undefined && onEnd()}
      actions={
        <>
          <Button onClick={onClose}>{t("registrations.cancel")}</Button>
          <Button type="submit" tone="danger" busy={reject.busy} disabled={reason.trim() === ""}>
            {t("registrations.rejectSend")}
          </Button>
        </>
      }
    >
      <label className={styles.note}>
        <span>{t("registrations.rejectReason")}</span>
        {/* biome-ignore lint/a11y/noAutofocus: the form was opened to write it */}
        <textarea value={reason} maxLength={1000} rows={2} required autoFocus onChange={({ target }) => setReason(target.value)} />
      </label>
    </Form>
  );
}

/** What approval does to the contact; what is newer there is replaced only where somebody marks it. */
function IntoContact({
  registration,
  overwrite,
  onChange,
}: {
  registration: Registration;
  overwrite: readonly string[];
  onChange: (fields: readonly string[]) => void;
}) {
  const t = useWords();
  const { contactChanges, writesInto, fields, status } = registration;
  if (status !== "pending") return null;
  const newer = contactChanges.filter(({ isNewer }) => isNewer);
  const labelOf = (key: string) => fields.find((one) => one.key === key)?.label ?? key;
  return (
    <div className={styles.into}>
      <p className={ink.secondary}>
        {writesInto === null ? t("registrations.makes") : t("registrations.writesInto", { name: writesInto.name ?? "?" })}
      </p>
      {newer.length > 0 && (
        <fieldset className={styles.choices}>
          <legend>{t("registrations.newer")}</legend>
          {newer.map(({ field, present, given }) => (
            <Check
              key={field}
              label={t("registrations.overwrite", { label: labelOf(field), present: present ?? "", given })}
              checked={overwrite.includes(field)}
              onChange={(on) => onChange(on ? [...overwrite, field] : overwrite.filter((one) => one !== field))}
            />
          ))}
          <p className={ink.secondary}>{t("registrations.newerHint")}</p>
        </fieldset>
      )}
    </div>
  );
}
