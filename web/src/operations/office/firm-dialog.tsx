import type { ReactNode } from "react";
import { Button } from "../../ui/button.tsx";
import { TextField } from "../../ui/field.tsx";
import { FormDialog } from "../../ui/form.tsx";
import styles from "./office.module.css";
import { useWords } from "./words/words.ts";

/** What is written of every firm. */
export interface WrittenFirm {
  name: string;
  email: string;
  phone: string;
}

interface FirmDialogProps {
  title: string;
  written: WrittenFirm;
  onWrite: (part: Partial<WrittenFirm>) => void;
  onSubmit: () => unknown;
  onClose: () => void;
  busy: boolean;
  problem: string | null;
  /** What only this kind of firm has. */
  children: ReactNode;
}

/** A firm's name and how to reach it, and what else is known of its kind. */
export function FirmDialog({ title, written, onWrite, onSubmit, onClose, busy, problem, children }: FirmDialogProps) {
  const t = useWords();
  return (
    <FormDialog
      title={title}
      onClose={onClose}
      onSubmit={onSubmit}
      busy={busy}
      problem={problem}
      actions={
        <>
          <Button onClick={onClose}>{t("office.back")}</Button>
          <Button type="submit" tone="primary" busy={busy}>
            {t("office.save")}
          </Button>
        </>
      }
    >
      <TextField
        label={t("office.name")}
        required
        pattern=".*\S.*"
        maxLength={120}
        value={written.name}
        onChange={({ target }) => onWrite({ name: target.value })}
      />
      <div className={styles.pair}>
        <TextField
          label={t("office.email")}
          type="email"
          maxLength={200}
          value={written.email}
          onChange={({ target }) => onWrite({ email: target.value })}
        />
        <TextField
          label={t("office.phone")}
          type="tel"
          maxLength={40}
          value={written.phone}
          onChange={({ target }) => onWrite({ phone: target.value })}
        />
      </div>
      {children}
    </FormDialog>
  );
}

/** As fields show it. */
export const writtenOf = (firm: { name: string; email: string | null; phone: string | null } | undefined): WrittenFirm => ({
  name: firm?.name ?? "",
  email: firm?.email ?? "",
  phone: firm?.phone ?? "",
});
