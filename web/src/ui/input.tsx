import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes, TextareaHTMLAttributes } from "react";
import { classes } from "./classes.ts";
import styles from "./input.module.css";

/** One line of text. Its name comes from a `Field`, or from `aria-label`. */
export const Input = ({ className, ...rest }: InputHTMLAttributes<HTMLInputElement>) => (
  <input {...rest} className={classes(styles.input, className)} />
);

/** Several lines of text, as high as whoever writes wants it. */
export const TextArea = ({ className, ...rest }: TextareaHTMLAttributes<HTMLTextAreaElement>) => (
  <textarea {...rest} className={classes(styles.input, styles.area, className)} />
);

interface SelectProps extends SelectHTMLAttributes<HTMLSelectElement> {
  small?: boolean;
}

/** One of a few. `children` are options. */
export const Select = ({ small, className, ...rest }: SelectProps) => (
  <select {...rest} className={classes(styles.input, small === true && styles.small, className)} />
);

/** An outline around an icon or a name and a plain `input` or `select`, which has the focus ring for all of it. */
export const InputBox = ({ small, children }: { small?: boolean; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is among the children
  <label className={classes(styles.box, small === true && styles.small)}>{children}</label>
);
