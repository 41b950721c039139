import type { Face } from "../face.ts";

export const face: Face = {
  name: "A model by OpenAI's protocol",
  kinds: { openai: { scenarios: [], codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/openai/"),
  load: () => import("./openai.ts"),
};
