export default {
  "nav.leads": "Leads",
  "settings.qualification": "Qualificação de leads",
  "settings.calibration": "Acertos da qualificação",
};
