/** Written first; the other languages have the same keys. */
export default {
  "nav.sightings": "Aparições",
  "shortcuts.goSightings": "Ir para as aparições",
} as const;
