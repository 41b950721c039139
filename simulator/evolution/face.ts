import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "Evolution API",
  kinds: { evolution: { scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/evolution/"),
  load: () => import("./evolution.ts"),
};
