import type { Face } from "../face.ts";

export const face: Face = {
  name: "AWS SNS",
  kinds: { sns: { scenarios: [], codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path === "/",
  load: () => import("./sns.ts"),
};
