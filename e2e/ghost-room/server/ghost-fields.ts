import { offerFields } from "../inbox/index.ts";
import { readHeard, timesHeard } from "./sightings.queries.ts";

/** What conditions on conversations may ask of this room. */
export const ghostFields = offerFields(
  [
    {
      id: "ghost.times_heard",
      type: "number",
      label: { "pt-BR": "Vezes que foi ouvido", en: "Times heard", es: "Veces que fue oído" },
      read: ({ times }) => times,
      sql: () => timesHeard,
    },
  ],
  readHeard,
);
