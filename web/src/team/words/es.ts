import type { GateTextKey } from "./pt-BR.ts";

export const es: Record<GateTextKey, string> = {
  "login.title": "Entrar",
  "login.lead": "Todas tus conversaciones en un solo lugar.",
  "login.email": "Correo",
  "login.password": "Contraseña",
  "login.submit": "Entrar",
  "login.code": "Código de tu aplicación, o uno de reserva",
  "login.forgot": "Olvidé la contraseña",
  "login.sendLink": "Enviar enlace",
  "login.linkSent": "Si la dirección existe, el enlace llega en un momento.",
  "login.back": "Volver",
  "login.newPassword": "Contraseña nueva",
  "login.newPasswordHint": "De 10 a 200 caracteres.",
  "login.save": "Guardar",
  "login.saved": "Contraseña guardada. Entra con ella.",
  "setup.title": "Primer acceso",
  "setup.workspace": "Nombre de la empresa",
  "setup.name": "Tu nombre",
  "setup.submit": "Crear",
  "invitation.title": "Aceptar invitación",
  "invitation.submit": "Aceptar",
};
