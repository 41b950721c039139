export default { "nav.leads": "Leads" };
