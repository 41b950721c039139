export default {
  "nav.orders": "Ordens",
  "nav.assets": "Equipamentos",
  "nav.sites": "Unidades",
  "nav.suppliers": "Fornecedores",
  "nav.contractors": "Prestadores",
  "nav.technicians": "Técnicos",
  "nav.plans": "Planos preventivos",
  "nav.imports": "Importar de arquivo",
  "nav.limits": "Alçadas de compra",
  "nav.map": "Mapa das ordens",
};
