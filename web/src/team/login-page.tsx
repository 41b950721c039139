import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { CircleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { api } from "../api/client.ts";
import { useTheme } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { useText } from "../text/text.tsx";
import { BrandMark } from "../ui/brand-mark.tsx";
import { Button } from "../ui/button.tsx";
import { classes } from "../ui/classes.ts";
import ink from "../ui/ink.module.css";
import { useGateText } from "./words/use-gate-text.ts";

/** The secret of the link by which a person came. */
const useToken = (): string => useSearch({ strict: false, select: ({ token }: { token?: string }) => token ?? "" });

type Step = "password" | "code" | "forgot" | "sent";

export function LoginPage() {
  const g = useGateText();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>("password");

  async function enter() {
    client.clear();
    await navigate({ to: "/inbox", search: { view: "mine" } });
  }
  async function signIn(form: FormData) {
    const { data } = await api.POST("/api/v1/login", {
      body: { email: String(form.get("email")), password: String(form.get("password")) },
    });
    if (data?.secondFactor === true) setStep("code");
    else await enter();
  }
  if (step === "code") {
    return (
      <Gate title={g("login.title")}>
        <GateForm
          submit={g("login.submit")}
          onSubmit={async (form) => {
            await api.POST("/api/v1/login/second-factor", { body: { code: String(form.get("code")).trim() } });
            await enter();
          }}
        >
          <Field name="code" label={g("login.code")} autoComplete="one-time-code" inputMode="text" />
        </GateForm>
      </Gate>
    );
  }
  if (step === "sent" || step === "forgot") {
    return (
      <Gate title={g("login.forgot")}>
        {step === "sent" ? (
          <p role="status">{g("login.linkSent")}</p>
        ) : (
          <GateForm
            submit={g("login.sendLink")}
            onSubmit={async (form) => {
              await api.POST("/api/v1/login/password-reset", { body: { email: String(form.get("email")) } });
              setStep("sent");
            }}
          >
            <Field name="email" label={g("login.email")} type="email" autoComplete="username" />
          </GateForm>
        )}
        <button type="button" className="link" onClick={() => setStep("password")}>
          {g("login.back")}
        </button>
      </Gate>
    );
  }
  return (
    <Gate title={g("login.title")} lead={g("login.lead")}>
      <GateForm submit={g("login.submit")} onSubmit={signIn}>
        <Field name="email" label={g("login.email")} type="email" autoComplete="username" />
        <Field name="password" label={g("login.password")} type="password" autoComplete="current-password" />
      </GateForm>
      <button type="button" className="link" onClick={() => setStep("forgot")}>
        {g("login.forgot")}
      </button>
    </Gate>
  );
}

/** `/new-password?token=…`, from the mail. */
export function NewPasswordPage() {
  const g = useGateText();
  const token = useToken();
  const [saved, setSaved] = useState(false);
  return (
    <Gate title={g("login.newPassword")}>
      {saved ? (
        <p role="status">
          {g("login.saved")} <a href="/login">{g("login.submit")}</a>
        </p>
      ) : (
        <GateForm
          submit={g("login.save")}
          onSubmit={async (form) => {
            await api.POST("/api/v1/login/new-password", { body: { token, password: String(form.get("password")) } });
            setSaved(true);
          }}
        >
          <Field
            name="password"
            label={g("login.newPassword")}
            type="password"
            autoComplete="new-password"
            hint={g("login.newPasswordHint")}
          />
        </GateForm>
      )}
    </Gate>
  );
}

/** `/invitation?token=…`, from the mail. */
export function InvitationPage() {
  const g = useGateText();
  const token = useToken();
  const navigate = useNavigate();
  return (
    <Gate title={g("invitation.title")}>
      <GateForm
        submit={g("invitation.submit")}
        onSubmit={async (form) => {
          await api.POST("/api/v1/invitations/acceptance", {
            body: { token, name: String(form.get("name")), password: String(form.get("password")) },
          });
          await navigate({ to: "/login" });
        }}
      >
        <Field name="name" label={g("setup.name")} autoComplete="name" />
        <Field name="password" label={g("login.password")} type="password" autoComplete="new-password" hint={g("login.newPasswordHint")} />
      </GateForm>
    </Gate>
  );
}

/** `/setup?token=…`, printed by a fresh installation. */
export function SetupPage() {
  const g = useGateText();
  const token = useToken();
  const navigate = useNavigate();
  return (
    <Gate title={g("setup.title")}>
      <GateForm
        submit={g("setup.submit")}
        onSubmit={async (form) => {
          const text = (name: string) => String(form.get(name));
          const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
          await api.POST("/api/v1/setup", {
            body: {
              token,
              workspaceName: text("workspace"),
              language: "pt-BR",
              timeZone,
              name: text("name"),
              email: text("email"),
              password: text("password"),
            },
          });
          await navigate({ to: "/login" });
        }}
      >
        <Field name="workspace" label={g("setup.workspace")} />
        <Field name="name" label={g("setup.name")} autoComplete="name" />
        <Field name="email" label={g("login.email")} type="email" autoComplete="username" />
        <Field name="password" label={g("login.password")} type="password" autoComplete="new-password" hint={g("login.newPasswordHint")} />
      </GateForm>
    </Gate>
  );
}

function Gate({ title, lead, children }: { title: string; lead?: string; children: ReactNode }) {
  useTheme("system");
  return (
    <main className="gate">
      <div className="gate-card">
        <BrandMark size={36} />
        <h1>{title}</h1>
        {lead !== undefined && <p className={ink.secondary}>{lead}</p>}
        {children}
      </div>
    </main>
  );
}

function GateForm({ submit, onSubmit, children }: { submit: string; onSubmit: (form: FormData) => Promise<void>; children: ReactNode }) {
  const t = useText();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  async function send(event: React.FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    try {
      await onSubmit(new FormData(event.currentTarget));
    } catch (error) {
      setProblem(problemText(error, t));
    } finally {
      setBusy(false);
    }
  }
  return (
    <form onSubmit={(event) => void send(event)}>
      {children}
      {problem !== null && (
        <p className="problem" role="alert">
          <CircleAlert size={14} /> {problem}
        </p>
      )}
      <Button type="submit" tone="primary" size="wide" busy={busy}>
        {submit}
      </Button>
    </form>
  );
}

interface FieldProps {
  name: string;
  label: string;
  type?: string;
  autoComplete?: string;
  inputMode?: "text";
  hint?: string;
}

function Field({ name, label, hint, ...rest }: FieldProps) {
  return (
    <label className="field">
      <span className="lab">{label}</span>
      <input className="inp" name={name} required {...rest} />
      {hint !== undefined && <span className={classes(ink.small, ink.quiet)}>{hint}</span>}
    </label>
  );
}
