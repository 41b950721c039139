import type { Face } from "../face.ts";

export const face: Face = {
  name: "A viewer of Typebot",
  kinds: { typebot: { scenarios: [], codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/typebot/"),
  load: () => import("./typebot.ts"),
};
