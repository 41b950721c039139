import type ptBR from "./pt-BR.ts";

export default { "nav.orders": "Work orders", "nav.assets": "Assets", "nav.sites": "Sites" } satisfies Record<keyof typeof ptBR, string>;
