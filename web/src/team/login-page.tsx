import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api/client.ts";
import { GATE } from "../shell/room.ts";
import { browserLanguage } from "../text/locale.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { Gate, GateField, GateForm } from "./gate.tsx";
import { useNext, useToken } from "./paths.ts";
import { SignOnButtons } from "./sign-on-buttons.tsx";
import { useWords } from "./words/words.ts";

type Step = "password" | "code" | "forgot" | "sent";

export function LoginPage() {
  const t = useWords();
  const navigate = useNavigate();
  const client = useQueryClient();
  const next = useNext();
  const { history } = useRouter();
  const [step, setStep] = useState<Step>("password");

  async function enter() {
    client.clear();
    if (next === undefined) await navigate({ to: "/" });
    else history.push(next);
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
          <GateField name="code" label={t("login.code")} autoComplete="one-time-code" inputMode="text" autoFocus />
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
            <GateField name="email" label={t("login.email")} type="email" autoComplete="username" autoFocus />
          </GateForm>
        )}
        <LinkButton onClick={() => setStep("password")}>{t("login.back")}</LinkButton>
      </Gate>
    );
  }
  return (
    <Gate title={t("login.title")} lead={t("login.lead")}>
      <GateForm submit={t("login.submit")} onSubmit={signIn}>
        <GateField name="email" label={t("login.email")} type="email" autoComplete="username" autoFocus />
        <GateField name="password" label={t("login.password")} type="password" autoComplete="current-password" />
      </GateForm>
      <SignOnButtons next={next} />
      <LinkButton onClick={() => setStep("forgot")}>{t("login.forgot")}</LinkButton>
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
          <GateField
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
        <GateField name="name" label={t("setup.name")} autoComplete="name" autoFocus />
        <GateField
          name="password"
          label={t("login.password")}
          type="password"
          autoComplete="new-password"
          hint={t("login.newPasswordHint")}
        />
      </GateForm>
      <SignOnButtons invitation={token} />
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
              language: browserLanguage(),
              timeZone,
              name: text("name"),
              email: text("email"),
              password: text("password"),
            },
          });
          await navigate(GATE);
        }}
      >
        <GateField name="workspace" label={t("setup.workspace")} autoFocus />
        <GateField name="name" label={t("setup.name")} autoComplete="name" />
        <GateField name="email" label={t("login.email")} type="email" autoComplete="username" />
        <GateField
          name="password"
          label={t("login.password")}
          type="password"
          autoComplete="new-password"
          hint={t("login.newPasswordHint")}
        />
      </GateForm>
    </Gate>
  );
}
