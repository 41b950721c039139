import type { Face } from "../face.ts";

export const face: Face = {
  name: "Chatwoot",
  kinds: { chatwoot: { scenarios: [], codes: { refused: 422, tooMany: 429 } } },
  answers: (path) => path.startsWith("/chatwoot/"),
  load: () => import("./chatwoot.ts"),
};
