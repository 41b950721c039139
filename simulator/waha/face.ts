import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "WAHA",
  kinds: { waha: { scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/waha/"),
  load: () => import("./waha.ts"),
};
