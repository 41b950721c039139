import type { GateTextKey } from "./pt-BR.ts";

export const en: Record<GateTextKey, string> = {
  "login.title": "Sign in",
  "login.lead": "All your conversations in one place.",
  "login.email": "E-mail",
  "login.password": "Password",
  "login.submit": "Sign in",
  "login.code": "Code from your app, or a backup code",
  "login.forgot": "Forgot password",
  "login.sendLink": "Send link",
  "login.linkSent": "If the address exists, the link arrives in a moment.",
  "login.back": "Back",
  "login.newPassword": "New password",
  "login.newPasswordHint": "10 to 200 characters.",
  "login.save": "Save",
  "login.saved": "Password saved. Sign in with it.",
  "setup.title": "First access",
  "setup.workspace": "Company name",
  "setup.name": "Your name",
  "setup.submit": "Create",
  "invitation.title": "Accept invitation",
  "invitation.submit": "Accept",
};
