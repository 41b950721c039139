/** The words at the gate: signing in, invitations, the first workspace. */
export const ptBR = {
  "login.title": "Entrar",
  "login.lead": "Suas conversas em um só lugar.",
  "login.email": "E-mail",
  "login.password": "Senha",
  "login.submit": "Entrar",
  "login.code": "Código do aplicativo, ou um código de reserva",
  "login.forgot": "Esqueci a senha",
  "login.sendLink": "Enviar link",
  "login.linkSent": "Se o endereço existir, o link chega em instantes.",
  "login.back": "Voltar",
  "login.newPassword": "Nova senha",
  "login.newPasswordHint": "De 10 a 200 caracteres.",
  "login.save": "Salvar",
  "login.saved": "Senha salva. Entre com ela.",
  "setup.title": "Primeiro acesso",
  "setup.workspace": "Nome da empresa",
  "setup.name": "Seu nome",
  "setup.submit": "Criar",
  "invitation.title": "Aceitar convite",
  "invitation.submit": "Aceitar",
} as const;

export type GateTextKey = keyof typeof ptBR;
