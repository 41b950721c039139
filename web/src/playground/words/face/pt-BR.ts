/** What stands outside of the playground: rail, tabs, list of keys. Written first; the other languages have the same keys. */
export default {
  "nav.playground": "Playground",
  "shortcuts.goPlayground": "Ir para o playground",
} as const;
