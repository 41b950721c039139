/** Written first; the other languages have the same keys. */
export default { "nav.automations": "Regras" } as const;
