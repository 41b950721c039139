export default { "nav.analytics": "Análises" };
