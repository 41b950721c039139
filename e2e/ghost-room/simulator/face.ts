import type { Face } from "../face.ts";

export const face: Face = {
  name: "Ghost",
  kinds: {
    ghost: {
      place: 70,
      scenarios: [{ key: "hello", act: () => ({ kind: "text", text: "Buu!" }) }],
      codes: { refused: 410, tooMany: 429 },
    },
  },
  answers: (path) => path.startsWith("/ghost/"),
  load: () => import("./ghost.ts"),
};
