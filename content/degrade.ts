import type { Capabilities } from "./capabilities.ts";
import type { ContactCard, MediaKind, MenuEntry, OutboundContent } from "./content.ts";

/** What is shown otherwise than it was written; each has a text in the catalogues. */
export const DEGRADATIONS = [
  "caption_separate",
  "text_split",
  "media_as_other",
  "media_as_link",
  "menu_numbered",
  "buttons_as_list",
  "list_as_buttons",
  "link_in_text",
  "location_in_text",
  "contacts_in_text",
  "request_in_text",
  "quote_missing",
] as const;

export type Degradation = (typeof DEGRADATIONS)[number];

export interface Degraded {
  /** What leaves, in this order. */
  parts: OutboundContent[];
  changes: Degradation[];
}

/** What is known of a file before it is sent. */
export interface FileFacts {
  mediaType: string;
  size: number;
}

interface Known {
  /** Facts of the files that the content names. */
  files: ReadonlyMap<string, FileFacts>;
  /** A public address of a file, for channels that take none. */
  linkTo(attachmentId: string): string;
}

/** What a kind of file becomes where it is not taken, in this order; at last a link. */
const NEXT_KINDS: Record<MediaKind, MediaKind[]> = {
  sticker: ["image", "document"],
  voice: ["audio", "document"],
  audio: ["document"],
  video: ["document"],
  image: ["document"],
  document: [],
};

/**
 * `content` as a channel can show it: list → buttons → numbered text, caption → text of its own, unsupported file →
 * link, long text → several. Nothing that was written is lost; what no channel of this kind can do stays as it is and is
 * refused by `problemsOf` (check-content.ts).
 */
export function degrade(content: OutboundContent, capabilities: Capabilities, known: Known): Degraded {
  const changes: Degradation[] = [];
  const parts = toParts(content, capabilities, known, changes).flatMap((part) => splitText(part, capabilities, changes));
  return { parts, changes: [...new Set(changes)] };
}

function toParts(content: OutboundContent, can: Capabilities, known: Known, changes: Degradation[]): OutboundContent[] {
  switch (content.kind) {
    case "image":
    case "video":
    case "audio":
    case "voice":
    case "document":
    case "sticker":
      return mediaParts(content, can, known, changes);
    case "buttons":
      return [buttonsPart(content, can, changes)];
    case "list":
      return [listPart(content, can, changes)];
    case "link_button": {
      const fits =
        can.linkButton !== undefined &&
        [...content.label].length <= can.linkButton.labelLength &&
        [...framed(content)].length <= can.linkButton.textLength;
      if (fits) return [content];
      changes.push("link_in_text");
      return [{ kind: "text", text: `${framed(content)}\n\n${content.label}: ${content.url}` }];
    }
    case "location": {
      if (can.location) return [content];
      changes.push("location_in_text");
      const place = [content.name, content.address].filter((line) => line !== undefined);
      const map = `https://www.google.com/maps?q=${content.latitude},${content.longitude}`;
      return [{ kind: "text", text: [...place, map].join("\n") }];
    }
    case "contacts":
      if (can.contacts) return [content];
      changes.push("contacts_in_text");
      return [{ kind: "text", text: content.contacts.map(cardLines).join("\n\n") }];
    case "location_request":
      if (can.locationRequest) return [content];
      changes.push("request_in_text");
      return [{ kind: "text", text: content.text }];
    case "contact_request":
      if (can.contactRequest) return [content];
      changes.push("request_in_text");
      return [{ kind: "text", text: content.text }];
    default:
      return [content];
  }
}

type Media = Extract<OutboundContent, { attachmentId: string }>;

function mediaParts(content: Media, can: Capabilities, known: Known, changes: Degradation[]): OutboundContent[] {
  const { attachmentId, text } = content;
  const file = known.files.get(attachmentId);
  const kind = [content.kind, ...NEXT_KINDS[content.kind]].find((one) => takes(can, one, file));
  if (kind === undefined) {
    changes.push("media_as_link");
    const link = known.linkTo(attachmentId);
    return [{ kind: "text", text: text === undefined ? link : `${text}\n${link}`, linkedFile: attachmentId }];
  }
  if (kind !== content.kind) changes.push("media_as_other");
  if (text === undefined) return [{ kind, attachmentId }];
  if ([...text].length <= (can.media[kind]?.captionLength ?? 0)) return [{ kind, attachmentId, text }];
  changes.push("caption_separate");
  return [
    { kind, attachmentId },
    { kind: "text", text },
  ];
}

function takes(can: Capabilities, kind: MediaKind, file: FileFacts | undefined): boolean {
  const media = can.media[kind];
  if (media === undefined) return false;
  return file === undefined || (file.size <= media.maxBytes && (media.types === undefined || media.types.test(file.mediaType)));
}

type Buttons = Extract<OutboundContent, { kind: "buttons" }>;
type List = Extract<OutboundContent, { kind: "list" }>;

