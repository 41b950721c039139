export default {
  "settings.webhooks": "Webhooks",
};
