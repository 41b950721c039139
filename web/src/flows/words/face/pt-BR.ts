/** Written first; the other languages have the same keys. */
export default { "nav.flows": "Fluxos" } as const;
