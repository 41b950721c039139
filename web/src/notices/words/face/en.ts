/** What stands outside of the pages of notices: rail, tabs, list of keys. */
export default {
  "nav.notices": "Notifications",
  "nav.noticesShort": "News",
  "shortcuts.goNotices": "Go to notifications",
  "settings.notices": "Notifications",
} as const;
