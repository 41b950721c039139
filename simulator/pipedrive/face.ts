import type { Face } from "../face.ts";

export const face: Face = {
  name: "Pipedrive",
  kinds: { pipedrive: { scenarios: [], codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/pipedrive/"),
  load: () => import("./pipedrive.ts"),
};
