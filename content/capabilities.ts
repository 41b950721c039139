import type { MediaKind } from "./content.ts";

/** What a channel can show by itself; the rest is degraded (see degrade.ts). */
export interface Capabilities {
  /** Longest text, in the unit of `textUnit`; a longer one leaves in several messages. */
  textLength: number;
  textUnit: "characters" | "bytes";
  /** Files by kind. A kind that is missing leaves as the next one that fits, at last as a link. */
  media: Partial<Record<MediaKind, MediaCapability>>;
  /** Reply buttons under a text; missing: a list or a numbered text. */
  buttons?: { max: number; titleLength: number; idLength: number; textLength: number };
  list?: { maxRows: number; titleLength: number; idLength: number; textLength: number };
  linkButton?: { labelLength: number; textLength: number };
  location?: true;
  contacts?: true;
  reactions?: true;
  quotes?: true;
  locationRequest?: true;
  contactRequest?: true;
  templates?: true;
  flows?: true;
}

interface MediaCapability {
  /** Types taken as they are; undefined takes everything. */
  types?: RegExp;
  maxBytes: number;
  /** Longest caption in characters; 0: the caption leaves as a text of its own. */
  captionLength: number;
}
