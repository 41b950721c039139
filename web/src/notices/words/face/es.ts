/** What stands outside of the pages of notices: rail, tabs, list of keys. */
export default {
  "nav.notices": "Notificaciones",
  "shortcuts.goNotices": "Ir a las notificaciones",
  "settings.notices": "Notificaciones",
} as const;
