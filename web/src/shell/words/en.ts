import type { ShortcutTextKey } from "./pt-BR.ts";

export const en: Record<ShortcutTextKey, string> = {
  "shortcuts.title": "Keyboard shortcuts",
  "shortcuts.next": "Next conversation",
  "shortcuts.previous": "Previous conversation",
  "shortcuts.open": "Open",
  "shortcuts.resolve": "Resolve and open the next",
  "shortcuts.resolveStay": "Resolve and stay",
  "shortcuts.assignMe": "Assign to me",
  "shortcuts.snooze": "Snooze",
  "shortcuts.reply": "Reply",
  "shortcuts.note": "Note",
  "shortcuts.unread": "Mark as unread",
  "shortcuts.undo": "Undo",
  "shortcuts.send": "Send",
  "shortcuts.sendResolve": "Send and resolve",
  "shortcuts.context": "Contact panel",
  "shortcuts.rail": "Side bar",
  "shortcuts.escape": "Close, leave the field",
  "shortcuts.goInbox": "Go to the inbox",
  "shortcuts.goPlayground": "Go to the playground",
  "shortcuts.help": "All shortcuts",
};
