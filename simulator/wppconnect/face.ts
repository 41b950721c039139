import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "WPPConnect",
  kinds: { wppconnect: { scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/wppconnect/"),
  load: () => import("./wppconnect.ts"),
};
