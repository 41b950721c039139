import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "Twilio",
  kinds: { twilio: { place: 60, scenarios: EVERYDAY, codes: { refused: 21610, tooMany: 20429 } } },
  answers: (path) => path.startsWith("/2010-04-01/"),
  load: () => import("./twilio.ts"),
};
