import type { Face } from "../face.ts";

export const face: Face = {
  name: "RD Station",
  kinds: { rd_station: { scenarios: [], codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => path.startsWith("/rd-station/"),
  load: () => import("./rd-station.ts"),
};
