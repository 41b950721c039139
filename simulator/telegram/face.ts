import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "Telegram",
  kinds: { telegram: { place: 40, scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => /^\/(file\/)?bot/.test(path),
  load: () => import("./telegram.ts"),
};
