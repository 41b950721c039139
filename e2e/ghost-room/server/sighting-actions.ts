import { Type } from "typebox";
import { type ActionSubject, action } from "../inbox/index.ts";
import { notFound } from "../platform/index.ts";
import { sightingsWrite } from "./rights.ts";
import { lockSighting, markUnchecked } from "./sightings.queries.ts";

const sightingSubject: ActionSubject = {
  kind: "sighting",
  async access(tx, _ctx, id) {
    if ((await lockSighting(tx, id)) === null) throw notFound({ what: "sighting" });
  },
};

/** What can be done to sightings: by hand, in bulk, or by a machine. */
export const sightingActions = [
  action({
    id: "sighting.doubt",
    subject: sightingSubject,
    label: { "pt-BR": "Pôr em dúvida", en: "Doubt it", es: "Poner en duda" },
    right: sightingsWrite,
    input: Type.Object({}, { additionalProperties: false }),
    async run({ tx, subjectId }) {
      await markUnchecked(tx, subjectId);
      return null;
    },
  }),
];
