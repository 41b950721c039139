import { type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes, useId } from "react";
import styles from "./field.module.css";
import { CircleAlert } from "./icons.generated.ts";
import { Input, Select, TextArea } from "./input.tsx";

interface FieldWords {
  label: string;
  /** What to write there, under the field. */
  hint?: string | undefined;
  /** What is wrong with what was written, under the field; screen readers hear it. */
  problem?: string | undefined;
  /** A label in small print, where a form stands alone on its page. */
  smallLabel?: boolean;
}

/** What a control needs so that its label, hint and problem belong to it. */
interface ControlProps {
  id: string;
  "aria-describedby"?: string;
  "aria-invalid"?: true;
}

/** A control with its label above, and hint and problem under it. */
function Field({ label, hint, problem, smallLabel, children }: FieldWords & { children: (control: ControlProps) => ReactNode }) {
  const id = useId();
  const below = `${id}-below`;
  const hasMore = hint !== undefined || problem !== undefined;
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={smallLabel === true ? styles.smallLabel : undefined}>
        {label}
      </label>
      {children({ id, ...(hasMore ? { "aria-describedby": below } : {}), ...(problem === undefined ? {} : { "aria-invalid": true }) })}
      {problem !== undefined ? (
        <span id={below} className={styles.problem} role="alert">
          <CircleAlert size={12} /> {problem}
        </span>
      ) : (
        hint !== undefined && (
          <span id={below} className={styles.hint}>
            {hint}
          </span>
        )
      )}
    </div>
  );
}

type TextFieldProps = FieldWords & InputHTMLAttributes<HTMLInputElement>;

/** A line of text with its label. */
export const TextField = ({ label, hint, problem, smallLabel = false, ...input }: TextFieldProps) => (
  <Field label={label} hint={hint} problem={problem} smallLabel={smallLabel}>
    {(control) => <Input {...input} {...control} />}
  </Field>
);

type TextAreaFieldProps = FieldWords & TextareaHTMLAttributes<HTMLTextAreaElement>;

/** Several lines of text with their label. */
export const TextAreaField = ({ label, hint, problem, smallLabel = false, ...area }: TextAreaFieldProps) => (
  <Field label={label} hint={hint} problem={problem} smallLabel={smallLabel}>
    {(control) => <TextArea rows={3} {...area} {...control} />}
  </Field>
);

type SelectFieldProps = FieldWords & SelectHTMLAttributes<HTMLSelectElement>;

/** One of a few, with its label. `children` are options. */
export const SelectField = ({ label, hint, problem, smallLabel = false, ...select }: SelectFieldProps) => (
  <Field label={label} hint={hint} problem={problem} smallLabel={smallLabel}>
    {(control) => <Select {...select} {...control} />}
  </Field>
);