function buttonsPart(content: Buttons, can: Capabilities, changes: Degradation[]): OutboundContent {
  if (buttonsFit(content.buttons, framed(content), can)) return content;
  const rows = content.buttons;
  if (can.list !== undefined && rowsFit(rows, framed(content), can)) {
    changes.push("buttons_as_list");
    const { buttons: _buttons, ...rest } = content;
    return { ...rest, kind: "list", button: "☰", sections: [{ rows }] };
  }
  return numbered(content, rows, changes);
}

function listPart(content: List, can: Capabilities, changes: Degradation[]): OutboundContent {
  const rows = content.sections.flatMap((section) => section.rows);
  if (rowsFit(rows, framed(content), can)) return content;
  // A button has no room for a description: where rows have one, the numbered text keeps it.
  if (rows.every(({ description }) => description === undefined) && buttonsFit(rows, framed(content), can)) {
    changes.push("list_as_buttons");
    const { sections: _sections, button: _button, ...rest } = content;
    return { ...rest, kind: "buttons", buttons: rows.map(({ id, title }) => ({ id, title })) };
  }
  return numbered(content, rows, changes);
}

function buttonsFit(entries: MenuEntry[], text: string, { buttons }: Capabilities): boolean {
  return buttons !== undefined && entries.length <= buttons.max && fit(entries, text, buttons);
}

function rowsFit(entries: MenuEntry[], text: string, { list }: Capabilities): boolean {
  return list !== undefined && entries.length <= list.maxRows && fit(entries, text, list);
}

function fit(entries: MenuEntry[], text: string, limits: { titleLength: number; idLength: number; textLength: number }): boolean {
  return (
    [...text].length <= limits.textLength &&
    entries.every(({ id, title }) => [...title].length <= limits.titleLength && byteLength(id) <= limits.idLength)
  );
}

function numbered(content: Buttons | List, entries: (MenuEntry & { description?: string })[], changes: Degradation[]): OutboundContent {
  changes.push("menu_numbered");
  const lines = entries.map(
    ({ title, description }, index) => `${index + 1}. ${title}${description === undefined ? "" : ` – ${description}`}`,
  );
  const above = [content.header, content.text].filter((part) => part !== undefined).join("\n\n");
  const below = content.footer === undefined ? "" : `\n\n${content.footer}`;
  return { kind: "text", text: `${above}\n\n${lines.join("\n")}${below}`, menu: entries.map(({ id, title }) => ({ id, title })) };
}

/** Header, text and footer as one text, for channels whose messages have no such parts. */
export function framed({ header, text, footer }: { header?: string; text: string; footer?: string }): string {
  return [header, text, footer].filter((part) => part !== undefined).join("\n\n");
}

function cardLines({ name, phones, emails, organization }: ContactCard): string {
  return [name, organization, ...phones.map(({ phone }) => phone), ...emails.map(({ email }) => email)]
    .filter((line) => line !== undefined && line !== "")
    .join("\n");
}

function splitText(part: OutboundContent, { textLength, textUnit }: Capabilities, changes: Degradation[]): OutboundContent[] {
  if (part.kind !== "text" || sizeOf(part.text, textUnit) <= textLength) return [part];
  changes.push("text_split");
  const { menu, ...rest } = part;
  const pieces = cut(part.text, textLength, textUnit);
  return pieces.map((text, index) => ({ ...rest, text, ...(menu !== undefined && index === pieces.length - 1 ? { menu } : {}) }));
}

function sizeOf(text: string, unit: Capabilities["textUnit"]): number {
  return unit === "bytes" ? byteLength(text) : [...text].length;
}

/** In UTF-8. The browser has no `Buffer`. */
function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

/** Cuts at paragraphs, else lines, else words, else visible characters; nothing but the white space at a cut is dropped. */
function cut(text: string, max: number, unit: Capabilities["textUnit"]): string[] {
  const pieces: string[] = [];
  let rest = text;
  while (sizeOf(rest, unit) > max) {
    const head = firstThatFits(rest, max, unit);
    const at = ["\n\n", "\n", " "].map((mark) => head.lastIndexOf(mark)).find((index) => index > head.length / 3) ?? head.length;
    pieces.push(rest.slice(0, at).trimEnd());
    rest = rest.slice(at).trimStart();
  }
  return rest === "" ? pieces : [...pieces, rest];
}

function firstThatFits(text: string, max: number, unit: Capabilities["textUnit"]): string {
  const parts = inGraphemes(text, max);
  const end = endOf(parts, max, unit);
  // One that is longer than a whole message is cut after all.
  return end > 0 ? text.slice(0, end) : text.slice(0, endOf(text, max, unit));
}

const GRAPHEMES = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** What a person sees as one character may be a family of seven; no more of the text is looked at than can fit. */
function* inGraphemes(text: string, max: number): Iterable<string> {
  // Two units for each of the code points that may fit, and a bit, so that the last one is whole.
  for (const { segment } of GRAPHEMES.segment(text.slice(0, max * 2 + 256))) yield segment;
}

function endOf(parts: Iterable<string>, max: number, unit: Capabilities["textUnit"]): number {
  let size = 0;
  let end = 0;
  for (const part of parts) {
    size += sizeOf(part, unit);
    if (size > max) break;
    end += part.length;
  }
  return end;
}
