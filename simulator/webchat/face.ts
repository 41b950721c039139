import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "Web chat",
  kinds: { webchat: { place: 50, scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  // Nobody is called: the chat's own server is the product, and these are its visitors.
  answers: (path) => path.startsWith("/webchat-visitors/"),
  load: () => import("./webchat.ts"),
};
