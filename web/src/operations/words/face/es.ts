import type ptBR from "./pt-BR.ts";

export default { "nav.orders": "Órdenes", "nav.assets": "Equipos", "nav.sites": "Sedes" } satisfies Record<keyof typeof ptBR, string>;
