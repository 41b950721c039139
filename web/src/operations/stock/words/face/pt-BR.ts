/** Written first; the other languages have the same keys. */
export default { "nav.stock": "Estoque", "nav.purchases": "Compras" } as const;
