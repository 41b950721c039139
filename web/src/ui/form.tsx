import type { ReactNode } from "react";
import { classes } from "./classes.ts";
import styles from "./form.module.css";
import ink from "./ink.module.css";
import { Modal, ModalBody } from "./modal.tsx";

interface FormProps {
  /** Called with the browser's own checks passed; not while `busy`. */
  onSubmit: () => unknown;
  busy?: boolean;
  /** Why it could not be done; read aloud. */
  problem?: string | null;
  /** Buttons, the one that submits last. */
  actions: ReactNode;
  className?: string | undefined;
  children: ReactNode;
}

/** Fields one under the other, what went wrong, and what can be done. */
export function Form({ onSubmit, busy, problem, actions, className, children }: FormProps) {
  return (
    <form
      className={classes(styles.form, className)}
      onSubmit={(event) => {
        event.preventDefault();
        if (busy !== true) void onSubmit();
      }}
    >
      {children}
      <Problem problem={problem} />
      <FormActions>{actions}</FormActions>
    </form>
  );
}

/** The same where nothing is submitted: steps of a dialog. */
export const FormSteps = ({ children }: { children: ReactNode }) => <div className={styles.form}>{children}</div>;

/** The line of buttons at its end. */
export const FormActions = ({ children }: { children: ReactNode }) => <div className={styles.actions}>{children}</div>;

/** Why something could not be done; read aloud. Nothing, when there is none. */
export const Problem = ({ problem }: { problem: string | null | undefined }) =>
  problem === null || problem === undefined ? null : (
    <p className={ink.danger} role="alert">
      {problem}
    </p>
  );

interface FormDialogProps extends FormProps {
  title: string;
  onClose: () => void;
  size?: "wide";
}

/** A form in a layer of its own. */
export const FormDialog = ({ title, onClose, size, ...form }: FormDialogProps) => (
  <Modal title={title} onClose={onClose} {...(size === undefined ? {} : { size })}>
    <ModalBody>
      <Form {...form} />
    </ModalBody>
  </Modal>
);
