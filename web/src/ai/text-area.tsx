import { type TextareaHTMLAttributes, useId } from "react";
import styles from "./ai.module.css";

/** Several lines of text with their label. */
export function TextArea({ label, ...area }: { label: string } & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return (
    <div className={styles.text}>
      <label htmlFor={id}>{label}</label>
      <textarea {...area} id={id} />
    </div>
  );
}
