/** What stands outside of the pages of notices: rail, tabs, list of keys. */
export default {
  "nav.notices": "Notifications",
  "shortcuts.goNotices": "Go to notifications",
  "settings.notices": "Notifications",
} as const;
