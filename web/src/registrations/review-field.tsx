import { useState } from "react";
import { useMay } from "../shell/session.tsx";
import { formatPhone } from "../text/phone.ts";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import { Problem } from "../ui/form.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { CircleCheck, MessageSquareQuote, Pencil, TriangleAlert } from "../ui/icons.generated.ts";
import { Input } from "../ui/input.tsx";
import { givenFor, type Registration } from "./queries.ts";
import styles from "./review.module.css";
import { useCorrect, useDateProof } from "./review-acts.ts";
import { useWords } from "./words/words.ts";

type Field = Registration["fields"][number];
interface ReviewFieldProps {
  field: Field;
  registration: Registration;
}
interface AskableFieldProps extends ReviewFieldProps {
  /** The person is asked for this field again. */
  onAsk: () => void;
}

/** A fact as it was given, what is good or bad of it, and how it is corrected. */
export function ReviewField({ field, registration, onAsk }: AskableFieldProps) {
  const t = useWords();
  const [isEdited, setEdited] = useState(false);
  const mayReview = useMay("registrations.review");
  const isOpen = mayReview && registration.decidedAt === null;
  const check = registration.checks.find((one) => one.field === field.key);
  const problem = check?.problem ?? null;
  const says =
    problem === null ? (check?.signs ?? []).map((sign) => t(`registrations.sign.${sign}`)) : [t(`registrations.problem.${problem}`)];
  return (
    <div className={classes(styles.fact, problem !== null && styles.bad)}>
      <dt>{field.label}</dt>
      <dd>
        {isEdited ? (
          <EditValue field={field} registration={registration} onEnd={() => setEdited(false)} />
        ) : (
          <span className={styles.value}>
            <Given field={field} registration={registration} />
            {isOpen && field.type !== "file" && (
              <IconButton label={t("registrations.edit", { label: field.label })} onClick={() => setEdited(true)}>
                <Pencil size={14} />
              </IconButton>
            )}
            {isOpen && (
              <IconButton label={t("registrations.askField", { label: field.label })} onClick={onAsk}>
                <MessageSquareQuote size={14} />
              </IconButton>
            )}
          </span>
        )}
        {says.length > 0 && <span className={styles.says}>{says.join(", ")}</span>}
        {isOpen && field.maxAgeMonths !== null && <ProofDate field={field} registration={registration} />}
      </dd>
      <dd className={styles.mark}>
        {problem === null ? (
          <CircleCheck size={16} className={styles.ok} aria-label={t("registrations.good")} />
        ) : (
          <TriangleAlert size={16} className={styles.warn} aria-label={t("registrations.bad")} />
        )}
      </dd>
    </div>
  );
}

function Given({ field, registration }: ReviewFieldProps) {
  const t = useWords();
  const file = registration.files.find((one) => one.field === field.key && !one.isReplaced);
  const value = givenFor(registration, field.key);
  if (field.type === "file") return <span>{file === undefined ? t("registrations.notGiven") : (file.givenName ?? file.fileName)}</span>;
  if (value === undefined) return <span>{t("registrations.notGiven")}</span>;
  return <span>{field.type === "phone" ? formatPhone(value) : value}</span>;
}

function EditValue({ field, registration, onEnd }: ReviewFieldProps & { onEnd: () => void }) {
  const t = useWords();
  const { id, version } = registration;
  const [value, setValue] = useState(givenFor(registration, field.key) ?? "");
  const correct = useCorrect();
  async function keep() {
    if ((await correct.run({ id, version, values: { [field.key]: value } })) !== undefined) onEnd();
  }
  return (
    <form
      className={styles.edit}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <Input aria-label={field.label} value={value} required maxLength={500} autoFocus onChange={({ target }) => setValue(target.value)} />
      <Button type="submit" size="small" tone="primary" busy={correct.busy}>
        {t("registrations.keep")}
      </Button>
      <Button size="small" onClick={onEnd}>
        {t("registrations.cancel")}
      </Button>
      <Problem problem={correct.problem} />
    </form>
  );
}

/** The day that stands in the paper: nobody but a person reads it. */
function ProofDate({ field, registration }: ReviewFieldProps) {
  const t = useWords();
  const { id, version, proofOn } = registration;
  const [on, setOn] = useState(proofOn ?? "");
  const date = useDateProof();
  return (
    <form
      className={styles.edit}
      onSubmit={(event) => {
        event.preventDefault();
        void date.run({ id, version, on });
      }}
    >
      <Input
        type="date"
        aria-label={t("registrations.proofOn", { label: field.label })}
        value={on}
        required
        onChange={({ target }) => setOn(target.value)}
      />
      <Button type="submit" size="small" busy={date.busy} disabled={on === "" || on === proofOn}>
        {t("registrations.proofKeep")}
      </Button>
      <Problem problem={date.problem} />
    </form>
  );
}
