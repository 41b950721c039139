import type { Face } from "../face.ts";
import { EVERYDAY, FIELD, HIDDEN_NUMBER } from "../scenarios.ts";

export const face: Face = {
  name: "Meta",
  kinds: {
    whatsapp_cloud: { place: 10, scenarios: [...EVERYDAY, HIDDEN_NUMBER, ...FIELD], codes: { refused: 131026, tooMany: 130429 } },
    instagram: { place: 20, scenarios: EVERYDAY, codes: { refused: 100, tooMany: 613 } },
    messenger: { place: 30, scenarios: EVERYDAY, codes: { refused: 100, tooMany: 613 } },
  },
  answers: (path) => /^\/v\d+\.\d/.test(path) || /^\/(files|cdn)\//.test(path),
  load: () => import("./meta.ts"),
};
