import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { api } from "../api/client.ts";
import { forgetKept } from "../shell/forget-kept.ts";
import { GATE } from "../shell/room.ts";
import { useTheme } from "../shell/session.tsx";
import { useValidationWords } from "../shell/use-validation-words.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { Button } from "../ui/button.tsx";
import { TextField } from "../ui/field.tsx";
import { CircleAlert } from "../ui/icons.generated.ts";
import ink from "../ui/ink.module.css";
import { LinkButton } from "../ui/link-button.tsx";
import { useAct } from "../ui/use-act.ts";
import styles from "./gate.module.css";
import { useWords } from "./words/words.ts";

/** The card at the door: what is asked, and the product's mark over it. */
export function Gate({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  useTheme("system");
  useValidationWords();
  return (
    <main className={styles.gate}>
      <div className={styles.card}>
        <BrandMark size={36} />
        <h1>{title}</h1>
        {lead !== undefined && <p className={ink.secondary}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}

interface GateFormProps {
  submit: string;
  onSubmit: (form: FormData) => Promise<void>;
  children: ReactNode;
}

/** Its fields and the one button; what was refused is said between them. */
export function GateForm({ submit, onSubmit, children }: GateFormProps) {
  const t = useWords();
  const { run, busy, problem } = useAct(t, onSubmit, { problem: "inline" });
  function send(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) void run(new FormData(event.currentTarget));
  }
  return (
    <form className={styles.form} onSubmit={send}>
      {children}
      {problem !== null && (
        <p className={styles.problem} role="alert">
          <CircleAlert size={14} /> {problem}
        </p>
      )}
      <Button type="submit" tone="primary" size="wide" busy={busy}>
        {submit}
      </Button>
    </form>
  );
}

interface GateFieldProps {
  name: string;
  label: string;
  type?: string;
  autoComplete?: string;
  inputMode?: "text";
  hint?: string;
  /** The one that is filled in first. */
  autoFocus?: boolean;
}

/** One line to fill in. */
export const GateField = (field: GateFieldProps) => <TextField smallLabel required {...field} />;

/** The way out for whoever is signed in and not let in. */
export function SignOut() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  async function signOut() {
    await api.POST("/api/v1/logout");
    await forgetKept();
    client.clear();
    await navigate(GATE);
  }
  return <LinkButton onClick={() => void signOut()}>{t("secondFactor.signOut")}</LinkButton>;
}
