import { Type } from "typebox";
import { block } from "../inbox/index.ts";

const label = { "pt-BR": "Assustar", en: "Scare", es: "Asustar" };

/** A block of flows: says how often somebody was scared so far. */
export const ghostBlock = block({
  id: "ghost.scare",
  group: "does",
  label,
  description: { "pt-BR": "Diz buu", en: "Says boo", es: "Dice bu" },
  icon: "Wand2",
  settings: Type.Object({ times: Type.Integer({ minimum: 1, maximum: 5 }) }, { additionalProperties: false }),
  defaults: { times: 1 },
  exits: [],
  run: async (_tx, { settings }) => ({ ok: true, value: "Buu! ".repeat(Number(settings["times"])).trim() }),
});
