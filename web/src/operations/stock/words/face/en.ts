import type ptBR from "./pt-BR.ts";

export default { "nav.stock": "Stock", "nav.purchases": "Purchases" } satisfies Record<keyof typeof ptBR, string>;
