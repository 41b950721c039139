import type ptBR from "./pt-BR.ts";

export default { "nav.stock": "Stock", "nav.purchases": "Compras" } satisfies Record<keyof typeof ptBR, string>;
