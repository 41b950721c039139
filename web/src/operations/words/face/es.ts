import type ptBR from "./pt-BR.ts";

export default {
  "nav.orders": "Órdenes",
  "nav.assets": "Equipos",
  "nav.sites": "Sedes",
  "nav.suppliers": "Proveedores",
  "nav.contractors": "Contratistas",
  "nav.technicians": "Técnicos",
  "nav.plans": "Planes preventivos",
  "nav.imports": "Importar de archivo",
  "nav.limits": "Límites de compra",
  "nav.map": "Mapa de órdenes",
} satisfies Record<keyof typeof ptBR, string>;
