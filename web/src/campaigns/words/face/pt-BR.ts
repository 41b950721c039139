/** Written first; the other languages have the same keys. */
export default { "nav.campaigns": "Campanhas", "nav.templates": "Modelos" } as const;
