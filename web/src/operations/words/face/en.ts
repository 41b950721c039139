import type ptBR from "./pt-BR.ts";

export default {
  "nav.orders": "Work orders",
  "nav.assets": "Assets",
  "nav.sites": "Sites",
  "nav.suppliers": "Suppliers",
  "nav.contractors": "Contractors",
  "nav.technicians": "Technicians",
  "nav.plans": "Preventive plans",
  "nav.imports": "Import from a file",
  "nav.limits": "Purchase limits",
  "nav.map": "Map of orders",
} satisfies Record<keyof typeof ptBR, string>;
