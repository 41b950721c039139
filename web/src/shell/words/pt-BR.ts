/** The words of the list of keys. */
export const ptBR = {
  "shortcuts.title": "Atalhos do teclado",
  "shortcuts.next": "Próxima conversa",
  "shortcuts.previous": "Conversa anterior",
  "shortcuts.open": "Abrir",
  "shortcuts.resolve": "Resolver e abrir a próxima",
  "shortcuts.resolveStay": "Resolver e ficar",
  "shortcuts.assignMe": "Atribuir a mim",
  "shortcuts.snooze": "Adiar",
  "shortcuts.reply": "Responder",
  "shortcuts.note": "Nota",
  "shortcuts.unread": "Marcar como não lida",
  "shortcuts.undo": "Desfazer",
  "shortcuts.send": "Enviar",
  "shortcuts.sendResolve": "Enviar e resolver",
  "shortcuts.context": "Painel do contato",
  "shortcuts.rail": "Barra lateral",
  "shortcuts.escape": "Fechar, sair do campo",
  "shortcuts.goInbox": "Ir para a caixa de entrada",
  "shortcuts.goPlayground": "Ir para o playground",
  "shortcuts.help": "Todos os atalhos",
} as const;

export type ShortcutTextKey = keyof typeof ptBR;
