/** What stands outside of the channels' page: rail, tabs, list of keys. Written first; the other languages have the same keys. */
export default {
  "nav.channels": "Canais",
  "shortcuts.goChannels": "Ir para os canais",
} as const;
