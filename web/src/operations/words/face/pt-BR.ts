export default {
  "nav.orders": "Ordens",
  "nav.assets": "Equipamentos",
  "nav.sites": "Unidades",
};
