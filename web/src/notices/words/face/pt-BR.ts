/** What stands outside of the pages of notices: rail, tabs, list of keys. Written first; the other languages have the same keys. */
export default {
  "nav.notices": "Notificações",
  "shortcuts.goNotices": "Ir para as notificações",
  "settings.notices": "Notificações",
} as const;
