import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";

export const face: Face = {
  name: "SendGrid",
  kinds: { sendgrid: { scenarios: EVERYDAY, codes: { refused: 400, tooMany: 429 } } },
  answers: (path) => /^\/v3\/(mail|user|scopes)/.test(path),
  load: () => import("./sendgrid.ts"),
};
