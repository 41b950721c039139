import type { Face } from "../face.ts";
import { EVERYDAY } from "../scenarios.ts";
import { IMAP_BESIDE, SMTP_BESIDE } from "./ports.ts";

export const face: Face = {
  name: "E-mail",
  kinds: { email: { place: 50, scenarios: EVERYDAY, codes: { refused: 550, tooMany: 421 } } },
  answers: (path) => path.startsWith("/mail/"),
  portsBeside: [SMTP_BESIDE, IMAP_BESIDE],
  load: () => import("./mail.ts"),
};
