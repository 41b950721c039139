import type { ShortcutTextKey } from "./pt-BR.ts";

export const es: Record<ShortcutTextKey, string> = {
  "shortcuts.title": "Atajos de teclado",
  "shortcuts.next": "Conversación siguiente",
  "shortcuts.previous": "Conversación anterior",
  "shortcuts.open": "Abrir",
  "shortcuts.resolve": "Resolver y abrir la siguiente",
  "shortcuts.resolveStay": "Resolver y quedarse",
  "shortcuts.assignMe": "Asignarme",
  "shortcuts.snooze": "Posponer",
  "shortcuts.reply": "Responder",
  "shortcuts.note": "Nota",
  "shortcuts.unread": "Marcar como no leída",
  "shortcuts.undo": "Deshacer",
  "shortcuts.send": "Enviar",
  "shortcuts.sendResolve": "Enviar y resolver",
  "shortcuts.context": "Panel del contacto",
  "shortcuts.rail": "Barra lateral",
  "shortcuts.escape": "Cerrar, salir del campo",
  "shortcuts.goInbox": "Ir a la bandeja de entrada",
  "shortcuts.goPlayground": "Ir al playground",
  "shortcuts.help": "Todos los atajos",
};
