import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "MegaAPI",
  kinds: { megaapi: { scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/megaapi/"),
  load: () => import("./megaapi.ts"),
};
