import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/client.ts";
import { LinkButton } from "../ui/link-button.tsx";
import { Gate, GateField, GateForm } from "./gate.tsx";
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
          <GateField name="code" label={g("login.code")} autoComplete="one-time-code" inputMode="text" />
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
            <GateField name="email" label={g("login.email")} type="email" autoComplete="username" />
          </GateForm>
        )}
        <LinkButton onClick={() => setStep("password")}>{g("login.back")}</LinkButton>
      </Gate>
    );
  }
  return (
    <Gate title={g("login.title")} lead={g("login.lead")}>
      <GateForm submit={g("login.submit")} onSubmit={signIn}>
        <GateField name="email" label={g("login.email")} type="email" autoComplete="username" />
        <GateField name="password" label={g("login.password")} type="password" autoComplete="current-password" />
      </GateForm>
      <LinkButton onClick={() => setStep("forgot")}>{g("login.forgot")}</LinkButton>
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
          <GateField
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
        <GateField name="name" label={g("setup.name")} autoComplete="name" />
        <GateField
          name="password"
          label={g("login.password")}
          type="password"
          autoComplete="new-password"
          hint={g("login.newPasswordHint")}
        />
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
        <GateField name="workspace" label={g("setup.workspace")} />
        <GateField name="name" label={g("setup.name")} autoComplete="name" />
        <GateField name="email" label={g("login.email")} type="email" autoComplete="username" />
        <GateField
          name="password"
          label={g("login.password")}
          type="password"
          autoComplete="new-password"
          hint={g("login.newPasswordHint")}
        />
      </GateForm>
    </Gate>
  );
}
