export default {
  "settings.webhooks": "Webhooks",
  "settings.crm": "CRM",
};
