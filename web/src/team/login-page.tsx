import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { api } from "../api/client.ts";
import { GATE } from "../shell/room.ts";
import { useTheme } from "../shell/session.tsx";
import { problemText } from "../text/problems.ts";
import { BrandMark } from "../ui/brand-mark.tsx";
import { CircleAlert } from "../ui/icons.generated.ts";
import { useToken } from "./paths.ts";
import { useWords } from "./words/words.ts";

type Step = "password" | "code" | "forgot" | "sent";

export function LoginPage() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [step, setStep] = useState<Step>("password");

  async function enter() {
    client.clear();
    await navigate({ to: "/" });
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
      <Gate title={t("login.title")}>
        <GateForm
          submit={t("login.submit")}
          onSubmit={async (form) => {
            await api.POST("/api/v1/login/second-factor", { body: { code: String(form.get("code")).trim() } });
            await enter();
          }}
        >
          <Field name="code" label={t("login.code")} autoComplete="one-time-code" inputMode="text" />
        </GateForm>
      </Gate>
    );
  }
  if (step === "sent" || step === "forgot") {
    return (
      <Gate title={t("login.forgot")}>
        {step === "sent" ? (
          <p role="status">{t("login.linkSent")}</p>
        ) : (
          <GateForm
            submit={t("login.sendLink")}
            onSubmit={async (form) => {
              await api.POST("/api/v1/login/password-reset", { body: { email: String(form.get("email")) } });
              setStep("sent");
            }}
          >
            <Field name="email" label={t("login.email")} type="email" autoComplete="username" />
          </GateForm>
        )}
        <button type="button" className="link" onClick={() => setStep("password")}>
          {t("login.back")}
        </button>
      </Gate>
    );
  }
  return (
    <Gate title={t("login.title")} lead={t("login.lead")}>
      <GateForm submit={t("login.submit")} onSubmit={signIn}>
        <Field name="email" label={t("login.email")} type="email" autoComplete="username" />
        <Field name="password" label={t("login.password")} type="password" autoComplete="current-password" />
      </GateForm>
      <button type="button" className="link" onClick={() => setStep("forgot")}>
        {t("login.forgot")}
      </button>
    </Gate>
  );
}

/** `/new-password?token=…`, from the mail. */
export function NewPasswordPage() {
  const t = useWords();
  const token = useToken();
  const [saved, setSaved] = useState(false);
  return (
    <Gate title={t("login.newPassword")}>
      {saved ? (
        <p role="status">
          {t("login.saved")} <a href="/login">{t("login.submit")}</a>
        </p>
      ) : (
        <GateForm
          submit={t("login.save")}
          onSubmit={async (form) => {
            await api.POST("/api/v1/login/new-password", { body: { token, password: String(form.get("password")) } });
            setSaved(true);
          }}
        >
          <Field
            name="password"
            label={t("login.newPassword")}
            type="password"
            autoComplete="new-password"
            hint={t("login.newPasswordHint")}
          />
        </GateForm>
      )}
    </Gate>
  );
}

/** `/invitation?token=…`, from the mail. */
export function InvitationPage() {
  const t = useWords();
  const token = useToken();
  const navigate = useNavigate();
  return (
    <Gate title={t("invitation.title")}>
      <GateForm
        submit={t("invitation.submit")}
        onSubmit={async (form) => {
          await api.POST("/api/v1/invitations/acceptance", {
            body: { token, name: String(form.get("name")), password: String(form.get("password")) },
          });
          await navigate(GATE);
        }}
      >
        <Field name="name" label={t("setup.name")} autoComplete="name" />
        <Field name="password" label={t("login.password")} type="password" autoComplete="new-password" hint={t("login.newPasswordHint")} />
      </GateForm>
    </Gate>
  );
}

/** `/setup?token=…`, printed by a fresh installation. */
export function SetupPage() {
  const t = useWords();
  const token = useToken();
  const navigate = useNavigate();
  return (
    <Gate title={t("setup.title")}>
      <GateForm
        submit={t("setup.submit")}
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
          await navigate(GATE);
        }}
      >
        <Field name="workspace" label={t("setup.workspace")} />
        <Field name="name" label={t("setup.name")} autoComplete="name" />
        <Field name="email" label={t("login.email")} type="email" autoComplete="username" />
        <Field name="password" label={t("login.password")} type="password" autoComplete="new-password" hint={t("login.newPasswordHint")} />
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
        {lead !== undefined && <p className="t2">{lead}</p>}
        {children}
      </div>
    </main>
  );
}

function GateForm({ submit, onSubmit, children }: { submit: string; onSubmit: (form: FormData) => Promise<void>; children: ReactNode }) {
  const t = useWords();
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
      <button type="submit" className="btn pri wide" aria-busy={busy}>
        {submit}
      </button>
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
      {hint !== undefined && <span className="fs12 t3">{hint}</span>}
    </label>
  );
}
