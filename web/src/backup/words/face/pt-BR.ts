export default {
  "settings.backups": "Backups",
};
